"""Fixtures of the wiring: the settings of production, and a site with a page to look at."""

import runpy
from typing import Any

import pytest
from wagtail.models import Page, Site


@pytest.fixture
def production(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The tests' settings with what production adds for safety."""
    monkeypatch.setenv("SECRET_KEY", "x" * 60)
    monkeypatch.setenv("ALLOWED_HOSTS", "testserver")
    monkeypatch.setenv("BASE_URL", "https://testserver")
    monkeypatch.setenv("STORY_KEYS", "x")
    monkeypatch.setenv("STORY_HASH_KEY", "x")
    monkeypatch.setenv("EMAIL_URL", "memorymail://")
    for name, value in runpy.run_module("ks_site.settings.production").items():
        if name.startswith(("SECURE_", "SESSION_", "CSRF_", "X_FRAME")):
            setattr(settings, name, value)
    return settings


@pytest.fixture
def public_page(db: None) -> Page:
    """A page under the site's home that anybody may see."""
    root = Site.objects.get(is_default_site=True).root_page
    added: Page = root.add_child(instance=Page(title="Een bladzijde", slug="een-bladzijde"))
    return added
