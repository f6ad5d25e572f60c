"""The shapes that the API answers with. Every text is plain, but for `passage`, which is escaped HTML with <mark>."""

from ninja import Field, Schema

__all__ = [
    "Error",
    "Facet",
    "FacetValue",
    "Item",
    "ItemPage",
    "Municipality",
    "MunicipalityPage",
    "PartOf",
    "Region",
    "SearchHit",
    "SearchPage",
    "Section",
    "Theme",
]


class Error(Schema):
    """Wat er mis was, in een zin."""

    detail: str = Field(description="Wat er niet klopt en wat u kunt doen.")


class PartOf(Schema):
    """Het geheel waar een stuk bij hoort."""

    id: str = Field(description="Soort en nummer, met een dubbele punt ertussen.", examples=["approach:12"])
    title: str
    url: str = Field(description="Het hele adres op de site.")


class SearchHit(Schema):
    """Eén zoekresultaat."""

    id: str = Field(description="Soort en nummer, met een dubbele punt ertussen.", examples=["approach:12"])
    type: str = Field(examples=["approach"])
    number: int = Field(description="Het nummer, voor /items/{type}/{number}.")
    title: str
    url: str = Field(description="Het hele adres op de site.")
    summary: str = Field(description="De samenvatting; leeg als die er niet is.")
    date: str = Field(description="JJJJ, JJJJ-MM of JJJJ-MM-DD; leeg als de datum niet bekend is.")
    passage: str = Field(description="Het stukje tekst dat past: HTML, met <mark> om gevonden woorden.")
    score: float | None = Field(description="Hoe goed het past; alleen te vergelijken binnen één antwoord.")
    part_of: PartOf | None


class FacetValue(Schema):
    """Een waarde van een filter, met het aantal resultaten."""

    value: str = Field(description="Zoals in het adres.")
    label: str = Field(description="Zoals op de site.")
    count: int


class Facet(Schema):
    """Een filter met de waarden die voorkomen."""

    key: str = Field(description="De naam van de parameter.")
    label: str
    values: list[FacetValue]


class SearchPage(Schema):
    """Een pagina met zoekresultaten."""

    total: int = Field(description="Het aantal resultaten in totaal.")
    full: int = Field(description="Het aantal daarvan dat alle woorden van de vraag heeft.")
    page: int
    pages: int = Field(description="Het aantal pagina's dat u kunt opvragen.")
    degraded: bool = Field(description="De zoekmachine antwoordde niet; we zochten op een eenvoudiger manier.")
    partial_counts: bool = Field(description="De aantallen bij de filters gaan alleen over de beste 5.000 resultaten.")
    notices: list[str] = Field(description="Wat er over vraag en antwoord te zeggen is, zoals op de zoekpagina.")
    hits: list[SearchHit]
    facets: list[Facet]


class Section(Schema):
    """Een stuk tekst met de kop erboven."""

    heading: str
    text: str


class Item(Schema):
    """Alles wat de site van één stuk laat zien."""

    id: str = Field(examples=["approach:12"])
    type: str
    number: int
    title: str
    url: str
    summary: str
    date: str = Field(description="JJJJ, JJJJ-MM of JJJJ-MM-DD; leeg als de datum niet bekend is.")
    external_id: str = Field(description="Het kenmerk bij de bron; leeg als het hier is geschreven.")
    sections: list[Section]
    keywords: list[str] = Field(description="Woorden die erbij horen, zoals de namen van de thema's.")
    facets: dict[str, list[str]] = Field(description="De waarden per filter.")
    part_of: PartOf | None


class ItemPage(Schema):
    """Een pagina met stukken van één soort, op nummer."""

    total: int
    page: int
    pages: int
    items: list[Item]


class Theme(Schema):
    """Een thema van de vaste lijst."""

    slug: str = Field(description="De waarde van het filter theme.")
    name: str
    introduction: str
    synonyms: list[str]
    parent: str | None = Field(description="De slug van het thema waar dit onder valt.")
    is_focus: bool = Field(description="Of het een landelijk focusthema is.")
    url: str


class Region(Schema):
    """Een regio waarin een gemeente vandaag ligt."""

    layer: str = Field(description="De indeling; ook de naam van het filter.", examples=["ggd_region"])
    slug: str
    name: str
    url: str


class Municipality(Schema):
    """Een gemeente van vandaag."""

    code: str = Field(description="De CBS-code.", examples=["GM0479"])
    slug: str = Field(description="De waarde van het filter municipality.")
    name: str
    aliases: list[str]
    population: int | None
    population_year: int | None
    regions: list[Region]
    url: str


class MunicipalityPage(Schema):
    """Een pagina met gemeenten, op naam."""

    total: int
    page: int
    pages: int
    items: list[Municipality]
