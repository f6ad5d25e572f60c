"""The form in which pages are written: a draft may be unfinished, what is published may not."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from core.missing import name_missing_fields
from themes.models import FormerTag

__all__ = ["CalmPageForm", "PublishablePageForm"]

SAVED_MEANWHILE = (
    "Iemand anders heeft deze pagina bewaard terwijl u schreef. Uw tekst staat hier nog, maar is niet bewaard. "
    "Kijk bij Geschiedenis wat er veranderde. Bewaart u nu nog een keer, dan komt uw tekst erboven te staan; "
    "die van de ander blijft in de geschiedenis."
)


class CalmPageForm(WagtailAdminPageForm):
    """Asks for a title only; the address is made from it when nobody wrote one (a browser without JavaScript)."""

    required_to_publish: ClassVar[tuple[str, ...]] = ()
    asks: ClassVar[Mapping[str, str]] = {
        "title": "Geef de pagina een titel.",
        "summary": "Schrijf in één zin waar de pagina over gaat.",
    }
    """What is said where a field isn't filled in; of others their label is named."""
    # Each adds errors to a form of a user and says whether it did. They know the models, which know their form:
    # coalitions.apps brings them together.
    judges: ClassVar[list[Callable[[Any, Any], bool]]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        for name in self.required_to_publish:
            if name in self.fields:
                self.fields[name].required = True
        name_missing_fields(self.fields, self.asks)
        for formset in self.formsets.values():
            for form in formset.forms:
                name_missing_fields(form.fields, {})

    @property
    def publishes(self) -> bool:
        """Whether the browser asks to publish what is in the form, by either of the two buttons that do."""
        approves = "action-workflow-action" in self.data and self.data.get("workflow-action-name") == "approve"
        return approves or bool(self.data.get("action-publish"))

    def clean_slug(self) -> str:
        """The address gets a number when another page has it, as long as nobody can know it: it isn't worth a fault.

        A draft that keeps itself would stop doing so, for something that the writer didn't fill in.
        """
        slug: str = self.cleaned_data["slug"]
        if not slug or self.parent_page is None or self.instance.first_published_at:
            return slug
        return str(find_available_slug(self.parent_page, slug, ignore_page_id=self.instance.pk))

    def clean(self) -> dict[str, Any]:
        """Nobody writes over what somebody else saved meanwhile, unless they were told and save once more."""
        values: dict[str, Any] = super().clean()
        if self._is_out_of_date():
            raise ValidationError(SAVED_MEANWHILE, code="saved_meanwhile")
        if values.get("tags"):
            values["tags"] = FormerTag.objects.current(values["tags"])
        if self._is_planned_too_late(values.get("go_live_at")):
            self.add_error("go_live_at", "Kies een moment in de toekomst.")
        return values

    def _is_planned_too_late(self, moment: datetime | None) -> bool:
        """Whether somebody chose a moment that was. One that stood there already is when the page was published."""
        before = self.initial.get("go_live_at")
        if moment is None or (before and before.replace(second=0, microsecond=0) == moment):  # fields show minutes
            return False
        return moment <= timezone.now()

    def _is_out_of_date(self) -> bool:
        """Whether the page has a newer version than the one that the browser began with.

        Wagtail asks this of its autosave only. The row is locked, so that of two who save at once one is second.
        """
        own = self.data.get("overwrite_revision_id")
        began_with = own or self.data.get("loaded_revision_id")
        if not began_with or not self.instance.pk:
            return False
        rows = Page.objects.select_for_update(of=("self",)).select_related("latest_revision")
        newest = rows.get(pk=self.instance.pk).latest_revision
        if newest is None or str(newest.pk) != began_with:
            return True
        # Autosave writes over its own version: the same number may hold another text by now.
        moment = self.data.get("loaded_revision_created_at")
        return bool(moment) and not own and moment != newest.created_at.isoformat()

    def get_field_updates_for_resave(self) -> list[tuple[str, str]]:
        """What the open form has to know after an autosave: of Wagtail, ids of rows; of us, which version is its own.

        Without it whoever pressed a button after an autosave was told that somebody else had saved the page. And an
        address that got a number (`clean_slug`) is told, so that the form shows the one that was kept.
        """
        updates: list[tuple[str, str]] = list(super().get_field_updates_for_resave())
        revision = self.instance.latest_revision
        if revision is not None:
            updates += [
                ("loaded_revision_id", str(revision.pk)),
                ("loaded_revision_created_at", revision.created_at.isoformat()),
            ]
        if "slug" in self.fields and self.instance.slug != self.data.get(self.add_prefix("slug")):
            updates.append(("slug", self.instance.slug))
        return updates

    def is_valid(self) -> bool:
        """Whether it can be saved: no judge refuses it either."""
        valid = bool(super().is_valid())
        return not any(judge(self, self.for_user) for judge in self.judges) and valid


class PublishablePageForm(CalmPageForm):
    """Asks for the summary too when somebody publishes; a draft is saved without.

    Imported pages come without a summary now and then, so the model itself doesn't insist.
    """

    required_to_publish = ("summary",)
