"""What the page of an approach and that of a building block show, in the order in which a reuser reads."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from accounts.models import User
from coalitions.membership import coalitions_of
from coalitions.rules import Step
from coalitions.tree import Link, crumbs, shown_day
from search.api import similar_to

if TYPE_CHECKING:
    from approaches.models import ApproachPage, BuildingBlock

__all__ = ["BlockGroup", "Rung", "ShownBlock", "Told", "Voice", "approach_context", "block_context"]

SHOWN_STORIES = 12
"""Stories beside an approach; more than this nobody reads there, and the search has them all."""


class Rung(NamedTuple):
    """One stage, all rungs of the ladder with how far it got, and in a word how far that is."""

    stage: str
    steps: tuple[Step, ...]
    label: str


class Told(NamedTuple):
    """A question that was answered."""

    question: str
    answer: str


class Voice(NamedTuple):
    """What one kind of people sees as strong and as weak."""

    whose: str
    css: str
    strengths: str
    weaknesses: str


class ShownBlock(NamedTuple):
    """A building block with the public one that it was taken from, if any, and those that were taken from it."""

    block: "BuildingBlock"
    source: "BuildingBlock | None"
    followers: "Sequence[BuildingBlock]"


class BlockGroup(NamedTuple):
    """Building blocks with the same role."""

    heading: str
    explanation: str
    blocks: list[ShownBlock]


def approach_context(page: "ApproachPage") -> dict[str, Any]:
    """What the page of an approach shows."""
    blocks = list(page.building_blocks.all())
    groups = _grouped(blocks)
    stories = list(page.stories.public().for_cards().newest_first()[:SHOWN_STORIES]) if page.pk else []
    return {
        **_around(page),
        "blocks": blocks,
        "block_groups": groups,
        **_needed(page),
        "questions": _told(
            page,
            reach="Wie bereikt het?",
            effect="Wat verandert er?",
            adoption="Wie doen mee?",
            implementation="Lukt het zoals bedoeld?",
            maintenance="Blijft het?",
        ),
        "voices": _voices(page),
        "helpers": [shown.block for group in groups for shown in group.blocks if shown.block.help_offered],
        "sources": list(page.sources.all()),
        "stories": stories,
        "similar": similar_to(page, without=stories),
        "crumbs": crumbs(page),
    }


def block_context(page: "ApproachPage", slug: str, user: User | AnonymousUser) -> dict[str, Any]:
    """What the page of one building block shows to somebody; Http404 when the approach has none with this slug."""
    blocks = list(page.building_blocks.all())
    block = next((block for block in blocks if block.slug == slug), None)
    if block is None:
        raise Http404
    return {
        **_around(page),
        "building_block": block,
        "source": block.source,
        "followers": block.followers,
        "other_blocks": [other for other in blocks if other is not block],
        "may_record": [team for team in coalitions_of(user) if team != page.coalition],
        "crumbs": (*crumbs(page), Link(page.title, page.url or "")),
    }


def _around(page: "ApproachPage") -> dict[str, Any]:
    return {
        "coalition": page.coalition,
        "themes": list(page.themes.all()),
        "municipality_names": page.municipality_names,
        "dated": page.search_date.display() if page.content_date and page.search_date else "",
        "updated": shown_day(page.last_published_at),
    }


def _grouped(blocks: "list[BuildingBlock]") -> list[BlockGroup]:
    """What must stay first: without it a reuser needs not read on. Two queries, or none."""
    if not blocks:
        return []
    sources, followers = blocks[0].sources_of(blocks), blocks[0].followers_of(blocks)
    shown = [ShownBlock(block, sources.get(block.taken_from_id or 0), followers.get(block.pk, ())) for block in blocks]
    groups = (
        BlockGroup(
            "Dit moet blijven",
            "Dit maakt dat het werkt. Wie dit weglaat, doet iets anders.",
            [item for item in shown if not item.block.is_free],
        ),
        BlockGroup(
            "Dit mag anders",
            "Pas dit aan uw gemeente aan, of laat het weg.",
            [item for item in shown if item.block.is_free],
        ),
    )
    return [group for group in groups if group.blocks]


def _told(page: "ApproachPage", **questions: str) -> list[Told]:
    return [Told(question, answer) for name, question in questions.items() if (answer := getattr(page, name))]


def _needed(page: "ApproachPage") -> dict[str, Any]:
    """Money and agreements, and whether there is anything to say about what it takes."""
    funding = list(page.funding.all())
    agreements = _told(
        page,
        agreements_execution="In de uitvoering",
        agreements_organisation="Tussen organisaties",
        agreements_board="Tussen bestuurders",
    )
    instruments = [instrument for instrument in page.instruments.all() if instrument.is_listed]
    return {
        "funding": funding,
        "agreements": agreements,
        "instruments": instruments,
        "needs_anything": bool(page.hours or page.costs or funding or page.partners or agreements or instruments),
    }


def _voices(page: "ApproachPage") -> list[Voice]:
    voices = (
        Voice("Ouders", "parents", page.strengths_parents, page.weaknesses_parents),
        Voice("Professionals", "professionals", page.strengths_professionals, page.weaknesses_professionals),
    )
    return [voice for voice in voices if voice.strengths or voice.weaknesses]
