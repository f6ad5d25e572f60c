"""Encryption at rest: fields whose value the database only holds as a Fernet token (AES-128-CBC with an HMAC).

The keys come from STORY_KEYS, outside the database: the first encrypts, all decrypt. Without STORY_KEYS they are
derived from SECRET_KEY, which a real site may not do (stories.E001). Keyed hashes have a key of their own
(STORY_HASH_KEY): it can't be changed without making every code unknown, so changing STORY_KEYS leaves it alone.
"""

import hmac
import json
from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = [
    "EncryptedJSONField", "EncryptedTextField", "Unreadable", "decrypt", "encrypt", "keyed_hash", "reencrypt",
]  # fmt: skip


class Unreadable(Exception):
    """What is stored was encrypted with none of the keys that we have now."""


def encrypt(content: bytes) -> bytes:
    """The content as a token that only the holder of a key reads."""
    return _fernet().encrypt(content)


def decrypt(token: bytes) -> bytes:
    """The content of a token. Raises Unreadable."""
    try:
        return _fernet().decrypt(token)
    except InvalidToken as error:
        raise Unreadable("met geen van de sleutels te lezen") from error


def reencrypt(token: bytes) -> bytes:
    """The same content under the first key. Raises Unreadable."""
    try:
        return _fernet().rotate(token)
    except InvalidToken as error:
        raise Unreadable("met geen van de sleutels te lezen") from error


def keyed_hash(purpose: str, text: str) -> str:
    """An HMAC-SHA256 as 64 hexadecimal digits: the same for the same text and purpose, and telling nothing of it."""
    key = (settings.STORY_HASH_KEY or settings.SECRET_KEY).encode()
    return hmac.new(key, f"stories {purpose}\0{text}".encode(), sha256).hexdigest()


class EncryptedTextField(models.TextField):
    """Text that stands encrypted in the database. It can't be searched; "" stays "" so that absence is visible.

    Every character comes back as it was, NUL and lone surrogates included: what may be told is stories.rules' to say.
    """

    def from_db_value(self, value: str | None, *args: Any) -> str | None:
        return decrypt(value.encode()).decode("utf-8", "surrogatepass") if value else value

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if isinstance(value, str) and value:
            value = encrypt(value.encode("utf-8", "surrogatepass")).decode()
        return super().get_db_prep_save(value, connection)


class EncryptedJSONField(models.TextField):
    """A JSON value that stands encrypted in the database."""

    def from_db_value(self, value: str | None, *args: Any) -> Any:
        return json.loads(decrypt(value.encode())) if value else self.get_default()

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        token = encrypt(json.dumps(value).encode()).decode() if value else ""
        return super().get_db_prep_save(token, connection)


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(_derived(text)) for text in settings.STORY_KEYS or [settings.SECRET_KEY]])


def _derived(text: str) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"stories at rest").derive(text.encode())
    return urlsafe_b64encode(key)
