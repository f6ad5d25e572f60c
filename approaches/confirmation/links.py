"""The link in the mail: signed, so that none can be made up, and without a login.

Each who is asked gets a link of their own, so that it stops working for who is no longer the one to ask. It holds
a keyed hash of their address: the address itself stands in no link, and is kept nowhere.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

from approaches.confirmation.models import ConfirmationRequest

__all__ = ["BadLink", "Token", "link_for", "read_token"]


SALT = "approaches.confirmation"
HASH_LENGTH = 32
"""Hexadecimal digits: 128 bits."""
_BETWEEN = "."


class BadLink(ValueError):
    """This is no link that we sent."""


class Token(NamedTuple):
    """What a link says: which question, and a hash of who was asked."""

    nonce: str
    asked: str

    def is_for(self, addresses: Iterable[str]) -> bool:
        """Whether it was sent to one of these."""
        return any(constant_time_compare(self.asked, _hash(self.nonce, address)) for address in addresses)


def link_for(request: ConfirmationRequest, address: str) -> str:
    """The whole address at which who has this mail address can answer a question."""
    token = _BETWEEN.join((request.nonce, _hash(request.nonce, address)))
    path: str = reverse("approaches:confirm", args=[signing.Signer(salt=SALT).sign(token)])
    return f"{settings.BASE_URL}{path}"


def read_token(token: str) -> Token:
    """The question that a token belongs to, and whom it was sent to; BadLink when we didn't sign it."""
    try:
        nonce, _, asked = signing.Signer(salt=SALT).unsign(token).partition(_BETWEEN)
    except signing.BadSignature as error:
        raise BadLink from error
    return Token(nonce, asked)


def _hash(nonce: str, address: str) -> str:
    # With the question: the links of two years show not that they went to the same person.
    return salted_hmac(SALT, f"{nonce} {address.lower()}", algorithm="sha256").hexdigest()[:HASH_LENGTH]
