"""The page of an approach and the page of one building block: what a reuser reads, and what stays out."""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from approaches.card import engine
from approaches.models import ApproachPage, BuildingBlock, Funding, Source
from tests.factories.approaches import ApproachPageFactory, block, whole_approach
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, member_of
from tests.factories.marks import published
from tests.factories.toolbox import InstrumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def approach() -> ApproachPage:
    return whole_approach(
        parent=CoalitionPageFactory(title="Zaanstad", slug="zaanstad"), slug="belroute", title="Belroute"
    )


def html(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def order(text: str, *parts: str) -> bool:
    """Whether all of these stand in the text, in this order."""
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


def head(text: str) -> str:
    """The head of the page, above its text."""
    return text.partition('<header class="page-head">')[2].partition("</header>")[0]


class TestApproach:
    def test_the_head_tells_how_certain_it_is_as_its_card_does_and_whom_to_ask(
        self, client: Client, approach: ApproachPage
    ) -> None:
        shown = head(html(client, approach.url))
        assert order(shown, *(f"<span>{mark['short']}</span>" for mark in approach.marks_shown))
        assert len(approach.marks_shown) == 3
        assert order(shown, 'href="#hoe-zeker"', f'href="/contact/{approach.pk}/">Stel een vraag')

    def test_the_card_is_offered_in_the_head_once_there_is_a_version_to_put_on_it(self, client: Client) -> None:
        shown = head(html(client, published(title="Belroute").url))
        assert ('kaart.pdf" download>Kaart (pdf)' in shown) is engine.available()

    def test_what_is_on_the_page_stands_under_the_head_as_well_folded(
        self, client: Client, approach: ApproachPage
    ) -> None:
        text = html(client, approach.url)
        assert order(text, "<summary>Op deze pagina", 'href="#bouwsteen-warme-belroute"', 'id="waarom"')
        assert "Op deze pagina" not in html(client, ApproachPageFactory().url)

    def test_who_has_nothing_to_say_got_nowhere_on_the_ladder(self, client: Client, approach: ApproachPage) -> None:
        rungs = html(client, approach.url).split('<h3 class="ladder__stage">')[1:]
        assert [(rung.count("<li"), rung.count('class="on"')) for rung in rungs[:2]] == [(4, 2), (4, 0)]

    def test_each_block_leads_to_how_it_is_taken_over(self, client: Client, approach: ApproachPage) -> None:
        found = approach.building_blocks.get(slug="warme-belroute")
        assert f'href="{found.url}#overnemen">Zo neemt u deze bouwsteen over' in html(client, approach.url)
        assert 'id="overnemen"' in html(client, found.url)

    def test_who_has_an_answer_to_an_open_question_can_give_it(self, client: Client, approach: ApproachPage) -> None:
        answer = f'<a class="only-screen" href="/contact/{approach.pk}/">Laat het weten'
        assert order(html(client, approach.url), "Wie heeft hier een antwoord op?", answer)

    def test_the_table_of_money_keeps_its_words_when_a_phone_folds_it(
        self, client: Client, approach: ApproachPage
    ) -> None:
        text = html(client, approach.url)
        table = text.partition("table--folding")[2].partition("</table>")[0]
        assert all(f'role="cell" data-label="{label}"' in table for label in ("Bedrag", "Waarvoor", "Hoe lang"))
        assert 'role="columnheader">Bron<' in table

    def test_it_is_in_the_order_in_which_a_reuser_reads(self, client: Client, approach: ApproachPage) -> None:
        assert order(
            html(client, approach.url),
            '<section class="stack" id="waarom"', 'id="voor-wie"', 'id="wat-we-doen"',
            "<h3>Dit moet blijven", "<h3>Dit mag anders", 'id="wat-u-nodig-hebt"', 'id="ouders"',
            'id="wat-het-oplevert"', 'id="twee-stemmen"', 'id="wie-helpt"', 'id="bronnen"',
        )  # fmt: skip

    def test_all_that_was_told_is_on_it(self, client: Client, approach: ApproachPage) -> None:
        text = html(client, approach.url)
        for told in (
            "Licht verstandelijke beperking", "verloskundigen", "Nog niet aan tafel",
            "De verloskundige belt dezelfde dag.", "Het wijkteam regelt vervanging.", "Het college betaalt tot 2027.",
            "Vier uur per week.", "9.000 euro per jaar.", "Wmo", "€ 8.000 tot € 10.000", "structureel",
            "Vier moeders lazen de kaart.", "Ze vroeg het gewoon.", "Het duurde lang.", "Ik weet wie ik bel.",
            "Druk is druk.", "Drie praktijken.", "Eerder in beeld.", "Achttien van de 22.", "Na tien dagen.",
            "Tot 2027.", "Eén coach.", "De coach dichtbij zit.", "Elke praktijk een eigen coach heeft.",
            "Een tweede nummer.", "Een ochtend meelopen.", "Verslag",
        ):  # fmt: skip
            assert told in text, told

    def test_its_instruments_lead_to_the_toolbox_as_far_as_anybody_may_see_them(self, client: Client) -> None:
        shown, hidden = InstrumentFactory(name="Nu Niet Zwanger"), InstrumentFactory(name="Kanarie", is_listed=False)
        text = html(client, ApproachPageFactory(instruments=[shown, hidden]).url)
        assert shown.get_absolute_url() in text and "Kanarie" not in text

    def test_a_pitfall_without_an_answer_is_an_open_question(self, client: Client, approach: ApproachPage) -> None:
        text = html(client, approach.url)
        assert text.count("Wie heeft hier een antwoord op?") == 1
        assert order(text, "De kaart bleef in de la.", "Wie heeft hier een antwoord op?")

    def test_the_ladder_is_said_in_words_per_stage(self, client: Client, approach: ApproachPage) -> None:
        text = html(client, approach.url)
        for stage in ("Bij het bedenken: meedenken", "Bij het uitvoeren: geen", "Bij het terugkijken: meebeslissen"):
            assert stage in text

    def test_parts_without_content_are_not_there(self, client: Client) -> None:
        text = html(client, ApproachPageFactory(building_blocks=[block()]).url)
        for part in (
            "waarom", "voor-wie", "wat-we-doen", "wat-u-nodig-hebt", "ouders", "wat-het-oplevert", "twee-stemmen",
            "wie-helpt", "bronnen", "gestopt",
        ):  # fmt: skip
            assert f'id="{part}"' not in text
            assert f'href="#{part}"' not in text
        assert "Dit mag anders" not in text and "Valkuil" not in text and "niet aan tafel" not in text

    def test_an_approach_without_blocks_says_nothing_of_them(self, client: Client) -> None:
        assert "bouwste" not in html(client, ApproachPageFactory().url).split("<main")[1].split("</main")[0]

    def test_a_stopped_one_says_why_before_anything_else(self, client: Client) -> None:
        page = whole_approach(
            maturity="gestopt", stopped_reason="geld-op", stopped_explanation="De coach vertrok.", stopped_on="2024-03"
        )
        text = html(client, page.url)
        assert order(
            text, "Deze aanpak is gestopt (maart 2024)", "Het geld was op", "De coach vertrok.", "Zo is het gegaan."
        )

    def test_a_running_one_shows_no_reason_that_was_filled_in_by_mistake(self, client: Client) -> None:
        assert "De coach vertrok." not in html(client, whole_approach(stopped_explanation="De coach vertrok.").url)

    def test_text_of_people_is_escaped(self, client: Client) -> None:
        bad = "<script>alert(1)</script>"
        page = whole_approach(
            hours=bad, reach=bad, strengths_parents=bad, involvement_note=bad, stopped_explanation=bad,
            maturity="gestopt",
            building_blocks=[block(bad, works_when=bad, help_offered=bad, pitfalls=[(bad, bad)])],
            funding=[Funding(source="wmo", purpose=bad)],
            sources=[Source(title=bad)],
        )  # fmt: skip
        slug = page.building_blocks.get().slug
        for url in (page.url, f"{page.url}bouwsteen/{slug}/"):
            assert "<script>alert" not in html(client, url)

    def test_the_contact_address_is_on_no_page(self, client: Client, approach: ApproachPage) -> None:
        for url in (approach.url, f"{approach.url}bouwsteen/warme-belroute/"):
            assert "coalitie@voorbeeld.test" not in html(client, url)

    def test_the_number_of_queries_does_not_depend_on_how_much_is_told(
        self, client: Client, django_assert_max_num_queries: Any
    ) -> None:
        source = whole_approach().building_blocks.first()
        page = whole_approach(
            building_blocks=[block(str(n), pitfalls=[("a", "b")] * 3, taken_from=source) for n in range(12)],
            funding=[Funding(source="iza") for _ in range(5)],
        )
        client.get(page.url)
        with django_assert_max_num_queries(36):  # seven for marks, version and retirement
            client.get(page.url)


class TestBlock:
    def test_it_has_an_address_of_its_own(self, client: Client, approach: ApproachPage) -> None:
        found = approach.building_blocks.get(slug="warme-belroute")
        assert found.url == "/coalities/zaanstad/belroute/bouwsteen/warme-belroute/"
        text = html(client, found.url)
        assert order(
            text, "<title>Warme belroute", "<h1>Warme belroute</h1>", '<div class="prose rich-text"><p>Samen bellen.'
        )
        assert "Gesprekskaart" in text
        assert "Eén coach." in text and "Wie heeft hier een antwoord op?" in text

    def test_it_shows_the_three_marks_of_its_approach_and_whom_to_ask(
        self, client: Client, approach: ApproachPage
    ) -> None:
        whole, one = html(client, approach.url), html(client, approach.building_blocks.first().url)
        marks = [str(mark.text) for mark in approach.marks_in_full()]
        assert len(marks) == 3
        for mark in marks:
            assert mark in whole and mark in one
        assert f'<a class="button" href="/contact/{approach.pk}/">Stel een vraag</a>' in one

    def test_it_says_how_it_is_taken_over_and_whom_to_ask(self, client: Client, approach: ApproachPage) -> None:
        found = approach.building_blocks.get(slug="warme-belroute")
        told = html(client, found.url).partition('id="overnemen"')[2].partition("</section>")[0]
        assert order(told, "Overgenomen van", found.sharing.address, f'href="/contact/{approach.pk}/"')
        assert "/admin/" not in told and "Nieuwe aanpak" not in told

    @pytest.mark.parametrize("joins", [coordinator_of, member_of])
    def test_who_writes_for_another_coalition_can_begin_there(
        self, joins: Any, client: Client, approach: ApproachPage, django_assert_max_num_queries: Any
    ) -> None:
        team = CoalitionPageFactory(title="Coalitie Delft")
        client.force_login(joins(team, approach.coalition))
        url = approach.building_blocks.first().url
        text = html(client, url)
        assert f'href="/admin/pages/add/approaches/approachpage/{team.pk}/">Nieuwe aanpak van Coalitie Delft' in text
        assert text.count("Nieuwe aanpak van") == 1, "not of the coalition that it comes from"
        with django_assert_max_num_queries(33):  # session, user and coalitions
            client.get(url)

    def test_the_place_on_the_page_of_its_approach_stays(self, client: Client, approach: ApproachPage) -> None:
        assert 'id="bouwsteen-warme-belroute"' in html(client, approach.url)

    def test_the_address_stays_when_the_title_changes(self, client: Client, approach: ApproachPage) -> None:
        found = approach.building_blocks.get(slug="warme-belroute")
        found.title = "Vast nummer"
        approach.building_blocks.set([found])
        approach.save()
        assert "<h1>Vast nummer</h1>" in html(client, "/coalities/zaanstad/belroute/bouwsteen/warme-belroute/")

    @pytest.mark.parametrize(
        "path", ["bouwsteen/bestaat-niet/", "bouwsteen/", "bouwsteen/a/b/", "iets/warme-belroute/"]
    )
    def test_any_other_address_is_not_there(self, client: Client, approach: ApproachPage, path: str) -> None:
        assert client.get(approach.url + path).status_code == 404

    def test_of_a_withdrawn_approach_it_is_not_there(self, client: Client, approach: ApproachPage) -> None:
        approach.unpublish()
        assert client.get("/coalities/zaanstad/belroute/bouwsteen/warme-belroute/").status_code == 404

    def test_behind_a_login_it_is_not_shown(self, client: Client, approach: ApproachPage) -> None:
        PageViewRestriction.objects.create(page=approach, restriction_type=PageViewRestriction.LOGIN)
        response = client.get("/coalities/zaanstad/belroute/bouwsteen/warme-belroute/")
        assert response.status_code in (302, 404)
        assert b"Samen bellen" not in response.content

    def test_of_a_stopped_approach_it_says_so(self, client: Client) -> None:
        page = ApproachPageFactory(maturity="gestopt", building_blocks=[block()])
        assert "Deze aanpak is gestopt" in html(client, page.building_blocks.get().url)

    def test_it_says_from_which_block_it_was_taken_and_who_took_it(
        self, client: Client, approach: ApproachPage
    ) -> None:
        source = approach.building_blocks.get(slug="warme-belroute")
        taker = ApproachPageFactory(title="Delft belt", building_blocks=[block("Belroute Delft", taken_from=source)])
        taken = taker.building_blocks.get()
        assert order(html(client, taken.url), "Deze bouwsteen komt van", source.url, "Warme belroute")
        assert order(html(client, source.url), "Overgenomen door", taken.url, "Belroute Delft", "Delft belt")
        assert source.url in html(client, taker.url)
        assert order(html(client, approach.url), "Overgenomen door", taken.url, "Belroute Delft", "Delft belt")

    def test_nothing_is_said_of_blocks_that_are_not_public(self, client: Client, approach: ApproachPage) -> None:
        source = approach.building_blocks.get(slug="warme-belroute")
        taker = ApproachPageFactory(
            title="Geheim plan", building_blocks=[block("Kanarie", taken_from=source)], live=False
        )
        assert "Kanarie" not in html(client, source.url)
        hidden = taker.building_blocks.get()
        public = ApproachPageFactory(building_blocks=[block("Kopie", taken_from=hidden)])
        for url in (public.url, public.building_blocks.get().url):
            assert "Kanarie" not in html(client, url) and "Geheim plan" not in html(client, url)

    def test_a_source_that_is_deleted_leaves_the_block(self, approach: ApproachPage) -> None:
        source = approach.building_blocks.get(slug="warme-belroute")
        taker = ApproachPageFactory(building_blocks=[block("Kopie", taken_from=source)])
        approach.delete()
        assert BuildingBlock.objects.get(page=taker).source is None

    def test_the_number_of_queries_is_bounded(
        self, client: Client, approach: ApproachPage, django_assert_max_num_queries: Any
    ) -> None:
        source = approach.building_blocks.get(slug="warme-belroute")
        for number in range(6):
            ApproachPageFactory(building_blocks=[block(str(number), taken_from=source)])
        client.get(source.url)
        with django_assert_max_num_queries(30):  # five for marks and retirement
            client.get(source.url)


class TestRows:
    @pytest.mark.parametrize(
        ("row", "amount", "duration"),
        [
            (Funding(source="wmo"), "", ""),
            (Funding(amount_from=500), "ongeveer € 500", ""),
            (Funding(amount_to=12500), "tot € 12.500", ""),
            (Funding(amount_from=0, amount_to=0), "€ 0", ""),
            (Funding(amount_from=1000, amount_to=1500, is_structural=True), "€ 1.000 tot € 1.500", "structureel"),
            (Funding(until="2026-12"), "", "tijdelijk, tot en met december 2026"),
            (Funding(until="2026", is_structural=True), "", "structureel, afgesproken tot en met 2026"),
        ],
    )
    def test_what_is_paid_and_how_long(self, row: Funding, amount: str, duration: str) -> None:
        assert (row.amount, row.duration) == (amount, duration)
