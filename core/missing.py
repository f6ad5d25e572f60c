"""What a form says when something isn't filled in that has to be: which, not only that something is."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from wagtail import blocks
from wagtail.blocks.base import BlockField
from wagtail.images.blocks import ImageBlock

__all__ = ["name_missing_fields"]

MISSING = "Vul “{}” in."


def name_missing_fields(fields: Mapping[str, forms.Field], own: Mapping[str, str]) -> None:
    """Let each field say that it is missing by its label, or in words of its own; those in its blocks too.

    A block has one field for all forms, made when it is first asked for: not before all models are there.
    """
    for name, field in fields.items():
        _say(field, own.get(name) or _missing(field.label or name))
        for block, label in _field_blocks([field.block]) if isinstance(field, BlockField) else ():
            _say(block.field, _missing(label))


def _missing(label: Any) -> Any:
    return format_lazy(MISSING, label)


def _say(field: forms.Field, words: Any) -> None:
    field.error_messages["required"] = words  # a text, or one that is translated when it is shown


def _field_blocks(children: Iterable[blocks.Block]) -> Iterator[tuple[blocks.FieldBlock, Any]]:
    """Each with its label: a choice of a picture has that of the block around it, as its own is Wagtail's "Image"."""
    for block in children:
        if isinstance(block, blocks.FieldBlock):
            yield block, block.label
        elif isinstance(block, ImageBlock):
            own = [child for name, child in block.child_blocks.items() if name != "image"]
            yield block.child_blocks["image"], block.label
            yield from _field_blocks(own)
        elif isinstance(block, blocks.ListBlock):
            yield from _field_blocks([block.child_block])
        elif isinstance(block, blocks.StructBlock | blocks.StreamBlock):
            yield from _field_blocks(block.child_blocks.values())
