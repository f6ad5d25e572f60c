"""What follows from submitting a page: whom it waits for, and the mails to the people concerned."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from accounts.models import User
from coalitions.models import CoalitionPage
from coalitions.publication import PublicationTask, PublicationTaskState
from coalitions.roles import editors
from mail.preferences import Kind, notify, notify_all

__all__ = [
    "coordinators_of",
    "editors_to_notify",
    "ensure_workflow",
    "reassign",
    "tell_approved",
    "tell_of_orphan",
    "tell_published_past_it",
    "tell_rejected",
    "tell_submitted",
]

WORKFLOW_NAME = "Nakijken en publiceren"


def ensure_workflow() -> Workflow:
    """The one workflow of the site, on all pages. Idempotent; a name that an administrator gave it stays."""
    task = PublicationTask.objects.first() or PublicationTask.objects.create(name=WORKFLOW_NAME)
    linked = WorkflowTask.objects.filter(task=task).first()
    workflow: Workflow = linked.workflow if linked else Workflow.objects.create(name=WORKFLOW_NAME)
    if linked is None:
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.get_or_create(page=Page.get_first_root_node(), defaults={"workflow": workflow})
    return workflow


def reassign(page: Page) -> int:
    """Let what waits about a page and below it wait for the right people again. How many were changed.

    Called when it was submitted, edited or moved: all three may change who has to say yes.
    """
    changed = 0
    for state in PublicationTaskState.objects.about(page).select_related("workflow_state"):
        about = Page.objects.get(pk=state.workflow_state.object_id).specific
        wanted = (CoalitionPage.objects.containing(about.path), getattr(about, "needs_editors", False))
        if wanted != (state.coalition, state.for_editors):
            state.coalition, state.for_editors = wanted
            state.save(update_fields=["coalition", "for_editors"])
            changed += 1
    return changed


def coordinators_of(coalition: CoalitionPage | None) -> list[User]:
    """Who leads a coalition and can log in."""
    if coalition is None:
        return []
    return list(User.objects.filter(is_active=True, groups__coalition_team__coalition=coalition).order_by("pk"))


def editors_to_notify() -> list[User]:
    """Who gets what has to be done by the editors; the administrators while there are no editors."""
    found = User.objects.filter(is_active=True, groups__name=editors().name).order_by("pk")
    return list(found) or list(User.objects.filter(is_active=True, is_superuser=True).order_by("pk"))


def tell_of_orphan(coalition: CoalitionPage, *, writers: bool) -> None:
    """Mail to the editors: a coalition has no coordinator any more, or nobody, and is theirs to look after."""
    gone = "geen coördinator meer" if writers else "niemand meer in het team"
    text = (
        f"{coalition.title} heeft {gone}. Wat daar is of wordt ingediend, wacht nu op de redactie. "
        f"Er is niets verwijderd.\n\nNodig een nieuwe coördinator uit:\n"
        f"{settings.BASE_URL}{reverse('coalitions:team', args=[coalition.slug])}"
    )
    subject = f"Zonder {'coördinator' if writers else 'team'}: {coalition.title}"
    notify_all(editors_to_notify(), kind=Kind.TODO, subject=subject, text=text)


def tell_submitted(state: PublicationTaskState, user: User | None) -> None:
    """Mail to those who have to say yes: somebody submitted a page."""
    page = _page_of(state.workflow_state)
    to = [] if state.for_editors else coordinators_of(state.coalition)
    title = page.get_admin_display_title()
    text = (
        f"{_name(user)} heeft een pagina ingediend: \u201c{title}\u201d{_of(state.coalition)}.\n\n"
        f"Kijk de pagina na. Publiceer haar, of vraag om een aanpassing:\n{_edit_url(page)}"
    )
    subject = f"Nakijken: {title}"
    notify_all(_others(to or editors_to_notify(), user), kind=Kind.TODO, subject=subject, text=text)


def tell_approved(workflow_state: WorkflowState, user: User | None) -> None:
    """Mail to who submitted it: it is published."""
    _tell_requester(workflow_state, user, kind=Kind.INFO, subject="Gepubliceerd", text="staat op de site")


def tell_rejected(workflow_state: WorkflowState, user: User | None) -> None:
    """Mail to who submitted it: something has to be changed, with the remark."""
    remark = workflow_state.current_task_state.specific.get_comment() if workflow_state.current_task_state else ""
    more = f"Wat er moet gebeuren:\n{remark}" if remark else "Er staat geen opmerking bij; vraag het na."
    _tell_requester(
        workflow_state, user, kind=Kind.TODO, subject="Graag aanpassen", text="kan nog niet op de site", more=more
    )


def tell_published_past_it(workflow_state: WorkflowState, user: User | None) -> None:
    """Mail to who submitted it, when somebody published it without deciding on it, which ends the waiting too."""
    page = _page_of(workflow_state)
    if page.live and not page.has_unpublished_changes:
        tell_approved(workflow_state, user)


def _tell_requester(
    workflow_state: WorkflowState, user: User | None, *, kind: Kind, subject: str, text: str, more: str = ""
) -> None:
    requester = workflow_state.requested_by
    if requester is None or requester == user:
        return
    page = _page_of(workflow_state)
    if not page.permissions_for_user(requester).can_edit():
        return  # they left the coalition meanwhile
    title = page.get_admin_display_title()
    first = f"Uw pagina \u201c{title}\u201d {text}. {_name(user)} heeft haar nagekeken."
    body = "\n\n".join(part for part in (first, more, f"De pagina:\n{_edit_url(page)}") if part)
    notify(requester, kind=kind, subject=f"{subject}: {title}", text=body)


def _page_of(workflow_state: WorkflowState) -> Page:
    return Page.objects.get(pk=workflow_state.object_id).specific


def _others(users: Iterable[User], user: User | None) -> list[User]:
    return [other for other in users if user is None or other.pk != user.pk]


def _name(user: User | AnonymousUser | None) -> str:
    return str(user) if isinstance(user, User) else "Iemand"


def _of(coalition: CoalitionPage | None) -> str:
    return f" van {coalition.title}" if coalition else ""


def _edit_url(page: Page) -> str:
    return f"{settings.BASE_URL}{reverse('wagtailadmin_pages:edit', args=[page.pk])}"
