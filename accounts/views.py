"""Logging in and out, and choosing a new password."""

from urllib.parse import urlsplit

from django.contrib.auth import views
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse, reverse_lazy

from accounts.forms import LoginForm, NewPasswordForm, ResetForm
from accounts.models import User

__all__ = [
    "LoginView",
    "LogoutView",
    "PasswordResetCompleteView",
    "PasswordResetConfirmView",
    "PasswordResetDoneView",
    "PasswordResetView",
]


class LoginView(views.LoginView):
    """One door for everybody. It leads to `next` if that is ours, else to the admin for who may enter it, else home."""

    form_class = LoginForm

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        user = request.user
        if request.method == "GET" and isinstance(user, User) and not self._refused_by_admin(user):
            return HttpResponseRedirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def get_default_redirect_url(self) -> str:
        return reverse("wagtailadmin_home") if _may_enter_admin(self.request.user) else "/"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        user = self.request.user
        refused = isinstance(user, User) and self._refused_by_admin(user)
        return super().get_context_data(**kwargs, refused_by_admin=refused)

    def _refused_by_admin(self, user: User) -> bool:
        """Whether the admin sent them here; sending them back would go round for ever."""
        path = urlsplit(self.get_redirect_url()).path
        return path.startswith(reverse("wagtailadmin_home")) and not _may_enter_admin(user)


class LogoutView(views.LogoutView):
    """By POST only: a link or a picture elsewhere must not log anybody out."""

    next_page = "/"


class PasswordResetView(views.PasswordResetView):
    """Sends a link to the address, if it is somebody's; answers the same if it isn't."""

    form_class = ResetForm
    success_url = reverse_lazy("accounts:password_reset_done")
    email_template_name = "registration/password_reset_email.txt"
    subject_template_name = "registration/password_reset_subject.txt"


class PasswordResetDoneView(views.PasswordResetDoneView):
    """The link is on its way."""


class PasswordResetConfirmView(views.PasswordResetConfirmView):
    """Behind the link; Django keeps its token out of the address bar."""

    form_class = NewPasswordForm
    success_url = reverse_lazy("accounts:password_reset_complete")


class PasswordResetCompleteView(views.PasswordResetCompleteView):
    """It worked."""


def _may_enter_admin(user: object) -> bool:
    return isinstance(user, User) and user.has_perm("wagtailadmin.access_admin")
