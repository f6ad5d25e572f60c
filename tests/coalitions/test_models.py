"""Coalitions: what may stand where, what is refused, and what their pages show."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, get_page_models

from coalitions import models
from coalitions.models import CoalitionIndexPage, CoalitionPage, NationalPage
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.pages import KnowledgePageFactory
from tests.factories.places import MunicipalityFactory, RegionFactory, RegionMembershipFactory
from tests.factories.stories import StoryPageFactory

pytestmark = pytest.mark.django_db

ALLOWED_BELOW = {
    "Page": {"HomePage"},
    "HomePage": {"CoalitionIndexPage", "NationalPage", "StandardPage", "StoryIndexPage"},
    "CoalitionIndexPage": {"CoalitionPage"},
    "CoalitionPage": {"ApproachPage", "KnowledgePage", "StoryPage"},
    "NationalPage": {"ApproachPage", "KnowledgePage", "StoryPage"},
    "StoryIndexPage": {"StoryPage"},
}


@pytest.mark.parametrize("model", get_page_models(), ids=lambda model: model.__name__)
def test_every_type_allows_exactly_what_belongs_below_it(model: type[Page]) -> None:
    assert {child.__name__ for child in model.creatable_subpage_models()} == ALLOWED_BELOW.get(model.__name__, set())


@pytest.mark.parametrize("model", [CoalitionIndexPage, NationalPage])
def test_of_an_overview_there_is_one(model: type[Page]) -> None:
    assert model.max_count == 1
    assert not model.can_create_at(model.objects.get().get_parent())


def test_a_coalition_is_always_four_levels_deep() -> None:
    assert CoalitionPageFactory().depth == 4


def test_an_unknown_stage_is_refused_by_the_form_and_by_the_database() -> None:
    coalition = CoalitionPageFactory()
    coalition.stage = "slapen"
    with pytest.raises(ValidationError, match="slapen"):
        coalition.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        CoalitionPage.objects.filter(pk=coalition.pk).update(stage="slapen")


def test_an_unknown_partner_is_refused() -> None:
    with pytest.raises(ValidationError, match="kapper"):
        CoalitionPageFactory(partners=["gemeente", "kapper"])


def test_a_coalition_can_be_saved_with_no_more_than_a_title() -> None:
    coalition = CoalitionPageFactory(summary="")
    assert (coalition.stage_label, coalition.partners_in, coalition.municipality_names) == ("", (), ())
    assert len(coalition.partners_missing) == 17


class TestInCoalition:
    def test_a_page_below_a_coalition_knows_it_by_annotation(self, django_assert_num_queries: Any) -> None:
        coalition = CoalitionPageFactory(title="Kansrijke Start Zaanstad")
        page = ApproachPageFactory(parent=coalition)
        found = type(page).objects.with_coalition().get()
        with django_assert_num_queries(0):
            assert (found.coalition_slug, found.coalition_title) == (coalition.slug, "Kansrijke Start Zaanstad")

    def test_without_annotation_it_costs_one_query_once(self, django_assert_num_queries: Any) -> None:
        coalition = CoalitionPageFactory()
        page = ApproachPageFactory(parent=coalition)
        with django_assert_num_queries(1):
            assert page.coalition == coalition
            assert page.coalition_slug == coalition.slug
            assert page.coalition_title == coalition.title

    def test_a_national_page_has_none(self) -> None:
        page = ApproachPageFactory()
        annotated = type(page).objects.with_coalition().get()
        assert (page.coalition, page.coalition_slug, page.coalition_title) == (None, "", "")
        assert (annotated.coalition_slug, annotated.coalition_title) == ("", "")

    def test_a_coalition_that_is_not_published_is_not_named(self) -> None:
        coalition = CoalitionPageFactory(live=False, title="Nog geheim")
        page = ApproachPageFactory(parent=coalition)
        assert page.coalition is None
        assert type(page).objects.with_coalition().get().coalition_title == ""


class TestPages:
    def context(self, page: Page) -> dict[str, Any]:
        request = RequestFactory().get("/")
        return page.get_context(request)

    def test_a_coalition_shows_what_lies_below_it_by_type(self) -> None:
        coalition = CoalitionPageFactory()
        first, second = (ApproachPageFactory(parent=coalition) for _ in range(2))
        story = StoryPageFactory(parent=coalition)
        ApproachPageFactory(parent=coalition, live=False)
        ApproachPageFactory()
        groups = self.context(coalition)["groups"]
        assert [(group.label_plural, group.pages, group.total, group.has_more) for group in groups] == [
            ("aanpakken", [second, first], 2, False),
            ("verhalen", [story], 1, False),
        ]

    def test_a_group_says_when_there_is_more(self) -> None:
        coalition = CoalitionPageFactory()
        for _ in range(13):
            StoryPageFactory(parent=coalition)
        (group,) = self.context(coalition)["groups"]
        assert (len(group.pages), group.total, group.has_more) == (12, 13, True)

    def test_what_is_behind_a_restriction_is_not_listed(self) -> None:
        coalition = CoalitionPageFactory()
        hidden = ApproachPageFactory(parent=coalition)
        PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
        assert self.context(coalition)["groups"] == ()

    def test_the_number_of_queries_does_not_depend_on_how_much_there_is(
        self, django_assert_max_num_queries: Any
    ) -> None:
        coalition, municipality = CoalitionPageFactory(), MunicipalityFactory()
        for _ in range(6):
            ApproachPageFactory(parent=coalition, municipalities=[municipality])
            StoryPageFactory(parent=coalition, municipalities=[municipality])
            KnowledgePageFactory(parent=coalition, municipalities=[municipality])
        self.context(CoalitionPage.objects.get())  # warms content types and the paths of the site
        page = CoalitionPage.objects.get()
        with django_assert_max_num_queries(23):
            for group in self.context(page)["groups"]:
                for card in group.pages:
                    _ = (card.url, card.coalition_title, card.municipality_names, list(card.themes.all()))

    def test_the_overview_groups_coalitions_by_province(self) -> None:
        drenthe, zeeland = RegionFactory(name="Drenthe"), RegionFactory(name="Zeeland")
        ggd = RegionFactory(layer="ggd_region", name="Amsterdam")
        assen, goes = MunicipalityFactory(name="Assen"), MunicipalityFactory(name="Goes")
        for municipality, region in ((assen, drenthe), (goes, zeeland), (goes, ggd)):
            RegionMembershipFactory(municipality=municipality, region=region)
        in_zeeland = CoalitionPageFactory(title="A Goes", municipalities=[goes])
        in_drenthe = CoalitionPageFactory(title="B Assen", municipalities=[assen])
        nowhere = CoalitionPageFactory(title="C")
        provinces = self.context(CoalitionIndexPage.objects.get())["provinces"]
        assert provinces == (("", (nowhere,)), ("Drenthe", (in_drenthe,)), ("Zeeland", (in_zeeland,)))

    def test_a_province_that_a_municipality_left_is_not_its_province(self) -> None:
        old, new = RegionFactory(name="Aaa"), RegionFactory(name="Utrecht")
        vijfheerenlanden = MunicipalityFactory(name="Vijfheerenlanden")
        RegionMembershipFactory(municipality=vijfheerenlanden, region=old, valid_until="2019-01-01")
        RegionMembershipFactory(municipality=vijfheerenlanden, region=new)
        CoalitionPageFactory(municipalities=[vijfheerenlanden])
        (province,) = self.context(CoalitionIndexPage.objects.get())["provinces"]
        assert province[0] == "Utrecht"

    def test_a_province_that_a_municipality_leaves_later_is_still_its_province(self) -> None:
        leaving = RegionMembershipFactory(valid_until=timezone.localdate() + timedelta(days=1))
        CoalitionPageFactory(municipalities=[leaving.municipality])
        (province,) = self.context(CoalitionIndexPage.objects.get())["provinces"]
        assert province[0] == leaving.region.name

    @pytest.mark.parametrize(
        ("asked", "number"), [("2", 2), ("99999999999", 2), ("-1", 2), ("x", 1), ("9" * 5000, 1), ("", 1)]
    )
    def test_the_overview_has_pages_and_bears_nonsense(
        self, asked: str, number: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(models, "COALITIONS_PER_PAGE", 1)
        for _ in range(2):
            CoalitionPageFactory()
        request = RequestFactory().get("/", {"page": asked})
        assert CoalitionIndexPage.objects.get().get_context(request)["results"].number == number

    def test_the_overview_asks_the_database_a_fixed_number_of_times(self, django_assert_max_num_queries: Any) -> None:
        province = RegionFactory(name="Drenthe")
        for _ in range(8):
            municipality = MunicipalityFactory()
            RegionMembershipFactory(municipality=municipality, region=province)
            CoalitionPageFactory(municipalities=[municipality])
        index = CoalitionIndexPage.objects.get()
        self.context(index)
        with django_assert_max_num_queries(9):
            for _, coalitions in self.context(index)["provinces"]:
                for coalition in coalitions:
                    _ = (coalition.url, coalition.municipality_names, coalition.stage_label)

    def test_crumbs_lead_from_below_home_to_the_page_above(self) -> None:
        coalition = CoalitionPageFactory(title="Zaanstad", slug="zaanstad")
        crumbs = self.context(ApproachPageFactory(parent=coalition))["crumbs"]
        assert [tuple(crumb) for crumb in crumbs] == [
            ("Coalities", "/coalities/"),
            ("Zaanstad", "/coalities/zaanstad/"),
        ]
