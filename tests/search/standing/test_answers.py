"""Which questions get news: by either engine, and only what is new to them."""

from typing import Any

import pytest

from search.models import IndexEntry
from search.placement.models import Where
from search.question.asking import Understanding
from search.requests import SearchRequest
from search.standing.answers import answers
from search.standing.news import News, news, settle
from search.standing.questions import Standing, in_words
from tests import faults
from tests.factories.places import MunicipalityFactory, RegionFactory
from tests.factories.search import placed, stored_document
from tests.factories.themes import ThemeFactory
from tests.search.standing.contract import asked, rewritten
from themes.models import FormerTheme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_to_find", "embedded")]


def moved(row: IndexEntry, **facets: list[str]) -> None:
    """The same text under other facets."""
    assert row.document is not None
    source = {**row.document, "facets": {**row.document["facets"], **facets}}
    IndexEntry.objects.filter(pk=row.pk).update(document=source, document_version=row.document_version + 1)


def unseen() -> list[News]:
    items = news(1_000)
    settle(items)
    return items


def test_the_same_text_is_news_only_where_it_did_not_stand_before() -> None:
    row = stored_document("Muziek", theme=["bereik"])
    unseen()
    moved(row, theme=["bereik", "wonen"])
    questions = [asked(1, "muziek"), asked(2, theme=["bereik"]), asked(3, theme=["wonen"])]
    assert answers(questions, unseen(), Understanding()) == {3: {row.key}}


def test_the_same_text_is_news_to_who_asks_for_the_place_that_it_is_from_now() -> None:
    RegionFactory(name="Zeeland")
    row = stored_document("Muziek", province=["utrecht"])
    unseen()
    moved(row, province=["utrecht", "zeeland"])
    assert answers([asked(1, "muziek zeeland"), asked(2, "muziek")], unseen(), Understanding()) == {1: {row.key}}


def test_another_text_is_news_wherever_it_stands() -> None:
    row = stored_document("Muziek", theme=["bereik"])
    unseen()
    rewritten(row, "Muziek en tuinen")
    assert answers([asked(1, "muziek"), asked(2, theme=["bereik"])], unseen(), Understanding()) == {
        1: {row.key},
        2: {row.key},
    }


def test_a_theme_that_was_merged_is_no_news_to_who_kept_its_old_name() -> None:
    theme = ThemeFactory(name="Wonen")
    FormerTheme.objects.create(slug="huisvesting", name="Huisvesting", theme=theme)
    row = stored_document("Muziek", theme=["huisvesting"])
    unseen()
    moved(row, theme=["wonen"])
    assert answers([asked(1, theme=["huisvesting"])], unseen(), Understanding()) == {}
    rewritten(IndexEntry.objects.get(pk=row.pk), "Muziek en tuinen")
    IndexEntry.objects.filter(pk=row.pk).update(document_version=9)
    assert answers([asked(1, theme=["huisvesting"])], unseen(), Understanding()) == {1: {row.key}}


def test_a_choice_that_is_no_more_meets_nothing() -> None:
    stored_document("Muziek")
    assert answers([asked(1, "muziek", theme=["bestaat-niet"])], unseen(), Understanding()) == {}


def test_what_editors_hid_for_a_question_is_no_news_to_it() -> None:
    row = stored_document("Muziek", text="In de wijk.")
    placed("muziek", row, Where.HIDDEN)
    questions = [asked(1, "muziek"), asked(2, "muziek wijk"), asked(3)]
    assert answers(questions, unseen(), Understanding()) == {2: {row.key}, 3: {row.key}}


def test_municipalities_like_one_that_is_no_more_are_none() -> None:
    MunicipalityFactory(name="Zaanstad")
    here = stored_document("Muziek", municipality=["zaanstad"])
    stored_document("Muziek in het hele land")
    kept = [
        Standing(number, SearchRequest("muziek", shorthands={"like": text}))
        for number, text in enumerate(("zaanstad", "atlantis"), 1)
    ]
    assert answers(kept, unseen(), Understanding()) == {1: {here.key}}


@pytest.mark.parametrize("behave", [faults.reset, faults.answer("200 OK", b"<html>"), faults.answer("200 OK", b"[]")])
def test_an_engine_that_fails_is_answered_for(settings: Any, behave: faults.Behaviour) -> None:
    row = stored_document("Muziek")
    with faults.misbehaving(behave) as settings.OPENSEARCH_URL:
        assert answers([asked(1, "muziek")], unseen(), Understanding()) == {1: {row.key}}


def test_a_question_in_words_names_its_choices() -> None:
    ThemeFactory(name="Wonen")
    ThemeFactory(name="Bereik")
    chosen = {"theme": frozenset(["wonen", "bereik"]), "year": frozenset(["2024"])}
    assert in_words(SearchRequest("muziek", chosen)) == "“muziek”, Thema: Bereik of Wonen, Jaar: 2024"
    assert in_words(SearchRequest()) == "alles op deze site"
