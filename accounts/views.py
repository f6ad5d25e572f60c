"""Logging in and out, the own account, and its second factor: allauth's views, counted and in our order."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.account import views
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import views as mfa_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as key_views
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.generic import TemplateView

from accounts import known, limits
from accounts.adapters import may_enter_admin
from accounts.limits import Attempt, ThrottledPost
from accounts.models import User
from accounts.second_factor import Lacking, factors_of, is_required_of, lacking
from core.throttle import client_of, too_many

__all__ = [
    "ActivateAppView",
    "ChangeEmailView",
    "ChangePasswordView",
    "CodeView",
    "LoginView",
    "LogoutView",
    "NewPasswordView",
    "OverviewView",
    "ReauthenticateCodeView",
    "ReauthenticateKeyView",
    "ReauthenticateView",
    "RemoveKeyView",
    "ResetView",
    "SecondFactorView",
    "SignupView",
]

ADMIN_REFUSES = "You do not have permission to access the admin."
"""What Wagtail says, before it is translated, to who is logged in but may not enter."""


class LoginView(ThrottledPost, views.LoginView):
    """One door for everybody. It leads to `next` if that is ours, else to the admin for who may enter it, else home.

    Who is logged in but lacks a second factor is led on to that.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = request.user
        if isinstance(user, User):
            lack = lacking(request, user) if settings.REQUIRE_MFA else None
            if lack:
                return HttpResponseRedirect(self._on_to(lack, user))
            if request.method == "GET" and self._refused_by_admin():
                return self._say_what_they_may(request)
        return super().dispatch(request, *args, **kwargs)

    def attempts(self) -> Iterable[Attempt]:
        return limits.login_attempts(self.request, self.sent("username"))

    def form_valid(self, form: BaseForm) -> HttpResponse:
        limits.LOGIN.forget(limits.login_key(self.request, self.sent("username")))
        return super().form_valid(form)

    def _say_what_they_may(self, request: HttpRequest) -> HttpResponse:
        """The refusal, once: what the admin left to be said is the same in fewer words."""
        _drop_refusal(request)
        again = f"{reverse('account_login')}?{urlencode({'next': self.get_next_url()})}"
        return render(request, "account/refused.html", {"again": again})

    def _on_to(self, lack: Lacking, user: User) -> str:
        if lack is Lacking.SET_UP:
            return reverse("mfa_index")
        url: str = get_adapter().get_reauthentication_methods(user)[0]["url"]
        query = urlencode({"next": self.get_success_url() or get_adapter().get_login_redirect_url(self.request)})
        return f"{url}?{query}"

    def _refused_by_admin(self) -> bool:
        """Whether the admin sent them here; sending them back would go round for ever."""
        path = urlsplit(self.get_next_url() or "").path
        return path.startswith(reverse("wagtailadmin_home")) and not may_enter_admin(self.request.user)


class LogoutView(views.LogoutView):
    """By POST only: a link or a picture elsewhere must not log anybody out."""

    http_method_names = ["post", "options"]


class SignupView(ThrottledPost, views.SignupView):
    """An account for a professional; answers the same whether the address is known or not."""

    def attempts(self) -> Iterable[Attempt]:
        return [(limits.SIGNUP_ADDRESS, client_of(self.request))]

    def form_valid(self, form: BaseForm) -> HttpResponse:
        """Per mailbox only what sends a mail counts: a password that is too short twice shuts nobody out."""
        verdict = limits.SIGNUP.hit(form.cleaned_data["email"])
        return super().form_valid(form) if verdict.allowed else too_many(verdict)


class ResetView(ThrottledPost, views.PasswordResetView):
    """Sends a link to the address, if it is somebody's; answers the same if it isn't."""

    def attempts(self) -> Iterable[Attempt]:
        return [(limits.RESET_ADDRESS, client_of(self.request)), (limits.RESET, self.sent("email"))]


class NewPasswordView(views.PasswordResetFromKeyView):
    """Behind the link; its token is kept out of the address bar. Logging in comes after, second factor and all.

    From here, so that who is held up by others who guess can get past them: their mailbox proved who they are.
    """

    def form_valid(self, form: BaseForm) -> HttpResponse:
        answer = super().form_valid(form)
        known.remember(self.reset_user, client_of(self.request))
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"token_fail": False, **kwargs})


class ByAccount(ThrottledPost):
    """Counts for the account that is logged in."""

    limit: limits.Limit

    def attempts(self) -> Iterable[Attempt]:
        return [(self.limit, str(self.request.user.pk))]


class OverviewView(LoginRequiredMixin, TemplateView):
    """The own account: what it is, and what can be changed."""

    template_name = "account/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        assert isinstance(user, User)  # by LoginRequiredMixin
        factors = factors_of(user).exists()
        return super().get_context_data(**kwargs, has_second_factor=factors, may_enter_admin=may_enter_admin(user))


class ChangeEmailView(ByAccount, views.EmailView):
    """Another address: it counts once the link in the mail to it was used."""

    limit = limits.CHANGE_EMAIL


class ChangePasswordView(ByAccount, views.PasswordChangeView):
    """Another password; other sessions of this account end."""

    limit = limits.PASSWORD


class ReauthenticateView(ByAccount, views.ReauthenticateView):
    """The password once more; for who has no second factor."""

    limit = limits.PASSWORD


class CodeView(ThrottledPost, mfa_views.AuthenticateView):
    """The second step of logging in."""

    def attempts(self) -> Iterable[Attempt]:
        return code_attempts(self.stage.login.user)


class ReauthenticateCodeView(ThrottledPost, mfa_views.ReauthenticateView):
    """A code once more, or for the first time in a session that is older than the app."""

    def attempts(self) -> Iterable[Attempt]:
        return code_attempts(self.request.user)


class ReauthenticateKeyView(key_views.ReauthenticateWebAuthnView):
    """The key once more; when that fails one may try again."""

    def form_invalid(self, form: BaseForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data() | {"form": form})


class SecondFactorView(mfa_views.IndexView):
    """What somebody has for a second step, and what they may add."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        assert isinstance(user, User)  # by allauth's login_required
        return super().get_context_data(**kwargs, required=is_required_of(user), may_enter_admin=may_enter_admin(user))


class ActivateAppView(ThrottledPost, totp_views.ActivateTOTPView):
    """Sets up an app."""

    def attempts(self) -> Iterable[Attempt]:
        return code_attempts(self.request.user)


class RemoveKeyView(key_views.RemoveWebAuthnView):
    """Takes a key away, unless it is the last second factor of who must have one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may = get_mfa_adapter().can_delete_authenticator(self.object)
        return super().get_context_data(**kwargs, may_remove=may)

    def form_valid(self, form: BaseForm) -> HttpResponse:
        if not get_mfa_adapter().can_delete_authenticator(self.object):
            return self.render_to_response(self.get_context_data())
        return super().form_valid(form)


def _drop_refusal(request: HttpRequest) -> None:
    """Take away what the admin left to be said; what others left is said on the next page that says such things."""
    for waiting in list(messages.get_messages(request)):
        if gettext(ADMIN_REFUSES) not in str(waiting):
            messages.add_message(request, waiting.level, waiting.message, waiting.extra_tags)


def code_attempts(user: Any) -> list[Attempt]:
    """What a try with a code counts for."""
    return [(limits.CODE, str(user.pk)), (limits.CODE_DAY, str(user.pk))]
