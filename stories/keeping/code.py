"""The code of a teller: 24 characters (120 random bits) of Crockford's alphabet, kept as a keyed hash only.

The key of a browser's session gives the code, so that the code can be shown again to that browser without anything
readable in the database; from the code nothing leads back.
"""

import hmac
import secrets
from hashlib import sha256
from typing import Final

from django.conf import settings

from stories.keeping.encryption import keyed_hash

__all__ = ["ALPHABET", "CODE_LENGTH", "code_of", "hash_of_code", "hash_of_key", "new_key", "normalised", "readable"]

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O and U, so that nothing looks like something else."""
CODE_LENGTH: Final = 24
GROUP: Final = 4
LONGEST_TYPED: Final = 100
"""More than a code with a space between all characters; nothing longer is looked at."""
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_key() -> str:
    """A random key for one telling (192 bits): a hidden field first, the session cookie of that browser after."""
    return secrets.token_urlsafe(24)


def code_of(key: str) -> str:
    """The code that belongs to a key."""
    secret = (settings.STORY_HASH_KEY or settings.SECRET_KEY).encode()
    digest = hmac.new(secret, f"stories code\0{key}".encode(), sha256).digest()
    number = int.from_bytes(digest[:15])
    return "".join(ALPHABET[number >> shift & 31] for shift in range(115, -1, -5))


def readable(code: str) -> str:
    """The code in groups of four, as it is shown and printed."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def normalised(typed: str) -> str:
    """What somebody typed, as a code; "" when it can't be one.

    Spaces, dashes, case, O for 0 and I or L for 1 are forgiven.
    """
    if len(typed) > LONGEST_TYPED:
        return ""
    code = "".join(typed.split()).replace("-", "").upper().translate(_FORGIVEN)
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else ""


def hash_of_code(code: str) -> str:
    """What is kept of a code."""
    return keyed_hash("code", code)


def hash_of_key(key: str) -> str:
    """What is kept of the key of a session."""
    return keyed_hash("session", key)
