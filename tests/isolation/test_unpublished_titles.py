"""Titles wait for publication: without this remedy they are where they shouldn't be from when they are written."""

from typing import Any

import pytest

from core.models import BasePage
from tests.factories.coalitions import coordinator_of
from tests.isolation.crawl import Visitor
from tests.isolation.nest import Nest, build

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]


@pytest.fixture
def leaky(monkeypatch: pytest.MonkeyPatch) -> Nest:
    monkeypatch.delattr(BasePage, "save_revision")
    return build()


def test_without_it_the_canary_is_found(leaky: Nest) -> None:
    assert Visitor(leaky, coordinator_of(leaky.ours)).finds("wagtailadmin_choose_page_child")


def test_without_it_an_address_is_answered_with_a_working_title(leaky: Nest, settings: Any) -> None:
    """The same for the form of links to elsewhere, whose remedy is a setting."""
    settings.WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "all"
    assert Visitor(leaky, coordinator_of(leaky.ours)).finds("wagtailadmin_choose_page_external_link")
