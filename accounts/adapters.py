"""What allauth asks of us: who may log in and where that leads, what mail says, how secrets are kept.

`AccountAdapter` is named in the setting ACCOUNT_ADAPTER; an app above this one that knows more of who signs up
(an invitation) inherits it and is named there instead.
"""

from base64 import urlsafe_b64encode
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts import limits
from accounts.models import User
from accounts.second_factor import factors_of, is_required_of
from core.throttle import client_of

__all__ = ["AccountAdapter", "SecondFactorAdapter"]

PASSWORD: Final = "reauthenticate"


class AccountAdapter(DefaultAccountAdapter):
    """Signing up makes a professional and nothing else; logging in leads to the admin for who may enter it."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer ze allebei.",
        "incorrect_password": "Dit is niet uw wachtwoord.",
        "enter_current_password": "Dit is niet uw wachtwoord van nu.",
        "incorrect_code": "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code in uw app.",
        "duplicate_email": "Dit is al uw e-mailadres.",
    }

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """As allauth, but a closed account gets the same answer as a wrong password."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        return redirect("account_login")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Who has just logged in need not prove it again for the next five minutes."""
        record_authentication(request, user, method="login", reauthenticated=True)
        return super().post_login(request, user, **kwargs)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtailadmin_home") if may_enter_admin(request.user) else "/"

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:overview")

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _, token = key.partition("-")
        return context.request.build_absolute_uri(reverse("account_reset_password_from_key", args=(uid, token)))

    def get_login_stages(self) -> list[str]:
        """Confirmed address and second factor; codes by mail or telephone are no part of this site."""
        return ["allauth.account.stages.EmailVerificationStage", "allauth.mfa.stages.AuthenticateStage"]

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Who has a second factor shows that: a password alone must not undo what asks for more."""
        methods = super().get_reauthentication_methods(user)
        if isinstance(user, User) and factors_of(user).exists():
            methods = [method for method in methods if method["id"] != PASSWORD]
        return [method | {"description": DESCRIPTIONS[method["id"]]} for method in methods]

    def should_send_confirmation_mail(self, request: HttpRequest, email_address: EmailAddress, signup: bool) -> bool:
        return limits.CONFIRMATION_MAIL.hit(email_address.email).allowed

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_of(request)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Never: a second way to ask for the same pages would be a second thing to guard."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted, and the last factor of who must have one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code in uw app.",
        "cannot_delete_authenticator": (
            "U mag publiceren en hebt daarom een tweede stap nodig. Voeg eerst een andere toe; haal deze daarna weg."
        ),
    }

    def encrypt(self, text: str) -> str:
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        user = authenticator.user
        return not is_required_of(user) or factors_of(user).exclude(pk=authenticator.pk).exists()

    def build_totp_svg(self, url: str) -> str:
        """As markup within a page, where no XML declaration may stand."""
        return super().build_totp_svg(url).partition("?>")[2]

    def generate_authenticator_name(self, user: User, type: str) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return f"Sleutel {number}"


DESCRIPTIONS: Final = {
    PASSWORD: "met uw wachtwoord",
    "mfa_reauthenticate": "met een code uit uw app, of een herstelcode",
    "mfa_reauthenticate:webauthn": "met uw sleutel",
}


def may_enter_admin(user: object) -> bool:
    """Whether the admin lets this user in."""
    return isinstance(user, User) and user.has_perm("wagtailadmin.access_admin")


def _fernet() -> MultiFernet:
    """The first key encrypts, all decrypt. Derived, so that any long text will do."""
    return MultiFernet([Fernet(_derived(text)) for text in settings.SECOND_FACTOR_KEYS or [settings.SECRET_KEY]])


def _derived(text: str) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"accounts second factor").derive(text.encode())
    return urlsafe_b64encode(key)
