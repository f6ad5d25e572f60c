"""The columns of the lists of approaches and stories, on the page and in the file alike."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.urls import reverse
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn

from core.exporting import Cell
from core.sharing import absolute
from editorial.filters import approach_state, state_of
from places.models import RegionLayer

__all__ = ["APPROACH_FIELDS", "STORY_FIELDS", "ChooseColumn", "ListField", "page_columns"]

MISSING_SHOWN = 1


class Room(Enum):
    """How wide a screen has to be to show a column; the value is its class in the stylesheet."""

    PHONE = ""
    WIDE = "editorial-wide"
    WIDEST = "editorial-widest"


@dataclass(frozen=True)
class ListField:
    """One thing that a list says of a page. `sort` is a column of the database, "" for none."""

    name: str
    label: str
    value: Callable[[Any], Cell]
    sort: str = ""
    only_in_file: bool = False
    only_on_page: bool = False
    room: Room = Room.WIDE


class ChooseColumn(BaseColumn):
    """A box to tick, of the form below the list."""

    header_template_name = "editorial/admin/choose_header.html"
    cell_template_name = "editorial/admin/choose_cell.html"


def page_columns(fields: tuple[ListField, ...]) -> list[BaseColumn]:
    """The columns on the page: a box, the title with its link, and the rest."""
    title, *rest = (field for field in fields if not field.only_in_file)
    return [
        ChooseColumn("choose", label="Kies"),
        TitleColumn(
            title.name,
            label=title.label,
            accessor=title.value,
            sort_key=title.sort,
            classname="editorial-title",
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        *(
            Column(
                field.name,
                label=field.label,
                accessor=field.value,
                sort_key=field.sort or None,
                classname=field.room.value or None,
            )
            for field in rest
        ),
    ]


def _themes(page: Any) -> str:
    return ", ".join(theme.name for theme in page.themes.all())


def _municipalities(page: Any) -> str:
    return ", ".join(page.municipality_names)


def _missing(page: Any) -> str:
    """What a reuser still misses, all of it."""
    return ", ".join(gap.label for gap in page.missing)


def _missing_in_short(page: Any) -> str:
    """The first of it, and how many more there are; never a number alone."""
    first, more = page.missing[:MISSING_SHOWN], len(page.missing) - MISSING_SHOWN
    shown = ", ".join(gap.label for gap in first)
    return f"{shown} en nog {more}" if more > 0 else shown


def _mark(place: int) -> Callable[[Any], str]:
    """One of the marks of an approach of `with_marks()`, in a few words: "" for a draft, which has none."""
    return lambda page: page.marks[place].short if page.live else ""


def _regions(layer: RegionLayer) -> Callable[[Any], str]:
    return lambda page: ", ".join(region.name for region in page.regions_of(layer))


_SHARED = (
    ListField("title", "Titel", lambda page: page.get_admin_display_title(), "title"),
    ListField("coalition", "Coalitie", lambda page: page.coalition_title, "coalition_title"),
    ListField("ggd_region", "GGD-regio", _regions(RegionLayer.GGD_REGION), room=Room.WIDEST),
    ListField("province", "Provincie", _regions(RegionLayer.PROVINCE), only_in_file=True),
    ListField("municipalities", "Gemeenten", _municipalities, only_in_file=True),
    ListField("themes", "Thema’s", _themes),
)
_UPDATED = (
    ListField(
        "updated",
        "Laatst bewerkt",
        lambda page: page.latest_revision_created_at,
        "latest_revision_created_at",
        room=Room.WIDEST,
    ),
    ListField("url", "Adres", lambda page: absolute(page.url) if page.live else "", only_in_file=True),
)
APPROACH_FIELDS = (
    *_SHARED,
    ListField("maturity", "Hoe ver", lambda page: page.maturity_label, "maturity"),
    ListField("missing", "Mist nog", _missing_in_short, only_on_page=True),
    ListField("missing_all", "Mist nog", _missing, only_in_file=True),
    ListField("checked", "Controle", _mark(0), "mark_checked_at"),
    ListField("confirmed", "Bevestiging", _mark(-1), "mark_confirmed_at"),
    ListField("state", "Staat", approach_state, room=Room.PHONE),
    *_UPDATED,
)
STORY_FIELDS = (
    *_SHARED,
    ListField("voice", "Wie vertelt", lambda page: page.get_voice_display(), "voice"),
    ListField("state", "Staat", state_of, room=Room.PHONE),
    *_UPDATED,
)
