"""What the environment says reaches the settings, and production is safe by itself."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.utils.module_loading import import_string
from whitenoise.storage import CompressedManifestStaticFilesStorage

ROOT = Path(django_settings.BASE_DIR)
SAFE = {
    "SECRET_KEY": "a1!b2@c3#d4$e5%f6^g7&h8*i9(j0)k1-l2=m3+n4[o5]p6{q7}r8",
    "ALLOWED_HOSTS": "voorbeeld.test",
    "BASE_URL": "https://voorbeeld.test",
    "STORY_KEYS": "sleutel-van-verhalen",
    "STORY_HASH_KEY": "sleutel-van-codes",
    "EMAIL_URL": "smtp+tls://post.test:587",
}
SHOW = """
import importlib, json, sys
settings = importlib.import_module(f"ks_site.settings.{sys.argv[1]}")
print(json.dumps({name: getattr(settings, name) for name in dir(settings) if name.isupper()}, default=str))
"""


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    own = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), **environment}
    return subprocess.run([sys.executable, *command], env=own, cwd=ROOT, capture_output=True, text=True, check=False)


def load(module: str, **environment: str) -> dict[str, Any]:
    """The settings of a module in this environment alone."""
    result = run("-c", SHOW, module, **environment)
    assert result.returncode == 0, result.stderr
    loaded: dict[str, Any] = json.loads(result.stdout)
    return loaded


class TestProduction:
    def test_passes_djangos_own_check_without_a_warning(self) -> None:
        result = run(
            "manage.py",
            "check",
            "--deploy",
            "--fail-level",
            "WARNING",
            "--settings",
            "ks_site.settings.production",
            **SAFE,
        )
        assert result.returncode == 0, result.stderr
        assert "0 silenced" in result.stdout + result.stderr

    @pytest.mark.parametrize("missing", SAFE)
    def test_has_no_default_that_would_be_unsafe(self, missing: str) -> None:
        environment = {name: value for name, value in SAFE.items() if name != missing}
        result = run("-c", SHOW, "production", **environment)
        assert result.returncode != 0
        assert missing in result.stderr

    def test_keeps_static_files_under_names_that_change_with_them(self) -> None:
        storages = load("production", **SAFE)["STORAGES"]
        assert issubclass(import_string(storages["staticfiles"]["BACKEND"]), CompressedManifestStaticFilesStorage)

    def test_shares_connections_to_postgresql(self) -> None:
        url = "postgres://wie:wat@db.intern/site?sslmode=require"
        database = load("production", DATABASE_URL=url, **SAFE)["DATABASES"]["default"]
        assert database["OPTIONS"] == {"sslmode": "require", "pool": {"min_size": 1, "max_size": 10}}
        assert database["CONN_HEALTH_CHECKS"] is True

    def test_is_what_a_server_starts_with(self) -> None:
        result = run(
            "-c", "import ks_site.wsgi; from django.conf import settings; print(settings.SETTINGS_MODULE)", **SAFE
        )
        assert result.stdout.strip() == "ks_site.settings.production"


class TestCommands:
    """manage.py takes the settings that the .env beside it names, as it does the rest of that file."""

    def chosen(self, folder: Path, **environment: str) -> str:
        shutil.copy(ROOT / "manage.py", folder)
        (folder / ".env").write_text("DJANGO_SETTINGS_MODULE=ks_site.settings.production\n", encoding="utf-8")
        code = "from django.conf import settings; print(settings.SETTINGS_MODULE)"
        done = run(str(folder / "manage.py"), "shell", "--no-imports", "-c", code, **environment)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def test_have_the_settings_that_the_file_names(self, tmp_path: Path) -> None:
        assert self.chosen(tmp_path, **SAFE) == "ks_site.settings.production"

    def test_have_those_of_the_environment_before_those_of_the_file(self, tmp_path: Path) -> None:
        assert self.chosen(tmp_path, DJANGO_SETTINGS_MODULE="ks_site.settings.test") == "ks_site.settings.test"


class TestEnvironment:
    def test_reaches_the_settings(self) -> None:
        settings = load(
            "dev",
            SECRET_KEY="sleutel",
            ALLOWED_HOSTS="a.test,b.test",
            BASE_URL="https://a.test",
            DATABASE_URL="sqlite:////tmp/ergens.sqlite3",
            EMAIL_URL="smtp+tls://wie:w%40t@post.test:587",
            OPENSEARCH_URL="http://zoek.test:9200",
            INDEX_PREFIX="proef",
            VAR_DIR="/tmp/ergens",
        )
        assert settings["SECRET_KEY"] == "sleutel"
        assert settings["ALLOWED_HOSTS"] == ["a.test", "b.test"]
        assert settings["WAGTAILADMIN_BASE_URL"] == "https://a.test"
        assert settings["SECURITY_CONTACT"] == "mailto:security@a.test"
        assert settings["DATABASES"]["default"]["NAME"] == "/tmp/ergens.sqlite3"
        assert (settings["OPENSEARCH_URL"], settings["INDEX_PREFIX"]) == ("http://zoek.test:9200", "proef")
        assert settings["MEDIA_ROOT"] == "/tmp/ergens/media"

    def test_gives_the_mail_server_to_the_outbox_alone(self) -> None:
        settings = load("dev", EMAIL_URL="smtp+tls://wie:w%40t@post.test:587")
        assert settings["EMAIL_BACKEND"] == "mail.backend.OutboxBackend"
        assert settings["MAIL_TRANSPORT"] == "django.core.mail.backends.smtp.EmailBackend"
        assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"], settings["EMAIL_USE_TLS"]) == ("post.test", 587, True)
        assert (settings["EMAIL_HOST_USER"], settings["EMAIL_HOST_PASSWORD"]) == ("wie", "w@t")

    def test_may_be_empty_on_ones_own_machine(self) -> None:
        settings = load("dev", VAR_DIR="/tmp/ergens")
        assert settings["DEBUG"] is False
        assert settings["BASE_URL"] == "http://127.0.0.1:8000"
        assert settings["DATABASES"]["default"]["NAME"] == "/tmp/ergens/db.sqlite3"
        assert settings["EMAIL_FILE_PATH"] == "/tmp/ergens/mail"
        assert settings["OPENSEARCH_URL"] == ""

    def test_of_sqlite_lets_two_processes_write(self) -> None:
        options = load("dev")["DATABASES"]["default"]["OPTIONS"]
        assert options["transaction_mode"] == "IMMEDIATE"
        assert "journal_mode=WAL" in options["init_command"]


class TestWhatCanNotBeRight:
    """One line that names the setting, and no word of what may be a password."""

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("SEARCHES_PER_MINUTE", "abc"), ("KEEP_DRAFTS_DAYS", "-1"), ("KEEP_CONTACT_DAYS", "0"),
            ("KEEP_UNPUBLISHED_MONTHS", "1.5"), ("INDEX_PREFIX", "Foo*Bar"), ("INDEX_PREFIX", ""),
            ("DATABASE_URL", "geheim"), ("DATABASE_URL", "mongo://u:geheim@h/db"), ("EMAIL_URL", "geheim"),
        ],
    )  # fmt: skip
    def test_is_told_by_every_command(self, name: str, value: str) -> None:
        done = run("manage.py", "check", **{name: value})
        assert done.returncode == 1
        assert done.stderr.startswith(f"De instellingen kloppen niet. {name} ")
        assert done.stderr.count("\n") == 1 and "geheim" not in done.stderr
