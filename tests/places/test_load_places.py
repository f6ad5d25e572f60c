from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from places.models import Municipality
from places.reference import DATA

pytestmark = pytest.mark.django_db


def test_the_command_loads_all_and_says_so_on_stderr_alone(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_places")
    out, err = capsys.readouterr()
    assert Municipality.objects.count() == 342
    assert out == ""
    assert "gemeenten: 342 nieuw" in err


def test_a_second_run_says_that_nothing_changed(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_places")
    capsys.readouterr()
    call_command("load_places")
    assert "niets veranderd (342 gemeenten)" in capsys.readouterr().err


def test_a_missing_folder_is_a_clear_message(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Kan .*municipalities.csv niet lezen"):
        call_command("load_places", data=tmp_path)


@pytest.mark.parametrize(
    ("name", "was", "becomes", "message"),
    [
        ("memberships.csv", ",province,", ",provincie,", "provincie"),
        ("municipalities.csv", ",52.", "", "regel [0-9]+ heeft meer of minder velden dan de eerste"),
        ("municipalities.csv", "GM", '"GM', "municipalities.csv: regel [0-9]+ is geen CSV"),
        ("municipalities.csv", ",52.", ",15.", "de database neemt het niet aan"),
    ],
)
def test_a_file_that_says_something_else_is_a_clear_message_and_changes_nothing(
    tmp_path: Path, name: str, was: str, becomes: str, message: str
) -> None:
    for path in DATA.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = (DATA / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(text.replace(was, becomes), encoding="utf-8")
    with pytest.raises(CommandError, match=message):
        call_command("load_places", data=tmp_path)
    assert not Municipality.objects.exists()
