"""Every signal that changes the index, in one file. Handlers only note which documents are touched (outbox.py), and
forget what is erased.

Which signals, and why not others: post_save and post_delete of page classes are sent inside Wagtail's own
transaction; page_published, page_unpublished, post_page_move and page_slug_changed come after it (measured on
Wagtail 8.0.1). A move saves the base class Page alone, so descendants are found by their path.
"""

from collections.abc import Collection
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete
from wagtail.models import Page, PageViewRestriction

from core.erasing import erasing
from core.jobs import hasten
from search import outbox, registry
from search.engines.tokens_table import tokens_table
from search.models import PlacedResult, VocabularyRule
from search.placement.forgetting import forget_placed
from search.vocabulary import version

DRAFT_FIELDS = {"draft_title", "has_unpublished_changes", "latest_revision", "latest_revision_created_at"}
"""All that Wagtail saves on a page when only a draft of it was saved."""


def connect() -> None:
    """Listen to every model that is, holds or colours a document."""
    for document in registry.document_types():
        for model in _with_subclasses(document.model):
            label = model._meta.label_lower
            post_save.connect(_item_saved, sender=model, dispatch_uid=f"search.saved.{label}")
            post_delete.connect(_item_deleted, sender=model, dispatch_uid=f"search.deleted.{label}")
        for model in outbox.dependencies(document):
            label = model._meta.label_lower
            post_save.connect(_dependency_changed, sender=model, dispatch_uid=f"search.changed.{label}")
            # Before the delete: afterwards nothing tells any more who referred to it.
            pre_delete.connect(_dependency_changed, sender=model, dispatch_uid=f"search.gone.{label}")
    for model in _with_subclasses(Page):
        post_save.connect(_page_saved, sender=model, dispatch_uid=f"search.page.{model._meta.label_lower}")
    post_migrate.connect(sweep_tokens, sender=apps.get_app_config("search"), dispatch_uid="search.tokens")
    erasing.connect(_erased, dispatch_uid="search.erased")
    for model in (VocabularyRule, PlacedResult):
        for signal in (post_save, post_delete):
            signal.connect(_decided, sender=model, dispatch_uid=f"search.decided.{model.__name__}.{id(signal)}")
    for signal in (post_save, post_delete):
        signal.connect(
            _restriction_changed, sender=PageViewRestriction, dispatch_uid=f"search.restriction.{id(signal)}"
        )


def _erased(sender: type[Model], page: Page, **kwargs: Any) -> None:
    """A word that only stood there must not be offered for a mistyped one until the next count."""
    forget_placed(page)
    hasten("search_count_words")


def _decided(sender: type[Model], **kwargs: Any) -> None:
    """Editors changed what a question means, or what stands where."""
    version.changed()


def sweep_tokens(using: str, **kwargs: Any) -> None:
    """After a migration or a flush: the full text holds nothing that the rows don't."""
    if using == "default":
        tokens_table().sweep()


def _with_subclasses(model: type[Model]) -> list[type[Model]]:
    """The model and those that inherit its table: a save is told of the class that was saved alone."""
    return [other for other in apps.get_models() if issubclass(other, model)]


def _item_saved(sender: type[Model], instance: Model, raw: bool = False, **kwargs: Any) -> None:
    for document in registry.document_types():
        if issubclass(sender, document.model) and not raw:
            outbox.touch(document.key, [instance.pk])


def _item_deleted(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    for document in registry.document_types():
        if issubclass(sender, document.model):
            outbox.withdraw(document.key, [instance.pk])


def _dependency_changed(
    sender: type[Model],
    instance: Model,
    raw: bool = False,
    update_fields: Collection[str] | None = None,
    **kwargs: Any,
) -> None:
    # A draft of a coalition, saved every few seconds, must not make all below it be built anew.
    if update_fields and DRAFT_FIELDS.issuperset(update_fields):
        return
    if not raw and instance.pk:
        outbox.touch_dependents(instance)


def _page_saved(sender: type[Model], instance: Page, raw: bool = False, **kwargs: Any) -> None:
    """A page may take others along: its parts always, all below it when its address or visibility changes."""
    if raw:
        return
    if sender is Page or _takes_others_along(instance):
        _touch_under(instance.path)
    else:
        _touch_parts(sender, instance)


def _takes_others_along(page: Page) -> bool:
    """Whether a page below still has the address of before: Wagtail brings those up to date after this signal."""
    below = Page.objects.filter(path__startswith=page.path, depth=page.depth + 1)
    return bool(below.exclude(url_path__startswith=page.url_path).exists())


def _touch_parts(sender: type[Model], page: Page) -> None:
    for document in registry.document_types():
        if document.page_lookup and issubclass(sender, outbox.owner(document)):
            mine = {f"{document.page_lookup.removesuffix('__')}": page.pk}
            ids = document.model._default_manager.filter(**mine).order_by("pk").values_list("pk", flat=True)
            outbox.touch(document.key, list(ids))


def _restriction_changed(instance: PageViewRestriction, raw: bool = False, **kwargs: Any) -> None:
    # The page is gone when the restriction goes with it.
    path = Page.objects.filter(pk=instance.page_id).values_list("path", flat=True).first()
    if path and not raw:
        _touch_under(path)


def _touch_under(path: str) -> None:
    for document in registry.document_types():
        outbox.touch(document.key, document.ids_under(path))
