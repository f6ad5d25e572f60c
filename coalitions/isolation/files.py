"""When a document of a coalition has an address: while a page shows it that everybody can see, not before or after."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from wagtail.models import Page, ReferenceIndex

from accounts.models import User
from coalitions.isolation.own import files_of
from core.models import BasePage, SiteDocument

__all__ = ["require_shown"]


def require_shown(document: SiteDocument, request: HttpRequest) -> None:
    """Raise Http404 for a document of a coalition that no public page refers to, unless it is one's own."""
    if not _is_of_coalition(document) or _is_on_public_page(document):
        return
    user = request.user
    if not (isinstance(user, User) and user.is_active and files_of(user, SiteDocument, [str(document.pk)]).exists()):
        raise Http404


def _is_of_coalition(document: SiteDocument) -> bool:
    above = document.collection.get_ancestors(inclusive=True)
    return bool(above.filter(coalition_team__isnull=False).exists())


def _is_on_public_page(document: SiteDocument) -> bool:
    references = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    referring: dict[int, list[int]] = defaultdict(list)
    for kind, pk in references.values_list("content_type", "object_id").distinct():
        referring[kind].append(int(pk))
    return any(_shows_one_of(kind, ids) for kind, ids in referring.items())


def _shows_one_of(content_type: int, ids: list[int]) -> bool:
    """By the rule of the type itself: it may leave out more than the rule for all pages does."""
    model = ContentType.objects.get_for_id(content_type).model_class()
    if model is None or not issubclass(model, BasePage):
        return False
    return bool(model._default_manager.filter(pk__in=ids).public().exists())
