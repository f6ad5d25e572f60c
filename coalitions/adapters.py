"""What allauth asks of us about logging in, for who was invited to a team."""

from django.http import HttpRequest
from django.urls import reverse

from accounts.adapters import AccountAdapter
from accounts.models import User
from coalitions.invitations import waiting_for

__all__ = ["InvitedAccountAdapter"]


class InvitedAccountAdapter(AccountAdapter):
    """Who was invited sees that after logging in: a sign-up confirms an address first, and loses the link meanwhile."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        user = request.user
        if isinstance(user, User) and waiting_for(user).exists():
            return reverse("coalitions:own_invitations")
        return super().get_login_redirect_url(request)
