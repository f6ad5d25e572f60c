"""A site that others reach can't go without a second factor unseen."""

import sys
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from accounts.checks import require_second_factor
from tests.ks_site.test_settings import SAFE, load, run


def ids(*, deploy: bool) -> set[str | None]:
    return {message.id for message in run_checks(include_deployment_checks=deploy)}


def test_the_check_of_a_deployment_refuses_it(settings: Any) -> None:
    settings.REQUIRE_MFA = False
    assert "accounts.E001" in ids(deploy=True)
    with pytest.raises(CommandError, match=r"accounts\.E001"):
        call_command("check", "--deploy")


def test_an_ordinary_check_says_nothing_of_it(settings: Any) -> None:
    settings.REQUIRE_MFA = False
    assert "accounts.E001" not in ids(deploy=False)


def test_with_a_second_factor_there_is_nothing_to_say(settings: Any) -> None:
    settings.REQUIRE_MFA = True
    assert require_second_factor() == []


def test_production_fails_when_the_environment_turns_it_off() -> None:
    """And only then: tests/ks_site/test_settings.py has production pass the same check by itself."""
    result = run("manage.py", "check", "--deploy", "--settings", "ks_site.settings.production", REQUIRE_MFA="0", **SAFE)
    assert result.returncode != 0
    assert "accounts.E001" in result.stderr


@pytest.mark.parametrize(("module", "on"), [("production", True), ("dev", False)])
def test_it_is_off_in_development_only(module: str, on: bool) -> None:
    assert sys.executable
    assert load(module, **SAFE)["REQUIRE_MFA"] is on


def test_it_may_be_tried_in_development() -> None:
    assert load("dev", REQUIRE_MFA="1")["REQUIRE_MFA"] is True
