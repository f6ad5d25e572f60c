"""Judged questions out of a file with one JSON object a line. Knows no database."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exchange.faults import Fault, quoted
from exchange.lines import RawLine, read_lines

DEFAULT_KIND = "question"
HIGHEST_GRADE = 10
"""The collections use 3; a gain of 2^grade - 1 needs some end."""


class BadQueries(Exception):
    """The file holds something else than judged questions; the message is Dutch and names the line."""


@dataclass(frozen=True)
class JudgedQuery:
    """A question, its kind, and the grades of the documents that answer it."""

    text: str
    kind: str
    judgments: Mapping[str, float]


def read_queries(path: Path) -> list[JudgedQuery]:
    """The questions of a file. UnreadableFile when it is no text, BadQueries when a line is wrong or none is there."""
    queries = []
    for line in each_query(path):
        if isinstance(line, Fault):
            raise BadQueries(f"regel {line}")
        queries.append(line)
    if not queries:
        raise BadQueries("er staat geen enkele vraag in")
    return queries


def each_query(path: Path) -> Iterator[JudgedQuery | Fault]:
    """The questions of a file, and a Fault for each line that holds none. UnreadableFile when it is no text."""
    return (line if isinstance(line, Fault) else _query(line) for line in read_lines(path))


def _query(line: RawLine) -> JudgedQuery | Fault:
    try:
        return _understood(json.loads(line.data.decode("utf-8")))
    except RecursionError:
        said = "te diep genest"
    except UnicodeDecodeError:
        said = "geen geldige UTF-8"
    except json.JSONDecodeError as error:
        said = f"geen geldige JSON (plaats {error.pos + 1})"
    except ValueError as error:
        said = str(error)
    return Fault(line.number, "", said)


def _understood(loaded: Any) -> JudgedQuery:
    if not isinstance(loaded, dict):
        raise ValueError("geen JSON-object")
    text, kind = loaded.get("query"), loaded.get("kind") or DEFAULT_KIND
    if not isinstance(text, str) or not text.strip():
        raise ValueError("“query” ontbreekt of is geen tekst")
    if not isinstance(kind, str):
        raise ValueError("“kind” is geen tekst")
    return JudgedQuery(text, kind, _judgments(loaded))


def _judgments(loaded: Mapping[str, Any]) -> Mapping[str, float]:
    if "judgments" not in loaded:
        relevant = loaded.get("relevant")
        if not isinstance(relevant, str) or not relevant:
            raise ValueError("“judgments” en “relevant” ontbreken allebei, of “relevant” is geen id")
        return {relevant: 1}
    judgments = loaded["judgments"]
    if not isinstance(judgments, dict):
        raise ValueError("“judgments” is geen object met een cijfer per id")
    for document, grade in judgments.items():
        if isinstance(grade, bool) or not isinstance(grade, int | float) or not 0 <= grade <= HIGHEST_GRADE:
            raise ValueError(f"het cijfer van {quoted(document)} is geen getal van 0 tot en met {HIGHEST_GRADE}")
    return judgments
