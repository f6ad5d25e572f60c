"""What results can be narrowed by, and where else a question leads, as far as themes and life phases go."""

from collections.abc import Collection, Mapping, Sequence

from django.urls import reverse

from search.api import Facet, Suggestion, Suggestions, register
from themes.models import FormerTheme, LifePhase, Situated, Situation, StandingQuestion, Theme, Themed


def phase_labels(slugs: Collection[str]) -> Mapping[str, str]:
    """Names of life phases, in the order of a life."""
    return {phase.value: phase.label for phase in LifePhase if phase.value in slugs}


def question_labels(slugs: Collection[str]) -> Mapping[str, str]:
    """The standing questions, in their own order."""
    return {question.value: question.label for question in StandingQuestion if question.value in slugs}


def situation_labels(slugs: Collection[str]) -> Mapping[str, str]:
    """Names of situations, in the order of the list."""
    return {situation.value: situation.label for situation in Situation if situation.value in slugs}


register(
    Facet(
        key="theme",
        label="Thema",
        applies_to=Themed,
        values=lambda item: item.theme_slugs,
        labels=Theme.objects.labels,
        renamed=FormerTheme.objects.successors,
        depends_on=(Theme,),
        sort="label",
        position=20,
    )
)
register(
    Facet(
        key="phase",
        label="Fase",
        applies_to=Themed,
        values=lambda item: item.phase_slugs,
        labels=phase_labels,
        sort="given",
        position=30,
    )
)
register(
    Facet(
        key="question",
        label="Vraag van Beter bereik",
        applies_to=Themed,
        values=lambda item: item.question_slugs,
        labels=question_labels,
        sort="given",
        position=35,
    )
)
register(
    Facet(
        key="situation",
        label="Situatie",
        applies_to=Situated,
        values=lambda item: item.situation_slugs,
        labels=situation_labels,
        sort="given",
        position=37,
    )
)


def suggest_themes(text: str, limit: int) -> Sequence[Suggestion]:
    """The pages of the themes that a question names; the focus themes for an empty text: those serve anybody."""
    themes = Theme.objects.named_in(text) if text.strip() else Theme.objects.filter(is_focus=True)
    return [
        Suggestion(kind="Thema", label=theme.name, url=reverse("pages:theme", args=[theme.slug]))
        for theme in themes[:limit]
    ]


register(Suggestions(key="themes", find=suggest_themes))
