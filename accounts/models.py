"""The user model: an e-mail address is the login."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from core.text import one_way

__all__ = ["KnownAddress", "LoginEmailField", "User"]


class LoginEmailField(models.EmailField):
    """An address that is kept and looked up in lower case: people don't remember which capitals they used."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value.lower() if isinstance(value, str) else value


class UserManager(BaseUserManager["User"]):
    """Makes users, and finds them by their address whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=username)

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """Make a user; without a password nobody can log in as them. ValueError without an address."""
        if not email:
            raise ValueError("Een gebruiker heeft een e-mailadres nodig.")
        user = self.model(email=email.lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        # Made by whoever administers, who vouches for the address; a sign-up doesn't come through here.
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)  # type: ignore[attr-defined]
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        return self.create_user(email, password, **{**extra, "is_staff": True, "is_superuser": True})


class User(AbstractUser):
    """Somebody who can log in."""

    username = None  # type: ignore[assignment]
    email = LoginEmailField(
        "e-mailadres", unique=True, error_messages={"unique": "Er is al een gebruiker met dit e-mailadres."}
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [
            # The net under LoginEmailField, for what comes past it.
            models.UniqueConstraint(
                Lower("email"),
                name="unique_email_whatever_its_case",
                violation_error_message="Er is al een gebruiker met dit e-mailadres.",
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def clean(self) -> None:
        super().clean()
        self.email = self.email.lower()
        self.first_name, self.last_name = one_way(self.first_name), one_way(self.last_name)


class KnownAddress(models.Model):
    """A network address from which somebody logged in; accounts.known is the only writer.

    Kept as a keyed hash of the account and the address together: it tells neither where somebody was, nor who was
    at the same place.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="known_addresses", verbose_name="gebruiker")
    key = models.CharField(max_length=64, unique=True)
    seen_at = models.DateTimeField("laatst gezien op", db_index=True)

    class Meta:
        verbose_name = "bekend adres"
        verbose_name_plural = "bekende adressen"

    def __str__(self) -> str:
        return f"{self.user_id}: {self.seen_at:%Y-%m-%d}"
