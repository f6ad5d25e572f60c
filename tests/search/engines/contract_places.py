"""What any engine promises of a question that names a place."""

import pytest

from search.known_words import count_words
from search.question.asking import asked
from tests.factories.places import MunicipalityFactory, RegionFactory
from tests.factories.search import stored_document
from tests.search.engines.asking import AskingEngine
from tests.search.telling import missing

pytestmark = pytest.mark.django_db


class PlacesContract(AskingEngine):
    """A place admits and narrows by its facet, and its name stays a name."""

    def test_documents_of_a_place_that_is_named_come_first_and_others_are_still_found(self) -> None:
        MunicipalityFactory(name="Leiden", slug="leiden")
        stored_document("Huisbezoek", text="Hoe het in Leiden niet gaat.")
        stored_document("Huisbezoek", municipality=["leiden"], text="Over de aanpak.")
        self.settle()
        answer = self.ask("huisbezoek leiden")
        assert answer.total == 2
        assert self.ask("aanpak leiden").found[0].source["facets"]["municipality"] == ["leiden"]

    def test_the_name_of_a_place_alone_finds_all_that_is_from_there_and_all_of_it_in_full(self) -> None:
        RegionFactory(name="Limburg")
        stored_document("Huisbezoek", province=["limburg"])
        stored_document("Moedergroep", province=["limburg"], theme=["bereik"])
        stored_document("Iets uit Zeeland", province=["zeeland"])
        self.settle()
        answer = self.ask("Limburg")
        assert (answer.full, answer.total) == (2, 2)
        assert answer.counts["province"] == {"limburg": 2}
        assert self.titles("Limburg", chosen={"theme": ["bereik"]}) == ["Moedergroep"]

    def test_what_is_from_a_place_has_the_word_that_names_it(self) -> None:
        RegionFactory(name="Zeeland")
        stored_document("Roken", province=["zeeland"])
        stored_document("Roken", text="Hoe het in Zeeland gaat.")
        stored_document("Roken")
        stored_document("Iets uit Zeeland", province=["zeeland"])
        self.settle()
        answer = self.ask("roken zeeland")
        assert (answer.full, answer.total) == (2, 4)
        lacking = [missing(found.source, asked("roken zeeland")) for found in answer.found]
        assert lacking.count(()) == 2

    def test_a_name_of_a_municipality_and_a_province_is_met_by_either(self) -> None:
        MunicipalityFactory(name="Utrecht")
        RegionFactory(name="Utrecht")
        stored_document("Uit de stad", municipality=["utrecht"], province=["utrecht"])
        stored_document("Uit Zeist", municipality=["zeist"], province=["utrecht"])
        stored_document("Van elders", municipality=["leiden"])
        self.settle()
        assert self.titles("Utrecht") == ["Uit de stad", "Uit Zeist"]
        assert set(self.titles("provincie Utrecht")) == {"Uit de stad", "Uit Zeist"}
        assert self.titles("gemeente Utrecht") == ["Uit de stad"]
        assert self.ask("gemeente Utrecht").full == 1

    def test_the_name_of_a_place_is_met_as_it_is_written_and_not_by_another_form_of_a_word(self) -> None:
        MunicipalityFactory(name="Leiden")
        stored_document("Roken in leiden")
        stored_document("Roken", text="Dat leidde tot vragen; zij leidden het gesprek.")
        stored_document("Roken", municipality=["leiden"], keywords=("Leiden",))
        self.settle()
        for query in ("roken leiden", "Leiden"):
            answer = self.ask(query)
            assert (answer.full, answer.total) == (2, 3)
            lacking = [missing(found.source, asked(query)) for found in answer.found]
            assert lacking.count(()) == 2

    def test_the_name_of_a_place_counts_among_the_keywords_as_any_word_does(self) -> None:
        MunicipalityFactory(name="Leiden")
        stored_document("Een gesprek", text="Dat leidde tot vragen.")
        stored_document("Huisbezoek", keywords=("Leiden",))
        for number in range(5):
            stored_document(f"Iets anders {number}")
        self.settle()
        count_words()
        assert self.titles("Leiden") == ["Huisbezoek", "Een gesprek"]

    def test_what_stands_between_quotes_must_be_there_for_a_place_too(self) -> None:
        RegionFactory(name="Limburg")
        stored_document("Huisbezoek", province=["limburg"])
        stored_document("Naar Limburg")
        self.settle()
        assert self.titles("“Limburg”") == ["Naar Limburg"]

    def test_the_name_of_a_place_is_never_taken_for_another_word(self) -> None:
        MunicipalityFactory(name="Woerden")
        stored_document("Woorden leren")
        stored_document("Achterhoudt iets")
        self.settle()
        count_words()
        assert self.titles("Woerden") == []
        assert self.titles("Achterhoek") == []
        assert self.titles("woirden") == ["Woorden leren"]
