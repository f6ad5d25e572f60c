"""The national map says in dots and in rows the same."""

from datetime import date
from typing import Any

import pytest

from pages.map_overview import choices, coalition_map, coverage_map
from places.maps import locator_map
from places.models import Boundary, Municipality
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import MunicipalityFactory, RegionFactory, RegionMembershipFactory
from tests.factories.toolbox import CoverageFactory, InstrumentFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)


def place(name: str, province: str = "Drenthe") -> Municipality:
    municipality = MunicipalityFactory(name=name, lat=52.5, lon=6.5)
    RegionMembershipFactory(municipality=municipality, region=RegionFactory(name=province))
    return municipality


def test_map_and_table_say_the_same() -> None:
    coevorden, emmen, almere = place("Coevorden"), place("Emmen"), place("Almere", "Flevoland")
    CoalitionPageFactory(title="Kansrijk Coevorden", municipalities=[coevorden])
    CoalitionPageFactory(title="Zuidoost", municipalities=[coevorden, almere])
    CoalitionPageFactory(title="Concept", municipalities=[emmen], live=False)
    shown = coalition_map(TODAY)
    marks = {mark.municipality.name: mark.said for mark in shown.marks}
    assert marks == {"Coevorden": "Kansrijk Coevorden, Zuidoost", "Almere": "Zuidoost", "Emmen": ""}
    rows = {row.municipality.name: row.said for _name, rows, _n in shown.provinces for row in rows}
    assert rows == marks
    assert [(name, n) for name, _rows, n in shown.provinces] == [("Drenthe", 1), ("Flevoland", 1)]
    assert (shown.total, shown.covered) == (3, 2)


def test_what_stands_out_is_drawn_over_what_does_not() -> None:
    CoalitionPageFactory(municipalities=[place("Almere")])
    place("Zwolle")
    assert [mark.on for mark in coalition_map(TODAY).marks] == [False, True]


def test_an_outline_is_drawn_where_it_is_known() -> None:
    Boundary.objects.create(municipality=place("Almere"), path="M1 1l2 2z")
    place("Zwolle")
    assert {mark.municipality.name: mark.path for mark in coalition_map(TODAY).marks} == {
        "Almere": "M1 1l2 2z", "Zwolle": "",
    }  # fmt: skip


def test_a_municipality_without_a_place_is_in_the_table_only() -> None:
    MunicipalityFactory(name="Nergens")
    shown = coalition_map(TODAY)
    assert shown.marks == ()
    assert [(name, len(rows)) for name, rows, _n in shown.provinces] == [("Elders", 1)]


def test_a_small_map_marks_what_it_is_about() -> None:
    almere, _zwolle = place("Almere"), place("Zwolle")
    shown = locator_map([almere])
    assert {mark.municipality.name: mark.on for mark in shown.marks} == {"Almere": True, "Zwolle": False}
    assert "Almere" in shown.caption


def test_the_number_of_queries_does_not_depend_on_how_much_there_is(django_assert_num_queries: Any) -> None:
    for number in range(2):
        CoalitionPageFactory(municipalities=[place(f"Plaats {number}"), place(f"Stad {number}")])
        with django_assert_num_queries(5):
            coalition_map(TODAY)


def test_an_instrument_is_shown_where_it_is_today_and_since_when() -> None:
    instrument = InstrumentFactory(name="Nu Niet Zwanger")
    almere, emmen, zwolle = place("Almere"), place("Emmen"), place("Zwolle")
    CoverageFactory(instrument=instrument, municipality=almere, since="2019-03")
    CoverageFactory(instrument=instrument, municipality=emmen, since="2018", until="2020")
    CoverageFactory(instrument=instrument, municipality=zwolle, is_example=True)
    CoverageFactory(municipality=emmen)
    said = {mark.municipality.name: mark.said for mark in coverage_map(instrument, TODAY).marks}
    assert said == {"Almere": "sinds maart 2019", "Emmen": "", "Zwolle": "ja (verzonnen voorbeeld)"}


def test_what_can_be_shown_is_offered() -> None:
    known = CoverageFactory(instrument=InstrumentFactory(name="Nu Niet Zwanger")).instrument
    CoverageFactory(instrument=InstrumentFactory(is_listed=False))
    InstrumentFactory()
    assert [(choice.label, choice.url, choice.current) for choice in choices(known)] == [
        ("Coalities", "/kaart/", False), ("Nu Niet Zwanger", "/kaart/?instrument=nu-niet-zwanger", True),
    ]  # fmt: skip
    assert choices(None)[0].current
