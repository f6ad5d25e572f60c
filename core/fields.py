"""Model fields that several apps share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.functional import cached_property
from django.utils.text import capfirst
from wagtail.blocks.base import Block, BlockWidget
from wagtail.fields import StreamField

from core.partial_date import PartialDate


class ChoiceListField(models.JSONField):
    """Several slugs out of a closed list, kept as a JSON list in the order of that list.

    `choices` is deliberately not given to Django: a JSON list is not one of its choices.
    The list stays out of migrations, so that a new choice needs none.
    """

    def __init__(self, *args: Any, options: Iterable[tuple[str, Any]] = (), **kwargs: Any) -> None:
        self.options = list(options)
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        options: dict[str, Any] = {
            "label": capfirst(self.verbose_name),
            "help_text": self.help_text,
            "required": not self.blank,
            "choices": self.options,
            "widget": forms.CheckboxSelectMultiple,
        }
        options |= {key: kwargs[key] for key in ("label", "help_text", "required", "widget") if key in kwargs}
        return forms.MultipleChoiceField(**options)

    def clean(self, value: Any, model_instance: models.Model | None) -> list[str]:
        value = super().clean(value, model_instance)
        known = [slug for slug, _ in self.options]
        if not isinstance(value, list) or (unknown := [item for item in value if item not in known]):
            raise ValidationError(
                "Onbekende keuze: %(choices)s", params={"choices": value if not isinstance(value, list) else unknown}
            )
        return [slug for slug in known if slug in value]


class StreamWidget(BlockWidget):
    """The editor of a stream; what its script is told of the blocks is made once.

    Wagtail makes that anew for every form, so in each row of a set of rows too: it was a fifth of the time of the
    form of an approach. Nothing in the blocks of this site depends on who asks.
    """

    def __init__(self, block_def: Block, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(block_def, attrs)
        # Shared by the copies that forms get. Whole or empty: two threads may draw their first form at once.
        self._packed: list[tuple[Any, str]] = []

    def _build_block_json(self) -> None:
        if not self._packed:
            fresh = BlockWidget(self.block_def)
            self._packed[:] = [(fresh.js_context, fresh.block_json)]
        self._js_context, self._block_json = self._packed[0]


class BodyField(StreamField):
    """A StreamField whose block definitions stay out of the migrations: a new block needs none."""

    @cached_property
    def _widget(self) -> StreamWidget:
        return StreamWidget(self.stream_block)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return super().formfield(**{"widget": self._widget, **kwargs})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """What is stored. Data that `update()` is given becomes a stream first, so that it is scrubbed."""
        if isinstance(value, str | list | tuple):
            value = self.to_python(value)
        return super().get_db_prep_save(value, connection)


def validate_partial_date(value: str) -> None:
    """Raise ValidationError unless the text is a year, month or day."""
    try:
        PartialDate.parse(value)
    except ValueError as error:
        raise ValidationError(str(error)) from None
