"""The instruments and offers that the site starts with."""

import json
import re
from pathlib import Path

import pytest

from core.partial_date import PartialDate
from themes.models import LifePhase
from themes.reference import read as read_themes
from themes.rules import lines
from toolbox.models import Purpose
from toolbox.reference import InstrumentFacts, read_instruments, read_offers
from toolbox.rules import holds_mail_address

NAMED_BY_THE_PROGRAMME = {
    "nu-niet-zwanger", "voorzorg", "stevig-ouderschap", "centeringzwangerschap", "centeringouderschap",
    "prenataal-huisbezoek-jgz", "klantroutes", "zwangerwijzer", "preconceptieconsult",
    "handreiking-kwetsbare-zwangeren", "mdo", "home-start", "moedergroepen", "buurtgezinnen",
}  # fmt: skip
INSTRUMENTS = read_instruments()
THEMES = {facts.slug for facts in read_themes()}


def test_the_list_is_exactly_the_one_agreed() -> None:
    assert {facts.slug for facts in INSTRUMENTS} == NAMED_BY_THE_PROGRAMME
    assert len({facts.name for facts in INSTRUMENTS}) == len(INSTRUMENTS)


@pytest.mark.parametrize("facts", INSTRUMENTS, ids=lambda facts: facts.slug)
def test_an_instrument_is_told_in_words_and_lists_that_exist(facts: InstrumentFacts) -> None:
    assert facts.summary.endswith(".") and facts.description.endswith(".") and facts.audience.endswith(".")
    assert facts.purposes and set(facts.purposes) <= set(Purpose.values)
    assert facts.phases and set(facts.phases) <= set(LifePhase.values)
    assert facts.themes and set(facts.themes) <= THEMES
    assert tuple(facts.synonyms.splitlines()) == lines(facts.synonyms)


@pytest.mark.parametrize("facts", INSTRUMENTS, ids=lambda facts: facts.slug)
def test_an_instrument_labels_nobody(facts: InstrumentFacts) -> None:
    text = " ".join((facts.summary, facts.description, facts.audience)).lower()
    assert not re.search(r"\bkwetsbare (?!situatie)", text)


@pytest.mark.parametrize("facts", INSTRUMENTS, ids=lambda facts: facts.slug)
def test_a_recognition_is_whole_and_older_than_today(facts: InstrumentFacts) -> None:
    parts = (facts.recognition_level, facts.recognition_owner, facts.recognition_date, facts.recognition_url)
    assert all(parts) or not any(parts)
    if facts.recognition_date:
        assert PartialDate.parse(facts.recognition_date).year <= 2026


def test_the_legal_duty_of_the_prenatal_visit_has_its_date() -> None:
    visit = next(facts for facts in INSTRUMENTS if facts.slug == "prenataal-huisbezoek-jgz")
    assert "1 juli 2022" in visit.legal_basis and "verplicht" in visit.legal_basis


def test_offers_lead_to_a_page_and_to_no_person() -> None:
    offers = read_offers()
    assert [offer.organisation for offer in offers] == ["Pharos"]
    for offer in offers:
        assert offer.url.startswith("https://")
        assert not holds_mail_address(f"{offer.title} {offer.description}")


def test_an_instrument_without_a_field_is_refused(tmp_path: Path) -> None:
    (tmp_path / "instruments.json").write_text(json.dumps([{"slug": "x", "synonyms": [], "recognition": None}]))
    with pytest.raises(KeyError, match="name"):
        read_instruments(tmp_path)
