"""`manage.py check` knows the project's own mistakes."""

from collections.abc import Iterator

import pytest
from wagtail.models import Page

from approaches.models import ApproachPage
from pages.models import HomePage
from search import checks, registry
from search.facets import Facet
from search.shorthands import Shorthand


@pytest.fixture
def one_more_facet() -> Iterator[None]:
    registry.register(Facet("page", "Fout", object, lambda item: (), lambda keys: {}))
    yield
    del registry._facets["page"]


def test_every_page_type_of_the_site_says_whether_it_is_searchable() -> None:
    assert checks.every_page_type_says_whether_it_is_searchable() == []


def test_a_page_type_that_says_nothing_is_an_error() -> None:
    class SilentPage:
        """Neither registered nor refused."""

        __module__ = "approaches.models"

    (error,) = checks._unsaid([SilentPage])
    assert error.id == "search.E001"
    assert "SilentPage" in error.msg


def test_a_page_type_does_not_inherit_the_refusal_of_another() -> None:
    class Child(HomePage):
        class Meta:
            abstract = True

    assert [error.id for error in checks._unsaid([Child])] == ["search.E001"]


def test_registered_refused_and_wagtails_own_types_are_fine() -> None:
    assert list(checks._unsaid([ApproachPage, HomePage, Page])) == []


def test_facet_keys_of_the_site_are_free() -> None:
    assert checks.facet_keys_are_free() == []


def test_a_shorthand_named_as_a_facet_or_a_parameter_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in ("theme", "page"):
        short = Shorthand(key, "theme", "x", "x", "x", lambda text: None)
        with monkeypatch.context() as patched:
            patched.setitem(registry._shorthands, key, short)
            assert [error.id for error in checks.facet_keys_are_free()] == ["search.E002"], key


@pytest.mark.usefixtures("one_more_facet")
def test_a_facet_named_as_a_parameter_is_an_error() -> None:
    assert [error.id for error in checks.facet_keys_are_free()] == ["search.E002"]
