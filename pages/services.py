"""The site as it stands before anybody wrote in it: home, the overviews, the pages about the site, the roles.

`manage.py migrate` ends with it, and so does emptying a test database (a flush): whatever starts from a fresh
database finds the same tree. What is there already is never touched, so a page that an editor took away stays away.
"""

import json
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connections, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.coreutils import get_supported_content_language_variant
from wagtail.models import Collection, Locale, Page, Site, Task, Workflow

from coalitions.models import CoalitionIndexPage, NationalPage
from coalitions.services import ensure_roles
from coalitions.submission import ensure_workflow
from pages.models import HomePage, StandardPage
from stories.keeping.terms import terms
from stories.models import StoryIndexPage

__all__ = ["ensure_site", "ensure_site_after_migrate"]

P = TypeVar("P", bound=Page)

_TEXTS = Path(__file__).parent / "data" / "site.json"
_OF_WAGTAIL = ("Editors", "Moderators")


def ensure_site_after_migrate(*, using: str, plan: Any = None, **kwargs: Any) -> None:
    """Receiver of post_migrate: only a database that has every table can hold the site.

    `migrate` passes its plan; a flush passes none, and leaves the tables as they are.
    """
    if using != "default" or (plan is not None and _has_migrations_to_do(using)):
        return
    ensure_site()
    ensure_roles()
    ensure_workflow()


@transaction.atomic
def ensure_site() -> HomePage:
    """The home page of the site; when there is none, it is made with all that belongs below it. Idempotent."""
    home: HomePage | None = HomePage.objects.first()
    if home is not None:
        return home
    ContentType.objects.clear_cache()  # a flush empties the table, and this process would go on with the old ids
    root = _root()
    _ensure_collection_root()
    described = json.loads(_TEXTS.read_text(encoding="utf-8"))
    home = _add(root, HomePage(slug="kansrijke-start", **described["home"]))
    _serve(home)
    _remove_what_wagtail_made(home)
    for model, key in ((StoryIndexPage, "stories"), (CoalitionIndexPage, "coalitions"), (NationalPage, "national")):
        _add(home, model(**described[key]))
    for page in described["about"]:
        body = [{"type": "paragraph", "value": html % terms()} for html in page.pop("body")]
        _add(home, StandardPage(body=json.dumps(body), **page))
    return home


def _add(parent: Page, page: P) -> P:
    """Add a page and publish it as an editor would, so that it has a first revision to go back to."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def _has_migrations_to_do(using: str) -> bool:
    executor = MigrationExecutor(connections[using])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _root() -> Page:
    """The root of the page tree: Wagtail's migrations make it, a flush takes it away."""
    language = get_supported_content_language_variant(settings.LANGUAGE_CODE)
    locale, _ = Locale.objects.get_or_create(language_code=language)
    root = Page.get_first_root_node()
    return root or Page.add_root(instance=Page(title="Root", slug="root", locale=locale))


def _ensure_collection_root() -> None:
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")


def _serve(home: HomePage) -> None:
    """Make this the home page of every address that leads here."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname or "localhost",
            "port": address.port or (443 if address.scheme == "https" else 80),
            "site_name": settings.WAGTAIL_SITE_NAME,
            "root_page": home,
        },
    )


def _remove_what_wagtail_made(home: HomePage) -> None:
    """Its welcome page, its two groups and its workflow: the site has roles and pages of its own."""
    for page in Page.objects.filter(depth=home.depth).exclude(pk=home.pk):
        if page.specific_class is Page:
            page.delete()
    Group.objects.filter(name__in=_OF_WAGTAIL).delete()
    Workflow.objects.all().delete()
    Task.objects.all().delete()
