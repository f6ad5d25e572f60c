"""What the image and the compose file promise each other, the site and whoever runs it; no engine is needed here."""

import re
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from threading import Thread
from typing import Any

import pytest
import yaml
from django.core.management import get_commands
from django.urls import resolve

from tests.architecture.project import APPS, ROOT

COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(COMPOSE)["services"]
SITE = ("migrate", "web", "worker", "tasks")
IMAGE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
LEFT_IN = [
    line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")
]


def test_every_app_is_in_the_image() -> None:
    assert set(APPS) | {"static", "templates", "manage.py", "requirements.txt"} <= set(LEFT_IN)


@pytest.mark.parametrize("name", LEFT_IN)
def test_what_is_left_in_for_the_image_is_there(name: str) -> None:
    assert (ROOT / name).exists()


def test_the_image_can_make_a_backup_of_the_database_beside_it() -> None:
    server = SERVICES["postgres"]["image"].removeprefix("postgres:")
    assert re.search(rf"\bpostgresql-client-{server}\b", IMAGE.rpartition("\nFROM ")[2])


def test_what_the_site_keeps_outlives_its_container() -> None:
    """Each volume of the site is a folder of the image that its user may write to, and no other folder is."""
    owned = re.findall(r"\bchown (?:-\S+ )?site:site (.+)", IMAGE)
    assert len(owned) == 1
    folders = {folder if folder.startswith("/") else f"/app/{folder}" for folder in owned[0].split()}
    mounts = [mount.split(":") for mount in SERVICES["web"]["volumes"]]
    assert {target for _, target in mounts} == folders
    assert {name for name, _ in mounts} <= set(yaml.safe_load(COMPOSE)["volumes"])


def test_compose_asks_for_each_setting_that_production_can_not_do_without() -> None:
    production = (ROOT / "ks_site" / "settings" / "production.py").read_text(encoding="utf-8")
    needed = set(re.findall(r"\benv(?:\.\w+)?\(\"([A-Z_]+)\"\)", production))
    assert "SECRET_KEY" in needed, "production reads its settings otherwise now: this test looks for the wrong thing"
    assert needed <= set(re.findall(r"\$\{([A-Z_]+):\?", COMPOSE))


def test_the_compose_file_shows_only_the_site_to_the_outside() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["web"]
    for name in ("postgres", "opensearch"):
        assert SERVICES[name]["networks"] == ["inside"]
        assert "healthcheck" in SERVICES[name]


@pytest.mark.parametrize("name", SITE)
def test_a_container_of_the_site_has_no_rights_to_spare(name: str) -> None:
    service = SERVICES[name]
    assert (service["cap_drop"], service["security_opt"]) == (["ALL"], ["no-new-privileges:true"])
    assert service["read_only"] is True
    assert [re.sub(r"=\d+m$", "=…", folder) for folder in service["tmpfs"]] == ["/tmp:size=…"]


@pytest.mark.parametrize("name", SITE)
def test_a_container_of_the_site_does_something_that_exists(name: str) -> None:
    commands = re.findall(r"manage\.py (\w+)", SERVICES[name].get("command", ""))
    assert commands or name == "web"  # what that does stands in the image
    for command in commands:
        # db_worker: of an app that only production has.
        assert command in get_commands() or find_spec(f"django_tasks_db.management.commands.{command}")


@pytest.mark.parametrize("name", SERVICES)
def test_no_container_fills_the_disk_with_its_log(name: str) -> None:
    assert {"max-size", "max-file"} <= set(SERVICES[name]["logging"]["options"])


def test_the_health_of_the_site_is_asked_for_where_it_answers() -> None:
    code = SERVICES["web"]["healthcheck"]["test"][-1]
    address = re.search(r"http://127\.0\.0\.1:(\d+)(/\w+)", code)
    assert address and resolve(address[2]).view_name == "healthz"
    assert SERVICES["web"]["ports"][0].endswith(f":{address[1]}")
    assert f'"0.0.0.0:{address[1]}"' in IMAGE


@pytest.mark.parametrize("allowed", ["www.voorbeeld.test, ander.test", ".www.voorbeeld.test"])
def test_the_health_of_the_site_is_asked_for_under_a_name_that_it_answers_to(allowed: str) -> None:
    asked: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.headers["Host"])
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            """The output of a test run is for what fails."""

    with HTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.handle_request, daemon=True).start()
        code = SERVICES["web"]["healthcheck"]["test"][-1].replace(":8000", f":{server.server_port}")
        done = subprocess.run([sys.executable, "-c", code], env={"ALLOWED_HOSTS": allowed}, check=False)
    assert (done.returncode, asked) == (0, ["www.voorbeeld.test"])
