"""`manage.py analyze`: what people and scripts get to see of the analysis."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from search.vocabulary.entries import Kind
from search.vocabulary.models import VocabularyRule

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("analyze", *arguments, stdout=out)
    return out.getvalue()


def test_json_has_the_promised_shape_and_nothing_beside_it() -> None:
    assert json.loads(run("Zorgen om financiën bij schuldhulpverlening", "--json"))[0] == {
        "word": "Zorgen",
        "lemma": "zorgen",
        "parts": [],
        "synonyms": [],
    }


def test_json_of_a_compound_names_its_parts() -> None:
    (word,) = json.loads(run("jeugdzorg", "--json"))
    assert word["parts"] == ["jeugd", "zorg"]


def test_json_of_a_name_that_stays_together_is_one_entry_with_its_token() -> None:
    (word,) = json.loads(run("Nu Niet Zwanger", "--json"))
    assert (word["word"], word["lemma"], word["parts"]) == ("Nu Niet Zwanger", "nu niet zwanger", [])
    assert "nnz" in word["synonyms"]


def test_people_see_a_name_that_stays_together_on_one_line() -> None:
    lines = run("ouders over nu niet zwanger").splitlines()
    assert [line.split("  ")[0] for line in lines[1:]] == ["ouders", "over", "nu niet zwanger"]


def test_parts_in_json_are_words_and_none_stands_within_another() -> None:
    (word,) = json.loads(run("schuldhulpverlening", "--json"))
    assert word["parts"] == ["schuld", "hulp", "verlening"]


def test_json_can_be_printed_where_not_all_letters_can() -> None:
    said = run("financiële", "--json")
    assert said.isascii() and json.loads(said)[0]["word"] == "financiële"


def test_json_of_nothing_is_an_empty_list() -> None:
    assert json.loads(run("…", "--json")) == []


def test_people_get_a_table() -> None:
    lines = run("Ouders van jeugdzorg").splitlines()
    assert lines[0].split() == ["woord", "lemma", "delen", "synoniemen"]
    assert lines[1].split() == ["Ouders", "ouder"]
    assert lines[3].index("jeugd,") == lines[0].index("delen")


def test_a_text_without_words_is_told_so() -> None:
    assert "geen woord" in run("?")


def test_synonyms_are_those_of_the_vocabulary_as_they_are_written() -> None:
    (word,) = json.loads(run("verloskundigen", "--json"))
    assert "vroedvrouw" in word["synonyms"]
    assert word["word"] not in word["synonyms"]


def test_a_rule_of_the_editors_is_among_them() -> None:
    VocabularyRule.objects.create(kind=Kind.SYNONYMS, said="lantaarn\nstraatlamp", means="")
    (word,) = json.loads(run("lantaarns", "--json"))
    assert word["synonyms"] == ["straatlamp"]
