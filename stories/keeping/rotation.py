"""Encrypting everything anew under the first key of STORY_KEYS, after which the older ones may go."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models, transaction

from mail.outbox import rewrite
from stories.keeping import files
from stories.keeping.encryption import EncryptedJSONField, EncryptedTextField, Unreadable, reencrypt
from stories.models import SubmissionFile

__all__ = ["Rotated", "encrypted_fields", "rotate_keys"]


@dataclass
class Rotated:
    """How many rows and files were encrypted anew, and how many are under none of the keys."""

    rows: int = 0
    files: int = 0
    unreadable: int = 0


def encrypted_fields() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Every model of stories that has encrypted fields, with their names."""
    for model in apps.get_app_config("stories").get_models():
        names = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, EncryptedTextField | EncryptedJSONField)
        ]
        if names:
            yield model, names


def rotate_keys() -> Rotated:
    """Go through all rows and files, each in a transaction of its own; it may be stopped and run again."""
    done = Rotated()
    for model, names in encrypted_fields():
        for pk in list(model._default_manager.order_by("pk").values_list("pk", flat=True)):
            _rotate_row(model, names, pk, done)
    for uid in list(SubmissionFile.objects.values_list("uid", flat=True)):
        try:
            files.rotate(uid)
        except FileNotFoundError:
            continue  # erased meanwhile
        except Unreadable:
            done.unreadable += 1
        else:
            done.files += 1
    _rotate_receipts(done)
    return done


def _rotate_receipts(done: Rotated) -> None:
    """The addresses of receipts that are still to be sent."""

    def anew(payload: dict[str, Any]) -> dict[str, Any]:
        try:
            address = reencrypt(payload["address"].encode()).decode()
        except Unreadable:
            done.unreadable += 1
            return payload
        done.rows += 1
        return {**payload, "address": address}

    rewrite(composer="stories.receipt", change=anew)


@transaction.atomic
def _rotate_row(model: type[models.Model], names: list[str], pk: int, done: Rotated) -> None:
    try:
        row = model._default_manager.select_for_update().only("pk", *names).filter(pk=pk).first()
    except Unreadable:
        done.unreadable += 1
        return
    if row is not None:
        row.save(update_fields=names)
        done.rows += 1
