"""Questions as many people write them: with their compounds in pieces ("schuld hulp")."""

import re
from collections.abc import Iterable
from dataclasses import replace

from exchange.evaluation.queries import JudgedQuery
from search.api import compound_written_parts

_WORD = re.compile(r"[^\W\d_]+")


def apart(queries: Iterable[JudgedQuery]) -> list[JudgedQuery]:
    """The same questions, each compound as its smallest parts, as they are written: "jeugd gezondheid zorg".

    Not the words between those and the whole ("gezondheidszorg"): with these half of the compound is still there.
    """
    return [replace(query, text=_WORD.sub(_split, query.text)) for query in queries]


def _split(found: re.Match[str]) -> str:
    return " ".join(compound_written_parts(found.group())) or found.group()
