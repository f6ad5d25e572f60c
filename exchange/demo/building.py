"""From the file of an example to a page that is not saved yet."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from approaches.models import ApproachPage, BuildingBlock, Funding, Source
from coalitions.models import CoalitionPage
from core.models import SiteImage
from exchange.demo.files import BadDemoFile, DemoPage
from pages.models import HomePage, KnowledgePage, StandardPage
from places.models import Municipality
from stories.models import StoryPage
from themes.models import Theme
from toolbox.models import Instrument

__all__ = ["KINDS", "Kind", "Surroundings", "build", "fill"]

_CONTACT = ("contact_name", "contact_email")


@dataclass(frozen=True)
class Kind:
    """The type of page that a file describes, and which of its values are fields of it as they stand."""

    model: type[Any]
    fields: tuple[str, ...]
    streams: tuple[str, ...]
    is_example: bool = True


# Keys of a file that are fields of an approach as they stand.
_APPROACH = (
    "phases", "questions", "started", "maturity", "picture_alt", *_CONTACT,
    "situations", "partners", "agreements_execution", "agreements_organisation", "agreements_board",
    "costs", "hours",
    "involvement_design", "involvement_delivery", "involvement_review", "involvement_note",
    "strengths_parents", "weaknesses_parents", "strengths_professionals", "weaknesses_professionals",
    "reach", "effect", "adoption", "implementation", "maintenance",
    "stopped_reason", "stopped_explanation", "stopped_on",
)  # fmt: skip

KINDS: Mapping[str, Kind] = {
    "coalition": Kind(CoalitionPage, ("stage", "partners", *_CONTACT), ("ambitions", "trying_now")),
    "approach": Kind(ApproachPage, _APPROACH, ("need", "what_we_do", "results")),
    "story": Kind(StoryPage, ("phases", "questions", "voice", "how_collected", "picture_alt"), ("body",)),
    "knowledge": Kind(KnowledgePage, ("phases", "kind", "source_url"), ("body",)),
    "standard": Kind(StandardPage, (), ("body",), is_example=False),
    "home": Kind(HomePage, (), (), is_example=False),
}


@dataclass(frozen=True)
class Surroundings:
    """What examples refer to. `picture` gives the one with a file name for a page, None when it was taken away."""

    themes: Mapping[str, Theme]
    places: Mapping[str, Municipality]
    approaches: Mapping[str, ApproachPage]
    instruments: Mapping[str, Instrument]
    picture: Callable[[DemoPage, str, str], SiteImage | None]


def build(described: DemoPage, around: Surroundings) -> Any:
    """The unsaved page of a file; BadDemoFile when it refers to what isn't there."""
    return fill(KINDS[described.kind].model(slug=described.slug), described, around)


def fill(page: Any, described: DemoPage, around: Surroundings) -> Any:
    """Give a page all that its file says."""
    kind, values = KINDS[described.kind], described.values
    page.title, page.summary = values["title"], values.get("summary", "")
    page.is_example = kind.is_example and values.get("is_example", True)
    for name in kind.fields:
        if name in values:
            setattr(page, name, values[name])
    if values.get("picture"):  # before the text: the words of a picture are those it has at the top of the page
        page.picture = around.picture(described, values["picture"], values.get("picture_alt", ""))
    for name in kind.streams:
        setattr(page, name, json.dumps([*_blocks(described, name, around), *_source(values)]))
    _relate(page, described, around)
    return page


def _relate(page: Any, described: DemoPage, around: Surroundings) -> None:
    values = described.values
    if "themes" in values:
        page.themes = [_known(around.themes, slug, described, "thema") for slug in values["themes"]]
    if "municipalities" in values:
        page.municipalities = [_known(around.places, name, described, "gemeente") for name in values["municipalities"]]
    if "approaches" in values:
        # One that a user took away is left out.
        page.approaches = [around.approaches[slug] for slug in values["approaches"] if slug in around.approaches]
    if "instruments" in values:
        page.instruments = [_known(around.instruments, slug, described, "instrument") for slug in values["instruments"]]
    if "tags" in values:
        page.tags.set(values["tags"])
    if "building_blocks" in values:
        page.building_blocks = [
            _building_block(place, block, around) for place, block in enumerate(values["building_blocks"])
        ]
    if "funding" in values:
        page.funding = [Funding(sort_order=place, **row) for place, row in enumerate(values["funding"])]
    if "sources" in values:
        page.sources = [Source(sort_order=place, **row) for place, row in enumerate(values["sources"])]


def _building_block(place: int, values: Mapping[str, Any], around: Surroundings) -> BuildingBlock:
    pairs = [{"type": "pair", "value": dict(pair)} for pair in values.get("pitfalls", ())]
    found: dict[str, Any] = {
        "pitfalls": json.dumps(pairs),
        "taken_from": _taken_from(values.get("taken_from", ""), around),
    }
    return BuildingBlock(sort_order=place, **{**values, **found})


def _taken_from(address: str, around: Surroundings) -> BuildingBlock | None:
    """The block of "approach-slug#block-slug"; None when a user took it away."""
    approach, _, block = address.partition("#")
    page = around.approaches.get(approach)
    return page.building_blocks.filter(slug=block).first() if page else None


def _known(known: Mapping[str, Any], name: str, described: DemoPage, what: str) -> Any:
    if name not in known:
        hint = "draai eerst manage.py load_places, load_themes en load_instruments"
        raise BadDemoFile(f"{described.key}: {what} {name} bestaat niet; {hint}")
    return known[name]


def _blocks(described: DemoPage, name: str, around: Surroundings) -> list[dict[str, Any]]:
    """The blocks of one text, as a StreamField stores them."""
    blocks = ((block["type"], _value(block, described, around)) for block in described.values.get(name, ()))
    return [{"type": kind, "value": value} for kind, value in blocks if value is not None]


def _value(block: Mapping[str, Any], described: DemoPage, around: Surroundings) -> Any:
    kind = block["type"]
    if kind == "paragraph":
        return block["html"].strip()
    if kind == "list":
        return list(block["items"])
    if kind == "quote":
        return {"text": block["text"], "attribution": block.get("attribution", "")}
    if kind == "callout":
        return {"title": block["title"], "text": f"<p>{escape(block['text'], quote=False)}</p>"}
    if kind == "picture":
        image = around.picture(described, block["image"], block["alt"])
        shown = {"image": image.pk, "alt_text": block["alt"], "decorative": not block["alt"]} if image else None
        return {"image": shown, "caption": block.get("caption", "")} if shown else None
    raise BadDemoFile(f"{described.key}: het blok {kind!r} bestaat niet")


def _source(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Where the facts of a page come from, as its last paragraph."""
    named = [values[name] for name in ("source_detail", "source") if values.get(name)]
    return [{"type": "paragraph", "value": f"<p>Bron: {escape(', '.join(named), quote=False)}.</p>"}] if named else []
