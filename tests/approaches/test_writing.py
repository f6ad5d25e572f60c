"""Writing an approach in the admin, as the coordinator of a coalition does."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from approaches.forms import NO_LONGER_PUBLIC, BlockAddressField
from approaches.models import ApproachPage, BuildingBlock, Funding, Source
from coalitions.models import CoalitionPage
from tests.factories.approaches import ApproachPageFactory, block, whole_approach
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, editor
from tests.factories.places import FormerMunicipalityFactory, MunicipalityFactory
from tests.factories.stories import StoryPageFactory
from tests.factories.themes import ThemeFactory
from tests.factories.toolbox import InstrumentFactory
from tests.forms import approach_form, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def coalition(client: Client) -> CoalitionPage:
    coalition = CoalitionPageFactory(title="Zaanstad", slug="zaanstad")
    client.force_login(coordinator_of(coalition))
    return coalition


def add_url(coalition: CoalitionPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["approaches", "approachpage", coalition.pk])


def panels(panel: Any) -> Iterator[Any]:
    """All panels of a form, those in groups too."""
    yield panel
    for child in getattr(panel, "children", ()):
        yield from panels(child)


class TestDraft:
    def test_a_title_is_enough(self, client: Client, coalition: CoalitionPage) -> None:
        response = client.post(add_url(coalition), approach_form(title="Eén loket"))
        page = ApproachPage.objects.get()
        assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert (page.live, page.slug, page.summary) == (False, "een-loket", "")

    def test_without_a_title_it_is_not_kept(self, client: Client, coalition: CoalitionPage) -> None:
        response = client.post(add_url(coalition), approach_form(summary="Zonder naam"))
        assert response.context["form"].errors.keys() == {"title"}
        assert not ApproachPage.objects.exists()

    @pytest.mark.parametrize("title", ["\u200b", " \u2060\ufeff", "\u3164"])
    def test_nor_with_one_that_nobody_sees(self, title: str, client: Client, coalition: CoalitionPage) -> None:
        response = client.post(add_url(coalition), approach_form(title=title, summary="Kort."))
        assert "onzichtbare tekens" in str(response.context["form"].errors["title"])
        assert not ApproachPage.objects.exists()

    def test_what_turns_words_around_stays_out_of_titles(self, client: Client, coalition: CoalitionPage) -> None:
        turned = "Eén\u202e tekol\u202c\ufeff"
        client.post(add_url(coalition), approach_form({"title": turned}, title=turned))
        page = ApproachPage.objects.get()
        assert (page.title, page.draft_title) == ("Eén tekol", "Eén tekol")
        assert page.get_latest_revision_as_object().title == "Eén tekol"
        assert page.building_blocks.get().title == "Eén tekol"
        draft = coalition.add_child(instance=ApproachPage(title=turned, slug="concept", live=False))
        assert (draft.title, draft.draft_title) == ("Eén tekol", "Eén tekol")

    def test_a_block_has_no_name_that_nobody_sees(self, client: Client, coalition: CoalitionPage) -> None:
        response = client.post(add_url(coalition), approach_form({"title": "\u200b"}, title="Eén loket"))
        assert "onzichtbare tekens" in str(response.context["form"].formsets["building_blocks"].errors)
        assert not ApproachPage.objects.exists()

    def test_a_block_may_be_unfinished(self, client: Client, coalition: CoalitionPage) -> None:
        client.post(add_url(coalition), approach_form({"title": "", "works_when": "Het druk is"}, title="Eén loket"))
        found = ApproachPage.objects.get().building_blocks.get()
        assert (found.title, found.works_when, found.slug) == ("", "Het druk is", "bouwsteen")

    def test_it_saves_itself(self, client: Client, coalition: CoalitionPage) -> None:
        """The editor sends JSON every few seconds; a second save must not double the blocks."""
        accept = {"Accept": "application/json"}
        answer = client.post(add_url(coalition), approach_form({"title": "In"}, title="Eén"), headers=accept).json()
        assert answer["success"]
        again = approach_form({"title": "Intake"}, title="Eén loket", slug="een") | dict(answer["field_updates"])
        edited = client.post(answer["url"], again, headers=accept).json()
        assert edited["success"]
        page = ApproachPage.objects.get()
        assert [(found.title, found.slug) for found in page.building_blocks.all()] == [("Intake", "intake")]

    def test_an_unknown_municipality_is_named(self, client: Client, coalition: CoalitionPage) -> None:
        response = client.post(add_url(coalition), approach_form(title="Eén loket", municipalities="Atlantis"))
        assert "Atlantis" in str(response.context["form"].errors["municipalities"])


class TestPublish:
    publish = {"action-publish": "1"}

    def test_it_asks_for_the_summary(self, client: Client, coalition: CoalitionPage) -> None:
        response = client.post(add_url(coalition), approach_form(title="Eén loket", **self.publish))
        assert response.context["form"].errors.keys() == {"summary"}
        assert not ApproachPage.objects.exists()

    def test_it_asks_for_the_name_of_every_block(self, client: Client, coalition: CoalitionPage) -> None:
        response = client.post(add_url(coalition), approach_form({"title": ""}, title="A", summary="B", **self.publish))
        assert "title" in response.context["form"].formsets["building_blocks"].errors[0]

    def test_what_is_missing_is_named(self, client: Client, coalition: CoalitionPage) -> None:
        quote = {
            "need-count": "1", "need-0-type": "quote", "need-0-order": "0", "need-0-deleted": "",
            "need-0-value-text": "", "need-0-value-attribution": "",
        }  # fmt: skip
        answer = client.post(add_url(coalition), approach_form({"title": ""}, title="", **quote, **self.publish))
        form = answer.context["form"]
        assert form.errors["title"] == ["Geef de aanpak een titel."]
        assert form.errors["summary"] == ["Schrijf in één zin wat u doet."]
        assert form.formsets["building_blocks"].errors[0]["title"] == ["Vul “Naam” in."]
        shown = answer.content.decode()
        assert "Vul \\u201cCitaat\\u201d in." in shown or "Vul “Citaat” in." in shown
        assert "verplicht veld" not in shown

    def test_a_picture_is_missed_by_the_label_of_its_block(self, client: Client, coalition: CoalitionPage) -> None:
        picture = {
            "what_we_do-count": "1", "what_we_do-0-type": "picture", "what_we_do-0-order": "0",
            "what_we_do-0-deleted": "", "what_we_do-0-value-image-image": "", "what_we_do-0-value-caption": "",
        }  # fmt: skip
        answer = client.post(add_url(coalition), approach_form(title="A", summary="B", **picture, **self.publish))
        (block,) = answer.context["form"].errors["what_we_do"].as_data()[0].block_errors.values()
        assert block.block_errors["image"].block_errors["image"].messages == ["Vul “Afbeelding” in."]

    def test_title_and_summary_are_enough(self, client: Client, coalition: CoalitionPage) -> None:
        client.post(add_url(coalition), approach_form(title="Eén loket", summary="Eén plek.", **self.publish))
        assert ApproachPage.objects.public().get().url == "/coalities/zaanstad/een-loket/"

    def test_all_of_the_short_form_is_kept(self, client: Client, coalition: CoalitionPage) -> None:
        theme, today = ThemeFactory(), MunicipalityFactory(name="West Betuwe")
        FormerMunicipalityFactory(name="Geldermalsen", successors=[today])
        client.post(
            add_url(coalition),
            approach_form(
                {"title": "Intake", "role": "core"},
                {"title": "Nazorg", "role": "free", "help_offered": "Bel ons"},
                title="Eén loket",
                summary="Eén plek.",
                themes=[str(theme.pk)],
                phases=["zwangerschap", "preconceptie"],
                municipalities="Geldermalsen",
                contact_email="iemand@voorbeeld.test",
                maturity="loopt",
                started="2021",
                tags="kraamzorg, wijkteam",
                **{
                    "need-count": "1",
                    "need-0-type": "paragraph",
                    "need-0-order": "0",
                    "need-0-deleted": "",
                    "need-0-value": '{"blocks": [{"key": "a", "text": "Ouders liepen vast.", "type": "unstyled",'
                    ' "depth": 0, "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}',
                },
                **self.publish,
            ),
        )
        page = ApproachPage.objects.get()
        assert list(page.themes.all()) == [theme]
        assert page.phases == ["preconceptie", "zwangerschap"]
        assert page.municipality_names == ("West Betuwe",)
        assert page.contact_email == "iemand@voorbeeld.test"
        assert (page.maturity_label, page.started) == ("Loopt", 2021)
        assert sorted(tag.name for tag in page.tags.all()) == ["kraamzorg", "wijkteam"]
        assert "Ouders liepen vast." in str(page.need)
        assert [(found.slug, found.role) for found in page.building_blocks.all()] == [
            ("intake", "core"),
            ("nazorg", "free"),
        ]

    def test_what_was_published_stays_up_while_a_draft_waits(self, client: Client, coalition: CoalitionPage) -> None:
        client.post(add_url(coalition), approach_form(title="Eén loket", summary="Eén plek.", **self.publish))
        page = ApproachPage.objects.get()
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        client.post(edit, approach_form(title="Nieuwe naam", slug=page.slug))
        page.refresh_from_db()
        assert (page.live, page.title, page.has_unpublished_changes) == (True, "Eén loket", True)


class TestTakenFrom:
    """A block is taken from a public one, or one of the own coalition; of others nothing can be told."""

    def save(self, client: Client, coalition: CoalitionPage, address: str) -> BuildingBlock | None:
        client.post(add_url(coalition), approach_form({"title": "Kopie", "taken_from": address}, title="Eén loket"))
        return BuildingBlock.objects.filter(title="Kopie").first()

    @pytest.mark.parametrize("address", ["{url}", "https://kansrijk.test{url}", "{page}#bouwsteen-intake", " {url} "])
    def test_a_public_block_by_any_of_its_addresses(
        self, client: Client, coalition: CoalitionPage, address: str
    ) -> None:
        page = ApproachPageFactory(building_blocks=[block("Intake")])
        source = page.building_blocks.get()
        taken = self.save(client, coalition, address.format(url=source.url, page=page.url))
        assert taken is not None and taken.taken_from == source

    def test_a_draft_of_the_own_coalition(self, client: Client, coalition: CoalitionPage) -> None:
        source = ApproachPageFactory(
            parent=coalition, live=False, building_blocks=[block("Intake")]
        ).building_blocks.get()
        taken = self.save(client, coalition, source.url)
        assert taken is not None and taken.taken_from == source

    def test_an_editor_may_take_from_any(self, client: Client, coalition: CoalitionPage) -> None:
        source = ApproachPageFactory(live=False, building_blocks=[block("Intake")]).building_blocks.get()
        client.force_login(editor())
        taken = self.save(client, coalition, source.url)
        assert taken is not None and taken.taken_from == source

    def test_what_may_not_be_chosen_is_refused_like_what_does_not_exist(
        self, client: Client, coalition: CoalitionPage
    ) -> None:
        other = ApproachPageFactory(parent=CoalitionPageFactory(), live=False, building_blocks=[block("Intake")])
        hidden = other.building_blocks.get()
        errors = []
        addresses = (
            hidden.url,
            f"{other.url}#bouwsteen-intake",
            str(hidden.pk),
            "/x/bouwsteen/y/",
            "https://[",
            "onzin",
        )
        for address in addresses:
            sent = approach_form({"title": "Kopie", "taken_from": address}, title="Eén loket")
            response = client.post(add_url(coalition), sent)
            errors.append(str(response.context["form"].formsets["building_blocks"].errors[0]["taken_from"]))
        assert len(set(errors)) == 1 and "geen bouwsteen" in errors[0]
        assert not BuildingBlock.objects.filter(title="Kopie").exists()

    def test_the_form_shows_the_address_and_saving_again_keeps_it(
        self, client: Client, coalition: CoalitionPage
    ) -> None:
        source = ApproachPageFactory(building_blocks=[block("Intake")]).building_blocks.get()
        taken = self.save(client, coalition, source.url)
        assert taken is not None
        assert f'value="{source.url}"' in self.edit(client, taken)

    def test_one_that_was_withdrawn_since_stays_without_saying_which(
        self, client: Client, coalition: CoalitionPage
    ) -> None:
        source_page = ApproachPageFactory(slug="kanarie", building_blocks=[block("Intake")])
        taken = self.save(client, coalition, source_page.building_blocks.get().url)
        assert taken is not None
        source_page.unpublish()
        html = self.edit(client, taken)
        assert "kanarie" not in html and NO_LONGER_PUBLIC in html
        row = {"id": str(taken.pk), "title": "Kopie", "taken_from": NO_LONGER_PUBLIC}
        sent = approach_form(row, title="Eén loket", **{"building_blocks-INITIAL_FORMS": "1"})
        client.post(reverse("wagtailadmin_pages:edit", args=[taken.page_id]), sent)
        taken.refresh_from_db()
        assert taken.taken_from_id == source_page.building_blocks.get().pk

    def test_the_blocks_that_may_be_chosen_are_not_all_read(
        self, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        """There may be thousands, with all their texts."""
        source = ApproachPageFactory(building_blocks=[block("Intake")]).building_blocks.get()
        Site.get_site_root_paths()
        field = BlockAddressField(BuildingBlock.objects.all())
        field.limit(editor(), kept=source.pk)
        with django_assert_num_queries(1):
            assert field.prepare_value(source.pk) == source.url

    @staticmethod
    def edit(client: Client, taken: BuildingBlock) -> str:
        return client.get(reverse("wagtailadmin_pages:edit", args=[taken.page_id])).content.decode()


class TestWhatIsMissing:
    def test_a_new_approach_is_not_told_so_yet(self, client: Client, coalition: CoalitionPage) -> None:
        html = client.get(add_url(coalition)).content.decode()
        assert re.search(r'id="nog-te-vertellen">\s*</details>', html)

    def test_it_is_listed_with_links_into_the_form(self, client: Client, coalition: CoalitionPage) -> None:
        page = ApproachPageFactory(parent=coalition, live=False)
        html = self.edit(client, page)
        links = set(re.findall(r'<li><a href="#([\w-]+)" data-controller="w-focus"', html))
        assert len(links) >= 20
        for anchor in links:
            assert f'id="{anchor}"' in html, anchor

    def test_every_gap_has_its_place_in_the_form(self, client: Client, coalition: CoalitionPage) -> None:
        page = ApproachPageFactory(parent=coalition, live=False)
        html = self.edit(client, page)
        for gap in page.missing:
            assert f">{gap.label}</a>: {gap.why}" in html, gap.key

    def test_the_list_follows_what_is_saved(self, client: Client, coalition: CoalitionPage) -> None:
        page = ApproachPageFactory(parent=coalition, live=False)
        assert ">De kosten</a>" in self.edit(client, page)
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        client.post(edit, approach_form(title=page.title, slug=page.slug, costs="9.000 euro"))
        assert ">De kosten</a>" not in self.edit(client, page)

    def test_the_list_follows_a_draft_that_saves_itself(self, client: Client, coalition: CoalitionPage) -> None:
        accept = {"Accept": "application/json"}
        created = client.post(add_url(coalition), approach_form(title="Eén loket"), headers=accept).json()
        html = client.get(created["hydrate_url"]).content.decode()
        assert 'target-value="#nog-te-vertellen"' in html and ">De kosten</a>" in html
        told = approach_form(title="Eén loket", slug="een", costs="9.000 euro") | dict(created["field_updates"])
        edited = client.post(created["url"], told, headers=accept).json()
        assert "mist nog" in edited["html"] and ">De kosten</a>" not in edited["html"]

    def test_other_pages_have_no_such_list(self, client: Client, coalition: CoalitionPage) -> None:
        page = StoryPageFactory(parent=coalition, live=False)
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        for address in (edit, f"{edit}?_w_hydrate_create_view=1"):
            assert "nog-te-vertellen" not in client.get(address).content.decode()

    def test_an_approach_that_tells_all_is_thanked(self, client: Client, coalition: CoalitionPage) -> None:
        html = self.edit(client, whole_approach(parent=coalition))
        assert "Alles wat een ander nodig heeft" in html and "%" not in html.split("nog-te-vertellen")[1][:200]

    @staticmethod
    def edit(client: Client, page: ApproachPage) -> str:
        return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


class TestForm:
    def test_the_whole_of_it_is_kept(self, client: Client, coalition: CoalitionPage) -> None:
        pair = {
            "type": "pair",
            "order": "0",
            "deleted": "",
            "value-pitfall": "De kaart bleef in de la",
            "value-answer": "",
        }
        pitfalls = {"pitfalls-count": "1", **{f"pitfalls-0-{key}": value for key, value in pair.items()}}
        sent = approach_form({"title": "Intake", "works_less_when": "Het druk is", **pitfalls}, title="Eén loket")
        sent |= {
            "situations": ["lvb", "geldzorgen"], "partners": ["jgz"], "agreements_board": "Tot 2027", "hours": "Vier",
            "involvement_design": "meedenken", "strengths_parents": "Fijn", "reach": "Drie", "maturity": "gestopt",
            "stopped_reason": "geld-op", "stopped_on": "2024-03",
        }  # fmt: skip
        sent |= rows("funding", {"source": "iza", "amount_from": "100", "amount_to": "200", "until": "2026"})
        sent |= rows("sources", {"title": "Verslag", "year": "2024", "is_evaluation": "on"})
        client.post(add_url(coalition), sent)
        page = ApproachPage.objects.get()
        assert (page.situations, page.partners) == (["geldzorgen", "lvb"], ["jgz"])
        assert (page.agreements_board, page.hours, page.involvement_design) == ("Tot 2027", "Vier", "meedenken")
        assert (page.stopped_reason, page.stopped_on) == ("geld-op", "2024-03")
        assert page.building_blocks.get().pitfall_pairs == (("De kaart bleef in de la", ""),)
        assert (page.funding.get().amount, page.sources.get().is_evaluation) == ("€ 100 tot € 200", True)

    @pytest.mark.parametrize(
        ("name", "row", "field"),
        [
            ("funding", {"source": "iza", "amount_from": "200", "amount_to": "100"}, "amount_to"),
            ("funding", {"source": "loterij"}, "source"),
            ("funding", {"source": "iza", "until": "ooit"}, "until"),
            ("sources", {"title": "X", "url": "javascript:alert(1)"}, "url"),
            ("sources", {"title": "X", "year": "202"}, "year"),
        ],
    )
    def test_a_row_that_cannot_be_is_refused(
        self, client: Client, coalition: CoalitionPage, name: str, row: dict[str, str], field: str
    ) -> None:
        response = client.post(add_url(coalition), approach_form(title="Eén loket") | rows(name, row))
        assert field in response.context["form"].formsets[name].errors[0]

    def test_choices_are_all_in_sight_and_none_is_said_in_words(self, client: Client, coalition: CoalitionPage) -> None:
        html = client.get(add_url(coalition)).content.decode()
        for name in ("maturity", "stopped_reason", "involvement_design", "involvement_delivery", "involvement_review"):
            assert re.search(rf'<input type="radio" name="{name}" value=""', html), name
        assert "---------" not in html and "Nog niet gezegd" in html

    def test_every_text_field_has_a_line_of_help_and_an_example(self) -> None:
        for model in (ApproachPage, BuildingBlock, Funding, Source):
            for field in model._meta.local_fields:
                if isinstance(field, models.TextField) and field.editable:
                    assert field.help_text, field
        shown = {panel.field_name for panel in panels(ApproachPage.get_edit_handler()) if hasattr(panel, "example")}
        own = {field.name for field in ApproachPage._meta.local_fields if isinstance(field, models.TextField)}
        assert own <= shown
        in_block = {panel.field_name for panel in BuildingBlock.panels if hasattr(panel, "example")}
        assert {
            field.name for field in BuildingBlock._meta.local_fields if isinstance(field, models.TextField)
        } <= in_block

    def test_an_example_stands_beside_its_field(self, client: Client, coalition: CoalitionPage) -> None:
        html = client.get(add_url(coalition)).content.decode()
        assert "<b>Bijvoorbeeld</b> Een budgetcoach, vier uur per week." in html

    @pytest.mark.parametrize("field", ["situations", "partners", "instruments"])
    def test_lists_to_tick_have_an_example_too(self, field: str, client: Client, coalition: CoalitionPage) -> None:
        InstrumentFactory()
        html = client.get(add_url(coalition)).content.decode()
        _, _, after = html.rpartition(f'name="{field}"')
        assert "<b>Bijvoorbeeld</b>" in after.partition('class="with-example"')[0]

    def test_the_sentence_in_short_is_seen_whole_while_it_is_written(
        self, client: Client, coalition: CoalitionPage
    ) -> None:
        assert '<textarea name="summary"' in client.get(add_url(coalition)).content.decode()

    def test_it_is_in_dutch_and_in_the_order_of_the_short_form(self, client: Client, coalition: CoalitionPage) -> None:
        ThemeFactory()
        html = client.get(add_url(coalition)).content.decode()
        names = [
            'name="title"', 'name="summary"', 'name="themes"', 'name="phases"', 'name="municipalities"',
            'name="need-count"', 'name="what_we_do-count"', 'name="results-count"', 'name="contact_name"',
        ]  # fmt: skip
        places = [html.find(name) for name in names]
        assert -1 not in places[:5]
        found = [place for place in places if place >= 0]
        assert found == sorted(found)
        for heading in ("Aanpak", "Bouwstenen", "Meer", "Webadres"):
            assert f"tab-{heading.lower()}" in html
        assert "Promote" not in html

    def test_nothing_of_wagtail_that_nobody_here_needs_is_asked(self) -> None:
        fields = ApproachPage.get_edit_handler().get_form_class().base_fields
        assert not {"seo_title", "search_description", "show_in_menus", "is_example", "external_id"} & set(fields)

    def test_every_field_of_the_short_form_has_its_line_of_help(self) -> None:
        base_fields = ApproachPage.get_edit_handler().get_form_class().base_fields
        for name in ("summary", "phases", "municipalities", "maturity", "started", "tags", "content_date"):
            assert base_fields[name].help_text, name

    def test_showing_it_costs_a_bounded_number_of_queries(
        self, client: Client, coalition: CoalitionPage, django_assert_max_num_queries: object
    ) -> None:
        for _ in range(20):
            ThemeFactory()
        client.get(add_url(coalition))
        with django_assert_max_num_queries(40):  # type: ignore[operator]
            client.get(add_url(coalition))
