"""Writing an approach in the admin, as the coordinator of a coalition does."""

import pytest
from django.test import Client
from django.urls import reverse

from approaches.models import ApproachPage
from coalitions.models import CoalitionPage
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of
from tests.factories.places import FormerMunicipalityFactory, MunicipalityFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coalition(client: Client) -> CoalitionPage:
    coalition = CoalitionPageFactory(title="Zaanstad", slug="zaanstad")
    client.force_login(coordinator_of(coalition))
    return coalition


def add_url(coalition: CoalitionPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["approaches", "approachpage", coalition.pk])


def form(*blocks: dict[str, str], **fields: object) -> dict[str, object]:
    """What the browser sends: every stream and formset says how much it holds."""
    data: dict[str, object] = {"title": "", "slug": "", "summary": ""}
    data |= {f"{stream}-count": "0" for stream in ("need", "what_we_do", "results")}
    data |= {"building_blocks-TOTAL_FORMS": str(len(blocks)), "building_blocks-INITIAL_FORMS": "0"}
    for place, block in enumerate(blocks):
        values = {"role": "core", "ORDER": str(place), "pitfalls-count": "0", **block}
        data |= {f"building_blocks-{place}-{name}": value for name, value in values.items()}
    return data | fields


class TestDraft:
    def test_a_title_is_enough(self, client: Client, coalition: CoalitionPage) -> None:
        response = client.post(add_url(coalition), form(title="Eén loket"))
        page = ApproachPage.objects.get()
        assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert (page.live, page.slug, page.summary) == (False, "een-loket", "")

    def test_without_a_title_it_is_not_kept(self, client: Client, coalition: CoalitionPage) -> None:
        response = client.post(add_url(coalition), form(summary="Zonder naam"))
        assert response.context["form"].errors.keys() == {"title"}
        assert not ApproachPage.objects.exists()

    def test_a_block_may_be_unfinished(self, client: Client, coalition: CoalitionPage) -> None:
        client.post(add_url(coalition), form({"title": "", "works_when": "Het druk is"}, title="Eén loket"))
        block = ApproachPage.objects.get().building_blocks.get()
        assert (block.title, block.works_when, block.slug) == ("", "Het druk is", "bouwsteen")

    def test_it_saves_itself(self, client: Client, coalition: CoalitionPage) -> None:
        """The editor sends JSON every few seconds; a second save must not double the blocks."""
        accept = {"Accept": "application/json"}
        answer = client.post(add_url(coalition), form({"title": "In"}, title="Eén"), headers=accept).json()
        assert answer["success"]
        again = form({"title": "Intake"}, title="Eén loket", slug="een") | dict(answer["field_updates"])
        edited = client.post(answer["url"], again, headers=accept).json()
        assert edited["success"]
        page = ApproachPage.objects.get()
        assert [(block.title, block.slug) for block in page.building_blocks.all()] == [("Intake", "intake")]

    def test_an_unknown_municipality_is_named(self, client: Client, coalition: CoalitionPage) -> None:
        response = client.post(add_url(coalition), form(title="Eén loket", municipalities="Atlantis"))
        assert "Atlantis" in str(response.context["form"].errors["municipalities"])


class TestPublish:
    publish = {"action-publish": "1"}

    def test_it_asks_for_the_summary(self, client: Client, coalition: CoalitionPage) -> None:
        response = client.post(add_url(coalition), form(title="Eén loket", **self.publish))
        assert response.context["form"].errors.keys() == {"summary"}
        assert not ApproachPage.objects.exists()

    def test_it_asks_for_the_name_of_every_block(self, client: Client, coalition: CoalitionPage) -> None:
        response = client.post(add_url(coalition), form({"title": ""}, title="A", summary="B", **self.publish))
        assert "title" in response.context["form"].formsets["building_blocks"].errors[0]

    def test_title_and_summary_are_enough(self, client: Client, coalition: CoalitionPage) -> None:
        client.post(add_url(coalition), form(title="Eén loket", summary="Eén plek.", **self.publish))
        assert ApproachPage.objects.public().get().url == "/coalities/zaanstad/een-loket/"

    def test_all_of_the_short_form_is_kept(self, client: Client, coalition: CoalitionPage) -> None:
        theme, today = ThemeFactory(), MunicipalityFactory(name="West Betuwe")
        FormerMunicipalityFactory(name="Geldermalsen", successors=[today])
        client.post(
            add_url(coalition),
            form(
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
        assert [(block.slug, block.role) for block in page.building_blocks.all()] == [
            ("intake", "core"),
            ("nazorg", "free"),
        ]

    def test_what_was_published_stays_up_while_a_draft_waits(self, client: Client, coalition: CoalitionPage) -> None:
        client.post(add_url(coalition), form(title="Eén loket", summary="Eén plek.", **self.publish))
        page = ApproachPage.objects.get()
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        client.post(edit, form(title="Nieuwe naam", slug=page.slug))
        page.refresh_from_db()
        assert (page.live, page.title, page.has_unpublished_changes) == (True, "Eén loket", True)


class TestForm:
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
