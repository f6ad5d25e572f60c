"""The writing forms speak to one person, in one way."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from coalitions.models import CoalitionIndexPage, NationalPage
from pages.models import HomePage
from tests.factories.coalitions import CoalitionPageFactory, editor

pytestmark = pytest.mark.django_db

FAMILIAR = re.compile(r"\b(je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
SILENT = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)

FORMS: dict[str, Callable[[], Page]] = {
    "approaches/approachpage": lambda: CoalitionPageFactory(title="Zaanstad"),
    "stories/storypage": lambda: CoalitionPageFactory(title="Zaanstad"),
    "pages/knowledgepage": lambda: NationalPage.objects.get(),
    "pages/standardpage": lambda: HomePage.objects.get(),
    "coalitions/coalitionpage": lambda: CoalitionIndexPage.objects.get(),
}


@pytest.mark.parametrize("kind", FORMS)
def test_they_say_u_in_every_word(kind: str, client: Client) -> None:
    client.force_login(editor())
    answer = client.get(reverse("wagtailadmin_pages:add", args=[*kind.split("/"), FORMS[kind]().pk]))
    assert answer.status_code == 200
    # With what stands in attributes: the forms of rows and blocks.
    shown = unescape(SILENT.sub(" ", answer.content.decode()))
    assert [shown[max(0, found.start() - 60) : found.end() + 40] for found in FAMILIAR.finditer(shown)] == []
