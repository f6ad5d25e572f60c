"""Who deletes an approach is told first what hangs on it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from approaches.models import ApproachPage
from approaches.usage import hanging_on
from tests.factories.approaches import ApproachPageFactory, block
from tests.factories.coalitions import CoalitionPageFactory, editor
from tests.factories.stories import StoryPageFactory

pytestmark = pytest.mark.django_db


def test_stories_about_it_and_blocks_elsewhere_that_were_taken_over_hang_on_it() -> None:
    source = block()
    page = ApproachPageFactory(building_blocks=[source, block("Nog een")])
    assert hanging_on([page]) == {}
    for _ in range(2):
        StoryPageFactory(approaches=[page])
    ApproachPageFactory(building_blocks=[block("Intake elders", taken_from=page.building_blocks.first())])
    assert hanging_on([page]) == {page.pk: ("2 verhalen", "1 bouwsteen elders")}


def test_it_is_said_before_somebody_says_yes_and_never_that_nothing_refers_to_it(client: Client) -> None:
    page = ApproachPageFactory()
    client.force_login(editor())
    address = reverse("wagtailadmin_pages:delete", args=[page.pk])
    assert "Hieraan hangt" not in client.get(address).content.decode()
    StoryPageFactory(approaches=[page])
    said = client.get(address).content.decode()
    assert "Hieraan hangt: 1 verhaal." in said
    assert "0 verwijzingen" not in said


def test_of_several_that_go_together_only_what_stays_behind_counts() -> None:
    source = block()
    page, bare = ApproachPageFactory(building_blocks=[source]), ApproachPageFactory()
    other = ApproachPageFactory(building_blocks=[block(taken_from=page.building_blocks.first())])
    story, staying = StoryPageFactory(approaches=[page, other]), StoryPageFactory(approaches=[other])
    assert hanging_on([page, bare, other, story]) == {other.pk: ("1 verhaal",)}
    assert hanging_on([page, bare]) == {page.pk: ("1 verhaal", "1 bouwsteen elders")}
    assert hanging_on([staying]) == {}


def test_deleting_several_at_once_tells_it_too(client: Client) -> None:
    page, bare = ApproachPageFactory(title="Belroute"), ApproachPageFactory(title="Leestafel")
    client.force_login(editor())
    address = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={page.pk}&id={bare.pk}"
    assert "Dit hangt hieraan" not in client.get(address).content.decode()
    StoryPageFactory(approaches=[page])
    said = client.get(address).content.decode()
    assert "Dit hangt hieraan" in said and "Belroute: 1 verhaal" in said and "“Weghalen”" in said
    assert "Leestafel:" not in said
    client.post(address)
    assert not ApproachPage.objects.exists()


def test_what_stands_below_a_page_goes_along(client: Client) -> None:
    """A coalition takes its approaches with it, and the stories that stand in it."""
    coalition = CoalitionPageFactory()
    page = ApproachPageFactory(parent=coalition, title="Belroute <b>")
    StoryPageFactory(parent=coalition, approaches=[page])
    bulk = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'delete'])}?id={coalition.pk}"
    single = reverse("wagtailadmin_pages:delete", args=[coalition.pk])
    client.force_login(editor())
    assert "Dit hangt hieraan" not in client.get(bulk).content.decode()
    assert "hangt:" not in client.get(single).content.decode()
    StoryPageFactory(approaches=[page])
    assert "Belroute &lt;b&gt;: 1 verhaal" in client.get(bulk).content.decode()
    said = client.get(single).content.decode()
    assert "Aan “Belroute &lt;b&gt;” hangt: 1 verhaal." in said and "“Weghalen”" in said


def test_how_many_go_at_once_costs_no_more_queries(django_assert_max_num_queries: Any) -> None:
    pages = [ApproachPageFactory() for _ in range(4)]
    StoryPageFactory(approaches=pages)
    with django_assert_max_num_queries(5):
        hanging_on(pages)
