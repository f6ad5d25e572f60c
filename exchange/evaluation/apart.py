"""Questions as many people write them: with their compounds in pieces ("schuld hulp")."""

import re
from collections.abc import Iterable
from dataclasses import replace

from exchange.evaluation.queries import JudgedQuery
from search.api import compound_parts

_WORD = re.compile(r"[^\W\d_]+")


def apart(queries: Iterable[JudgedQuery]) -> list[JudgedQuery]:
    """The same questions, each compound as its parts: their tokens, which is how the search reads them anyway."""
    return [replace(query, text=_WORD.sub(_split, query.text)) for query in queries]


def _split(found: re.Match[str]) -> str:
    return " ".join(compound_parts(found.group())) or found.group()
