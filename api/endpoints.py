"""The endpoints of version 1. Reading only, and only what everybody may see."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import NinjaAPI, Path, Query
from ninja.errors import HttpError, ValidationError

from api import schemas
from api.asking import Paging, question_schema, unknown_names
from core.sharing import absolute
from places.layers import RegionLayer
from places.models import Municipality
from search.api import (
    Hit,
    PublicDocument,
    SearchRequest,
    SearchResults,
    document_types,
    notices_of,
    public_document,
    public_page,
    read,
    search,
    unknown_values,
)
from search.api import clean_query as clean
from themes.models import Theme

__all__ = ["api"]

PAGE: Final = 50
"""Whole items per page: their texts together are about half a megabyte."""
PLACES: Final = 100
"""Municipalities per page: the whole country is four pages."""
Question: Any = question_schema()
Type = Annotated[str, Path(description="De soort: de waarde van het filter type.", examples=["approach"])]
Slug = Annotated[str, Path(description="De slug van het thema.")]
Code = Annotated[str, Path(description="De CBS-code of de slug van de gemeente.", examples=["GM0479"])]
Number = Annotated[int, Path(description="Het nummer van het stuk.")]
LARGEST: Final = 2**63 - 1
"""The largest number that a database has for an item."""

DESCRIPTION = "Alles wat iedereen op deze site mag lezen, voor programma's. Alleen lezen; zonder sleutel."
ERRORS: Final = dict.fromkeys((404, 422, 429), schemas.Error)
BAD_QUESTION: Final = dict.fromkeys((422, 429), schemas.Error)

api = NinjaAPI(
    title="Kansrijke Start",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api-v1",
)


@api.get(
    "/search",
    operation_id="search",
    response={200: schemas.SearchPage, **BAD_QUESTION},
    summary="Zoeken",
    tags=["zoeken"],
)
def find(request: HttpRequest, question: Query[Question]) -> Mapping[str, Any]:
    """Zoekt zoals de zoekpagina. Waarden binnen een filter tellen als "of", filters onderling als "en".

    Een parameter die hier niet staat, telt niet mee; dat staat dan in notices.
    """
    asked = read(request.GET)  # as the page reads it; `question` is what was refused before, and what is documented
    results = search(asked.request)
    if results.unknown:
        raise HttpError(422, " ".join(unknown_values(results)))
    return {
        "total": results.total,
        "full": results.full,
        "page": results.request.page,
        "pages": results.pages,
        "degraded": results.degraded,
        "partial_counts": results.partial_counts,
        "notices": [*asked.notices, *notices_of(results), *unknown_names(request.GET, Question.model_fields)],
        "hits": [_hit(hit) for hit in results.hits],
        "facets": _facets(results),
    }


@api.get(
    "/facets",
    operation_id="facets",
    response={200: list[schemas.Facet], 429: schemas.Error},
    summary="Filters met hun waarden",
    tags=["zoeken"],
)
def facet_list(request: HttpRequest) -> list[Mapping[str, Any]]:
    """Alle filters, met de waarden die nu voorkomen en hoe vaak."""
    return _facets(search(SearchRequest()))


@api.get(
    "/items/{type}",
    operation_id="items",
    response={200: schemas.ItemPage, **ERRORS},
    summary="Stukken van één soort",
    tags=["stukken"],
)
def item_list(request: HttpRequest, type: Type, paging: Query[Paging]) -> Mapping[str, Any]:
    """Alle stukken van een soort, op nummer, vijftig per pagina."""
    if type not in document_types():
        raise _unknown_type(type)
    total, documents = public_page(type, paging.page, PAGE)
    return {**_paged(total, paging.page, PAGE), "items": [_item(document) for document in documents]}


@api.get(
    "/items/{type}/{number}",
    operation_id="item",
    response={200: schemas.Item, **ERRORS},
    summary="Eén stuk",
    tags=["stukken"],
)
def item(request: HttpRequest, type: Type, number: Number) -> Mapping[str, Any]:
    """Alles wat de site van dit stuk laat zien. Wat niet openbaar is, bestaat hier niet."""
    if type not in document_types():
        raise _unknown_type(type)
    document = public_document(type, number) if 0 < number <= LARGEST else None
    if document is None:
        raise HttpError(404, "Dit stuk is er niet.")
    return _item(document)


@api.get(
    "/themes",
    operation_id="themes",
    response={200: list[schemas.Theme], 429: schemas.Error},
    summary="Thema's",
    tags=["lijsten"],
)
def theme_list(request: HttpRequest) -> list[Mapping[str, Any]]:
    """De vaste lijst van thema's, in de volgorde van de site."""
    return [_theme(theme) for theme in Theme.objects.select_related("parent")]


@api.get(
    "/themes/{slug}",
    operation_id="theme",
    response={200: schemas.Theme, **ERRORS},
    summary="Eén thema",
    tags=["lijsten"],
)
def theme(request: HttpRequest, slug: Slug) -> Mapping[str, Any]:
    """Een thema, met de woorden waarmee mensen ernaar zoeken."""
    found = Theme.objects.select_related("parent").filter(slug=clean(slug)).first()
    if found is None:
        raise HttpError(404, "Dit thema is er niet.")
    return _theme(found)


@api.get(
    "/municipalities",
    operation_id="municipalities",
    response={200: schemas.MunicipalityPage, **BAD_QUESTION},
    summary="Gemeenten met hun regio's",
    tags=["lijsten"],
)
def municipality_list(request: HttpRequest, paging: Query[Paging]) -> Mapping[str, Any]:
    """De gemeenten van vandaag, op naam, honderd per pagina, met de regio's waarin zij liggen."""
    places = Municipality.objects.order_by("name")
    start = (paging.page - 1) * PLACES
    shown = places.with_regions()[start : start + PLACES]
    return {**_paged(places.count(), paging.page, PLACES), "items": [_municipality(place) for place in shown]}


@api.get(
    "/municipalities/{code}",
    operation_id="municipality",
    response={200: schemas.Municipality, **ERRORS},
    summary="Eén gemeente",
    tags=["lijsten"],
)
def municipality(request: HttpRequest, code: Code) -> Mapping[str, Any]:
    """Een gemeente, bij haar CBS-code of haar webnaam."""
    places: QuerySet[Municipality] = Municipality.objects.with_regions()
    asked = clean(code)
    found = places.filter(code=asked).first() or places.filter(slug=asked).first()
    if found is None:
        raise HttpError(404, "Deze gemeente is er niet.")
    return _municipality(found)


@api.exception_handler(ValidationError)
def refuse(request: HttpRequest, error: ValidationError) -> Any:
    """A parameter that can't be right, in words."""
    names = sorted(
        {str(fault["loc"][-1] if isinstance(fault["loc"][-1], str) else fault["loc"][-2]) for fault in error.errors}
    )
    many = "Deze parameters kloppen" if len(names) > 1 else "Deze parameter klopt"
    text = f"{many} niet: {', '.join(names)}. Wat er mag staan, leest u op {absolute(reverse('api-v1-docs'))}"
    return api.create_response(request, {"detail": text}, status=422)


def _unknown_type(key: str) -> HttpError:
    return HttpError(404, f"Deze soort is er niet. Wel: {', '.join(document_types())}.")


def _paged(total: int, page: int, size: int) -> dict[str, int]:
    return {"total": total, "page": page, "pages": -(-total // size)}


def _hit(hit: Hit) -> Mapping[str, Any]:
    return {
        "id": hit.key,
        "type": hit.type,
        "number": hit.id,
        "title": hit.title,
        "url": absolute(hit.url),
        "summary": hit.summary,
        "date": hit.iso_date,
        "passage": str(hit.highlight),
        "score": hit.score,
        "part_of": _part_of(hit.parent),
    }


def _facets(results: SearchResults) -> list[Mapping[str, Any]]:
    return [
        {
            "key": facet.key,
            "label": facet.label,
            "values": [{"value": v.value, "label": v.label, "count": v.count} for v in facet.values],
        }
        for facet in results.facets
    ]


def _item(document: PublicDocument) -> Mapping[str, Any]:
    return {
        "id": document.key,
        "type": document.type,
        "number": document.id,
        "title": document.title,
        "url": absolute(document.url),
        "summary": document.summary,
        "date": document.date,
        "external_id": document.external_id,
        "sections": [{"heading": heading, "text": text} for heading, text in document.sections],
        "keywords": list(document.keywords),
        "facets": {key: list(values) for key, values in document.facets.items()},
        "part_of": _part_of(document.parent),
    }


def _part_of(parent: Mapping[str, str] | None) -> Mapping[str, str] | None:
    return {"id": parent["key"], "title": parent["title"], "url": absolute(parent["url"])} if parent else None


def _theme(theme: Theme) -> Mapping[str, Any]:
    return {
        "slug": theme.slug,
        "name": theme.name,
        "introduction": theme.introduction,
        "synonyms": list(theme.synonym_list),
        "parent": theme.parent.slug if theme.parent else None,
        "is_focus": theme.is_focus,
        "url": absolute(reverse("pages:theme", args=[theme.slug])),
    }


def _municipality(place: Municipality) -> Mapping[str, Any]:
    today = timezone.localdate()
    return {
        "code": place.code,
        "slug": place.slug,
        "name": place.name,
        "aliases": list(place.aliases),
        "population": place.population,
        "population_year": place.population_year,
        "regions": [
            {"layer": str(layer), "slug": region.slug, "name": region.name, "url": absolute(region.url)}
            for layer in RegionLayer.values
            for region in place.regions_on(today, layer)
        ],
        "url": absolute(reverse("places:municipality", args=[place.slug])),
    }
