"""Municipalities in a form: names, one per line, as people write them."""

from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.text import get_text_list
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.widgets import AdminAutoHeightTextInput

from places.querysets import MunicipalityQuerySet

# More lines than there are municipalities can only be a mistake.
_MOST_LINES = 400
# Looking for what a name is like costs milliseconds; who has more that are wrong pasted something else.
_MOST_HINTS = 10


class MunicipalityNamesField(forms.ModelMultipleChoiceField):
    """A text area instead of a list of 342 to scroll through; accepts what `places.lookup` accepts."""

    widget = AdminAutoHeightTextInput
    default_error_messages: ClassVar[dict[str, Any]] = {
        "unknown": "Deze gemeente kennen we niet: %(name)s. Kijk of de naam goed geschreven is.",
        "perhaps": "Deze gemeente kennen we niet: %(name)s. Bedoelt u %(similar)s?",
        "too_many": "Dit zijn te veel regels.",
    }

    @property
    def _municipalities(self) -> MunicipalityQuerySet:
        return cast(MunicipalityQuerySet, self.queryset)

    def prepare_value(self, value: Any) -> Any:
        """The names for stored municipalities (or their ids); what somebody typed stays as it is."""
        if value is None or isinstance(value, str):
            return value
        ids = [item.pk if isinstance(item, Model) else item for item in value]
        return "\n".join(self._municipalities.filter(pk__in=ids).values_list("name", flat=True))

    def clean(self, value: Any) -> QuerySet[Any]:
        lines = [line.strip() for line in str(value or "").splitlines() if line.strip()]
        if len(lines) > _MOST_LINES:
            raise ValidationError(self.error_messages["too_many"], code="too_many")
        if self.required and not lines:
            raise ValidationError(self.error_messages["required"], code="required")
        found = self._municipalities.filter(pk__in=self._ids(lines))
        self.run_validators(found)
        return found

    def _ids(self, lines: Sequence[str]) -> list[int]:
        """Ids of the municipalities on these lines; ValidationError with one message per unknown name."""
        found = self._municipalities.each_named(lines)
        unknown = [line for line in dict.fromkeys(lines) if line not in found]
        if unknown:
            similar = self._municipalities.each_similar(unknown[:_MOST_HINTS])
            raise ValidationError([self._refusal(name, similar.get(name, [])) for name in unknown])
        return [municipality.pk for municipality in found.values()]

    def _refusal(self, name: str, similar: list[str]) -> ValidationError:
        code = "perhaps" if similar else "unknown"
        params = {"name": name[:60], "similar": get_text_list(similar, "of")}
        return ValidationError(self.error_messages[code], code=code, params=params)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = (self.prepare_value(initial) or "").splitlines()
        after = [line.strip() for line in (data or "").splitlines() if line.strip()]
        return sorted(before) != sorted(after)


class MunicipalitiesField(ParentalManyToManyField):
    """The municipalities of a page; in a form they are typed by name."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        return super().formfield(**{"form_class": MunicipalityNamesField, **kwargs})
