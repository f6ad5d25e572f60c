from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tests.factories.places import MunicipalityFactory
from tests.factories.themes import ThemeFactory
from tests.factories.toolbox import RECOGNISED, CoverageFactory, InstrumentFactory, SupportOfferFactory
from toolbox.models import Coverage, Instrument, SupportOffer, UsesInstruments
from toolbox.search_facets import instrument_labels

pytestmark = pytest.mark.django_db


@contextmanager
def refused_by_the_database(constraint: str) -> Iterator[None]:
    with pytest.raises(IntegrityError), transaction.atomic():
        yield
    assert constraint in {c.name for model in (Instrument, Coverage, SupportOffer) for c in model._meta.constraints}


@contextmanager
def refused_beside(field: str) -> Iterator[None]:
    with pytest.raises(ValidationError) as refusal:
        yield
    assert field in refusal.value.message_dict


def test_an_instrument_is_called_after_its_name_and_keeps_that_address() -> None:
    instrument = Instrument(name="Nu Niet Zwanger", summary="Een gesprek over kinderwens.")
    instrument.full_clean()
    instrument.save()
    instrument.name = "NNZ"
    instrument.full_clean()
    assert instrument.slug == "nu-niet-zwanger"


@pytest.mark.parametrize("name", ["???", "Nu niet zwanger!"])
def test_a_name_without_an_address_of_its_own_is_refused(name: str) -> None:
    InstrumentFactory(name="Nu Niet Zwanger")
    with refused_beside("name"):
        Instrument(name=name, summary="x").full_clean()


def test_the_database_wants_an_address_too() -> None:
    with refused_by_the_database("toolbox_instrument_has_a_slug"):
        Instrument.objects.create(name="Zonder", slug="", summary="x")


@pytest.mark.parametrize("missing", sorted(RECOGNISED))
def test_a_recognition_is_quoted_whole_or_not_at_all(missing: str) -> None:
    values = {**RECOGNISED, missing: ""}
    with refused_beside(missing):
        Instrument(name="Half", summary="x", **values).full_clean()
    with refused_by_the_database("toolbox_recognition_all_or_none"):
        InstrumentFactory(name="Half", **values)


def test_a_recognition_that_is_complete_is_kept_with_its_date_in_words() -> None:
    instrument = InstrumentFactory(name="Heel", **RECOGNISED)
    instrument.full_clean()
    assert instrument.recognised_on == "maart 2020"
    assert InstrumentFactory(name="Zonder").recognised_on == ""


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://x.example", "//x.example"])
def test_a_link_is_a_web_address(url: str) -> None:
    with refused_beside("url"):
        Instrument(name="Link", summary="x", url=url).full_clean()
    with refused_by_the_database("toolbox_instrument_on_the_web"):
        InstrumentFactory(name="Link", url=url)
    with refused_by_the_database("toolbox_coverage_source_on_the_web"):
        CoverageFactory(source_url=url)
    with refused_by_the_database("toolbox_offer_on_the_web"):
        SupportOfferFactory(url=url)


def test_other_words_are_kept_once_each_and_purposes_in_their_order() -> None:
    instrument = Instrument(
        name="NNZ", summary="x", synonyms=" nnz \n\nkinderwens\nnnz", purposes=["meten", "bereiken"]
    )
    instrument.full_clean()
    assert instrument.synonym_list == ("nnz", "kinderwens")
    assert instrument.purpose_labels == ("Bereiken", "Meten")


def test_an_unknown_purpose_is_refused() -> None:
    with refused_beside("purposes"):
        Instrument(name="Doel", summary="x", purposes=["zweven"]).full_clean()


def test_the_public_sees_what_is_listed_and_nothing_else_has_a_name_there() -> None:
    seen, hidden = InstrumentFactory(name="Wel"), InstrumentFactory(name="Niet", is_listed=False)
    assert list(Instrument.objects.public()) == [seen]
    assert instrument_labels([seen.slug, hidden.slug, "onbekend"]) == {"wel": "Wel"}


def test_an_instrument_carries_themes_as_a_page_does() -> None:
    instrument = InstrumentFactory(name="Met thema", themes=[ThemeFactory(name="Slapen")], phases=["zwangerschap"])
    again = Instrument.objects.get(pk=instrument.pk)
    assert (again.theme_slugs, again.phase_slugs) == (("slapen",), ("zwangerschap",))


def test_what_uses_instruments_tells_those_that_anybody_may_see() -> None:
    class Work(UsesInstruments):
        instruments = Instrument.objects.all()

    InstrumentFactory(name="Wel")
    InstrumentFactory(name="Niet", is_listed=False)
    assert Work().instrument_slugs == ("wel",)


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("", "", ["2020-01-01", "2026-11-25"]),
        ("2021", "", ["2021-01-01", "2026-11-25"]),
        ("2021-05", "", ["2021-05-01"]),
        ("2021-05-03", "2021-10", ["2021-05-03", "2021-09-30"]),
        ("", "2022", ["2020-01-01", "2021-12-31"]),
    ],
)
def test_coverage_holds_from_its_start_until_its_end(since: str, until: str, days: list[str]) -> None:
    coverage = CoverageFactory(since=since, until=until)
    coverage.full_clean()
    for day in days:
        assert list(Coverage.objects.on(date.fromisoformat(day))) == [coverage], day


@pytest.mark.parametrize(
    ("since", "until", "day"),
    [
        ("2021", "", "2020-12-31"),
        ("2021-05", "", "2021-04-30"),
        ("2021-05-03", "", "2021-05-02"),
        ("2021-10", "", "2021-09-30"),
        ("", "2022", "2022-01-01"),
        ("2019", "2021-10", "2021-10-01"),
        ("2019", "2021-10-05", "2021-10-05"),
    ],
)
def test_coverage_does_not_hold_before_or_after(since: str, until: str, day: str) -> None:
    CoverageFactory(since=since, until=until)
    assert not Coverage.objects.on(date.fromisoformat(day)).exists()


def test_coverage_of_an_instrument_that_is_not_shown_is_not_shown_either() -> None:
    CoverageFactory(instrument__name="Niet", instrument__is_listed=False)
    assert not Coverage.objects.public().exists()


@pytest.mark.parametrize("wrong", [{"since": "vorig jaar"}, {"until": "2021-13"}, {"since": "21"}])
def test_a_date_of_coverage_is_a_date(wrong: dict[str, str]) -> None:
    instrument, municipality = InstrumentFactory(), MunicipalityFactory()
    with refused_beside(next(iter(wrong))):
        Coverage(instrument=instrument, municipality=municipality, **wrong).full_clean()
    if wrong != {"until": "2021-13"}:  # the database knows the shape, not the calendar
        with refused_by_the_database("toolbox_coverage_since_shape"):
            CoverageFactory(instrument=instrument, **wrong)


def test_coverage_that_ends_before_it_starts_is_refused() -> None:
    with refused_beside("until"):
        Coverage(
            instrument=InstrumentFactory(), municipality=MunicipalityFactory(), since="2021", until="2020"
        ).full_clean()
    with refused_by_the_database("toolbox_coverage_ends_after_its_start"):
        CoverageFactory(since="2021", until="2020")


def test_a_municipality_has_an_instrument_once_at_a_time() -> None:
    first = CoverageFactory(since="2019", until="2021")
    CoverageFactory(instrument=first.instrument, municipality=first.municipality, since="2022")
    again = Coverage(instrument=first.instrument, municipality=first.municipality, since="2024")
    with pytest.raises(ValidationError, match="Voor deze gemeente staat er al"):
        again.full_clean()
    with refused_by_the_database("toolbox_coverage_open_once"):
        again.save()


def test_a_support_offer_shows_no_mailbox_of_a_person() -> None:
    for field in ("organisation", "title", "description"):
        offer = SupportOffer(
            **{"organisation": "Pharos", "title": "Advies", "url": "https://x.example", field: "a@b.nl"}
        )
        with refused_beside(field):
            offer.full_clean()
    with refused_beside("url"):
        SupportOffer(organisation="Pharos", title="Advies", url="mailto:a@b.nl").full_clean()


def test_a_support_offer_says_where_to_go_and_stands_there_once() -> None:
    SupportOfferFactory(organisation="Pharos", title="Advies")
    with refused_by_the_database("toolbox_offer_has_a_contact"):
        SupportOfferFactory(url="")
    with pytest.raises(ValidationError, match="is er al"):
        SupportOffer(organisation="Pharos", title="Advies", url="https://x.example").full_clean()


def test_the_public_sees_the_offers_that_are_listed() -> None:
    shown = SupportOfferFactory()
    SupportOfferFactory(is_listed=False)
    assert list(SupportOffer.objects.public()) == [shown]
