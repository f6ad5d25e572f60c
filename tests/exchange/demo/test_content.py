"""The examples of the demo keep their promise: enough of them, of every kind, whole, and no filler."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from django.utils.html import strip_tags
from django.utils.text import slugify

from approaches.models import FundingSource, Involvement, Maturity, StopReason
from core.fields import validate_partial_date
from exchange.demo.files import DemoContent, DemoPage, read
from exchange.demo.states import State, state_of
from places import reference as places_reference
from places.layers import RegionLayer
from stories.models import HowCollected, Voice
from themes import reference as themes_reference
from themes.models import LifePhase, Situation, StandingQuestion
from toolbox import reference as toolbox_reference

# Words that betray a text nobody finished, or that the house style does not know.
FORBIDDEN = re.compile(
    r"\b(lorem|ipsum|xxx+|todo|tbd|nader te bepalen|placeholder|voorbeeldtekst|kwetsbare (ouder|moeder|gezin))",
    re.IGNORECASE,
)
SHORTEST = {"approach": 2500, "story": 1400, "coalition": 400}
"""Letters of all that a reader sees; a draft may be shorter, since that is what a draft is."""


@pytest.fixture(scope="module")
def content() -> DemoContent:
    return read()


def strings(value: Any) -> Iterator[str]:
    """Every text in the values of a file, how deep it may lie."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(strings(inner) for inner in value.values())
    elif isinstance(value, list):
        yield from chain.from_iterable(strings(inner) for inner in value)


def text_of(page: DemoPage) -> str:
    return " ".join(strip_tags(text) for text in strings(dict(page.values)))


def used(pages: tuple[DemoPage, ...], key: str) -> set[str]:
    """All values of a key, whether it holds one or a list."""
    values = (page.values.get(key, ()) for page in pages)
    return set(chain.from_iterable([value] if isinstance(value, str) else value for value in values)) - {""}


def blocks(content: DemoContent) -> list[tuple[DemoPage, dict[str, Any]]]:
    return [(page, block) for page in content.approaches for block in page.values["building_blocks"]]


def test_there_are_as_many_as_promised(content: DemoContent) -> None:
    assert (len(content.approaches), len(content.coalitions)) == (30, 20)
    assert len(content.stories) >= 40
    assert len([page for page in content.stories if state_of(page).is_published]) >= 36


def test_no_slug_or_title_is_there_twice(content: DemoContent) -> None:
    for pages in (content.coalitions, content.approaches, content.stories):
        for key in ("slug", "title"):
            assert [value for value, count in Counter(page.values[key] for page in pages).items() if count > 1] == []


def test_every_theme_phase_and_question_has_approaches_and_stories(content: DemoContent) -> None:
    for pages in (content.approaches, content.stories):
        assert used(pages, "themes") == {theme.slug for theme in themes_reference.read()}
        assert used(pages, "phases") == set(LifePhase.values)
        assert used(pages, "questions") == set(StandingQuestion.values)


def test_every_situation_and_every_step_of_an_approach_is_there(content: DemoContent) -> None:
    assert used(content.approaches, "situations") == set(Situation.values)
    assert used(content.approaches, "maturity") == set(Maturity.values)
    rungs = ("involvement_design", "involvement_delivery", "involvement_review")
    assert set().union(*(used(content.approaches, key) for key in rungs)) == set(Involvement.values)
    assert used(content.stories, "voice") == set(Voice.values)
    assert used(content.stories, "how_collected") == set(HowCollected.values)


def test_every_state_is_there(content: DemoContent) -> None:
    states = {state_of(page) for page in (*content.approaches, *content.stories)}
    assert states == set(State)
    zaanstad = [page for page in (*content.approaches, *content.stories) if page.values["coalition"] == "zaanstad"]
    # What the demo's coordinator finds under "mijn concepten", "wacht op mij" and "klopt dit nog".
    assert {State.DRAFT, State.WAITING, State.DUE} <= {state_of(page) for page in zaanstad}


def test_coalitions_lie_in_every_province(content: DemoContent) -> None:
    dataset = places_reference.read()
    codes = {place.name: place.code for place in dataset.municipalities}
    named = {codes[name] for page in content.coalitions for name in page.values["municipalities"]}
    here = {row.region for row in dataset.memberships if row.layer == RegionLayer.PROVINCE and row.code in named}
    assert len(here) == 12


def test_most_coalitions_say_what_they_try_now(content: DemoContent) -> None:
    assert len([page for page in content.coalitions if page.values.get("trying_now")]) >= 15


def test_a_stopped_approach_says_why_and_when(content: DemoContent) -> None:
    stopped = [page for page in content.approaches if page.values["maturity"] == Maturity.STOPPED]
    assert len(stopped) >= 4
    for page in stopped:
        assert page.values["stopped_reason"] in StopReason.values, page.key
        validate_partial_date(page.values["stopped_on"])
        assert len(page.values["stopped_explanation"]) > 100, page.key
    for page in content.approaches:
        wanted = page.values["maturity"] == Maturity.STOPPED
        assert wanted or not page.values.get("stopped_reason"), page.key
        assert state_of(page) != State.STOPPED or wanted, page.key


def test_a_retired_approach_leads_to_another(content: DemoContent) -> None:
    slugs = {page.slug for page in content.approaches}
    retired = [page for page in content.approaches if state_of(page) == State.RETIRED]
    assert retired
    for page in retired:
        assert page.values["retired_reason"] and len(page.values["retired_explanation"]) > 50, page.key
        assert set(page.values["successors"]) <= slugs - {page.slug}, page.key


def test_pitfalls_come_in_pairs_and_some_are_open_questions(content: DemoContent) -> None:
    pairs = [pair for _page, block in blocks(content) for pair in block.get("pitfalls", ())]
    assert all(pair["pitfall"] for pair in pairs)
    open_questions = [pair for pair in pairs if not pair.get("answer")]
    assert len(pairs) > 90 and len(pairs) / 6 < len(open_questions) < len(pairs) / 2


def test_what_a_block_was_taken_from_is_there(content: DemoContent) -> None:
    there = {f"{page.slug}#{slugify(block['title'])}" for page, block in blocks(content)}
    taken = [block["taken_from"] for _page, block in blocks(content) if block.get("taken_from")]
    assert len(taken) >= 5
    assert set(taken) <= there


def test_some_approaches_miss_something_for_a_reuser_and_most_have_all(content: DemoContent) -> None:
    wanted = ("agreements_execution", "costs", "hours", "funding", "strengths_parents", "maintenance", "sources")
    whole = [page for page in content.approaches if all(page.values.get(key) for key in wanted)]
    short = [page for page in content.approaches if sum(not page.values.get(key) for key in wanted) >= 2]
    assert len(whole) >= 8 and 8 <= len(short) <= 15


def test_amounts_and_days_of_funding_are_right(content: DemoContent) -> None:
    for page in content.approaches:
        for row in page.values.get("funding", ()):
            assert row["source"] in FundingSource.values, page.key
            assert row.get("amount_from", 0) <= row.get("amount_to", row.get("amount_from", 0)), page.key
            validate_partial_date(row.get("until") or "2026")


def test_instruments_are_those_of_the_toolbox(content: DemoContent) -> None:
    known = {instrument.slug for instrument in toolbox_reference.read_instruments()}
    assert used(content.approaches, "instruments") <= known
    assert len(used(content.approaches, "instruments")) >= 10


def test_no_text_is_short_and_none_is_unfinished(content: DemoContent) -> None:
    for page in (*content.coalitions, *content.approaches, *content.stories):
        text = text_of(page)
        assert not FORBIDDEN.search(text), (page.key, FORBIDDEN.search(text))
        if state_of(page) != State.DRAFT:
            assert len(text) >= SHORTEST[page.kind], (page.key, len(text))
        assert 40 <= len(page.values["summary"]) <= 250, page.key


def test_no_paragraph_is_there_twice(content: DemoContent) -> None:
    pages = (*content.coalitions, *content.approaches, *content.stories)
    sentences = [sentence for page in pages for sentence in re.findall(r"<p>(.{60,}?)</p>", str(page.values))]
    assert [text for text, count in Counter(sentences).items() if count > 1] == []
