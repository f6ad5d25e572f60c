"""Actions on themes: one, bringing in those of the file."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from themes.models import FormerTheme, Theme
from themes.reference import ThemeFacts
from themes.rules import fingerprint


@dataclass
class LoadReport:
    """Slugs of themes by what happened to them; `kept` were changed by an editor and left alone."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)


@transaction.atomic
def load_themes(*, themes: Sequence[ThemeFacts]) -> LoadReport:
    """Create the themes that are missing; bring those that nobody touched up to date with the file.

    A theme is an editor's as soon as it differs from what this service last wrote: then it stays as it is. So does
    one that an editor let go up in another: it doesn't come back.
    """
    report = LoadReport()
    former = set(FormerTheme.objects.values_list("slug", flat=True))
    existing = {theme.slug: theme for theme in Theme.objects.all()}
    for facts in themes:
        theme = existing.get(facts.slug)
        if facts.slug in former:
            report.kept.append(facts.slug)
        elif theme is None:
            _create(facts)
            report.created.append(facts.slug)
        elif fingerprint(_values(theme)) == fingerprint(facts.values()):
            report.unchanged.append(facts.slug)
        elif fingerprint(_values(theme)) == theme.loaded_fingerprint:
            _update(theme, facts)
            report.updated.append(facts.slug)
        else:
            report.kept.append(facts.slug)
    return report


def _create(facts: ThemeFacts) -> None:
    theme = Theme(slug=facts.slug, loaded_fingerprint=fingerprint(facts.values()), **facts.values())
    theme.full_clean()
    theme.save()


def _update(theme: Theme, facts: ThemeFacts) -> None:
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
