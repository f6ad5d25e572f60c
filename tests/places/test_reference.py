"""The files in places/data, held against what CBS counts."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from places.layers import RegionLayer
from places.reference import DATA, Reference, read, read_more_names
from places.rules import fold, municipality_code

# Municipalities on 1 January, CBS "Gemeentelijke indeling op 1 januari" per year.
COUNTED_BY_CBS = {
    2009: 441, 2010: 431, 2011: 418, 2012: 415, 2013: 408, 2014: 403, 2015: 393, 2016: 390,
    2017: 388, 2018: 380, 2019: 355, 2020: 355, 2021: 352, 2022: 345, 2023: 342,
}  # fmt: skip


@pytest.fixture(scope="module")
def reference() -> Reference:
    return read()


def test_there_are_342_municipalities_with_a_code_of_their_own(reference: Reference) -> None:
    codes = {facts.code for facts in reference.municipalities}
    assert len(codes) == len(reference.municipalities) == 342
    assert all(municipality_code(code) == code for code in codes)


def test_inhabitants_add_up_to_those_of_the_source(reference: Reference) -> None:
    assert sum(facts.population for facts in reference.municipalities) == 18_121_550


def test_no_two_places_share_a_name_an_alias_or_a_slug(reference: Reference) -> None:
    names = [name for facts in reference.municipalities for name in (facts.name, *facts.aliases)]
    names += [facts.name for facts in reference.former]
    double = [folded for folded, times in Counter(map(fold, names)).items() if times > 1]
    assert double == []
    assert all(map(fold, names))


def test_a_bare_name_that_two_municipalities_share_is_no_alias(reference: Reference) -> None:
    assert "bergen" not in {fold(alias) for facts in reference.municipalities for alias in facts.aliases}


def test_every_other_name_leads_to_a_place_that_is_there_and_is_no_place_of_that_kind_itself(
    reference: Reference,
) -> None:
    places = {("municipality", facts.name) for facts in reference.municipalities}
    places |= {(facts.layer.value, facts.region) for facts in reference.memberships}
    taken = {(facet, fold(name)) for facet, name in places}
    taken |= {("municipality", fold(alias)) for facts in reference.municipalities for alias in facts.aliases}
    taken |= {("municipality", fold(facts.name)) for facts in reference.former}
    more = read_more_names()
    assert {(each.facet, each.of) for each in more if each.of} <= places
    assert not {(each.facet, fold(each.name)) for each in more} & taken
    assert len({(each.facet, fold(each.name)) for each in more}) == len(more)
    assert all(bool(each.facet) == bool(each.of) for each in more)


def test_every_municipality_lies_in_one_region_of_every_layer(reference: Reference) -> None:
    counted = Counter((facts.code, facts.layer) for facts in reference.memberships if facts.valid_until is None)
    expected = {(facts.code, layer) for facts in reference.municipalities for layer in RegionLayer.values}
    assert set(counted) == expected
    assert set(counted.values()) == {1}


@pytest.mark.parametrize(
    ("layer", "number"),
    [(RegionLayer.PROVINCE, 12), (RegionLayer.GGD_REGION, 25), (RegionLayer.ZORGKANTOOR_REGION, 31)],
)
def test_each_layer_has_its_number_of_regions(reference: Reference, layer: str, number: int) -> None:
    names = {facts.region for facts in reference.memberships if facts.layer == layer}
    assert len(names) == len({fold(name) for name in names}) == number


def test_every_former_municipality_leads_to_municipalities_of_today(reference: Reference) -> None:
    current = {facts.name for facts in reference.municipalities}
    assert len(reference.former) == 134
    assert all(facts.successors and set(facts.successors) <= current for facts in reference.former)


def test_no_former_municipality_has_the_name_or_code_of_one_of_today(reference: Reference) -> None:
    names = {facts.name for facts in reference.municipalities}
    codes = {facts.code for facts in reference.municipalities}
    assert not names & {facts.name for facts in reference.former}
    former_codes = [facts.code for facts in reference.former if facts.code]
    assert not codes & set(former_codes)
    assert len(former_codes) == len(set(former_codes))


def test_mergers_per_year_add_up_to_the_numbers_of_cbs(reference: Reference) -> None:
    for year in range(2010, 2024):
        ended = [
            facts
            for facts in reference.former
            if date(year - 1, 1, 1) < facts.merged_on <= date(year, 1, 1) and facts.how != "renamed"
        ]
        formed = {facts.became[0] for facts in ended if facts.how == "new"}
        assert len(ended) - len(formed) == COUNTED_BY_CBS[year - 1] - COUNTED_BY_CBS[year], year
    assert max(facts.merged_on for facts in reference.former) == date(2023, 1, 1)


def test_how_a_municipality_ended_agrees_with_its_successors(reference: Reference) -> None:
    assert {facts.how for facts in reference.former} == {"new", "joined", "split", "renamed"}
    for facts in reference.former:
        assert (len(facts.became) > 1) == (facts.how == "split"), facts.name


@pytest.mark.parametrize(
    ("former", "successors"),
    [
        ("Geldermalsen", ("West Betuwe",)),
        ("Liesveld", ("Molenlanden",)),
        ("Menaldumadeel", ("Waadhoeke",)),
        ("Haaren", ("Oisterwijk", "Vught", "Boxtel", "Tilburg")),
        ("Boarnsterhim", ("Leeuwarden", "Heerenveen", "De Fryske Marren", "Súdwest-Fryslân")),
        ("Weesp", ("Amsterdam",)),
    ],
)
def test_known_mergers_are_followed_to_today(reference: Reference, former: str, successors: tuple[str, ...]) -> None:
    assert [facts.successors for facts in reference.former if facts.name == former] == [successors]


def test_a_province_holds_from_the_day_a_municipality_was_formed_and_nothing_else_has_a_start(
    reference: Reference,
) -> None:
    codes = {facts.name: facts.code for facts in reference.municipalities}
    formed = {
        (codes[facts.became[0]], RegionLayer.PROVINCE): facts.merged_on
        for facts in reference.former
        if facts.how == "new" and facts.became[0] in codes
    }
    started = {(facts.code, facts.layer): facts.valid_from for facts in reference.memberships if facts.valid_from}
    assert started == formed
    assert started["GM1961", RegionLayer.PROVINCE] == date(2019, 1, 1)  # Vijfheerenlanden


@pytest.mark.parametrize(
    ("memberships", "error", "named"),
    [
        ("code,region,valid_from,valid_until\nGM0363,Noord-Holland,,\n", KeyError, "layer"),
        ("code,layer,region,valid_from,valid_until\nGM0363,postcode,10,,\n", ValueError, "postcode"),
        ("code,layer,region,valid_from,valid_until\nGM9999,province,Utrecht,,\n", ValueError, "GM9999"),
        ("code,layer,region,valid_from,valid_until\nGM0363,province,Utrecht,gisteren,\n", ValueError, "gisteren"),
    ],
)
def test_a_file_that_says_something_else_is_refused(
    tmp_path: Path, memberships: str, error: type[Exception], named: str
) -> None:
    for path in DATA.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "memberships.csv").write_text(memberships)
    with pytest.raises(error, match=named):
        read(tmp_path)
