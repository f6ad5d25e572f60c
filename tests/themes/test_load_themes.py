import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.factories.themes import ThemeFactory
from themes.models import Theme

pytestmark = pytest.mark.django_db


def test_the_command_makes_18_themes_and_says_so_on_stderr_alone(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_themes")
    out, err = capsys.readouterr()
    assert Theme.objects.count() == 18
    assert (out, err) == ("", "Thema's: 18 nieuw.\n")


def test_a_second_run_says_that_nothing_changed_and_what_the_editors_keep(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_themes")
    Theme.objects.filter(slug="jgz").update(name="JGZ")
    capsys.readouterr()
    call_command("load_themes")
    expected = "Thema's: niets veranderd: 1 door de redactie veranderd en bewaard, 17 gelijk.\n"
    assert capsys.readouterr().err == expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "niet lezen"),
        ("geen json", "geen lijst van thema's"),
        ('{"slug": "x"}', "geen lijst van thema's"),
        ('[{"slug": "x"}]', "geen lijst van thema's"),
    ],
)
def test_a_file_that_is_not_a_list_of_themes_is_a_clear_message(
    tmp_path: Path, content: str | None, message: str
) -> None:
    path = tmp_path / "themes.json"
    if content is not None:
        path.write_text(content)
    with pytest.raises(CommandError, match=message):
        call_command("load_themes", data=path)


def test_a_theme_that_cannot_be_is_a_clear_message_and_nothing_is_made(tmp_path: Path) -> None:
    ThemeFactory(name="Borging")
    entry = {"introduction": "", "synonyms": [], "colour": "accent-1", "is_focus": False}
    entries = [{**entry, "slug": "nieuw", "name": "Nieuw"}, {**entry, "slug": "borgen", "name": "Borging"}]
    path = tmp_path / "themes.json"
    path.write_text(json.dumps(entries))
    with pytest.raises(CommandError, match="klopt niet"):
        call_command("load_themes", data=path)
    assert Theme.objects.count() == 1
