"""Submitting a page: one task, whose approvers follow from the page it is about.

A page of a coalition waits for its coordinators; what needs the editors' yes, belongs to no coalition, or belongs
to one without a coordinator waits for the editors. Who may approve is who may publish: the permission tester of
the page decides, here and everywhere else.
"""

from typing import Any, ClassVar, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page, Task, TaskState

from accounts.models import User
from coalitions.permissions import is_editor

__all__ = ["PublicationTask", "PublicationTaskState"]

Action = tuple[str, str, bool]


class PublicationTaskStateQuerySet(models.QuerySet["PublicationTaskState"]):
    """Reads of what waits."""

    def waiting(self) -> Self:
        """Submitted, and not decided on yet."""
        return self.filter(status=TaskState.STATUS_IN_PROGRESS)

    def waiting_for(self, user: User | AnonymousUser) -> Self:
        """What waits for this user to say yes to, the oldest first; what they submitted themselves not."""
        if user.pk is None or not user.is_active:
            return self.none()
        theirs = Q(for_editors=False, coalition__team__group__user=user.pk)
        if is_editor(user):
            theirs |= Q(for_editors=True) | Q(coalition__isnull=True) | ~Q(Exists(self._coordinators()))
        found = self.waiting().filter(theirs).distinct()
        return found.select_related("revision", "workflow_state__requested_by", "coalition").order_by("started_at")

    def about(self, page: Page) -> Self:
        """What waits about a page and everything below it."""
        below = Page.objects.descendant_of(page, inclusive=True).values_list("pk", flat=True)
        return self.waiting().filter(workflow_state__object_id__in=[str(pk) for pk in below])

    @staticmethod
    def _coordinators() -> Any:
        return User.objects.filter(is_active=True, groups__coalition_team__coalition=OuterRef("coalition"))


class PublicationTaskState(TaskState):
    """One page that was submitted, with whom it waits for; coalitions.submission is the only writer of both fields."""

    coalition = models.ForeignKey(
        "coalitions.CoalitionPage", models.SET_NULL, null=True, related_name="+", verbose_name="coalitie"
    )
    for_editors = models.BooleanField("de redactie zegt ja", default=False)

    objects = PublicationTaskStateQuerySet.as_manager()

    class Meta:
        verbose_name = "ingediende pagina"
        verbose_name_plural = "ingediende pagina's"


class PublicationTask(Task):
    """The only step of the workflow: somebody who may publish the page says yes, or asks for changes."""

    task_state_class = PublicationTaskState
    admin_form_fields: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "nakijken en publiceren"
        verbose_name_plural = "nakijken en publiceren"

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        return bool(obj.permissions_for_user(user).can_publish())

    def locked_for_user(self, obj: Page, user: User) -> bool:
        """While it waits only who may decide can change it; who submitted it can take it back."""
        return not self.user_can_access_editor(obj, user)

    def user_can_lock(self, obj: Page, user: User) -> bool:
        return self.user_can_access_editor(obj, user)

    def user_can_unlock(self, obj: Page, user: User) -> bool:
        return False

    def get_actions(self, obj: Page, user: User) -> list[Action]:
        """Name, words on the button, and whether a remark is asked for."""
        if not self.user_can_access_editor(obj, user):
            return []
        return [("reject", "Vraag om aanpassing", True), ("approve", "Goedkeuren", False)]

    def get_task_states_user_can_moderate(self, user: User, **kwargs: Any) -> models.QuerySet[TaskState]:
        mine = PublicationTaskState.objects.waiting_for(user).order_by().values("pk")
        return TaskState.objects.filter(task=self, pk__in=mine)

    @classmethod
    def get_description(cls) -> str:
        return "De coördinator van de coalitie zegt ja; bij een verhaal van een ouder de redactie."
