"""What any engine promises. Both suites inherit it; a test here knows no engine."""

import pytest
from django.db.models import F

from search import registry
from search.engines import store
from search.highlight import mark, passage
from search.known_words import count_words
from search.meeting import Meeting
from search.models import IndexEntry
from search.question.asking import asked
from tests.factories.search import stored_document
from tests.search.engines.contract_places import PlacesContract
from tests.search.telling import missing

pytestmark = pytest.mark.django_db


class EngineContract(PlacesContract):
    """Inherit, and give `engine` and `settle` (which makes what was stored findable)."""

    def test_a_word_of_the_title_is_found(self) -> None:
        stored_document("Moedergroep in de wijk")
        stored_document("Huisbezoek")
        self.settle()
        assert self.titles("moedergroep") == ["Moedergroep in de wijk"]

    def test_a_word_of_the_text_is_found(self) -> None:
        stored_document("Aanpak", text="De budgetcoach komt aan huis.")
        stored_document("Andere aanpak", text="De kraamzorg komt.")
        self.settle()
        assert self.titles("budgetcoach") == ["Aanpak"]

    def test_a_word_of_the_summary_is_found(self) -> None:
        stored_document("Aanpak", summary="Samen naar de bibliotheek.")
        self.settle()
        assert self.titles("bibliotheek") == ["Aanpak"]

    def test_a_keyword_is_found_though_the_text_lacks_it(self) -> None:
        stored_document("Aanpak", keywords=("schulden",))
        self.settle()
        assert self.titles("schulden") == ["Aanpak"]

    def test_case_accents_and_inflection_do_not_matter(self) -> None:
        stored_document("Financiële zorgen bij ouders")
        self.settle()
        assert self.titles("FINANCIELE") == ["Financiële zorgen bij ouders"]
        assert self.titles("ouder") == ["Financiële zorgen bij ouders"]

    def test_function_words_are_words(self) -> None:
        stored_document("Nu Niet Zwanger")
        stored_document("Zwanger en gezond")
        self.settle()
        assert self.titles("nu niet zwanger")[0] == "Nu Niet Zwanger"
        assert self.titles("niet") == ["Nu Niet Zwanger"]

    def test_more_words_met_come_first(self) -> None:
        stored_document("Geldzorgen")
        stored_document("Geldzorgen tijdens de zwangerschap")
        stored_document("Zwangerschap")
        self.settle()
        answer = self.ask("geldzorgen zwangerschap")
        assert answer.total == 3
        assert answer.found[0].source["title"] == "Geldzorgen tijdens de zwangerschap"

    def test_a_word_in_the_title_weighs_more_than_in_the_text(self) -> None:
        filler = "Over heel andere dingen gaat deze tekst, met nog wat woorden erbij."
        stored_document("Een", text=f"{filler} Rouw. {filler}")
        stored_document("Rouw", text=f"{filler} {filler}")
        self.settle()
        assert self.titles("rouw") == ["Rouw", "Een"]

    def test_without_a_question_everything_is_found_newest_first(self) -> None:
        stored_document("Oud", day="2019")
        stored_document("Zonder datum")
        stored_document("Nieuw", day="2024-05-01")
        self.settle()
        answer = self.ask()
        assert [found.source["title"] for found in answer.found] == ["Nieuw", "Oud", "Zonder datum"]
        assert {found.score for found in answer.found} <= {None, 1.0}

    def test_a_question_without_any_word_finds_nothing(self) -> None:
        stored_document("Aanpak")
        self.settle()
        assert self.ask("???").total == 0

    def test_sorting_by_title_ignores_case_accents_and_quotes(self) -> None:
        for title in ("“Zon”", "Éen", "appel", "Beer"):
            stored_document(title)
        self.settle()
        assert self.titles(sort="title") == ["appel", "Beer", "Éen", "“Zon”"]

    def test_sorting_by_newest_goes_before_relevance(self) -> None:
        stored_document("Rouw rouw rouw", day="2020")
        stored_document("Iets anders", text="Rouw.", day="2023")
        self.settle()
        assert self.titles("rouw", sort="newest") == ["Iets anders", "Rouw rouw rouw"]

    def test_pages_follow_each_other_without_gap_or_overlap(self) -> None:
        for number in range(7):
            stored_document(f"Rouw {number}", day="2021")
        self.settle()
        pages = [self.titles("rouw", page=page, size=3) for page in (1, 2, 3)]
        assert [len(page) for page in pages] == [3, 3, 1]
        assert len({title for page in pages for title in page}) == 7

    def test_of_equal_scores_the_newest_come_first_on_whatever_page(self) -> None:
        for day in ("2019", "2023", "2020", "2022", "2021"):
            stored_document("Rouw", summary=day, day=day)
        stored_document("Rouw rouw rouw", summary="best", day="2000")
        self.settle()
        pages = [self.ask("rouw", page=page, size=2).found for page in (1, 2, 3)]
        assert [one.source["date"] for page in pages for one in page] == [
            "2000", "2023", "2022", "2021", "2020", "2019",
        ]  # fmt: skip

    def test_a_page_beyond_the_last_is_empty_and_keeps_the_total(self) -> None:
        stored_document("Rouw")
        self.settle()
        answer = self.ask("rouw", page=4)
        assert (answer.total, answer.found) == (1, ())

    def test_values_within_a_facet_widen_and_facets_among_each_other_narrow(self) -> None:
        stored_document("Een", theme=["bereik"], phase=["zwangerschap"])
        stored_document("Twee", theme=["borging"], phase=["zwangerschap"])
        stored_document("Drie", theme=["borging"], phase=["0-2-jaar"])
        self.settle()
        assert sorted(self.titles(chosen={"theme": ["bereik", "borging"]})) == ["Drie", "Een", "Twee"]
        assert self.titles(chosen={"theme": ["borging"], "phase": ["zwangerschap"]}) == ["Twee"]

    def test_counts_of_a_facet_ignore_its_own_choice_and_heed_the_others(self) -> None:
        stored_document("Een", theme=["bereik"], phase=["zwangerschap"])
        stored_document("Twee", theme=["borging", "bereik"], phase=["zwangerschap"])
        stored_document("Drie", theme=["borging"], phase=["0-2-jaar"])
        self.settle()
        answer = self.ask(chosen={"theme": ["bereik"]})
        assert answer.total == 2
        assert answer.counts["theme"] == {"bereik": 2, "borging": 2}
        assert answer.counts["phase"] == {"zwangerschap": 2}

    def test_counts_follow_the_question(self) -> None:
        stored_document("Rouw", theme=["bereik"], day="2021")
        stored_document("Vreugde", theme=["bereik"], day="2022")
        self.settle()
        answer = self.ask("rouw")
        assert answer.counts["theme"] == {"bereik": 1}
        assert answer.counts["year"] == {"2021": 1}

    def test_a_part_is_a_hit_and_a_count_of_its_own(self) -> None:
        stored_document("Belroute")
        stored_document("Warme belroute", type_key="block")
        self.settle()
        answer = self.ask("belroute")
        assert answer.total == 2
        assert answer.counts["type"] == {"approach": 1, "block": 1}

    def test_all_facets_are_counted_even_without_values(self) -> None:
        stored_document("Aanpak")
        self.settle()

        assert set(self.ask("aanpak").counts) == {facet.key for facet in registry.facets()}

    def test_what_was_withdrawn_is_not_found(self) -> None:
        entry = stored_document("Teruggetrokken")
        self.settle()
        self.take_away(entry.pk)
        self.settle()
        assert self.ask("teruggetrokken").total == 0

    def take_away(self, pk: int) -> None:

        IndexEntry.objects.filter(pk=pk).update(version=F("version") + 1)
        store.forget([pk])
        store.empty_documents(IndexEntry.objects.filter(pk=pk))

    def test_a_synonym_finds(self) -> None:
        stored_document("Hulp van de vroedvrouw")
        stored_document("Hulp van de buren")
        self.settle()
        assert self.titles("verloskundige") == ["Hulp van de vroedvrouw"]

    def test_a_term_of_several_words_and_its_abbreviation_are_one(self) -> None:
        stored_document("Nu Niet Zwanger")
        stored_document("Niet zwanger, en nu?")
        stored_document("NNZ in de wijk")
        stored_document("Nu even niet")
        for number in range(9):  # a word of every document tells no engine anything
            stored_document(f"Iets anders {number}")
        self.settle()
        answer = self.ask("nu niet zwanger")
        assert answer.found[0].source["title"] == "Nu Niet Zwanger"
        assert (answer.full, answer.total) == (3, 3)
        assert set(self.titles("nnz")) == {"NNZ in de wijk", "Nu Niet Zwanger"}

    def test_everyday_words_find_those_of_professionals_and_not_the_other_way_round(self) -> None:
        stored_document("Postnatale depressie")
        stored_document("Somber weer")
        self.settle()
        assert "Postnatale depressie" in self.titles("niet blij met de baby")
        assert self.titles("postnatale") == ["Postnatale depressie"]

    def test_a_part_of_a_compound_finds_in_both_directions(self) -> None:
        stored_document("Schuldhulpverlening")
        stored_document("Schulden")
        stored_document("Borstvoeding")
        self.settle()
        assert set(self.titles("schuld")) == {"Schulden", "Schuldhulpverlening"}
        assert set(self.titles("schuldhulpverlening")) == {"Schuldhulpverlening", "Schulden"}

    def test_a_part_that_most_documents_have_finds_nothing_alone(self) -> None:
        for number in range(8):
            stored_document(f"Zorg {number}")
        stored_document("Mantelzorg")
        self.settle()
        count_words()
        assert self.titles("mantelzorg") == ["Mantelzorg"]

    def test_a_mistyped_word_finds_its_nearest_neighbour(self) -> None:
        stored_document("Bibliotheek in de wijk")
        stored_document("Biologie")
        self.settle()
        count_words()
        assert self.titles("biblioteek") == ["Bibliotheek in de wijk"]
        assert self.titles("bbilotheek") == ["Bibliotheek in de wijk"]

    def test_a_word_that_the_index_knows_is_not_corrected(self) -> None:
        stored_document("Rauw")
        stored_document("Rouw")
        self.settle()
        count_words()
        assert self.titles("rouw") == ["Rouw"]

    def test_related_words_and_letters_alike_only_add_to_the_score(self) -> None:
        stored_document("Projectleider en buurvrouw")
        stored_document("Projectleider en kwartiermaker")
        stored_document("Kwartiermaker")
        for number in range(6):
            stored_document(f"Iets anders {number}")
        self.settle()
        assert self.titles("projectleider") == ["Projectleider en kwartiermaker", "Projectleider en buurvrouw"]
        assert self.titles("jectleiding") == []

    def test_what_stands_between_quotes_must_be_there_word_for_word(self) -> None:
        stored_document("Een warme overdracht")
        stored_document("De overdracht is warm")
        self.settle()
        assert self.titles("“warme overdracht”") == ["Een warme overdracht"]
        assert len(self.titles("warme overdracht")) == 2

    def test_between_quotes_another_form_of_a_word_is_another_word(self) -> None:
        stored_document("Zij stopte met roken", theme=["roken"])
        stored_document("Stoppen met roken", theme=["roken"])
        stored_document("Gestopt", text="Wie stopt met roken, die STOPTE mét roken.", theme=["gezond"])
        self.settle()
        answer = self.ask("“stopte met roken”")
        assert sorted(found.source["title"] for found in answer.found) == ["Gestopt", "Zij stopte met roken"]
        assert (answer.total, answer.full, answer.counts["theme"]) == (2, 2, {"roken": 1, "gezond": 1})
        assert self.titles('"stoppen"') == ["Stoppen met roken"]
        assert len(self.titles("stopte met roken")) == 3

    def test_what_stands_between_quotes_may_have_small_words_and_stand_beside_others(self) -> None:
        stored_document("Thuis in de wijk", text="Voor ouders.")
        stored_document("Thuis in de wijken", text="Voor ouders.")
        self.settle()
        assert self.titles('ouders "in de wijk"') == ["Thuis in de wijk"]
        assert self.titles('"in de wijk" "in de wijken"') == []

    def test_words_of_two_fields_are_no_phrase(self) -> None:
        stored_document("Een warme", summary="overdracht")
        self.settle()
        assert self.titles('"warme overdracht"') == []

    def test_the_end_of_one_text_and_the_start_of_the_next_are_no_phrase(self) -> None:
        stored_document("Aanpak", summary="Ouders helpen", text="ouders, dag en nacht.", keywords=("Leiden", "Delft"))
        stored_document("Andere aanpak", keywords=("Leiden Delft",))
        self.settle()
        assert self.titles('"Leiden Delft"') == ["Andere aanpak"]
        assert self.titles('"helpen ouders"') == []
        assert self.titles('"ouders, dag en nacht" "Ouders helpen" "Leiden"') == ["Aanpak"]
        assert len(self.titles("Leiden Delft")) == 2

    def test_full_counts_what_has_every_word_by_word_synonym_part_or_correction(self) -> None:
        stored_document("Vroedvrouw in Leiden", theme=["bereik"])
        stored_document("Verloskundige uit Leiden")
        stored_document("Verloskundige")
        stored_document("Leiden")
        self.settle()
        answer = self.ask("de verloskundige in leiden")
        assert (answer.full, answer.total) == (2, 4)
        narrowed = self.ask("de verloskundige in leiden", chosen={"theme": ["bereik"]})
        assert (narrowed.full, narrowed.total) == (1, 1)

    @pytest.mark.parametrize(
        "query",
        [
            "verloskundige leiden",
            "schuldhulp ouders",
            "schuld ouders",
            "lvb ouders",
            "kraamhulp",
            "“de ouders” schuld",
            "rouw",
        ],
    )
    def test_what_lacks_no_word_is_what_is_counted_as_full(self, query: str) -> None:
        for title, text in (
            ("Vroedvrouw in Leiden", ""),
            ("Schuldhulpverlening", "Voor ouders."),
            ("Hulp", "Bij schulden van de ouders."),
            ("Schulden", "Over geld."),
            ("Ouders met een licht verstandelijke beperking", ""),
            ("Beperking", "Licht eten, zeggen ouders."),
            ("Kraamzorg", "Hulp in de kraamtijd."),
            ("Hulp", "Zonder meer."),
            ("Verlies", "Van een kind."),
            ("Verliesverwerking", "Rouwen hoort erbij."),
        ):
            stored_document(title, text=text)
        self.settle()
        count_words()
        answer = self.ask(query)
        lacking = [missing(found.source, asked(query)) for found in answer.found]
        assert len(lacking) == answer.total > 0
        assert lacking.count(()) == answer.full

    def test_the_synonyms_of_a_theme_bring_no_short_text_before_one_that_says_it(self) -> None:
        filler = "Over de aanpak in de wijk, met alles wat erbij hoort. " * 12
        synonyms = ("geldproblemen", "financiële zorgen", "financiële problemen")
        stored_document("Een brief", text="Ik gooide hem weg.", keywords=("geldzorgen", *synonyms))
        stored_document("Het consult", text=f"{filler} Geldzorgen komen ter sprake. {filler}", keywords=("geldzorgen",))
        for number in range(8):
            stored_document(f"Iets anders {number}", text=filler)
        self.settle()
        count_words()
        assert self.titles("geldzorgen") == ["Het consult", "Een brief"]

    def test_what_is_found_among_the_keywords_by_a_part_alone_is_shown_too(self) -> None:
        stored_document("Een brief", keywords=("schuld",))
        stored_document("Iets anders")
        self.settle()
        answer = self.ask("schuldhulp")
        assert (answer.total, len(answer.found)) == (1, 1)

    def test_a_word_that_most_documents_have_counts_for_more_than_a_rare_word_for_the_same(self) -> None:
        stored_document("De vroedvrouw komt", text="Zij luistert naar het hart van het kind.")
        stored_document("De verloskundige", text="De verloskundige komt, en de verloskundige luistert.")
        for number in range(5):
            stored_document(f"Overleg {number}", text="Met een verloskundige, de kraamzorg en de gemeente.")
        self.settle()
        count_words()
        assert self.titles("verloskundige")[0] == "De verloskundige"

    def test_what_words_come_down_to_is_found_as_a_word_and_not_within_a_longer_one(self) -> None:
        stored_document("Verlies", text="Van een kind.")
        stored_document("Verliesverwerking")
        self.settle()
        assert self.titles("rouw") == ["Verlies"]
        assert set(self.titles("verlies")) == {"Verlies", "Verliesverwerking"}

    def test_when_nothing_is_left_it_tells_what_each_choice_keeps_out(self) -> None:
        stored_document("Rouw", theme=["bereik"])
        stored_document("Rouw", phase=["zwangerschap", "0-2-jaar"])
        stored_document("Rouw", phase=["zwangerschap"])
        stored_document("Iets anders", theme=["bereik"], phase=["zwangerschap"])
        self.settle()
        answer = self.ask("rouw", chosen={"theme": ["bereik"], "phase": ["zwangerschap"]})
        assert (answer.total, answer.without, answer.without_all) == (0, {"theme": 2, "phase": 1}, 3)
        answer = self.ask("rouw", chosen={"theme": ["bereik"], "year": ["1999"], "phase": ["geen"]})
        assert (answer.total, answer.without, answer.without_all) == (0, {}, 3)
        answer = self.ask("rouw", chosen={"theme": ["bereik"]})
        assert (answer.total, answer.without, answer.without_all) == (1, {}, 0)

    def test_without_words_everything_is_full(self) -> None:
        stored_document("Een")
        stored_document("Twee")
        self.settle()
        assert (self.ask().full, self.ask("???").full) == (2, 0)

    def test_only_function_words_are_searched_as_typed(self) -> None:
        stored_document("Wie doet wat")
        stored_document("Iets anders")
        self.settle()
        assert self.titles("wat doet wie")[0] == "Wie doet wat"

    def test_marks_are_escaped(self) -> None:
        stored_document("Rouw <script>alert(1)</script>", text="Bij rouw & <b>verlies</b> helpt praten.")
        self.settle()
        source = self.ask("rouw").found[0].source
        assert (
            mark(source["title"], Meeting(asked("rouw"))) == "<mark>Rouw</mark> &lt;script&gt;alert(1)&lt;/script&gt;"
        )
        assert (
            passage(source, Meeting(asked("rouw")))
            == "Bij <mark>rouw</mark> &amp; &lt;b&gt;<mark>verlies</mark>&lt;/b&gt; helpt praten."
        )

    @pytest.mark.parametrize(
        "query",
        [
            "\x00",
            "rouw\x00verdriet",
            "\ud800 rouw",
            "x" * 8_192,
            "rouw " * 5_000,
            'title:"rouw" AND (NOT [a TO b]) OR *:* ~2 ^3 \\ /x/ {!} && ||',
            "\"'; DROP TABLE search_indexentry; --",
            "NEAR(rouw, 3) * ^",
            "رحلة 赤ちゃん ırk ﷺ İİİ",
            "👶🏽",
        ],
    )
    def test_odd_questions_get_an_answer(self, query: str) -> None:
        stored_document("Rouw")
        self.settle()
        answer = self.ask(query)
        assert answer.total in (0, 1)
