"""What stands on the card fits, however much there is."""

import re

import pytest

from approaches.card.rules import LEVELS, Block, Level, lines, means, shorten

LEVEL = Level(name=10, text=20, need=30, parts=2)


def block(title: str = "Intake", *, core: bool = True, **fields: str) -> Block:
    return Block(title, core=core, **{"description": "", "people": "", "agreements": "", "tools": "", **fields})


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("kort", 10, "kort"),
        ("precies tien", 12, "precies tien"),
        ("een twee drie vier", 12, "een twee…"),
        ("  veel\n\n  wit  ", 10, "veel wit"),
        ("Levensloopbegeleiding", 10, "Levensloo…"),
        ("a bbbbbbbbbbbbbbb", 10, "a bbbbbbb…"),
        ("", 10, ""),
    ],
)
def test_a_text_is_cut_between_words(text: str, limit: int, shown: str) -> None:
    assert shorten(text, limit) == shown
    assert len(shorten(text, limit)) <= limit


def test_what_must_stay_and_what_may_differ_are_apart() -> None:
    blocks = [block("Een"), block("Twee", core=False), block("Drie")]
    assert [line.title for line in lines(blocks, LEVEL, core=True).lines] == ["Een", "Drie"]
    assert [line.title for line in lines(blocks, LEVEL, core=False).lines] == ["Twee"]


def test_what_does_not_fit_is_counted() -> None:
    shown = lines([block(str(number)) for number in range(200)], LEVEL, core=True)
    assert (len(shown.lines), shown.more) == (2, 198)


def test_what_a_part_takes_stands_with_that_part() -> None:
    level = Level(name=10, text=20, need=60, parts=2)
    blocks = [block("Een", people="1 coach."), block("Twee", people="Geen extra mensen", tools="een telefoon.")]
    assert [line.needs for line in lines(blocks, level, core=True).lines] == [
        "Mensen: 1 coach", "Mensen: Geen extra mensen. Middelen: een telefoon",
    ]  # fmt: skip
    assert lines([block()], level, core=True).lines[0].needs == ""
    (line,) = lines([block(people="veel " * 99, agreements="veel " * 99)], level, core=True).lines
    assert len(line.needs) <= level.need


@pytest.mark.parametrize("level", LEVELS)
def test_much_of_one_thing_leaves_room_for_the_others(level: Level) -> None:
    blocks = [block(people="veel " * 99, agreements="mits " * 99, tools="een telefoon")]
    (line,) = lines(blocks, level, core=True).lines
    assert len(line.needs) <= level.need
    assert re.fullmatch(r"Mensen: veel.*… Afspraken: mits.*… Middelen: (een telefoon|een…)", line.needs)


def test_what_the_short_ones_leave_is_for_the_longer() -> None:
    level = Level(name=10, text=20, need=60, parts=2)
    (line,) = lines([block(people="1 coach", tools="een telefoon en twee fietsen")], level, core=True).lines
    assert line.needs == "Mensen: 1 coach. Middelen: een telefoon en twee fietsen"


def test_hours_costs_and_who_pays_are_said_once_for_the_whole() -> None:
    assert means("", " ", [], LEVEL) == ()
    found = means("Vier uur per week.", "9.000 euro", ["Wmo", "gemeente", "Wmo"], LEVEL)
    assert [(need.label, need.text) for need in found] == [
        ("Uren", "Vier uur per week"), ("Kosten", "9.000 euro"), ("Wie betaalt", "Wmo, gemeente"),
    ]  # fmt: skip


def test_each_level_shows_less_than_the_one_before() -> None:
    for generous, strict in zip(LEVELS, LEVELS[1:], strict=False):
        assert strict.name < generous.name and strict.text < generous.text
        assert strict.need < generous.need and strict.parts <= generous.parts
