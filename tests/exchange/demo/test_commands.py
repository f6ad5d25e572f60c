"""load_demo and clear_demo with the real examples, and what they say."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Page

from accounts.models import User
from exchange.models import DemoObject
from ks_site.settings import base
from search.api import SearchRequest, search

pytestmark = pytest.mark.django_db


def run(name: str, *arguments: str) -> str:
    err = StringIO()
    call_command(name, *arguments, stdout=StringIO(), stderr=err)
    return err.getvalue()


def test_the_demo_is_refused_where_it_is_not_allowed(settings: Any) -> None:
    settings.DEMO_ALLOWED = False
    with pytest.raises(CommandError, match="mogen geen voorbeelden"):
        run("load_demo")
    assert not User.objects.exists()


def test_production_does_not_allow_the_demo() -> None:
    assert base.DEMO_ALLOWED is False


@pytest.mark.django_db(transaction=True)
def test_the_real_examples_appear_are_found_and_go(settings: Any, client: Any) -> None:
    settings.OPENSEARCH_URL = ""
    run("load_places")
    run("load_themes")
    run("load_instruments")
    said = run("load_demo")
    assert said.startswith("Voorbeelden: ") and "Overgeslagen" not in said
    pages = list(Page.objects.filter(depth__gt=2).specific())
    assert all(page.can_create_at(page.get_parent()) or page.max_count for page in pages)
    results = search(SearchRequest(query="geldzorgen", chosen={"theme": frozenset({"geldzorgen"})}))
    assert results.total > 3 and {hit.type for hit in results.hits} >= {"approach", "story", "block"}
    for page in pages:
        page.full_clean()
    assert client.get("/coalities/zaanstad/geldzorgen-bij-het-eerste-consult/").status_code == 200
    assert run("load_demo") == "Voorbeelden: niets veranderd.\n"
    assert "Blijft staan" not in run("clear_demo")
    assert not DemoObject.objects.exists()
    # An instrument of the site itself may meet a part of the word.
    assert {hit.type for hit in search(SearchRequest(query="geldzorgen")).hits} <= {"instrument"}
