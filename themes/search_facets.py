"""What results can be narrowed by, and where else a question leads, as far as themes and life phases go."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.http import urlencode

from core.prepared import Prepared
from search.api import Completions, Facet, Kinship, Named, Suggestion, Suggestions, choice_labels, register
from themes.models import FormerTheme, LifePhase, Situated, Situation, StandingQuestion, Theme, Themed
from themes.rules import lines, named

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
        kinship=Kinship(3, "thema", "thema’s", alone=True),
    )
)
register(
    Facet(
        key="phase",
        label="Fase",
        applies_to=Themed,
        values=lambda item: item.phase_slugs,
        labels=choice_labels(LifePhase),
        sort="given",
        position=30,
        kinship=Kinship(2, "fase", "fasen"),
    )
)
register(
    Facet(
        key="question",
        label="Vraag van Beter bereik",
        applies_to=Themed,
        values=lambda item: item.question_slugs,
        labels=choice_labels(StandingQuestion),
        sort="given",
        position=85,
        folded=True,
    )
)
register(
    Facet(
        key="situation",
        label="Situatie",
        applies_to=Situated,
        values=lambda item: item.situation_slugs,
        labels=choice_labels(Situation),
        sort="given",
        position=50,
        kinship=Kinship(2, "situatie", "situaties", alone=True),
        folded=True,
    )
)


_NAMES = Prepared(lambda: Theme.objects.values_list("name", "synonyms", "slug"))


def suggest_themes(text: str, limit: int) -> Sequence[Suggestion]:
    """The pages of the themes that a question names; the focus themes for an empty text: those serve anybody."""
    focus = Theme.objects.filter(is_focus=True).values_list("name", "slug")
    themes = named(text, _NAMES.rows()) if text.strip() else focus
    return [Suggestion("Thema", name, reverse("pages:theme", args=[slug])) for name, slug in themes[:limit]]


register(Suggestions(key="themes", find=suggest_themes))


def suggest_phases(text: str, limit: int) -> Sequence[Suggestion]:
    """For an empty text all there is of each life phase: that serves anybody."""
    if text.strip():
        return []
    results = reverse("search:results")
    phases = list(LifePhase)[:limit]
    return [Suggestion("Fase", phase.label, f"{results}?{urlencode({'phase': phase.value})}") for phase in phases]


register(Suggestions(key="phases", find=suggest_phases))


def complete_themes(text: str) -> Iterable[Named]:
    """All themes, by their names and synonyms: there are a few dozen."""
    for name, slug, synonyms in Theme.objects.values_list("name", "slug", "synonyms"):
        yield Named(name, "pages:theme", slug, lines(synonyms))


register(Completions(key="themes", label="Thema’s", position=10, find=complete_themes))
