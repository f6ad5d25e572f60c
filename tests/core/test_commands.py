"""A database that doesn't answer ends a command in one clear line, whichever it is."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection


@pytest.fixture
def without_tables(db: None) -> None:
    """As before `migrate`: what the commands ask for is not there."""
    with connection.cursor() as cursor:
        for table in (
            "search_indexentry",
            "places_municipality",
            "places_region",
            "themes_theme",
            "toolbox_instrument",
        ):
            cursor.execute(f'ALTER TABLE "{table}" RENAME TO "{table}_weg"')


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["load_places"], 1),
        (["load_themes"], 1),
        (["load_instruments"], 1),
        (["search", "muziek", "--engine", "database"], 2),
        (["check_index"], 2),
        (["rebuild_index"], 2),
    ],
)
@pytest.mark.usefixtures("without_tables")
def test_without_tables_it_says_what_to_do(arguments: list[str], code: int) -> None:
    with pytest.raises(CommandError, match=r"Is manage\.py migrate gedraaid\?") as told:
        call_command(*arguments)
    assert told.value.returncode == code
