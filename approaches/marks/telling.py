"""The mail to a coalition when the editors checked its approach."""

from django.conf import settings
from django.urls import reverse

from approaches.marks.models import Check, CheckOutcome
from coalitions.membership import team_of
from coalitions.models import CoalitionPage
from mail.preferences import Kind, notify_all

__all__ = ["tell_of_check"]

WORDS = {
    CheckOutcome.OK: (Kind.INFO, "Gecontroleerd", "is gecontroleerd door de redactie. Alles is in orde."),
    CheckOutcome.NEEDS_CHANGE: (Kind.TODO, "Graag aanpassen", "is bekeken door de redactie. Pas eerst nog iets aan."),
}


def tell_of_check(check: Check) -> int:
    """Mail to the coordinators, or to all of a team without one. How many mails; none for a national approach."""
    coalition = CoalitionPage.objects.containing(check.page.path)
    people = [person for person in team_of(coalition) if person.user.is_active] if coalition else []
    leads = [person for person in people if person.leads] or people
    kind, subject, words = WORDS[CheckOutcome(check.outcome)]
    title = check.page.get_admin_display_title()
    address = f"{settings.BASE_URL}{reverse('wagtailadmin_pages:edit', args=[check.page.pk])}"
    parts = [f"Uw aanpak \u201c{title}\u201d {words}", check.reason, f"De aanpak:\n{address}"]
    text = "\n\n".join(part for part in parts if part)
    return notify_all(
        [person.user for person in leads if person.user.pk != check.checked_by_id],
        kind=kind,
        subject=f"{subject}: {title}",
        text=text,
    )
