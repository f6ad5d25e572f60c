import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from toolbox.models import Instrument, SupportOffer
from toolbox.reference import DATA

pytestmark = pytest.mark.django_db


def test_the_command_makes_what_the_files_have_and_says_so_on_stderr_alone(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_instruments")
    assert capsys.readouterr() == ("", "Instrumenten: 14 nieuw.\nOndersteuning: 1 nieuw.\n")
    assert Instrument.objects.public().count() == 14


def test_a_second_run_says_that_nothing_changed_and_what_the_editors_keep(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_instruments")
    Instrument.objects.filter(slug="mdo").update(name="MDO")
    capsys.readouterr()
    call_command("load_instruments")
    expected = "Instrumenten: niets veranderd: 1 door de redactie veranderd en bewaard, 13 gelijk.\n"
    assert capsys.readouterr().err == expected


@pytest.mark.parametrize("content", [None, "geen json", '{"slug": "x"}', '[{"slug": "x"}]'])
def test_files_that_are_no_instruments_are_a_clear_message(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "instruments.json").write_text(content)
    with pytest.raises(CommandError, match="niet lezen" if content is None else "niet zoals README.md"):
        call_command("load_instruments", data=tmp_path)


def test_a_text_for_an_object_is_a_clear_message(tmp_path: Path) -> None:
    entries = json.loads((DATA / "instruments.json").read_text())
    (tmp_path / "instruments.json").write_text(json.dumps([{**entries[0], "recognition": "erkend"}]))
    with pytest.raises(CommandError, match=r"niet zoals README\.md"):
        call_command("load_instruments", data=tmp_path)


def test_an_instrument_that_cannot_be_is_a_clear_message_and_nothing_is_made(tmp_path: Path) -> None:
    texts = dict.fromkeys(("owner", "description", "audience", "languages", "costs", "legal_basis"), "")
    entry = {
        **texts, "summary": "x", "url": "", "synonyms": [], "purposes": [], "phases": [], "themes": [],
        "recognition": None,
    }  # fmt: skip
    entries = [{**entry, "slug": "goed", "name": "Goed"}, {**entry, "slug": "fout", "name": "Fout", "url": "ftp://x"}]
    (tmp_path / "instruments.json").write_text(json.dumps(entries))
    (tmp_path / "support_offers.json").write_text("[]")
    with pytest.raises(CommandError, match="klopt niet"):
        call_command("load_instruments", data=tmp_path)
    assert not Instrument.objects.exists() and not SupportOffer.objects.exists()
