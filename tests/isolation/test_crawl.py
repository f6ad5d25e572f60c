"""With rights on coalition A only, nothing of B shows on any URL that the project resolves, in any verb."""

import pytest
from django.apps import apps
from django.db.models import Model
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from wagtail.models import Page

from accounts.models import User
from ks_site.settings.base import BASE_DIR
from tests.factories.coalitions import coordinator_of, editor, member_of
from tests.isolation.crawl import Leak, Visitor
from tests.isolation.nest import Nest
from tests.isolation.routes import Route, UnknownShape, paths, routes

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

PROJECT = frozenset(path.name for path in BASE_DIR.iterdir() if (path / "apps.py").exists())


PARTS = 4
"""Of the longest crawl, so that several processes can share it."""
MADE_TO_FAIL = "wagtailadmin_error_test"
"""A page of Wagtail that is an error, for who administers a site to see."""
ABOUT_PAGES = ("wagtailadmin_pages", "wagtailadmin_explore", "wagtailadmin_home", "coalitions", "approaches")


def told(leaks: list[Leak]) -> list[str]:
    """Leaks as one line for each route and verb, to read in a failure."""
    return sorted({f"{leak.route} {leak.verb} {leak.part}, bv. {leak.address}" for leak in leaks})


def administrator() -> User:
    return User.objects.create_superuser("beheer@voorbeeld.test", "x")


def nothing_shows(visitor: Visitor, asked: list[Route], *, deep: bool = True) -> None:
    """No canary in any answer; and no answer is a fault of the site, behind which one might hide."""
    assert told(list(visitor.crawl(asked, deep=deep))) == []
    assert visitor.errors == []


class TestNothingShows:
    @pytest.mark.parametrize("part", range(PARTS))
    def test_to_a_coordinator_of_another_coalition(self, part: int, nest: Nest) -> None:
        nothing_shows(Visitor(nest, coordinator_of(nest.ours)), routes()[part::PARTS])

    def test_to_a_member_of_another_coalition(self, nest: Nest) -> None:
        """Who may do less is asked about pages alone: what they submit rather than publish."""
        about_pages = [route for route in routes() if route.name.startswith(ABOUT_PAGES)]
        nothing_shows(Visitor(nest, member_of(nest.ours)), about_pages)

    def test_to_a_professional_without_the_admin(self, nest: Nest) -> None:
        nothing_shows(Visitor(nest, User.objects.create_user("professional@voorbeeld.test")), routes(), deep=False)

    def test_to_a_stranger(self, nest: Nest) -> None:
        nothing_shows(Visitor(nest, None), routes(), deep=False)


class TestNothingBreaks:
    """Editors and administrators may see everything, so of them it is asked that the site can answer."""

    def test_for_an_administrator(self, nest: Nest) -> None:
        self.all_is_answered(Visitor(nest, administrator()), routes())

    def test_for_an_editor(self, nest: Nest) -> None:
        """Who finds the same pages, with other panels and buttons on them."""
        about_pages = [route for route in routes() if route.name.startswith((*ABOUT_PAGES, "moderation", "editorial"))]
        self.all_is_answered(Visitor(nest, editor()), about_pages)

    def all_is_answered(self, visitor: Visitor, asked: list[Route]) -> None:
        assert visitor.look([route for route in asked if route.name != MADE_TO_FAIL]) > len(asked)
        assert visitor.errors == []


class TestTheCrawlSees:
    """A crawl that finds nothing proves something only if it finds what is there."""

    def test_what_an_administrator_sees(self, nest: Nest) -> None:
        visitor = Visitor(nest, administrator())
        assert {name for name in EXPECTED if visitor.finds(name)} == EXPECTED

    def test_every_table_beside_pages_has_a_row_of_b(self, nest: Nest) -> None:
        """A new one asks for a canary in tests/isolation/nest.py."""
        pages = [page.pk for page in nest.pages]
        empty = [
            model._meta.label
            for model, name in _about_pages()
            if not model._base_manager.filter(**{f"{name}__in": pages}).exists()
        ]
        assert empty == []

    def test_every_pattern_of_the_site(self) -> None:
        assert len(routes()) == sum(1 for _ in _patterns(get_resolver()))

    def test_a_new_number_is_filled_with_every_id_of_b(self, nest: Nest) -> None:
        found = paths(Route("nieuw", "nieuw/%(iets)s/", ("iets",), frozenset(["iets"]), frozenset()), nest)
        assert {f"/nieuw/{thing.pk}/" for thing in (*nest.pages, *nest.images, *nest.people)} <= set(found)

    def test_a_new_word_is_filled_with_the_addresses_of_b(self, nest: Nest) -> None:
        found = paths(Route("nieuw", "nieuw/%(iets)s/", ("iets",), frozenset(), frozenset(["iets"])), nest)
        assert {f"/nieuw/{page.slug}/" for page in nest.pages} <= set(found)

    def test_another_shape_fails_until_somebody_says_what_stands_there(self, nest: Nest) -> None:
        with pytest.raises(UnknownShape, match="iets"):
            paths(Route("nieuw", "nieuw/%(iets)s/", ("iets",), frozenset(), frozenset()), nest)


EXPECTED = {
    "wagtailadmin_explore", "wagtailadmin_pages:edit", "wagtailadmin_pages:view_draft", "wagtailadmin_pages:delete",
    "wagtailadmin_pages:move_confirm", "wagtailadmin_pages:history", "wagtailadmin_pages:revisions_compare",
    "wagtailadmin_pages:revisions_view", "wagtailadmin_pages:search", "wagtailadmin_pages:type_use",
    "wagtailadmin_pages:usage", "wagtailadmin_choose_page_child", "wagtailadmin_choose_page_search",
    "wagtailadmin_choose_page_chosen_multiple", "wagtailadmin_api:pages:detail", "wagtailadmin_api:images:detail",
    "wagtailadmin_reports:site_history", "wagtailadmin_reports:locked_pages", "wagtailadmin_tag_autocomplete",
    "wagtailadmin_editing_sessions:ping", "wagtailadmin_collections:index", "wagtailadmin_workflows:task_chosen",
    "wagtailimages:index", "wagtailimages:edit", "wagtailimages:preview",
    "wagtailimages_chooser:chosen", "wagtaildocs:index", "wagtaildocs:edit", "wagtaildocs_chooser:chosen",
    "wagtaildocs_serve", "wagtail_bulk_action", "wagtailredirects:index", "wagtailusers_users:index",
}  # fmt: skip
"""One route of each kind that shows something of B to who may see it."""


WITHOUT_TEXT = ("exchange.ImportedPage", "pages.TextPageTag")
"""Keeps what an import did; the words of a page about the site, which no coalition writes."""


def _about_pages() -> list[tuple[type[Model], str]]:
    """The tables of this project with a row for a page, and the name of that relation."""
    models = [model for model in apps.get_models() if model.__module__.split(".")[0] in PROJECT]
    return [
        (model, field.name)
        for model in models
        if not issubclass(model, Page) and model._meta.label not in WITHOUT_TEXT
        for field in model._meta.concrete_fields
        if field.is_relation and issubclass(field.related_model, Page)
    ]


def _patterns(resolver: object) -> list[URLPattern]:
    found: list[URLPattern] = []
    for pattern in resolver.url_patterns:  # type: ignore[attr-defined]  # of Django, untyped
        found += [pattern] if isinstance(pattern, URLPattern) else _patterns(pattern)
    return found


class TestWhatIsNotThere:
    @pytest.mark.parametrize(
        "app",
        [
            "django.contrib.admin", "wagtail.api.v2", "wagtail.contrib.forms", "wagtail.contrib.search_promotions",
            "wagtail.contrib.simple_translation", "wagtail.contrib.styleguide", "wagtail.contrib.table_block",
            "wagtail.contrib.typed_table_block",
        ],
    )  # fmt: skip
    def test_parts_that_nobody_uses(self, app: str) -> None:
        assert not apps.is_installed(app)

    @pytest.mark.parametrize("name", ["admin:index", "wagtailapi:pages:listing", "wagtailimages_serve"])
    def test_doors_past_the_admin(self, name: str) -> None:
        with pytest.raises(NoReverseMatch):
            reverse(name, args=[1, 1, 1] if "serve" in name else [])
