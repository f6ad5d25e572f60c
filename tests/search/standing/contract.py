"""What any percolator promises. Both suites inherit it; a test here knows no engine."""

from collections.abc import Mapping, Sequence

import pytest

from search import registry
from search.indexed import from_source
from search.models import IndexEntry
from search.requests import SearchRequest, clean_query
from search.standing.news import News, news
from search.standing.questions import Standing
from tests.factories.places import MunicipalityFactory, RegionFactory
from tests.factories.search import stored_document

__all__ = ["PercolatorContract", "asked", "rewritten"]


def asked(number: int, query: str = "", **chosen: Sequence[str]) -> Standing:
    """A question with this number."""
    return Standing(number, SearchRequest(clean_query(query), {key: frozenset(v) for key, v in chosen.items()}))


class PercolatorContract:
    """Inherit, and give `matches`."""

    def matches(self, questions: Sequence[Standing], items: Sequence[News]) -> Mapping[int, set[str]]:
        raise NotImplementedError

    def met(self, *questions: Standing) -> dict[int, set[str]]:
        """The titles of the documents in the index that answer each question."""
        titles = {row.key: str(row.document["title"]) for row in IndexEntry.objects.with_document() if row.document}
        return {number: {titles[key] for key in keys} for number, keys in self.matches(questions, news(1_000)).items()}

    def test_a_document_answers_a_question_of_which_it_has_every_word(self) -> None:
        stored_document("Muziek in de wijk")
        stored_document("Muziek", text="Over tuinen.")
        stored_document("Tuinen")
        assert self.met(asked(1, "muziek tuinen"), asked(2, "muziek")) == {
            1: {"Muziek"},
            2: {"Muziek", "Muziek in de wijk"},
        }

    def test_words_may_stand_in_title_theme_words_summary_and_text(self) -> None:
        stored_document("Muziek", keywords=("armoede",), summary="Samen eten.", text="Elke week.")
        assert self.met(asked(1, "muziek armoede eten week")) == {1: {"Muziek"}}

    def test_words_are_analysed_as_in_any_search(self) -> None:
        stored_document("Gezinnen met een baby")
        assert self.met(asked(1, "GEZINNEN, baby!"), asked(2, "Gezinnen")) == {
            1: {"Gezinnen met een baby"},
            2: {"Gezinnen met een baby"},
        }

    def test_what_stands_between_quotes_must_be_there_as_it_is_written(self) -> None:
        stored_document("Zij stopte met roken")
        stored_document("Stoppen met roken")
        assert self.met(asked(1, '"stopte met roken"'), asked(2, "stopte roken")) == {
            1: {"Zij stopte met roken"},
            2: {"Zij stopte met roken", "Stoppen met roken"},
        }

    def test_the_end_of_one_text_and_the_start_of_the_next_are_no_phrase(self) -> None:
        stored_document("Aanpak", keywords=("Leiden", "Delft"))
        assert self.met(asked(1, '"Leiden Delft"'), asked(2, '"Leiden" "Delft"')) == {2: {"Aanpak"}}

    def test_choices_narrow_as_on_the_page(self) -> None:
        stored_document("Muziek", theme=["bereik"], phase=["zwangerschap"])
        stored_document("Tuinen", theme=["wonen"])
        met = self.met(
            asked(1, theme=["bereik", "wonen"]),
            asked(2, theme=["bereik"], phase=["zwangerschap"]),
            asked(3, theme=["wonen"], phase=["zwangerschap"]),
            asked(4, "muziek", theme=["wonen"]),
        )
        assert met == {1: {"Muziek", "Tuinen"}, 2: {"Muziek"}}

    def test_every_facet_can_be_chosen(self) -> None:
        keys = [facet.key for facet in registry.facets() if facet.key != "type"]
        stored_document("Muziek", **{key: ["gekozen"] for key in keys})
        stored_document("Tuinen", **{key: ["iets-anders"] for key in keys})
        questions = [asked(number, **{key: ["gekozen"]}) for number, key in enumerate(keys, start=1)]
        assert self.met(*questions) == {question.id: {"Muziek"} for question in questions}

    def test_the_name_of_a_place_is_met_as_it_is_written(self) -> None:
        MunicipalityFactory(name="Leiden")
        stored_document("Muziek in Leiden")
        stored_document("Muziek", text="Zij leidden het koor.")
        assert self.met(asked(1, "muziek leiden")) == {1: {"Muziek in Leiden"}}

    def test_the_name_of_a_place_is_met_by_what_is_from_there(self) -> None:
        RegionFactory(name="Zeeland")
        MunicipalityFactory(name="Utrecht")
        RegionFactory(name="Utrecht")
        stored_document("Muziek", province=["zeeland"])
        stored_document("Muziek in Zeist", province=["utrecht"], municipality=["zeist"])
        stored_document("Tuinen", province=["zeeland"])
        assert self.met(asked(1, "muziek zeeland"), asked(2, "muziek utrecht"), asked(3, "gemeente utrecht")) == {
            1: {"Muziek"},
            2: {"Muziek in Zeist"},
        }

    def test_a_question_without_words_and_choices_is_answered_by_all(self) -> None:
        stored_document("Muziek")
        assert self.met(asked(1)) == {1: {"Muziek"}}

    @pytest.mark.parametrize("query", ["???", "*", "–"])
    def test_a_question_of_signs_alone_is_answered_by_nothing(self, query: str) -> None:
        stored_document("Muziek")
        assert self.met(asked(1, query)) == {}

    @pytest.mark.parametrize("query", ['"muziek" AND (NOT *:*) ~2', "muziek/^3", "title:muziek"])
    def test_signs_of_a_query_language_are_no_language(self, query: str) -> None:
        stored_document("Muziek", text="title and not 2 3")
        assert self.met(asked(1, query)) == {1: {"Muziek"}}

    def test_many_documents_and_questions_find_each_other(self) -> None:
        for number in range(60):
            stored_document(f"Aanpak nummer{number}")
        met = self.met(*(asked(number, f"nummer{number}") for number in range(1, 1_101)))
        assert met == {number: {f"Aanpak nummer{number}"} for number in range(1, 60)}


def rewritten(row: IndexEntry, title: str) -> None:
    """The document of a row under another title, as the indexer stores it."""
    assert row.document is not None
    source = {**row.document, "title": title}
    IndexEntry.objects.filter(pk=row.pk).update(
        document=source, digest=from_source(source).digest, version=row.version + 1, document_version=row.version + 1
    )
