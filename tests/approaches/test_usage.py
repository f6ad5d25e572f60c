"""Who deletes an approach is told first what hangs on it."""

import pytest
from django.test import Client
from django.urls import reverse

from approaches.usage import hanging_on
from tests.factories.approaches import ApproachPageFactory, block
from tests.factories.coalitions import editor
from tests.factories.stories import StoryPageFactory

pytestmark = pytest.mark.django_db


def test_stories_about_it_and_blocks_elsewhere_that_were_taken_over_hang_on_it() -> None:
    source = block()
    page = ApproachPageFactory(building_blocks=[source, block("Nog een")])
    assert hanging_on(page) == ()
    for _ in range(2):
        StoryPageFactory(approaches=[page])
    ApproachPageFactory(building_blocks=[block("Intake elders", taken_from=page.building_blocks.first())])
    assert hanging_on(page) == ("2 verhalen", "1 bouwsteen elders")


def test_it_is_said_before_somebody_says_yes_and_never_that_nothing_refers_to_it(client: Client) -> None:
    page = ApproachPageFactory()
    client.force_login(editor())
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    assert "Hieraan hangt" not in client.get(address).content.decode()
    StoryPageFactory(approaches=[page])
    said = client.get(address).content.decode()
    assert "Hieraan hangt: 1 verhaal." in said
    assert "0 verwijzingen" not in said
