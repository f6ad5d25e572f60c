"""Fixtures of who somebody is: users, and pages that not everybody may see."""

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from wagtail.models import Page, PageViewRestriction, Site

from accounts.models import User

PASSWORD = "een-lang-wachtwoord"


@pytest.fixture(autouse=True)
def _no_codes_remembered() -> None:
    """allauth remembers in the cache which code of which user was used; the next test has a user of that number."""
    cache.clear()


@pytest.fixture
def user(db: None) -> User:
    """Somebody who can log in and enter nothing."""
    return User.objects.create_user("Wie@Voorbeeld.test", PASSWORD, first_name="Wie", last_name="Dan")


@pytest.fixture
def public(db: None) -> Page:
    """A page that anybody may see."""
    root = Site.objects.get(is_default_site=True).root_page
    added: Page = root.add_child(instance=Page(title="Openbaar", slug="openbaar"))
    return added


@pytest.fixture
def private(public: Page) -> Page:
    """A page for who is logged in."""
    page: Page = public.add_sibling(instance=Page(title="Besloten", slug="besloten"), pos="last-sibling")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


@pytest.fixture
def group(db: None) -> Group:
    return Group.objects.create(name="Werkgroep")
