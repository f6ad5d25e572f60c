"""Rules about stories: functions over values, without the database."""

from typing import Final

__all__ = ["OF_A_PARENT", "PUBLISHED_BY_COALITION", "needs_editors"]

PUBLISHED_BY_COALITION: Final = frozenset({"professional", "coalitie"})
OF_A_PARENT: Final = frozenset({"ouder", "ervaringsdeskundige"})


def needs_editors(voice: str) -> bool:
    """Whether a story in this voice goes live by the editors' yes only.

    So does one of which nobody said whose story it is: else leaving that open would be the way round.
    """
    return voice not in PUBLISHED_BY_COALITION
