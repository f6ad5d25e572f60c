"""Coalitions for tests, and the people who write for them."""

from typing import Any

import factory

from accounts.models import User
from coalitions.models import CoalitionIndexPage, CoalitionPage
from coalitions.services import add_editor, add_member
from tests.factories.pages import PageFactory


class CoalitionPageFactory(PageFactory):
    """A published coalition, without a team: `member_of` makes that."""

    class Meta:
        model = CoalitionPage

    title = factory.Sequence(lambda number: f"Coalitie {number}")
    parent = factory.LazyFunction(lambda: CoalitionIndexPage.objects.get())


def member_of(*coalitions: CoalitionPage, **fields: Any) -> User:
    """A user who writes for these coalitions and submits; a coordinator publishes."""
    return _join(coalitions, as_coordinator=False, **fields)


def coordinator_of(*coalitions: CoalitionPage, **fields: Any) -> User:
    """A user who writes for these coalitions and publishes."""
    return _join(coalitions, as_coordinator=True, **fields)


def _join(coalitions: tuple[CoalitionPage, ...], *, as_coordinator: bool, **fields: Any) -> User:
    user = User.objects.create_user(fields.pop("email", f"lid{User.objects.count()}@voorbeeld.test"), **fields)
    for coalition in coalitions:
        add_member(coalition, user, as_coordinator=as_coordinator)
    return user


def editor(**fields: Any) -> User:
    """A national editor."""
    user = User.objects.create_user(fields.pop("email", f"redactie{User.objects.count()}@voorbeeld.test"), **fields)
    add_editor(user)
    return user
