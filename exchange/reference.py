"""The themes, municipalities and coalitions that lines name, each asked of the database once per run."""

from difflib import get_close_matches
from functools import lru_cache

from django.utils.text import get_text_list, slugify

from coalitions.models import CoalitionPage, NationalPage
from core.text import scrub
from places.lookup import find_municipalities, similar_names
from places.models import Municipality
from themes.models import Theme

# Names that a file repeats are asked once; one with a million different ones must not fill the memory.
_REMEMBERED = 2_000

Parent = CoalitionPage | NationalPage


class UnknownCoalition(Exception):
    """There is no public coalition with this slug; the message is Dutch and names those that look like it."""


class NoNationalPage(Exception):
    """The page "Landelijk" doesn't exist, so there is nowhere to put things; the message is Dutch."""


def coalition_by_slug(slug: str) -> CoalitionPage:
    """The public coalition with this slug; UnknownCoalition if none: nobody would find what comes below another."""
    named = CoalitionPage.objects.filter(slug=scrub(slug))
    found = named.public().first()
    if found is not None:
        return found
    if named.exists():
        raise UnknownCoalition(f"coalitie {ascii(slug)} is niet openbaar: wat eronder komt, zou niemand vinden")
    alike = get_close_matches(slug, CoalitionPage.objects.public().values_list("slug", flat=True), n=3)
    hint = f"; bedoelt u {get_text_list(alike, 'of')}?" if alike else ""
    raise UnknownCoalition(f"er is geen gepubliceerde coalitie met de webnaam {ascii(slug)}{hint}")


class Reference:
    """What a run looks up. Make one per run: what it knows is as old as the run."""

    def __init__(self, *, coalition: CoalitionPage | None = None) -> None:
        self._themes: dict[str, Theme] = {}
        themes = Theme.objects.by_slug()
        for theme in themes.values():
            self._themes.setdefault(slugify(theme.name), theme)
        self._themes |= themes
        national = NationalPage.objects.first()
        if national is None:
            raise NoNationalPage("de pagina “Landelijk” bestaat niet: draai eerst manage.py migrate")
        self._national = national
        self._coalition = coalition
        self.municipalities = lru_cache(maxsize=_REMEMBERED)(find_municipalities)
        self.similar_names = lru_cache(maxsize=_REMEMBERED)(similar_names)
        self._coalition_of = lru_cache(maxsize=_REMEMBERED)(_only_coalition_of)

    def theme(self, text: str) -> Theme | None:
        """The theme with this slug or name, whatever case, accents and hyphens."""
        return self._themes.get(slugify(text))

    def parent(self, municipalities: tuple[Municipality, ...]) -> Parent:
        """Where a new page goes: the coalition of the run, else the one of its municipality, else "Landelijk"."""
        if self._coalition is not None:
            return self._coalition
        return self._coalition_of(municipalities) or self._national


def _only_coalition_of(municipalities: tuple[Municipality, ...]) -> CoalitionPage | None:
    """The public coalition of a municipality (or of what one was divided over); None when there is none, or more
    than one to choose from."""
    if not municipalities:
        return None
    found = CoalitionPage.objects.public().filter(municipalities__in=municipalities).order_by("pk").distinct()[:2]
    return found[0] if len(found) == 1 else None
