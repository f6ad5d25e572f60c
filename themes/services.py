"""Actions on themes: one, bringing in those of the file."""

from collections.abc import Sequence

from django.db import transaction

from core.loading import LoadReport, bring_in, fingerprint
from themes.models import FormerTheme, Theme
from themes.reference import ThemeFacts

__all__ = ["load_themes"]


@transaction.atomic
def load_themes(*, themes: Sequence[ThemeFacts]) -> LoadReport:
    """Create the themes that are missing; bring those that nobody touched up to date with the file (core.loading).

    One that an editor let go up in another doesn't come back.
    """
    return bring_in(
        facts=themes,
        existing={theme.slug: theme for theme in Theme.objects.all()},
        values_of=_values,
        write=_write,
        gone=set(FormerTheme.objects.values_list("slug", flat=True)),
    )


def _write(theme: Theme | None, facts: ThemeFacts) -> None:
    theme = theme or Theme(slug=facts.slug)
    for name, value in facts.values().items():
        setattr(theme, name, value)
    theme.loaded_fingerprint = fingerprint(facts.values())
    theme.full_clean()
    theme.save()


def _values(theme: Theme) -> dict[str, str | int | bool]:
    """The theme in the form in which the file gives it."""
    return ThemeFacts(
        slug=theme.slug,
        name=theme.name,
        introduction=theme.introduction,
        synonyms=theme.synonyms,
        colour=theme.colour,
        is_focus=theme.is_focus,
        position=theme.position,
    ).values()
