"""Each remedy is needed: taken away, the crawl of the routes that it is about finds the canary."""

from collections.abc import Callable

import pytest
from wagtail.admin.views.pages.listing import GenericPageFilterSet
from wagtail.models import Page

from coalitions import wagtail_hooks
from coalitions.isolation import guards, views
from coalitions.isolation.guards import GUARDS
from coalitions.isolation.views import OWN_VIEWS
from tests.factories.coalitions import coordinator_of
from tests.isolation.crawl import Visitor
from tests.isolation.nest import Nest

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

Remove = Callable[[pytest.MonkeyPatch], None]


def without_guard(name: str) -> Remove:
    def remove(patch: pytest.MonkeyPatch) -> None:
        patch.setattr(guards, "GUARDS", [guard for guard in GUARDS if guard.__name__ != name])

    return remove


def without_view(*names: str) -> Remove:
    def remove(patch: pytest.MonkeyPatch) -> None:
        for name in names:
            patch.delitem(OWN_VIEWS, name)  # type: ignore[arg-type]  # a dict, that the code doesn't change

    return remove


def without_colleagues(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(views.PeopleFilterSet, "__init__", GenericPageFilterSet.__init__)


def without_own_groups(patch: pytest.MonkeyPatch) -> None:
    patch.delattr(views.OwnPrivacyView, "get_form")


def without_hook_of_chooser(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(wagtail_hooks, "choosable_pages", lambda user: Page.objects.all())


def without_hook_of_documents(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(wagtail_hooks, "require_shown", lambda document, request: None)


REMEDIES: dict[str, tuple[Remove, str]] = {
    "reports are shut": (without_guard("closed_routes"), "wagtailadmin_reports:site_history"),
    "the lists of files in the API are shut": (without_guard("closed_routes"), "wagtailadmin_api:images:detail"),
    "tasks of workflows are shut": (without_guard("closed_routes"), "wagtailadmin_workflows:task_chosen"),
    "pages in an address are one's own": (without_guard("page_in_address"), "wagtailadmin_pages:move_confirm"),
    "a chooser opens at what may be seen": (without_guard("browsed_page"), "wagtailadmin_choose_page_child"),
    "pages in a form may be seen": (without_guard("page_in_question"), "wagtailadmin_pages:copy"),
    "chosen pages may be chosen": (without_guard("chosen_pages"), "wagtailadmin_choose_page_chosen_multiple"),
    "bulk actions name one's own": (without_guard("bulk_objects"), "wagtail_bulk_action"),
    "the chooser opens at the root": (without_view("wagtailadmin_choose_page"), "wagtailadmin_choose_page"),
    "tags are one's own": (without_view("wagtailadmin_tag_autocomplete"), "wagtailadmin_tag_autocomplete"),
    "tags in the list of pictures": (without_view("wagtailimages:index"), "wagtailimages:index"),
    "tags in the list of documents": (without_view("wagtaildocs:index"), "wagtaildocs:index"),
    "tags in the chooser of pictures": (without_view("wagtailimages_chooser:choose"), "wagtailimages_chooser:choose"),
    "people in filters are colleagues": (without_colleagues, "wagtailadmin_explore"),
    "groups in the form of privacy are one's own": (without_own_groups, "wagtailadmin_pages:set_privacy"),
    "the chooser offers what may be chosen": (without_hook_of_chooser, "wagtailadmin_choose_page_search"),
    "documents wait for a page": (without_hook_of_documents, "wagtaildocs_serve"),
}


@pytest.mark.parametrize("remedy", REMEDIES)
def test_without_it_the_canary_is_found(remedy: str, nest: Nest, monkeypatch: pytest.MonkeyPatch) -> None:
    remove, route = REMEDIES[remedy]
    remove(monkeypatch)
    assert Visitor(nest, coordinator_of(nest.ours)).finds(route)


def test_every_guard_and_every_view_is_taken_away_once() -> None:
    named = {cell.cell_contents for remove, _ in REMEDIES.values() for cell in remove.__closure__ or ()}
    names = {name for found in named for name in ([found] if isinstance(found, str) else found)}
    listed = {name for name in OWN_VIEWS if not name.endswith(("_results", "tag_model_autocomplete"))}
    assert {guard.__name__ for guard in GUARDS} | listed <= names
