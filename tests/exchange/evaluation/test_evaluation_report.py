"""What is wrong with a collection is said before anything is measured."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from exchange.evaluation.baseline import baseline
from search.api import SearchUnavailable

NOBODY = "http://127.0.0.1:1"


@pytest.fixture
def own(tmp_path: Path, settings: Any) -> Path:
    settings.OPENSEARCH_URL = NOBODY
    path = tmp_path / "vragen.jsonl"
    path.write_text(json.dumps({"query": "muziek", "relevant": "1"}))
    return path


def error(**options: Any) -> str:
    with pytest.raises(CommandError) as told:
        call_command("evaluation_report", **options)
    return str(told.value)


def test_a_file_that_is_missing_is_named(own: Path) -> None:
    assert error(own=own.parent / "weg.jsonl") == f"{own.parent / 'weg.jsonl'} bestaat niet."
    for name in ("kansrijke-start/queries.jsonl", "policyqa/questions.jsonl"):
        (own.parent / name).parent.mkdir()
        (own.parent / name).write_bytes(own.read_bytes())
    assert error(own=own, data=own.parent) == f"{own.parent / 'compounds-dev.tsv'} bestaat niet."


def test_a_line_that_is_no_question_is_told(own: Path) -> None:
    own.write_text('{"query": ""}')
    assert error(own=own) == f"{own}: regel 1: “query” ontbreekt of is geen tekst."


def test_a_node_that_is_away_is_an_engine_that_does_not_answer(own: Path) -> None:
    with pytest.raises(SearchUnavailable, match=NOBODY):
        baseline(own, [], url=NOBODY)
