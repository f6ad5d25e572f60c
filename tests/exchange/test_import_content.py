"""The command takes a file over, says what it did, and what it brought can be found."""

import json
import os
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO, TextIOBase
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Page

from exchange.models import ImportedPage
from search.api import SearchRequest, SearchResults, search
from tests.exchange.lines import line, write
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import FormerMunicipalityFactory, MunicipalityFactory

DATA = Path(__file__).parent / "data" / "praktijk.jsonl"


class Said(NamedTuple):
    """What a run wrote, and how it ended ("" for well)."""

    out: str
    err: str
    error: str


class Nowhere(TextIOBase):
    """Forgets what is written to it."""

    def write(self, text: str) -> int:
        return len(text)


def run(path: Path | str, **options: Any) -> Said:
    out, err = StringIO(), StringIO()
    try:
        call_command("import_content", str(path), stdout=out, stderr=err, **options)
    except CommandError as error:
        return Said(out.getvalue(), err.getvalue(), str(error))
    return Said(out.getvalue(), err.getvalue(), "")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "documenten.jsonl"


@pytest.mark.django_db
class TestWhatItSays:
    """Every bad input has a clear answer."""

    @pytest.mark.parametrize(
        ("content", "error"),
        [
            (b"", "is leeg."),
            (b"\n \n\r\n", "bevat geen regels met inhoud."),
            (os.urandom(2000) + b"\x00", "is een binair bestand"),
            ('{"id": "a", "text": "b"}'.encode("utf-16"), "is UTF-16: sla het op als UTF-8."),
        ],
    )
    def test_a_file_without_lines_is_an_error_that_names_it(self, path: Path, content: bytes, error: str) -> None:
        path.write_bytes(content)
        said = run(path)
        assert said.error.startswith(str(path)) and error in said.error

    def test_a_missing_file_and_a_folder_are_errors(self, path: Path) -> None:
        assert run(path).error == f"{path} bestaat niet."
        assert run(path.parent).error == f"{path.parent} is een map, geen bestand."

    def test_nothing_comes_in_while_nobody_can_say_what_may_not(self, path: Path, settings: Any) -> None:
        write(path, line())
        settings.ERASURE_LOG = path.parent / "erasure.log"
        settings.ERASURE_LOG.write_text("x" * 100)
        assert run(path).error == "regel 1 van erasure.log is geen regel van de lijst."
        assert not ImportedPage.objects.exists()

    def test_an_unknown_coalition_is_an_error_before_anything_is_read(self, path: Path) -> None:
        write(path, line())
        assert "er is geen gepubliceerde coalitie" in run(path, coalition="nergens").error
        assert not ImportedPage.objects.exists()

    def test_a_fault_names_file_line_and_field_and_the_rest_is_taken_over(self, path: Path) -> None:
        write(path, line(id="a"), b"", line(id="b", date="gisteren"), b"kapot", line(id="c"))
        said = run(path)
        assert said.err.splitlines() == [
            f"{path}:3: date: geen datum als JJJJ, JJJJ-MM of JJJJ-MM-DD: “gisteren”",
            f"{path}:4: geen geldige JSON (plaats 1)",
        ]
        assert said.out == "2 nieuw, 0 gewijzigd, 0 ongewijzigd, 2 fout.\n"
        assert said.error == f"{path}: 2 regels zijn niet overgenomen."
        assert set(ImportedPage.objects.values_list("external_id", flat=True)) == {"a", "c"}

    def test_a_notice_is_no_fault(self, path: Path) -> None:
        write(path, line(themes=["tuinieren"]))
        said = run(path)
        assert said.err == f"{path}:1: let op: themes: onbekend thema “tuinieren” wordt een trefwoord\n"
        assert said.error == ""

    def test_a_line_of_ten_megabytes_is_a_fault_and_the_next_is_taken_over(self, path: Path) -> None:
        write(path, line(id="lang", text="x" * 10_000_000), line(id="kort"))
        said = run(path)
        assert said.err.startswith(f"{path}:1: de regel is te lang (10,0 MB")
        assert said.out.startswith("1 nieuw")

    def test_the_same_id_twice_is_a_fault_that_names_the_first(self, path: Path) -> None:
        write(path, line(id="a"), line(id="a", title="Anders"))
        assert run(path).err == f"{path}:2: id: “a” staat ook op regel 1\n"

    def test_an_id_may_return_when_its_first_line_was_wrong(self, path: Path) -> None:
        write(path, line(id="a", gemeente="Nergens"), line(id="a"))
        assert run(path).out == "1 nieuw, 0 gewijzigd, 0 ongewijzigd, 1 fout.\n"

    def test_an_unknown_field_is_told_once(self, path: Path) -> None:
        write(path, line(id="a", theme="x"), line(id="b", theme="x"))
        said = run(path)
        assert said.err == f"{path}:1: let op: veld “theme” kent het importformaat niet; het is overgeslagen\n"

    def test_what_is_quoted_cannot_steer_a_terminal(self, path: Path) -> None:
        write(path, line(gemeente="\x1b[2J"), line(id="b", **{"\x1b]0;x": 1}))
        assert "\x1b" not in run(path).err

    def test_the_second_time_nothing_changes(self, path: Path) -> None:
        write(path, line(id="a"), line(id="b"))
        run(path)
        assert run(path).out == "0 nieuw, 0 gewijzigd, 2 ongewijzigd, 0 fout.\n"

    def test_a_dry_run_says_the_same_and_writes_nothing(self, path: Path) -> None:
        write(path, line(id="a", themes=["tuinieren"]), line(id="b", gemeente="Nergens"), line(id="a"))
        pages = Page.objects.count()
        dry = run(path, dry_run=True)
        assert Page.objects.count() == pages and not ImportedPage.objects.exists()
        wet = run(path)
        assert dry.out == f"Proef, er is niets geschreven: {wet.out}"
        assert (dry.err, dry.error) == (wet.err, wet.error)

    def test_everything_goes_below_the_chosen_coalition(self, path: Path) -> None:
        coalition = CoalitionPageFactory(title="Zaanstad")
        write(path, line(id="a"), line(id="b", kind="story"))
        assert run(path, coalition="zaanstad").error == ""
        assert Page.objects.child_of(coalition).count() == 2

    @pytest.mark.sqlite_only
    @pytest.mark.usefixtures("tidy_memory")
    def test_a_file_of_many_lines_needs_no_more_memory_than_one_of_few(self, path: Path) -> None:
        write(path, *long_lines(10))
        run(path, dry_run=True)  # what Python and Django keep for good
        few = peak(path)
        write(path, *long_lines(70))
        many = peak(path)
        print("PEAK", few, many, many - few)
        # What it remembers of a line is its id: 100 bytes or so, where the line itself has 20,000.
        assert many < few + 60 * 5_000


def long_lines(number: int) -> Iterator[bytes]:
    return (line(id=f"nl-{place}", text="x" * 20_000) for place in range(number))


def peak(path: Path) -> int:
    """The most memory that a dry run holds at once."""
    tracemalloc.start()
    with suppress(CommandError):
        call_command("import_content", str(path), dry_run=True, stdout=Nowhere(), stderr=Nowhere())
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def found(query: str = "", **chosen: str) -> SearchResults:
    return search(SearchRequest(query=query, chosen={key: frozenset({value}) for key, value in chosen.items()}))


def ids(results: SearchResults) -> list[str | None]:
    return [hit.external_id for hit in results.hits]


@pytest.mark.django_db(transaction=True)
class TestWhatItBringsIsFound:
    """From a file of real length and shape to results of the search, by the database engine."""

    @pytest.fixture(autouse=True)
    def imported(self, settings: Any) -> Said:
        settings.OPENSEARCH_URL = ""
        call_command("load_themes", stderr=StringIO())
        places = {name: MunicipalityFactory(name=name) for name in ("Zaanstad", "West Betuwe", "Den Haag")}
        MunicipalityFactory(name="Wormerland", code="GM0479")
        FormerMunicipalityFactory(name="Geldermalsen", successors=[places["West Betuwe"]])
        self.zaanstad = CoalitionPageFactory(title="Coalitie Zaanstad", municipalities=[places["Zaanstad"]])
        return run(DATA)

    def test_good_lines_are_kept_and_each_bad_one_is_named(self, imported: Said) -> None:
        assert imported.out == "10 nieuw, 0 gewijzigd, 0 ongewijzigd, 5 fout.\n"
        places = [said.removeprefix(f"{DATA}:").split(": ")[:2] for said in imported.err.splitlines()]
        assert places == [
            ["3", "let op"], ["4", "let op"], ["11", "gemeente"], ["12", "text"], ["13", "date"], ["14", "id"],
            ["15", "geen geldige JSON (plaats 106)"],
        ]  # fmt: skip

    def test_words_lead_to_what_is_about_them(self) -> None:
        results = found("geldzorgen zwanger")
        assert set(ids(results)[:3]) == {"proef-01", "proef-03", "proef-06"}
        assert "<mark>" in results.hits[0].highlight

    def test_results_can_be_narrowed_by_theme_place_type_year_and_coalition(self) -> None:
        assert set(ids(found(theme="geldzorgen"))) == {"proef-01", "proef-03", "proef-06"}
        assert set(ids(found(theme="geldzorgen", type="story"))) == {"proef-03"}
        assert set(ids(found(municipality="west-betuwe"))) == {"proef-02", "proef-03"}
        assert set(ids(found(coalition="coalitie-zaanstad", type="approach"))) == {"proef-01"}
        assert set(ids(found(year="2022"))) == {"proef-01", "proef-05"}

    def test_a_date_is_shown_as_precisely_as_it_was_given(self) -> None:
        dates = {hit.external_id: hit.date for hit in found().hits}
        assert (dates["proef-02"], dates["proef-01"], dates["proef-03"]) == ("2021", "mei 2022", "2 november 2023")
        assert dates["proef-09"] == ""

    def test_what_was_refused_is_not_found(self) -> None:
        assert not {"proef-11", "proef-12", "proef-13", "proef-15"} & set(ids(found()))

    def test_a_changed_line_is_found_by_its_new_words_and_no_longer_by_the_old(self, path: Path) -> None:
        write(path, line(id="proef-09", title="Over vaders", text="Vaders tellen mee."))
        assert run(path).out.startswith("0 nieuw, 1 gewijzigd")
        assert ids(found("vaders"))[0] == "proef-09"
        assert "proef-09" not in ids(found("verjaardag"))

    def test_every_hit_leads_to_a_page(self, client: Any) -> None:
        hits = found().hits
        assert hits
        for hit in hits:
            assert client.get(hit.url).status_code == 200, hit.url

    def test_the_search_command_finds_it_too(self) -> None:
        out = StringIO()
        call_command("search", "moedergroep", "--engine", "database", "--json", stdout=out)
        assert json.loads(out.getvalue())["hits"][0]["external_id"] == "proef-02"


@pytest.mark.django_db
def test_a_word_that_only_the_import_has_is_found_mistyped_at_once(path: Path) -> None:
    write(path, line(title="Praatplaten in de wachtkamer", text="Met de vuurtorenwachter."))
    run(path)
    assert [hit.title for hit in search(SearchRequest("vuurtorenwahcter"), "database").hits] == [
        "Praatplaten in de wachtkamer"
    ]
