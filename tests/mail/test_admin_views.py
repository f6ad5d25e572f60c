"""The account page of the admin leads to the one choice of mail there is."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.coalitions import CoalitionPageFactory, coordinator_of

pytestmark = pytest.mark.django_db


def test_it_has_no_switches_of_wagtail_and_leads_to_ours(client: Client) -> None:
    client.force_login(coordinator_of(CoalitionPageFactory()))
    html = client.get(reverse("wagtailadmin_account")).content.decode()
    assert "/account/e-mail/" in html
    assert "name_email-first_name" in html
    assert "notifications-" not in html


def test_a_stranger_logs_in_first(client: Client) -> None:
    assert client.get(reverse("wagtailadmin_account")).status_code == 302
