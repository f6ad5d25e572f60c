from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError

from coalitions.models import CoalitionPage
from places.models import Municipality, RegionLayer, RegionMembership
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.places import (
    FormerMunicipalityFactory,
    MunicipalityFactory,
    RegionFactory,
    RegionMembershipFactory,
)

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2019, 1, 1)


@pytest.mark.parametrize(
    ("broken", "constraint"),
    [
        ({"code": "0363"}, "places_municipality_code_shape"),
        ({"code": "GM036"}, "places_municipality_code_shape"),
        ({"population": 100}, "places_population_has_its_year"),
        ({"lat": 5.2, "lon": 52.1}, "places_centre_in_the_netherlands"),
        ({"lat": 5.2, "lon": 5.2}, "places_centre_in_the_netherlands"),
        ({"lat": 52.1, "lon": 52.1}, "places_centre_in_the_netherlands"),
        ({"lat": 52.1}, "places_centre_in_the_netherlands"),
        ({"lon": 5.2}, "places_centre_in_the_netherlands"),
    ],
)
def test_the_database_refuses_a_municipality_that_cannot_be(broken: dict[str, object], constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        MunicipalityFactory(**broken)


def test_a_slug_is_used_once_per_layer_and_again_in_another() -> None:
    province = RegionFactory(layer=RegionLayer.PROVINCE, name="Flevoland")
    RegionFactory(layer=RegionLayer.ZORGKANTOOR_REGION, name="Flevoland")
    with pytest.raises(IntegrityError):
        type(province).objects.create(layer=RegionLayer.PROVINCE, name="Anders", slug="flevoland")


def test_a_layer_that_does_not_exist_is_refused() -> None:
    with pytest.raises(IntegrityError, match="places_region_layer_known"):
        RegionFactory(layer="postcode")


@pytest.mark.parametrize("start", [None, NEW_YEAR])
def test_the_same_membership_stands_here_once(start: date | None) -> None:
    membership = RegionMembershipFactory(valid_from=start)
    with pytest.raises(IntegrityError):
        RegionMembershipFactory(municipality=membership.municipality, region=membership.region, valid_from=start)


@pytest.mark.parametrize("end", [NEW_YEAR, date(2018, 12, 31)])
def test_a_membership_ends_after_it_began(end: date) -> None:
    with pytest.raises(IntegrityError, match="places_membership_ends_after_its_start"):
        RegionMembershipFactory(valid_from=NEW_YEAR, valid_until=end)


@pytest.mark.parametrize(
    ("start", "end", "day", "holds"),
    [
        (None, None, NEW_YEAR, True),
        (NEW_YEAR, None, NEW_YEAR, True),
        (NEW_YEAR, None, date(2018, 12, 31), False),
        (None, NEW_YEAR, date(2018, 12, 31), True),
        (None, NEW_YEAR, NEW_YEAR, False),
    ],
)
def test_a_membership_holds_from_its_first_day_until_the_day_it_ends(
    start: date | None, end: date | None, day: date, *, holds: bool
) -> None:
    assert RegionMembership(valid_from=start, valid_until=end).holds_on(day) is holds


def test_a_former_code_is_used_once_but_unknown_codes_may_be_many() -> None:
    FormerMunicipalityFactory.create_batch(2, code="")
    FormerMunicipalityFactory(code="GM0236")
    with pytest.raises(IntegrityError):
        FormerMunicipalityFactory(code="GM0236")


def test_labels_are_the_names_of_the_slugs_asked_for(django_assert_num_queries: Callable[..., object]) -> None:
    MunicipalityFactory(name="Súdwest-Fryslân")
    MunicipalityFactory(name="Utrecht")
    with django_assert_num_queries(1):
        labels = Municipality.objects.labels(["sudwest-fryslan", "atlantis"])
    assert labels == {"sudwest-fryslan": "Súdwest-Fryslân"}


@pytest.fixture
def coalition() -> CoalitionPage:
    """A coalition of one municipality that moved to another GGD region at New Year 2019."""
    place = MunicipalityFactory(name="'s-Gravenhage", aliases=["Den Haag"])
    old = RegionFactory(layer=RegionLayer.GGD_REGION, name="GGD Oud")
    new = RegionFactory(layer=RegionLayer.GGD_REGION, name="GGD Nieuw")
    RegionMembershipFactory(municipality=place, region=RegionFactory(name="Zuid-Holland"))
    RegionMembershipFactory(municipality=place, region=old, valid_until=NEW_YEAR)
    RegionMembershipFactory(municipality=place, region=new, valid_from=NEW_YEAR)
    page = CoalitionPageFactory(municipalities=[place])
    assert isinstance(page, CoalitionPage)
    return page


def test_a_page_lies_in_the_regions_of_its_municipalities_as_they_are_today(coalition: CoalitionPage) -> None:
    with time_machine.travel(date(2018, 12, 31)):
        assert coalition.region_slugs(RegionLayer.GGD_REGION) == ("ggd-oud",)
    with time_machine.travel(NEW_YEAR):
        assert coalition.region_slugs(RegionLayer.GGD_REGION) == ("ggd-nieuw",)
    assert coalition.region_slugs(RegionLayer.PROVINCE) == ("zuid-holland",)


def test_a_region_that_two_municipalities_share_counts_once(coalition: CoalitionPage) -> None:
    neighbour = RegionMembershipFactory(region=RegionFactory(name="Zuid-Holland")).municipality
    coalition.municipalities.add(neighbour)
    assert coalition.region_slugs(RegionLayer.PROVINCE) == ("zuid-holland",)
    assert coalition.municipality_slugs == ("s-gravenhage", neighbour.slug)


def test_a_page_is_found_by_every_name_of_its_municipalities(coalition: CoalitionPage) -> None:
    assert coalition.place_keywords == ("'s-Gravenhage", "Den Haag")


def test_places_of_many_prefetched_pages_take_no_query(
    coalition: CoalitionPage, django_assert_num_queries: Callable[..., object]
) -> None:
    CoalitionPageFactory(municipalities=list(coalition.municipalities.all()))
    pages = list(CoalitionPage.objects.prefetch_related(*CoalitionPage.place_prefetch))
    assert len(pages) == 2
    with django_assert_num_queries(0):
        for page in pages:
            assert page.municipality_slugs == ("s-gravenhage",)
            assert page.region_slugs(RegionLayer.PROVINCE) == ("zuid-holland",)
            assert page.place_keywords
