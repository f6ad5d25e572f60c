"""Forms for logging in, for a new password and for users in the admin."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm, SetPasswordForm
from django.core.exceptions import ValidationError
from wagtail.users import forms as wagtail_forms

__all__ = ["AdminUserCreationForm", "AdminUserEditForm", "LoginForm", "NewPasswordForm", "ResetForm"]

NO_EMAIL = "Vul uw e-mailadres in."
NO_REAL_EMAIL = "Dit is geen e-mailadres. Een e-mailadres ziet eruit als naam@voorbeeld.nl."


def email_field() -> forms.EmailField:
    """The address somebody logs in with."""
    return forms.EmailField(
        label="E-mailadres",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"required": NO_EMAIL, "invalid": NO_REAL_EMAIL},
    )


class LoginForm(AuthenticationForm):
    """E-mail address and password; says nothing about which of the two is wrong."""

    username = email_field()
    error_messages = {
        "invalid_login": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer ze allebei.",
        "inactive": "Met dit account kan niet meer worden ingelogd.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].error_messages["required"] = "Vul uw wachtwoord in."
        self.label_suffix = ""

    def get_invalid_login_error(self) -> ValidationError:
        # About both fields: mark both, so that a screen reader says it at either.
        for name in ("username", "password"):
            self.fields[name].widget.attrs["aria-invalid"] = "true"
        return super().get_invalid_login_error()


class ResetForm(PasswordResetForm):
    """Asks for the address that a link to a new password goes to."""

    email = email_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""


class NewPasswordForm(SetPasswordForm):
    """A new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["new_password1"].error_messages["required"] = "Vul een nieuw wachtwoord in."
        self.fields["new_password2"].error_messages["required"] = "Vul het nieuwe wachtwoord nog een keer in."


class _AdminUserForm(wagtail_forms.UserForm):
    """What Wagtail's two forms for users say otherwise here: they speak of a user name."""

    error_messages = wagtail_forms.UserForm.error_messages | {
        "duplicate_username": "Er is al een gebruiker met dit e-mailadres.",
    }


class AdminUserCreationForm(_AdminUserForm, wagtail_forms.UserCreationForm):
    """A new user in the admin."""


class AdminUserEditForm(_AdminUserForm, wagtail_forms.UserEditForm):
    """A user in the admin."""
