"""Whether the process can do its work, part by part."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from core import health
from core.health import Health


@pytest.fixture(autouse=True)
def _own_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_checks", dict(list(health._checks.items())[:1]))


def test_the_database_is_asked_first(db: None) -> None:
    health.register("motor", lambda: Health(ok=True))
    assert list(health.report()) == ["database", "motor"]
    assert health.report()["database"].ok


def test_a_database_that_is_gone_is_told_and_no_crash(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OperationalError("geen verbinding met db.intern")

    with monkeypatch.context() as patch:  # the test's own roll-back needs a cursor
        patch.setattr(connection, "cursor", gone)
        assert health.report()["database"] == Health(ok=False, detail={"error": "OperationalError"})


def test_a_check_that_needs_a_database_that_is_gone_is_not_ok(db: None) -> None:
    def needs_it() -> Health:
        raise OperationalError

    health.register("wachtrij", needs_it)
    assert health.report()["wachtrij"].ok is False


def test_a_name_is_used_once() -> None:
    with pytest.raises(ImproperlyConfigured, match="database"):
        health.register("database", lambda: Health(ok=True))
