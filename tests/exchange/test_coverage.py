"""A file says where instruments are available; each line that can't be taken over says why."""

from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.exchange.lines import BrokenOff
from tests.factories.places import FormerMunicipalityFactory, MunicipalityFactory
from tests.factories.toolbox import CoverageFactory, InstrumentFactory
from toolbox.models import Coverage

pytestmark = pytest.mark.django_db
HEADER = "instrument,gemeente,sinds,tot,bron"


class Said(NamedTuple):
    """What a run wrote, and how it ended ("" for well)."""

    out: str
    err: str
    error: str


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "nnz.csv"


@pytest.fixture(autouse=True)
def _known() -> None:
    InstrumentFactory(name="Nu Niet Zwanger")
    MunicipalityFactory(name="Zwolle", code="GM0193", aliases=["Zwolle aan de IJssel"])
    west_betuwe = MunicipalityFactory(name="West Betuwe", code="GM1960")
    FormerMunicipalityFactory(name="Geldermalsen", code="GM0236", successors=[west_betuwe])


def run(path: Path, *lines: str, **options: bool) -> Said:
    path.write_text("\n".join(lines), encoding="utf-8")
    out, err = StringIO(), StringIO()
    try:
        call_command("load_coverage", str(path), stdout=out, stderr=err, **options)
    except CommandError as error:
        return Said(out.getvalue(), err.getvalue(), str(error))
    return Said(out.getvalue(), err.getvalue(), "")


def rows() -> list[tuple[str, str, str, str]]:
    return list(Coverage.objects.values_list("municipality__name", "since", "until", "source_url"))


def test_a_line_becomes_a_dated_row_with_its_source(path: Path) -> None:
    said = run(path, HEADER, "nu-niet-zwanger,Zwolle,2020-11,2023-05-01,https://nnz.example/lijst")
    assert said == Said("1 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 fout.\n", "", "")
    assert rows() == [("Zwolle", "2020-11", "2023-05-01", "https://nnz.example/lijst")]
    assert not Coverage.objects.get().is_example


@pytest.mark.parametrize("instrument", ["nu-niet-zwanger", "Nu Niet Zwanger", "NU NIET ZWANGER"])
@pytest.mark.parametrize("place", ["Zwolle", "gemeente Zwolle", "GM0193", "0193", "Zwolle aan de IJssel"])
def test_names_and_codes_are_understood_without_a_word(path: Path, instrument: str, place: str) -> None:
    assert run(path, HEADER, f"{instrument},{place},2020,,") == Said(
        "1 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 fout.\n", "", ""
    )


@pytest.mark.parametrize("text", ["Geldermalsen", "GM0236"])
def test_a_name_of_before_leads_to_the_municipality_of_today_and_says_so(path: Path, text: str) -> None:
    said = run(path, HEADER, f"nu-niet-zwanger,{text},2020,,")
    assert said.err == f"{path}:2: let op: gemeente: “{text}” hoort bij West Betuwe\n"
    assert rows() == [("West Betuwe", "2020", "", "")]


def test_a_second_run_changes_nothing(path: Path) -> None:
    run(path, HEADER, "nu-niet-zwanger,Zwolle,2020-11,,", "nu-niet-zwanger,Geldermalsen,,,")
    before = list(Coverage.objects.values())
    said = run(path, HEADER, "nu-niet-zwanger,Zwolle,2020-11,,", "nu-niet-zwanger,West Betuwe,,,")
    assert said.out == "0 nieuw, 0 gewijzigd, 2 ongewijzigd, 0 fout.\n"
    assert list(Coverage.objects.values()) == before


def test_an_end_is_added_to_the_row_that_it_ends(path: Path) -> None:
    run(path, HEADER, "nu-niet-zwanger,Zwolle,2020,,")
    said = run(path, HEADER, "nu-niet-zwanger,Zwolle,2020,2024,")
    assert said.out.startswith("0 nieuw, 1 gewijzigd")
    assert rows() == [("Zwolle", "2020", "2024", "")]


def test_a_start_that_is_known_better_replaces_the_one_of_before(path: Path) -> None:
    CoverageFactory(instrument__name="Nu Niet Zwanger", municipality__name="Zwolle", since="2020")
    said = run(path, HEADER, "nu-niet-zwanger,Zwolle,2020-11,,")
    assert said.out.startswith("0 nieuw, 1 gewijzigd")
    assert rows() == [("Zwolle", "2020-11", "", "")]


def test_a_real_fact_takes_the_place_of_an_invented_one(path: Path) -> None:
    CoverageFactory(instrument__name="Nu Niet Zwanger", municipality__name="Zwolle", since="2018", is_example=True)
    run(path, HEADER, "nu-niet-zwanger,Zwolle,2020-11,,")
    assert rows() == [("Zwolle", "2020-11", "", "")]
    assert not Coverage.objects.get().is_example


def test_a_period_of_before_stays_beside_the_one_of_now(path: Path) -> None:
    run(path, HEADER, "nu-niet-zwanger,Zwolle,2018,2020,", "nu-niet-zwanger,Zwolle,2022,,")
    assert rows() == [("Zwolle", "2018", "2020", ""), ("Zwolle", "2022", "", "")]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("onbekend,Zwolle,2020,,", "instrument: onbekend instrument “onbekend”"),
        (",Zwolle,2020,,", "instrument: ontbreekt"),
        ("nu-niet-zwanger,Nergens,2020,,", "gemeente: onbekende gemeente “Nergens”"),
        ("nu-niet-zwanger,,2020,,", "gemeente: ontbreekt"),
        ("nu-niet-zwanger,Zwolle,vorig jaar,,", "sinds: geen datum als JJJJ, JJJJ-MM of JJJJ-MM-DD: “vorig jaar”"),
        ("nu-niet-zwanger,Zwolle,2020-02-30,,", "sinds: deze dag bestaat niet: “2020-02-30”"),
        ("nu-niet-zwanger,Zwolle,2022,2021,", "tot: De einddatum ligt niet na de begindatum"),
        ("nu-niet-zwanger,Zwolle,2020,,javascript:alert(1)", "bron: "),
        ("nu-niet-zwanger,Zwolle,2020", "heeft 3 velden; de eerste regel heeft er 5"),
        ('nu-niet-zwanger,"Zwolle,2020,,', "de aanhalingstekens kloppen niet"),
    ],
)
def test_a_fault_names_file_line_and_column_and_the_rest_is_taken_over(path: Path, line: str, fault: str) -> None:
    said = run(path, HEADER, "", line, "nu-niet-zwanger,West Betuwe,2021,,")
    assert said.err.startswith(f"{path}:3: {fault}")
    assert said.err.count("\n") == 1
    assert said.out == "1 nieuw, 0 gewijzigd, 0 ongewijzigd, 1 fout.\n"
    assert said.error == f"{path}: 1 regel is niet overgenomen."
    assert rows() == [("West Betuwe", "2021", "", "")]


def test_a_line_that_is_no_utf8_is_a_fault(path: Path) -> None:
    path.write_bytes(f"{HEADER}\nnu-niet-zwanger,Zwolle,2020,,\n".encode() + b"nu-niet-zwanger,\xe9,2020,,\n")
    err = StringIO()
    with pytest.raises(CommandError, match="1 regel is niet overgenomen"):
        call_command("load_coverage", str(path), stdout=StringIO(), stderr=err)
    assert err.getvalue() == f"{path}:3: geen geldige UTF-8\n"


def test_a_file_of_a_dutch_excel_has_semicolons_and_its_own_order_of_columns(path: Path) -> None:
    said = run(path, "\ufeffGemeente;Sinds;Instrument", "Zwolle;2020;Nu Niet Zwanger")
    assert (said.err, rows()) == ("", [("Zwolle", "2020", "", "")])


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ([""], "is leeg."),
        (["x" * 140_000], "mist op de eerste regel de kolom instrument en gemeente"),
        (["instrument,gemeente\rnu-niet-zwanger,Zwolle"], "mist op de eerste regel de kolom instrument en gemeente"),
        (["\n \n"], "mist op de eerste regel de kolom instrument en gemeente"),
        (["gemeente,sinds", "Zwolle,2020"], "mist op de eerste regel de kolom instrument"),
        (["instrument,gemeente,gemeentecode", "a,b,c"], "heeft een kolom die we niet kennen: “gemeentecode”"),
        ([HEADER], "bevat geen regels onder de eerste."),
    ],
)
def test_a_file_that_does_not_name_its_columns_is_an_error(path: Path, lines: list[str], error: str) -> None:
    said = run(path, *lines)
    assert said.error.startswith(str(path)) and error in said.error
    assert not Coverage.objects.exists()


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="bestaat niet"):
        call_command("load_coverage", str(tmp_path / "weg.csv"))


def test_broken_off_it_says_what_is_left_of_it(path: Path) -> None:
    path.write_text(f"{HEADER}\nnu-niet-zwanger,Zwolle,2020,,\nonbekend,Zwolle,2020,,\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"afgebroken\. Er is niets overgenomen"):
        call_command("load_coverage", str(path), stderr=BrokenOff())
    assert not Coverage.objects.exists()


def test_a_trial_says_the_same_and_writes_nothing(path: Path) -> None:
    said = run(path, HEADER, "nu-niet-zwanger,Zwolle,2020,,", dry_run=True)
    assert said.out == "Proef, er is niets geschreven: 1 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 fout.\n"
    assert not Coverage.objects.exists()


def test_a_thousand_lines_about_the_same_places_ask_for_each_place_once(
    path: Path, django_assert_max_num_queries: object
) -> None:
    run(path, HEADER, "nu-niet-zwanger,Geldermalsen,2020,,")
    # one row is looked up per line; the place and the instrument only the first time
    with django_assert_max_num_queries(60):  # type: ignore[operator]
        run(path, HEADER, *["nu-niet-zwanger,Geldermalsen,2020,,"] * 50)
