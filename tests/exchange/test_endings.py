"""What stops a command is one clear line."""

import pytest
from django.core.management.base import CommandError
from django.db import OperationalError

from exchange.endings import measuring, reading
from search.api import SearchUnavailable


def test_a_database_without_tables_is_said_with_what_to_do() -> None:
    said = r"werkt niet mee: no such table\. Is manage\.py migrate gedraaid\?"
    with pytest.raises(CommandError, match=said), reading("in.csv", after_ctrl_c=""):
        raise OperationalError("no such table")


def test_an_engine_that_went_away_is_no_mistake_of_who_measures() -> None:
    with pytest.raises(CommandError, match="De zoekmachine antwoordt niet: weg") as told, measuring():
        raise SearchUnavailable("weg")
    assert told.value.returncode == 2
