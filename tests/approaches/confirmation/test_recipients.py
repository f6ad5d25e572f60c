"""Of whom nobody is left to ask: in one query for a list what is decided for one approach when it is asked about."""

from collections.abc import Callable
from typing import Final

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from approaches.confirmation.recipients import addresses_for, of_nobody
from approaches.models import ApproachPage
from coalitions.models import CoalitionPage, NationalPage
from coalitions.services import remove_member
from tests.factories.coalitions import CoalitionPageFactory, coordinator_of, member_of
from tests.factories.marks import published

pytestmark = pytest.mark.django_db

PERSON: Final = "iemand@voorbeeld.test"


def below(coalition: CoalitionPage, contact: str = "") -> ApproachPage:
    return published(parent=coalition, contact_email=contact)


@pytest.fixture(scope="module", autouse=True)
def _other(module_content: None) -> int:
    """An approach of another coalition, with somebody to ask."""
    return below(CoalitionPageFactory(), "ander@voorbeeld.test").pk


@pytest.fixture(scope="module")
def _ours(module_content: None) -> int:
    """The approach that is asked about, of a coalition of its own."""
    return below(CoalitionPageFactory()).pk


def left(coalition: CoalitionPage) -> None:
    remove_member(coalition, coordinator_of(coalition, email=PERSON))


def closed(coalition: CoalitionPage) -> None:
    coordinator_of(coalition, email=PERSON)
    User.objects.update(is_active=False)


def never_confirmed(coalition: CoalitionPage) -> None:
    User.objects.create_user(PERSON)
    EmailAddress.objects.update(verified=False)


def leads(coalition: CoalitionPage) -> None:
    coordinator_of(coalition)


def writes(coalition: CoalitionPage) -> None:
    member_of(coalition, email=PERSON)


PEOPLE: Final = (left, closed, never_confirmed, leads, writes, lambda coalition: None)


@pytest.mark.parametrize("people", PEOPLE)
@pytest.mark.parametrize("contact", ["", "Iemand@voorbeeld.test", "kantoor@voorbeeld.test"])
@pytest.mark.parametrize("office", ["", PERSON, "bureau@voorbeeld.test"])
def test_the_list_says_of_each_what_is_said_of_one(
    people: Callable[[CoalitionPage], None], contact: str, office: str, _other: int, _ours: int
) -> None:
    CoalitionPage.objects.ancestor_of(ApproachPage.objects.get(pk=_ours)).update(contact_email=office)
    ApproachPage.objects.filter(pk=_ours).update(contact_email=contact)
    page = ApproachPage.objects.get(pk=_ours)
    people(page.coalition)
    assert addresses_for(ApproachPage.objects.get(pk=_other))
    assert list(of_nobody(ApproachPage.objects.all())) == ([] if addresses_for(page) else [page])


def test_what_belongs_to_no_coalition_is_the_editors() -> None:
    page = published(parent=NationalPage.objects.get(), contact_email="")
    assert page not in of_nobody(ApproachPage.objects.all())
