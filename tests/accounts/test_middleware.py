"""A redirect follows a page that moved, but tells nobody of a page that they may not see."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from accounts.models import User


def moved(page: Page) -> None:
    Redirect.add_redirect("/vroeger/", page)


def test_a_page_that_moved_is_found_under_its_old_address(client: Client, public: Page) -> None:
    moved(public)
    response = client.get("/vroeger/")
    assert (response.status_code, response["Location"]) == (301, "/openbaar/")


@pytest.mark.parametrize("address", ["/vroeger/", "/vroeger/?bron=mail"])
def test_a_stranger_is_not_led_to_a_restricted_page(client: Client, private: Page, address: str) -> None:
    moved(private)
    assert client.get(address).status_code == 404


def test_who_may_see_it_is(client: Client, private: Page, user: User) -> None:
    moved(private)
    client.force_login(user)
    assert client.get("/vroeger/?bron=mail")["Location"] == "/besloten/"


def test_nobody_is_led_to_a_page_that_was_taken_offline(client: Client, public: Page) -> None:
    moved(public)
    public.unpublish()
    assert client.get("/vroeger/").status_code == 404


def test_a_redirect_to_another_address_works_for_everybody(client: Client, db: None) -> None:
    Redirect.add_redirect("/vroeger/", "/zoeken/?q=slapen")
    assert client.get("/vroeger/")["Location"] == "/zoeken/?q=slapen"
