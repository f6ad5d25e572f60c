"""Judged questions are read, and what is wrong with a file is said in Dutch with its line."""

from pathlib import Path

import pytest

from exchange.evaluation.queries import BadQueries, JudgedQuery, read_queries


def written(folder: Path, text: str) -> Path:
    path = folder / "vragen.jsonl"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    return path


def test_judgments_and_one_relevant_document_are_both_understood(tmp_path: Path) -> None:
    lines = (
        '{"query": "rouw", "kind": "keyword", "judgments": {"a": 3}}\n\n{"query": "Wat is rouw?", "relevant": "b"}\n'
    )
    assert read_queries(written(tmp_path, lines)) == [
        JudgedQuery("rouw", "keyword", {"a": 3}),
        JudgedQuery("Wat is rouw?", "question", {"b": 1}),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "regel 1: geen geldige JSON (plaats 2)"),
        ("[1]", "regel 1: geen JSON-object"),
        ("[" * 100_000, "regel 1: te diep genest"),
        ("\udcff", "regel 1: geen geldige UTF-8"),
        ('{"query": " ", "relevant": "a"}', "regel 1: “query” ontbreekt of is geen tekst"),
        ('{"query": "rouw", "kind": 3, "relevant": "a"}', "regel 1: “kind” is geen tekst"),
        (
            '{"query": "rouw"}',
            "regel 1: “judgments” en “relevant” ontbreken allebei, of “relevant” is geen id",
        ),
        ('{"query": "rouw", "judgments": ["a"]}', "regel 1: “judgments” is geen object met een cijfer per id"),
        (
            '{"query": "rouw", "judgments": {"a": "3"}}',
            "regel 1: het cijfer van “a” is geen getal van 0 tot en met 10",
        ),
        ('{"query": "rouw", "judgments": {"a": NaN}}', "regel 1: het cijfer van “a” is geen getal van 0 tot en met 10"),
        ("  \n \n", "er staat geen enkele vraag in"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(BadQueries) as refused:
        read_queries(written(tmp_path, line))
    assert str(refused.value) == said
