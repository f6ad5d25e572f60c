"""The mail about an approach that was taken away by the link of the yearly mail: nobody had to log in for that."""

from django.conf import settings
from django.urls import reverse

from approaches.retirement.models import Retirement
from coalitions.models import CoalitionPage
from coalitions.submission import coordinators_of, editors_to_notify
from mail.preferences import Kind, notify_all

__all__ = ["tell_of_removal"]


def tell_of_removal(retirement: Retirement) -> int:
    """Mail to the coordinators of its coalition, else to the editors. How many mails."""
    people = coordinators_of(CoalitionPage.objects.containing(retirement.page.path)) or editors_to_notify()
    title = retirement.page.get_admin_display_title()
    address = f"{settings.BASE_URL}{reverse('wagtailadmin_pages:edit', args=[retirement.page_id])}"
    parts = [
        f"De aanpak \u201c{title}\u201d is weggehaald met de link uit onze jaarlijkse mail.",
        f"De reden: {retirement.get_reason_display()}.",
        retirement.explanation,
        f"Was dit niet de bedoeling? De redactie kan de aanpak terugzetten.\n{address}",
    ]
    text = "\n\n".join(part for part in parts if part)
    return notify_all(people, kind=Kind.TODO, subject=f"Weggehaald: {title}", text=text)
