"""What the environment may set is told to whoever runs the site."""

import re

import pytest
import yaml

from tests.architecture.project import APPS, ROOT

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


def test_the_compose_file_shows_only_the_site_to_the_outside() -> None:
    services = COMPOSE["services"]
    assert [name for name, service in services.items() if "ports" in service] == ["web"]
    for name in ("postgres", "opensearch"):
        assert services[name]["networks"] == ["inside"]
        assert "healthcheck" in services[name]


@pytest.mark.parametrize("service", OURS)
def test_what_stands_in_the_example_reaches_each_container_of_the_site(service: str) -> None:
    described = COMPOSE["services"][service]
    assert described["env_file"] == ".env"
    decided = {name for name, value in described["environment"].items() if f"${{{name}" not in str(value)}
    told = re.search(r"# compose.yaml passes all.*?\n\n", EXAMPLE, flags=re.DOTALL)
    assert told and decided == set(re.findall(r"[A-Z_]{4,}", told[0])) | {"DJANGO_SETTINGS_MODULE"}


def test_the_image_can_make_a_backup_of_the_database_beside_it() -> None:
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    server = COMPOSE["services"]["postgres"]["image"].removeprefix("postgres:")
    assert re.search(rf"\bpostgresql-client-{server}\b", image.rpartition("\nFROM ")[2])


def test_what_the_site_keeps_outlives_its_container() -> None:
    """Each volume of the site is a folder of the image that its user may write to."""
    made = re.search(r"mkdir -p (.+?) && chown -R site:site", (ROOT / "Dockerfile").read_text(encoding="utf-8"))
    assert made
    folders = {folder if folder.startswith("/") else f"/app/{folder}" for folder in made[1].split()}
    mounts = [mount.split(":") for mount in COMPOSE["services"]["web"]["volumes"]]
    assert {target for _, target in mounts} == folders
    assert {name for name, _ in mounts} <= set(COMPOSE["volumes"])


def test_every_app_is_in_the_image() -> None:
    taken = {line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"}
    assert set(APPS) | {"static", "templates", "manage.py", "requirements.txt"} <= taken


def test_the_ci_runs_the_two_commands_of_the_readme_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("make")] == ["make check", "make test"]
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
