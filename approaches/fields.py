"""Model fields of approaches."""

from typing import Any

from django.db import models

from approaches.forms import BlockAddressField

__all__ = ["TakenFromField"]


class TakenFromField(models.ForeignKey):
    """A foreign key to another building block, asked for by its address. In a migration it is a plain one."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.ForeignKey", list(args), dict(kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{**kwargs, "form_class": BlockAddressField, "widget": BlockAddressField.widget})
