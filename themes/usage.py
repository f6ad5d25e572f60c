"""What depends on a theme, so that nobody deletes one from under pages. Knows no type of page."""

from collections.abc import Iterator
from typing import Any

from core.usage import holders
from themes.models import Theme
from themes.reference import read

__all__ = ["reasons_to_keep", "references", "why_kept"]


def references() -> Iterator[Any]:
    """The relations of all that refers to themes, also where a theme doesn't know of it (`related_name="+"`)."""
    for field in Theme._meta.get_fields(include_hidden=True):
        between: Any = field.related_model  # of many to many, the table between is no reference by itself
        if field.auto_created and not field.concrete and not between._meta.auto_created:
            yield field


def reasons_to_keep(theme: Theme) -> tuple[str, ...]:
    """What would lose something with it, in Dutch: "35 aanpakken", "1 instrument"; none when nothing would."""
    counts = ((relation.related_model, _number(relation, theme)) for relation in references())
    return tuple(f"{number} {_word(model, number)}" for model, number in counts if number)


def why_kept(theme: Theme) -> str:
    """Why it isn't deleted, and what to do instead; "" when it may go."""
    if used := reasons_to_keep(theme):
        why = f"“{theme}” is in gebruik: {', '.join(used)}."
    elif theme.slug in {facts.slug for facts in read()}:
        why = f"“{theme}” hoort bij de vaste lijst van de site: bij de volgende versie komt het terug."
    else:
        return ""
    return f"{why} Verwijderen kan niet. Kies er in deze lijst “Samenvoegen” bij: dan gaat het op in een ander thema."


def _number(relation: Any, theme: Theme) -> int:
    if relation.many_to_many:
        return len(holders(relation, theme.pk))
    return int(relation.related_model._base_manager.filter(**{relation.field.name: theme}).count())


def _word(model: Any, number: int) -> str:
    word = str(model._meta.verbose_name if number == 1 else model._meta.verbose_name_plural)
    return f"{word} eronder" if model is Theme else word
