"""load_demo and clear_demo with the real examples, and what they say."""

import os
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Page

from accounts.models import User
from devtools import prepare
from exchange.demo.loading import load_demo
from exchange.demo.whose import is_somebodys
from exchange.models import DemoObject
from ks_site.settings import base
from places.models import Municipality
from search.api import SearchRequest, search
from tests.exchange.demo.small import small_demo
from tests.factories.approaches import ApproachPageFactory
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.pages import KnowledgePageFactory
from tests.factories.places import MunicipalityFactory
from tests.factories.themes import ThemeFactory

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


def made_by_somebody() -> User:
    return User.objects.create_user("iemand@voorbeeld.test")


@pytest.mark.parametrize("make", [made_by_somebody, CoalitionPageFactory, ApproachPageFactory, KnowledgePageFactory])
def test_the_demo_is_refused_on_a_site_that_is_somebodys(make: Callable[[], object]) -> None:
    make()
    users, pages = User.objects.count(), Page.objects.count()
    with pytest.raises(CommandError, match="die geen voorbeeld zijn"):
        run("load_demo")
    assert (User.objects.count(), Page.objects.count()) == (users, pages)


def test_nor_does_make_demo_change_anything_there(capsys: pytest.CaptureFixture[str]) -> None:
    made_by_somebody()
    assert prepare.main() == 1
    assert "die geen voorbeeld zijn" in capsys.readouterr().err
    assert not Municipality.objects.exists()


def test_what_people_make_on_a_site_of_the_demo_leaves_it_a_demo(tmp_path: Path) -> None:
    ThemeFactory(name="Geldzorgen")
    MunicipalityFactory(name="Zaanstad")
    load_demo(content=small_demo(tmp_path))
    made_by_somebody()
    assert not is_somebodys()


def test_a_site_that_has_no_tables_yet_is_nobodys(tmp_path: Path) -> None:
    database = {"DATABASE_URL": f"sqlite:///{tmp_path / 'nieuw.sqlite3'}", "VAR_DIR": str(tmp_path)}
    command = [sys.executable, "manage.py", "load_demo", "--check-only"]
    done = subprocess.run(command, env={**os.environ, **database}, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


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
    assert not is_somebodys()  # it may come again
    # An instrument of the site itself may meet a part of the word.
    assert {hit.type for hit in search(SearchRequest(query="geldzorgen")).hits} <= {"instrument"}
