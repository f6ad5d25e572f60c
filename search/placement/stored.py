"""What editors decided about places, as it is in force."""

from search.placement.models import PlacedResult, Where
from search.placement.rules import Placed, Placements, compile_placements, words_in, words_of
from search.question.model import Question
from search.vocabulary import rules
from search.vocabulary.version import Followed


def placements() -> Placements:
    """All decisions in force; followed as the vocabulary is."""
    return _placements.get()


def placed_for(question: Question) -> list[PlacedResult]:
    """The decisions for a question with these words; one query."""
    words = words_of(question)
    return [row for row in PlacedResult.objects.all() if words and words_in(row.question, rules()) == words]


def placements_with(row: PlacedResult | None, *, instead_of: int | None = None) -> Placements:
    """The decisions as they would be with this one, in the place of a row; None leaves that row out."""
    rows = PlacedResult.objects.exclude(pk=instead_of) if instead_of else PlacedResult.objects.all()
    kept = [_placed(one) for one in rows]
    return compile_placements([*kept, *([_placed(row)] if row else [])], rules())


def _placed(row: PlacedResult) -> Placed:
    return Placed(row.question, row.key, row.position if row.where == Where.TOP else None)


def _make() -> Placements:
    return compile_placements([_placed(row) for row in PlacedResult.objects.all()], rules())


_placements = Followed(_make)
