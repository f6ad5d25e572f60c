"""Every trace that Wagtail and our own apps leave of a page, taken away in the caller's transaction."""

from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    ModelLogEntry,
    Page,
    PageLogEntry,
    ReferenceIndex,
    Revision,
    TaskState,
    WorkflowState,
)

from core.erasing import tell_of_erasing
from core.models import SiteImage
from stories.models import StoryPage

__all__ = ["delete_page", "delete_picture", "forget_picture"]


def delete_page(page: StoryPage) -> list[UUID]:
    """The page with revisions, log entries, references, redirects, workflow, comments and whatever else knew it.

    A plain delete leaves its title in the log, as the label of every entry. The ids by which it would come back, its
    own first: for the list of erasures.
    """
    identities = [page.translation_key, *tell_of_erasing(page)]
    picture = page.picture
    pk = page.pk
    Redirect.objects.filter(redirect_page=pk).delete()
    flows = WorkflowState.objects.filter(base_content_type=_type(Page), object_id=str(pk))
    TaskState.objects.filter(workflow_state__in=flows).delete()
    flows.delete()
    page.delete()
    Revision.objects.filter(base_content_type=_type(Page), object_id=str(pk)).delete()
    PageLogEntry.objects.filter(page=pk).delete()
    _forget_references(StoryPage, pk)
    # A picture of a teller goes wherever else it was put; one of the site stays where something else shows it.
    if picture is not None and (page.from_submission or not ReferenceIndex.get_references_to(picture).exists()):
        delete_picture(picture)
    return identities


def forget_picture(page: StoryPage) -> None:
    """Take the picture off a page that stays, out of every version of it, and off the disk."""
    picture = page.picture
    if picture is None:
        return
    for revision in Revision.objects.filter(base_content_type=_type(Page), object_id=str(page.pk)):
        revision.content |= {"picture": None, "picture_alt": ""}
        revision.save(update_fields=["content"])
    page.picture, page.picture_alt = None, ""
    page.save(clean=False)
    delete_picture(picture)


def delete_picture(picture: SiteImage) -> None:
    """The picture with original, renditions and log."""
    pk = picture.pk
    picture.delete()  # Wagtail takes the files off the disk once this is committed
    ModelLogEntry.objects.filter(content_type=_type(SiteImage), object_id=str(pk)).delete()
    _forget_references(SiteImage, pk)


def _forget_references(model: type[models.Model], pk: int) -> None:
    kinds = [_type(model), _type(Page)] if issubclass(model, Page) else [_type(model)]
    about = Q(base_content_type__in=kinds, object_id=str(pk)) | Q(to_content_type__in=kinds, to_object_id=str(pk))
    ReferenceIndex.objects.filter(about).delete()


def _type(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)
