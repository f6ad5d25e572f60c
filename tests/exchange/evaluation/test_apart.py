"""Compounds are written apart, other words stay as they are."""

from exchange.evaluation.apart import apart
from exchange.evaluation.queries import JudgedQuery


def test_each_compound_becomes_its_parts() -> None:
    (query,) = apart([JudgedQuery("Wie betaalt de schuldhulp?", "question", {"a": 1})])
    assert query.text == "Wie betaalt de schuld hulp?"
    assert query.judgments == {"a": 1}


def test_nothing_of_a_compound_stays_together_and_each_part_is_written_as_it_was() -> None:
    (query,) = apart([JudgedQuery("Jeugdgezondheidszorg en schuldhulpverlening", "question", {"a": 1})])
    assert query.text == "jeugd gezondheid zorg en schuld hulp verlening"
