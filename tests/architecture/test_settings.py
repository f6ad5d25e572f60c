"""What the environment may set is told to whoever runs the site."""

import re

import pytest
import yaml

from tests.architecture.project import ROOT

EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
OURS = ("migrate", "web", "worker", "tasks")
TOLD = set(re.findall(r"^#([A-Z_]+)=", EXAMPLE, flags=re.MULTILINE))


def test_every_setting_of_the_environment_stands_in_the_example() -> None:
    read = set()
    for path in (ROOT / "ks_site" / "settings").glob("*.py"):
        read |= set(re.findall(r"\benv(?:\.\w+)?\(\s*\"([A-Z_]+)\"", path.read_text(encoding="utf-8")))
    assert read, "the settings read nothing from the environment? then this test looks for the wrong thing"
    assert read - TOLD == set()


def test_the_example_changes_nothing_when_it_is_copied() -> None:
    assert [line for line in EXAMPLE.splitlines() if line and not line.startswith("#")] == []


def test_the_compose_file_asks_only_for_what_the_example_tells() -> None:
    compose = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    assert set(re.findall(r"\$\{([A-Z_]+)", compose)) <= TOLD


@pytest.mark.parametrize("service", OURS)
def test_what_stands_in_the_example_reaches_each_container_of_the_site(service: str) -> None:
    described = COMPOSE["services"][service]
    assert described["env_file"] == ".env"
    decided = {name for name, value in described["environment"].items() if f"${{{name}" not in str(value)}
    told = re.search(r"# compose.yaml passes all.*?\n\n", EXAMPLE, flags=re.DOTALL)
    assert told and decided == set(re.findall(r"[A-Z_]{4,}", told[0])) | {"DJANGO_SETTINGS_MODULE"}


def test_the_ci_runs_the_two_commands_of_the_readme_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("make")] == ["make check", "make test"]
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
