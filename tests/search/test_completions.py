"""While somebody types they are offered what begins so: eight at most, by kind, and nothing that isn't public."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from approaches.models import ApproachPage
from search.completions import MOST, Group, Offer, best, offers
from search.indexer.build import build_due
from search.models import Completion, IndexEntry
from search.starts import Rank
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import FormerMunicipalityFactory, MunicipalityFactory
from tests.factories.search import stored_document
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory
from tests.factories.toolbox import InstrumentFactory
from tests.search.content import approach, coalition

pytestmark = [pytest.mark.django_db, pytest.mark.every_example]


def offered(text: str) -> dict[str, list[str]]:
    """Labels by kind, in order."""
    return {group.label: [offer.label for offer in group.offers] for group in offers(text)}


def kind(position: int, *ranks: Rank) -> Group:
    label = f"soort {position}"
    return Group(position, label, tuple(Offer(f"{label} {n}", "", f"/{n}/", rank) for n, rank in enumerate(ranks)))


def labels(groups: tuple[Group, ...]) -> list[str]:
    return [offer.label for group in groups for offer in group.offers]


class TestChoice:
    def test_kinds_take_turns_so_that_one_does_not_drive_out_the_others(self) -> None:
        found = best([kind(1, *[Rank.NAME] * 8), kind(2, *[Rank.NAME] * 8), kind(3, Rank.NAME)])
        assert [len(group.offers) for group in found] == [4, 3, 1]

    def test_names_that_begin_so_come_before_words_inside_and_other_names(self) -> None:
        inside, whole = kind(1, *[Rank.WORD_OF_NAME] * 8), kind(2, *[Rank.NAME] * 7)
        assert [len(group.offers) for group in best([inside, whole])] == [7, 1]
        assert labels(best([inside, whole]))[0] == "soort 2 0"

    def test_there_are_never_more_than_eight(self) -> None:
        assert len(labels(best(kind(position, *[Rank.NAME] * 8) for position in range(9)))) == MOST

    def test_few_of_many_kinds_are_all_there(self) -> None:
        assert len(labels(best([kind(1, Rank.NAME), kind(2, Rank.OTHER_NAME), kind(3, Rank.WORD_OF_NAME)]))) == 3


class TestOffers:
    def test_each_kind_that_is_asked_for_is_offered(self) -> None:
        ThemeFactory(name="Wieglijn")
        InstrumentFactory(name="Wiegwijzer")
        MunicipalityFactory(name="Wiegdam")
        parent = CoalitionPageFactory(title="Wieg en wijk")
        page = approach(parent, "Wiegen lenen", blocks=1)
        page.building_blocks.update(title="Wiegbrigade")
        build_due()
        assert offered("wieg") == {
            "Thema’s": ["Wieglijn"],
            "Instrumenten": ["Wiegwijzer"],
            "Gemeenten": ["Wiegdam"],
            "Coalities": ["Wieg en wijk"],
            "Aanpakken": ["Wiegen lenen"],
            "Bouwstenen": ["Wiegbrigade"],
        }

    def test_every_offer_leads_to_a_page_and_a_block_says_whose_it_is(self, client: Client) -> None:
        ThemeFactory(name="Wieglijn")
        MunicipalityFactory(name="Wiegdam")
        approach(coalition(), "Wiegen lenen", blocks=1)
        build_due()
        found = [offer for text in ("wieg", "bouwst") for group in offers(text) for offer in group.offers]
        assert [offer.note for offer in found] == ["", "", "", "in: Wiegen lenen"]
        assert {client.get(offer.url).status_code for offer in found} == {200}

    def test_one_letter_is_too_few(self) -> None:
        ThemeFactory(name="Wieglijn")
        assert offers("w") == offers(" w ") == ()
        assert offers("wi")

    def test_any_word_of_a_title_can_be_begun(self) -> None:
        approach(coalition(), "Samen naar de kraamkamer")
        build_due()
        assert offered("kraamk") == offered("samen naar de kr") == {"Aanpakken": ["Samen naar de kraamkamer"]}
        assert offers("amen") == ()

    def test_a_shorter_name_comes_first_among_those_that_begin_so(self) -> None:
        parent = coalition()
        for title in ("Wiegen en wandelen in de wijk", "Wiegen", "De wiegen"):
            approach(parent, title)
        build_due()
        assert offered("wiegen") == {"Aanpakken": ["Wiegen", "Wiegen en wandelen in de wijk", "De wiegen"]}

    def test_a_municipality_is_known_by_its_other_names_and_those_of_before(self) -> None:
        MunicipalityFactory(name="'s-Gravenhage", aliases=["Den Haag"])
        FormerMunicipalityFactory(name="Geldermalsen", successors=[MunicipalityFactory(name="West Betuwe")])
        assert [(offer.label, offer.note) for offer in offers("den ha")[0].offers] == [
            ("'s-Gravenhage", "ook: Den Haag")
        ]
        assert [(offer.label, offer.note) for offer in offers("gelder")[0].offers] == [
            ("West Betuwe", "ook: Geldermalsen")
        ]

    def test_synonyms_of_themes_and_instruments_lead_there(self) -> None:
        ThemeFactory(name="Geldzorgen", synonyms="schulden\narmoede")
        InstrumentFactory(name="Prenataal huisbezoek", synonyms="phb\nhuisbezoek in de zwangerschap")
        build_due()
        assert offered("schul") == {"Thema’s": ["Geldzorgen"]}
        assert offered("ph") == {"Instrumenten": ["Prenataal huisbezoek"]}

    def test_what_is_mistyped_is_offered_what_begins_nearly_so_and_says_so(self) -> None:
        ThemeFactory(name="Geldzorgen", synonyms="schulden")
        MunicipalityFactory(name="Deventer")
        approach(coalition(), "Samen naar de kraamzorg in de wijk")
        build_due()
        assert offered("kraamzrog") == offered("samne naar") == {"Aanpakken": ["Samen naar de kraamzorg in de wijk"]}
        assert offered("geldzrogen") == offered("schuldn") == {"Thema’s": ["Geldzorgen"]}
        assert offered("devneter") == {"Gemeenten": ["Deventer"]}
        assert [offer.note for group in offers("geldzrogen") for offer in group.offers] == ["lijkt op ‘geldzrogen’"]
        assert [offer.note for group in offers("schuldn") for offer in group.offers] == ["ook: schulden"]
        assert offered("samne naar de kraamzorg!") != {}
        # The first two letters are right, and the third need not be.
        assert offered("krsamzorg") == offered("kraamzorg") and offered("rkaamzorg") == {}
        assert offered("samne naar de kraamzorg in") == {}, "who types that much asks a question"

    @pytest.mark.parametrize("text", ["kram", "karamzorg", "kraamaanbod", "kraamzxxxg"])
    def test_few_letters_another_beginning_and_many_mistakes_are_no_typing_mistake(self, text: str) -> None:
        approach(coalition(), "Kraamzorg")
        build_due()
        assert offers(text) == ()

    def test_what_begins_so_leaves_no_room_for_what_nearly_does(self) -> None:
        ThemeFactory(name="Wieglijn")
        ThemeFactory(name="Wiegland")
        assert offered("wiegli") == {"Thema’s": ["Wieglijn"]}

    def test_stories_are_not_offered(self) -> None:
        StoryPageFactory(title="Wiegen aan zee")
        build_due()
        assert offers("wieg") == ()

    def test_signs_of_the_database_are_letters_or_nothing(self) -> None:
        approach(coalition(), "Wiegen lenen")
        build_due()
        for text in ("wi%", "w_eg", "wi'; --", "%%", "__", "wi\x00", "wi\ud800", "🙂🙂", "wi" * 500):
            assert isinstance(offers(text), tuple), text
        assert offers("w%g") == ()


class TestRows:
    @pytest.fixture
    def page(self) -> ApproachPage:
        page = approach(coalition(), "Wiegen lenen", blocks=1)
        build_due()
        return page

    def test_a_new_title_takes_the_place_of_the_old_one(self, page: ApproachPage) -> None:
        page.title = "Bedjes lenen"
        page.save_revision().publish()
        build_due()
        assert offered("wieg") == {}
        assert offered("bedj") == {"Aanpakken": ["Bedjes lenen"]}

    @pytest.mark.parametrize("way", ["unpublish", "restrict", "delete"])
    def test_what_is_withdrawn_is_offered_no_more_from_that_moment(self, page: ApproachPage, way: str) -> None:
        if way == "unpublish":
            page.unpublish()
        elif way == "restrict":
            PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=PageViewRestriction.LOGIN)
        else:
            page.delete()
        assert offers("wieg") == offers("bouwsteen") == ()
        assert not Completion.objects.filter(kind__in=["approach", "block"]).exists()

    def test_what_went_behind_the_back_of_the_signals_is_not_offered_either(self, page: ApproachPage) -> None:
        ApproachPage.objects.filter(pk=page.pk).update(live=False)
        assert Completion.objects.filter(kind="approach").exists()
        assert offers("wieg") == offers("bouwsteen") == ()

    def test_a_draft_is_not_offered(self) -> None:
        approach(coalition("Coalitie Goes"), "Wiegen in concept", live=False)
        build_due()
        assert offers("wieg") == ()

    def test_a_row_that_goes_takes_its_completions_along(self, page: ApproachPage) -> None:
        IndexEntry.objects.all().delete()
        assert not Completion.objects.exists()


class TestAddress:
    def test_it_answers_with_kinds_and_addresses(self, client: Client) -> None:
        ThemeFactory(name="Geldzorgen", synonyms="schulden")
        assert client.get("/zoeken/suggesties?q=schu").json() == {
            "groups": [
                {
                    "label": "Thema’s",
                    "offers": [{"label": "Geldzorgen", "note": "ook: schulden", "url": "/themas/geldzorgen/"}],
                }
            ]
        }

    def test_a_field_for_one_kind_of_names_is_offered_those_alone(self, client: Client) -> None:
        ThemeFactory(name="Wieglijn")
        MunicipalityFactory(name="Wiegdam")
        approach(coalition(), "Wiegen lenen")
        build_due()
        answer = client.get("/zoeken/suggesties?q=wieg&only=places").json()
        assert [group["label"] for group in answer["groups"]] == ["Gemeenten"]
        assert client.get("/zoeken/suggesties?q=wieg&only=nergens").json() == {"groups": []}

    def test_it_may_be_kept_for_less_than_a_minute(self, client: Client) -> None:
        assert client.get("/zoeken/suggesties?q=ge").headers["Cache-Control"] == "public, max-age=30"

    @pytest.mark.parametrize("query", ["", "?q=", "?q=%00%ff", "?q=" + "a" * 8_000, "?q=a&q=b", "?q=%ED%A0%80ge"])
    def test_anything_gets_an_answer(self, client: Client, query: str) -> None:
        assert client.get(f"/zoeken/suggesties{query}").status_code == 200

    def test_only_reading_is_allowed(self, client: Client) -> None:
        assert client.post("/zoeken/suggesties?q=ge").status_code == 405

    def test_it_asks_the_same_number_of_queries_however_much_there_is(self, client: Client) -> None:
        counts = []
        for start in (0, 10):
            parent = CoalitionPageFactory(title=f"Wieg {start}")
            for number in range(start, start + 10):
                ThemeFactory(name=f"Wieg thema {number}")
                MunicipalityFactory(name=f"Wiegdam {number}")
                InstrumentFactory(name=f"Wieg instrument {number}")
                approach(parent, f"Wieg aanpak {number}", blocks=1)
            build_due()
            client.get("/zoeken/suggesties?q=wieg")
            with CaptureQueriesContext(connection) as queries:
                client.get("/zoeken/suggesties?q=wieg")
            counts.append(len(queries))
        # Themes, places, documents; then what may be shown: two for each type of page, one for instruments.
        assert counts[0] == counts[1] <= 10

    def test_a_mistake_costs_a_few_queries_more_however_much_there_is(self, client: Client) -> None:
        counts = []
        for start in (0, 10):
            parent = CoalitionPageFactory(title=f"Wiegen {start}")
            for number in range(start, start + 10):
                approach(parent, f"Wiegen lenen {number}", blocks=1)
            build_due()
            with CaptureQueriesContext(connection) as queries:
                assert client.get("/zoeken/suggesties?q=wiegne").json()["groups"]
            counts.append(len(queries))
        assert counts[0] == counts[1] <= 20

    def test_what_was_withdrawn_is_not_offered_to_who_mistypes(self) -> None:
        page = approach(coalition(), "Wiegen lenen")
        build_due()
        ApproachPage.objects.filter(pk=page.pk).update(live=False)
        assert offers("wiegne") == ()

    def test_it_does_not_ask_the_engine(self, client: Client, settings: Any) -> None:
        settings.OPENSEARCH_URL = "http://127.0.0.1:1"
        stored_document("Zonder inhoud erachter")
        ThemeFactory(name="Zonlicht")
        assert client.get("/zoeken/suggesties?q=zon").json()["groups"][0]["offers"][0]["label"] == "Zonlicht"
