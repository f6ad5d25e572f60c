"""The name of a teller beside a published story: taken away the moment that they say so."""

from django.db import transaction
from wagtail.models import Revision

from search.api import touch_items
from stories.models import StoryPage

__all__ = ["take_name_off"]


@transaction.atomic
def take_name_off(*, page: int) -> None:
    """From the page with this id, every version of it, and what search holds. A second time there is nothing to do."""
    for revision in Revision.page_revisions.select_for_update().filter(object_id=str(page)):
        if revision.content.get("teller_name"):
            revision.content["teller_name"] = ""
            revision.save(update_fields=["content"])
    if StoryPage.objects.filter(pk=page).exclude(teller_name="").update(teller_name=""):
        touch_items(StoryPage, [page])
