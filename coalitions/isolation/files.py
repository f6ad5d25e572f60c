"""When a document of a coalition has an address: as soon as a page shows it that everybody can see, not before."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from wagtail.models import Page, ReferenceIndex

from accounts.models import User
from coalitions.isolation.own import files_of
from core.models import BasePageQuerySet, SiteDocument

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
    ids = [int(pk) for pk in references.values_list("object_id", flat=True)]
    return bool(BasePageQuerySet(Page).filter(pk__in=ids).public().exists())
