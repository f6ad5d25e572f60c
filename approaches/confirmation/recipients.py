"""Whom to ask about an approach. Addresses are read when a mail is written, and kept nowhere else."""

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.models import CoalitionPage

__all__ = ["addresses_for"]


def addresses_for(page: ApproachPage) -> list[str]:
    """The contact of the approach, else that of its coalition, else its coordinators; empty when there is nobody."""
    if page.contact_email:
        return [page.contact_email]
    coalition = CoalitionPage.objects.containing(page.path)
    if coalition is None:
        return []
    return [coalition.contact_email] if coalition.contact_email else _coordinators(coalition)


def _coordinators(coalition: CoalitionPage) -> list[str]:
    users = User.objects.filter(groups__coalition_team__coalition=coalition, is_active=True)
    return list(users.exclude(email="").order_by("pk").values_list("email", flat=True).distinct())
