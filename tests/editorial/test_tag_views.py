"""Free tags: how often each is used, and letting one go up in another."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from taggit.models import Tag

from editorial.tags import counted_tags
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of
from tests.factories.core import ImageFactory
from tests.factories.stories import StoryPageFactory
from themes.models import FormerTag

pytestmark = pytest.mark.django_db


def tagged(page: Any, *names: str) -> Any:
    page.tags.set(names)
    page.save()
    return page


def test_uses_are_counted_over_all_types_in_one_query(django_assert_num_queries: Any) -> None:
    tagged(ApproachPageFactory(), "intake", "koffie")
    tagged(StoryPageFactory(), "intake")
    ImageFactory().tags.set(["intake"])
    Tag.objects.create(name="nergens")
    with django_assert_num_queries(1):
        assert [(tag.name, tag.uses) for tag in counted_tags()] == [("intake", 3), ("koffie", 1), ("nergens", 0)]
    assert [tag.name for tag in counted_tags("KOF")] == ["koffie"]


def test_an_editor_lets_one_go_up_in_another(desk: Client) -> None:
    page = tagged(ApproachPageFactory(), "bakkie")
    tag = Tag.objects.get(name="bakkie")
    Tag.objects.create(name="koffietafel")
    address = reverse("editorial_merge_tag", args=[tag.pk])
    assert address in desk.get(reverse("editorial_tags")).content.decode()
    assert desk.get(address).status_code == 200
    content = desk.post(address, {"into": "Koffietafel"}, follow=True).content.decode()
    assert [found.name for found in type(page).objects.get(pk=page.pk).tags.all()] == ["koffietafel"]
    assert "“bakkie” is opgegaan in “koffietafel”" in content
    assert FormerTag.objects.get().merged_by is not None


@pytest.mark.parametrize(
    ("into", "expected"),
    [("", "Noem een trefwoord"), ("verzonnen", "bestaat nog niet"), ("bakkie", "niet in zichzelf")],
)
def test_what_can_not_be_is_said_beside_the_field(desk: Client, into: str, expected: str) -> None:
    tag = Tag.objects.create(name="bakkie")
    content = desk.post(reverse("editorial_merge_tag", args=[tag.pk]), {"into": into}).content.decode()
    assert expected in content
    assert Tag.objects.filter(pk=tag.pk).exists()


def test_nobody_of_a_coalition_sees_or_does_it(client: Client) -> None:
    tag, into = Tag.objects.create(name="bakkie"), Tag.objects.create(name="koffie")
    client.force_login(coordinator_of(CoalitionPageFactory()))
    assert client.get(reverse("editorial_tags")).status_code == 302
    assert client.post(reverse("editorial_merge_tag", args=[tag.pk]), {"into": into.name}).status_code == 302
    assert Tag.objects.filter(pk=tag.pk).exists()


def test_nonsense_in_the_address_is_no_error(desk: Client) -> None:
    for asked in ({"q": "\x00"}, {"p": "-1"}, {"q": "x" * 5_000}):
        assert desk.get(reverse("editorial_tags"), asked).status_code == 200
