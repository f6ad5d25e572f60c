"""The link in the mail: signed, so that none can be made up, and without a login."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from approaches.confirmation.models import ConfirmationRequest

__all__ = ["BadLink", "link_for", "read_token"]


SALT = "approaches.confirmation"


class BadLink(ValueError):
    """This is no link that we sent."""


def link_for(request: ConfirmationRequest) -> str:
    """The whole address at which a question can be answered."""
    path: str = reverse("approaches:confirm", args=[signing.Signer(salt=SALT).sign(request.nonce)])
    return f"{settings.BASE_URL}{path}"


def read_token(token: str) -> str:
    """The nonce of the question that a token belongs to; BadLink when we didn't sign it."""
    try:
        return signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature as error:
        raise BadLink from error
