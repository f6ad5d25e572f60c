"""Home and pages with a text."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from coalitions.models import CoalitionPage
from pages.models import HomePage, KnowledgePage, StandardPage, TextPage
from tests.factories.coalitions import CoalitionPageFactory
from tests.factories.pages import KnowledgePageFactory, StandardPageFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db


def context(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.get_context(RequestFactory().get("/"))
    return found


@pytest.mark.parametrize("changes", [{"kind": "roddel"}, {"kind": "beleid", "kind_label": "Podcast"}])
def test_a_kind_is_one_of_the_list_or_another_word(changes: dict[str, str]) -> None:
    page = KnowledgePageFactory()
    for field, value in changes.items():
        setattr(page, field, value)
    with pytest.raises(ValidationError):
        page.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        KnowledgePage.objects.filter(pk=page.pk).update(**changes)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://rivm.nl/x", "rivm.nl"])
def test_a_source_is_a_web_address(url: str) -> None:
    page = KnowledgePageFactory()
    page.source_url = url
    with pytest.raises(ValidationError, match="source_url"):
        page.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        KnowledgePage.objects.filter(pk=page.pk).update(source_url=url)


@pytest.mark.parametrize(
    ("fields", "shown"),
    [({"kind": "onderzoek"}, "Onderzoek"), ({"kind_label": "Podcast"}, "Podcast"), ({}, "")],
)
def test_the_kind_is_shown_in_words(fields: dict[str, str], shown: str) -> None:
    assert KnowledgePage(**fields).shown_kind == shown


@pytest.mark.parametrize(
    ("url", "host"), [("https://www.rivm.nl/a?b=c", "rivm.nl"), ("http://nu.nl:80/", "nu.nl"), ("", "")]
)
def test_the_source_is_shown_as_its_host(url: str, host: str) -> None:
    assert KnowledgePage(source_url=url).source_host == host


def test_both_kinds_of_page_are_text_pages_and_only_one_is_knowledge() -> None:
    about, knowledge = StandardPageFactory(), KnowledgePageFactory()
    found = {page.pk: page for page in TextPage.objects.all()}
    assert found[knowledge.pk].as_knowledge == knowledge
    assert found[about.pk].as_knowledge is None
    assert not TextPage.is_creatable


def test_tags_and_themes_of_a_knowledge_page_are_kept() -> None:
    theme = ThemeFactory()
    page = KnowledgePageFactory(tags=["kraamzorg"], themes=[theme])
    again = KnowledgePage.objects.get(pk=page.pk)
    assert [tag.name for tag in again.tags.all()] == ["kraamzorg"]
    assert list(TextPage.objects.get(pk=page.pk).themes.all()) == [theme]


def test_a_tag_is_the_same_whatever_its_case() -> None:
    KnowledgePageFactory(tags=["Kraamzorg"])
    page = KnowledgePageFactory(tags=["kraamzorg"])
    assert [tag.name for tag in page.tags.all()] == ["Kraamzorg"]


def test_a_knowledge_page_shows_its_coalition_and_themes() -> None:
    coalition, theme = CoalitionPageFactory(title="Zaanstad"), ThemeFactory()
    found = context(KnowledgePageFactory(parent=coalition, themes=[theme]))
    assert found["coalition"] == CoalitionPage.objects.get()
    assert found["themes"] == [theme]
    assert [crumb.title for crumb in found["crumbs"]] == ["Coalities", "Zaanstad"]


def test_a_page_about_the_site_has_no_crumbs() -> None:
    assert context(StandardPage.objects.get(slug="privacy"))["crumbs"] == ()


def test_there_is_one_home() -> None:
    assert HomePage.max_count == 1
