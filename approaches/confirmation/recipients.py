"""Whom to ask about an approach. Addresses are read when a mail is written, and kept nowhere else."""

from accounts.models import User
from approaches.models import ApproachPage
from coalitions.models import CoalitionPage
from coalitions.submission import editors_to_notify
from mail.preferences import Kind, wants

__all__ = ["addresses_for"]


def addresses_for(page: ApproachPage) -> list[str]:
    """The contact of the approach, else that of its coalition, else its coordinators, else the editors.

    The editors look after what is national and what nobody leads any more; those who want such mail are asked.
    """
    if page.contact_email:
        return [page.contact_email]
    coalition = CoalitionPage.objects.containing(page.path)
    if coalition is not None and coalition.contact_email:
        return [coalition.contact_email]
    return (_coordinators(coalition) if coalition else []) or _editors()


def _coordinators(coalition: CoalitionPage) -> list[str]:
    users = User.objects.filter(groups__coalition_team__coalition=coalition, is_active=True)
    return list(users.exclude(email="").order_by("pk").values_list("email", flat=True).distinct())


def _editors() -> list[str]:
    return [user.email for user in editors_to_notify() if wants(user, kind=Kind.TODO)]
