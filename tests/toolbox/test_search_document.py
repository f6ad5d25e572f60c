"""Instruments as they are found, in both engines."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from search.api import SearchRequest, build_due, search
from search.models import IndexEntry
from tests.factories.approaches import ApproachPageFactory
from tests.factories.themes import ThemeFactory
from tests.factories.toolbox import InstrumentFactory
from toolbox.models import Instrument
from toolbox.search_document import InstrumentDocument
from toolbox.search_facets import suggest_instruments

pytestmark = pytest.mark.django_db


@pytest.fixture
def instrument() -> Instrument:
    return InstrumentFactory(
        name="Nu Niet Zwanger",
        synonyms="nnz",
        owner="GGD GHOR",
        summary="Een gesprek over kinderwens.",
        description="Meedoen is vrijwillig.",
        purposes=["begeleiden"],
        phases=["preconceptie"],
        themes=[ThemeFactory(name="Onbedoelde zwangerschap", synonyms="ongepland")],
    )


def found(**chosen: str) -> list[str]:
    query = chosen.pop("query", "")
    build_due()
    return [
        hit.title
        for hit in search(
            SearchRequest(query=query, chosen={key: frozenset({value}) for key, value in chosen.items()})
        ).hits
    ]


def test_it_has_its_text_its_words_and_what_a_hit_shows(instrument: Instrument) -> None:
    document = InstrumentDocument().build(InstrumentDocument().queryset().get())
    assert (document.title, document.url) == ("Nu Niet Zwanger", "/instrumenten/nu-niet-zwanger/")
    assert [section.text for section in document.sections] == ["Meedoen is vrijwillig."]
    assert {"nnz", "Onbedoelde zwangerschap", "ongepland", "Begeleiden", "GGD GHOR"} <= set(document.keywords)
    assert document.display == {
        "owner": "GGD GHOR", "purposes": ["Begeleiden"], "phases": ["preconceptie"],
        "themes": ["Onbedoelde zwangerschap"],
    }  # fmt: skip


@pytest.mark.parametrize("query", ["nnz", "vrijwillig", "kinderwens", "ongepland"])
def test_it_is_found_by_its_words(instrument: Instrument, query: str) -> None:
    assert found(query=query, type="instrument") == ["Nu Niet Zwanger"]


def test_it_is_counted_under_its_theme_its_phase_its_type_and_itself(instrument: Instrument) -> None:
    for chosen in (
        {"type": "instrument"},
        {"theme": "onbedoelde-zwangerschap"},
        {"phase": "preconceptie"},
        {"instrument": "nu-niet-zwanger"},
    ):
        assert found(**chosen) == ["Nu Niet Zwanger"]
    facet = search(SearchRequest(query="kinderwens")).facet("instrument")
    assert [(value.label, value.count) for value in facet.values] == [("Nu Niet Zwanger", 1)]


def test_one_that_is_taken_off_the_site_is_gone_at_once(instrument: Instrument) -> None:
    assert found(query="kinderwens", type="instrument")
    instrument.is_listed = False
    instrument.save()
    assert IndexEntry.objects.get(type="instrument").document in (None, {})
    assert found(query="kinderwens", type="instrument") == []


def test_a_deleted_one_leaves_nothing(instrument: Instrument) -> None:
    found(query="kinderwens")
    instrument.delete()
    assert IndexEntry.objects.get(type="instrument").document in (None, {})


def test_a_theme_that_gets_another_name_or_goes_shows_at_once(instrument: Instrument) -> None:
    theme = instrument.themes.get()
    theme.name = "Ongepland zwanger worden"
    theme.synonyms = "verrassing"
    theme.save()
    assert found(query="verrassing") == ["Nu Niet Zwanger"]
    theme.delete()
    assert found(query="verrassing") == []
    assert search(SearchRequest(query="kinderwens")).facet("theme").values == ()


def test_a_theme_touches_only_the_instruments_that_have_it(instrument: Instrument) -> None:
    other = InstrumentFactory(name="Klantroutes")
    build_due()
    before = IndexEntry.objects.get(type="instrument", object_id=other.pk).version
    instrument.themes.get().save()
    assert IndexEntry.objects.get(type="instrument", object_id=other.pk).version == before
    assert IndexEntry.objects.get(type="instrument", object_id=instrument.pk).version > 1


def test_a_page_that_moves_leaves_instruments_alone(instrument: Instrument) -> None:
    build_due()
    before = IndexEntry.objects.get(type="instrument").version
    page = ApproachPageFactory()
    page.slug = "elders"
    page.save()
    assert IndexEntry.objects.get(type="instrument").version == before
    assert list(InstrumentDocument().ids_under(page.path)) == []


def test_building_asks_as_much_for_many_as_for_few(
    instrument: Instrument, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    for number in range(20):
        InstrumentFactory(themes=[ThemeFactory(name=f"Thema {number}")])
    with django_assert_num_queries(2):
        documents = [InstrumentDocument().build(item) for item in InstrumentDocument().queryset()]
    assert len(documents) == 21


def test_a_question_leads_to_the_pages_of_instruments_it_names(
    instrument: Instrument, django_assert_num_queries: Any
) -> None:
    InstrumentFactory(name="Nu Niet", is_listed=False)
    with django_assert_num_queries(1):
        suggested = suggest_instruments("werkt NNZ bij ons?", limit=6)
    assert [(item.kind, item.label, item.url) for item in suggested] == [
        ("Instrument", "Nu Niet Zwanger", "/instrumenten/nu-niet-zwanger/")
    ]
    assert suggest_instruments("nu niet", limit=6) == []
    assert suggest_instruments(" ", limit=6) == []
    assert suggest_instruments("nnz", limit=0) == []


def test_a_hit_is_shown_with_owner_and_purpose(client: Client, instrument: Instrument) -> None:
    build_due()
    shown = client.get("/zoeken/", {"q": "kinderwens"}).content.decode()
    for part in ('href="/instrumenten/nu-niet-zwanger/"', "GGD GHOR", "begeleiden", "kind--instrument"):
        assert part in shown
