"""Forms for logging in, for accounts and second factors, and for users in the admin.

Those of allauth, with our words: labels that say what to type, errors that say what to do, no text in a field.
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Final

from allauth.account import forms as account_forms
from allauth.core import context
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn import forms as key_forms
from django import forms
from wagtail.users import forms as wagtail_forms

from accounts import limits
from accounts.services import trust_address

__all__ = [
    "ActivateAppForm",
    "AddKeyForm",
    "AdminUserCreationForm",
    "AdminUserEditForm",
    "ChangeEmailForm",
    "ChangePasswordForm",
    "CodeForm",
    "LoginForm",
    "NewPasswordForm",
    "ReauthenticateCodeForm",
    "ReauthenticateForm",
    "RenameKeyForm",
    "ResetForm",
    "SetPasswordForm",
    "SignupForm",
]

NO_EMAIL: Final = "Vul uw e-mailadres in."
NO_REAL_EMAIL: Final = "Dit is geen e-mailadres. Een e-mailadres ziet eruit als naam@voorbeeld.nl."
NOT_ALIKE: Final = "De twee wachtwoorden zijn niet gelijk."
GOOD_PASSWORD: Final = (
    "Minstens 12 tekens. Een paar gewone woorden achter elkaar zijn goed te onthouden. Niet uw naam of e-mailadres,"
    " en geen wachtwoord dat veel mensen gebruiken."
)
"""What AUTH_PASSWORD_VALIDATORS ask, in our words."""
EMAIL: Final = ("E-mailadres", NO_EMAIL)
PASSWORD: Final = ("Wachtwoord", "Vul uw wachtwoord in.")
NEW: Final = ("Nieuw wachtwoord", "Vul een nieuw wachtwoord in.")
AGAIN: Final = ("Nieuw wachtwoord nog een keer", "Vul het nieuwe wachtwoord nog een keer in.")
CODE: Final = ("Code", "Vul de code in.")


class PlainForm(forms.Form):
    """What our forms have in common.

    `words` are, per field, its label and what to say when it is empty; `names` what fields are called in the page,
    where allauth calls them otherwise than browsers, password managers and Django do.
    """

    words: ClassVar[Mapping[str, tuple[str, str]]] = {}
    names: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, missing) in self.words.items():
            self.fields[name].label = label
            self.fields[name].error_messages["required"] = missing
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field.widget, forms.PasswordInput):
                field.help_text = ""
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = NO_REAL_EMAIL

    def add_prefix(self, field_name: str) -> str:
        return super().add_prefix(self.names.get(field_name, field_name))


class NewPassword(PlainForm):
    """A new password, twice, with beside it what it must be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = GOOD_PASSWORD

    def add_error(self, field: str | None, error: Any) -> None:
        first, second = (self.data.get(self.add_prefix(name)) for name in ("password1", "password2"))
        super().add_error(field, NOT_ALIKE if field == "password2" and second and first != second else error)


class LoginForm(PlainForm, account_forms.LoginForm):
    """E-mail address and password; says nothing about which of the two is wrong."""

    words = {"login": EMAIL, "password": PASSWORD}
    names = {"login": "username"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.non_field_errors():
            # About both fields: mark both, so that a screen reader says it at either.
            for name in ("login", "password"):
                self.fields[name].widget.attrs["aria-invalid"] = "true"


class SignupForm(NewPassword, account_forms.SignupForm):
    """An account for a professional: an address and a password make it, a link in a mail opens it."""

    words = {
        "email": EMAIL,
        "password1": ("Wachtwoord", "Kies een wachtwoord."),
        "password2": ("Wachtwoord nog een keer", "Vul het wachtwoord nog een keer in."),
    }


class ChangeEmailForm(PlainForm, account_forms.AddEmailForm):
    """Another address to log in with."""

    words = {"email": ("Nieuw e-mailadres", "Vul het nieuwe e-mailadres in.")}


class ChangePasswordForm(NewPassword, account_forms.ChangePasswordForm):
    """Another password, by who knows the one of now."""

    words = {"oldpassword": ("Wachtwoord van nu", "Vul uw wachtwoord van nu in."), "password1": NEW, "password2": AGAIN}


class SetPasswordForm(NewPassword, account_forms.SetPasswordForm):
    """A first password."""

    words = {"password1": NEW, "password2": AGAIN}


class ResetForm(PlainForm, account_forms.ResetPasswordForm):
    """Asks for the address that a link to a new password goes to."""

    words = {"email": EMAIL}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].widget.attrs["autocomplete"] = "username"


class NewPasswordForm(NewPassword, account_forms.ResetPasswordKeyForm):
    """A new password, behind the link."""

    words = {"password1": NEW, "password2": AGAIN}
    names = {"password1": "new_password1", "password2": "new_password2"}


class ReauthenticateForm(PlainForm, account_forms.ReauthenticateForm):
    """The own password once more, before something that matters."""

    words = {"password": PASSWORD}


class OnceOnly(PlainForm):
    """A code of an app or a recovery code, which works once, whichever process it comes to."""

    words = {"code": CODE}

    def clean_code(self) -> str:
        code: str = super().clean_code()  # type: ignore[misc]
        digits = re.sub(r"\D", "", code)
        user = self.user  # type: ignore[attr-defined]
        if not limits.CODE_USED.hit(f"{user.pk} {digits}").allowed:
            raise get_mfa_adapter().validation_error("incorrect_code")
        limits.CODE.forget(str(user.pk))
        return code


class CodeForm(OnceOnly, code_forms.AuthenticateForm):
    """The second step of logging in."""


class ReauthenticateCodeForm(OnceOnly, code_forms.ReauthenticateForm):
    """The second factor once more, before something that matters."""


class ActivateAppForm(OnceOnly, totp_forms.ActivateTOTPForm):
    """The first code of an app, to show that it works. The secret waits for it in the session, encrypted too."""

    words = {"code": ("Code uit de app", "Vul de code in die de app laat zien.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        session, adapter = context.request.session, get_mfa_adapter()
        if waiting := session.get(SECRET_SESSION_KEY):
            session[SECRET_SESSION_KEY] = adapter.decrypt(waiting)  # allauth reads it; nothing is stored yet
        super().__init__(*args, **kwargs)
        session[SECRET_SESSION_KEY] = adapter.encrypt(self.secret)


class AddKeyForm(PlainForm, key_forms.AddWebAuthnForm):
    """A key, and what to call it."""

    words = {"name": ("Naam van de sleutel", "Geef de sleutel een naam.")}


class RenameKeyForm(PlainForm, key_forms.EditWebAuthnForm):
    """What to call a key."""

    words = {"name": ("Naam van de sleutel", "Geef de sleutel een naam.")}


class _AdminUserForm(wagtail_forms.UserForm):
    """What Wagtail's two forms for users say otherwise here: they speak of a user name."""

    error_messages = wagtail_forms.UserForm.error_messages | {
        "duplicate_username": "Er is al een gebruiker met dit e-mailadres.",
    }

    def save(self, commit: bool = True) -> Any:
        """Who administers vouches for the address; an older one opens this account no more."""
        user = super().save(commit=commit)
        if commit:
            trust_address(user=user)
        return user


class AdminUserCreationForm(_AdminUserForm, wagtail_forms.UserCreationForm):
    """A new user in the admin."""


class AdminUserEditForm(_AdminUserForm, wagtail_forms.UserEditForm):
    """A user in the admin."""
