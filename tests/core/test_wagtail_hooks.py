"""A private document is as absent as one that doesn't exist."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Collection, CollectionViewRestriction

from accounts.models import User
from core.models import SiteDocument
from tests.factories.core import DocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def private() -> SiteDocument:
    collection = Collection.objects.get(depth=1).add_child(name="Besloten")
    group = Group.objects.create(name="Leden")
    restriction = CollectionViewRestriction.objects.create(collection=collection, restriction_type="groups")
    restriction.groups.add(group)
    return DocumentFactory(collection=collection)


def login(client: Client, *groups: str) -> None:
    user = User.objects.create_user("iemand@voorbeeld.test", "een-lang-wachtwoord")
    user.groups.set(Group.objects.filter(name__in=groups))
    client.force_login(user)


def test_a_stranger_gets_the_answer_of_an_absent_document(client: Client, private: SiteDocument) -> None:
    assert client.get(private.url).status_code == 404
    assert client.get(f"/documenten/{private.pk + 1}/{private.filename}").status_code == 404


def test_so_does_somebody_of_another_group(client: Client, private: SiteDocument) -> None:
    login(client)

    assert client.get(private.url).status_code == 404


def test_a_member_gets_the_document(client: Client, private: SiteDocument) -> None:
    login(client, "Leden")

    assert client.get(private.url).status_code == 200


def test_a_guessed_name_is_not_enough(client: Client) -> None:
    document = DocumentFactory()

    assert client.get(f"/documenten/{document.pk}/iets-anders.txt").status_code == 404
