"""Says in Dutch how many results there are: those with all words of the question, and those with a part of them."""

from search.results import SearchResults

__all__ = ["in_words", "part_in_words"]


def in_words(total: int) -> str:
    """ "Geen resultaten", "1 resultaat", "1.234 resultaten" """
    if total == 0:
        return "Geen resultaten"
    return "1 resultaat" if total == 1 else f"{_number(total)} resultaten"


def part_in_words(results: SearchResults) -> str:
    """What comes behind the number of results with all words: ", en 27 met een deel van uw woorden".

    When none has all words it tells of the only number there is: "27 resultaten" " met een deel van uw woorden", or,
    when that isn't so, " die erop lijken".
    """
    rest = results.total - results.full
    if not rest:
        return ""
    if results.only_alike:
        return " dat erop lijkt" if rest == 1 else " die erop lijken"
    words = "uw woord" if len(results.question.needs) == 1 else "uw woorden"
    return f", en {_number(rest)} met een deel van {words}" if results.full else f" met een deel van {words}"


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")
