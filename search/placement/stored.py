"""What editors decided about places, as it is in force."""

from search.placement.models import PlacedResult, Where
from search.placement.rules import Placed, Placements, compile_placements
from search.vocabulary import rules
from search.vocabulary.version import Followed


def placements() -> Placements:
    """All decisions in force; followed as the vocabulary is."""
    return _placements.get()


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
