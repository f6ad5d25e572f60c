"""The log says what happened and where, and nothing that people wrote (trust.md 30)."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import structlog
from django.test import Client

from core.logs import config, describe_error, formatter, summarize_error
from tests.factories.logs import logged
from tests.ks_site.urls_that_fail import CANARY

log = structlog.get_logger("proef")
foreign = logging.getLogger("van.een.ander")
ROOT = Path(__file__).parents[2]


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    """The error as it is caught, with its traceback."""
    try:
        if cause:
            try:
                raise cause
            except Exception as caught:
                raise error from caught
        raise error
    except Exception as caught:  # noqa: BLE001 - whichever the test gave
        return caught


class TestOurOwnLines:
    def test_are_json_with_time_level_and_values(self) -> None:
        with logged() as lines:
            log.info("index_built", documents=12, kinds=["approach"])
        (line,) = lines.values
        assert line["timestamp"].endswith("Z")
        del line["timestamp"]
        expected = {"event": "index_built", "documents": 12, "kinds": ["approach"], "logger": "proef", "level": "info"}
        assert line == expected

    def test_name_the_type_of_an_object_and_not_what_it_holds(self) -> None:
        with logged() as lines:
            log.info("saved", page=raised(ValueError(CANARY)), more={"inner": (CANARY.encode(),)})
        assert lines.values[0]["page"] == "ValueError"
        assert lines.values[0]["more"] == {"inner": ["bytes"]}

    def test_hold_no_email_address(self) -> None:
        with logged() as lines:
            log.info("sent", to=f"{CANARY}@voorbeeld.test", all=[f"Wie <{CANARY}@voorbeeld.test>"])
        assert lines.values[0]["to"] == "[e-mail]"
        assert CANARY not in lines.text


class TestLinesOfOthers:
    @pytest.mark.parametrize(
        ("message", "args", "event"),
        [
            ("%d documents in %.1f s", (12, 0.25), "12 documents in 0.2 s"),
            ("page %s changed by %s", ("Titel", f"{CANARY}@voorbeeld.test"), "page … changed by …"),
            ("%(count)d of %(title)s", ({"count": 3, "title": CANARY},), "3 of …"),
            ("%d too few", (CANARY,), "%d too few"),
            ("one argument too many", (CANARY,), "one argument too many"),
            (f"put together before: {CANARY}", (), "…"),
            (ValueError(CANARY), (), "…"),
        ],
    )
    def test_keep_their_template_and_their_numbers(self, message: Any, args: tuple[Any, ...], event: str) -> None:
        record = logging.LogRecord("van.een.ander", logging.WARNING, "pad/module.py", 12, message, args, None, "doe")
        text = formatter().format(record)
        line = json.loads(text)
        assert line["event"] == event
        assert (line["logger"], line["level"], line["where"]) == ("van.een.ander", "warning", "module.doe:12")
        assert CANARY not in text

    def test_keep_the_place_of_an_error_and_not_its_text(self) -> None:
        with logged() as lines:
            foreign.error("failed", exc_info=raised(ValueError(CANARY)), stack_info=True)
        assert lines.values[0]["error"]["type"] == "ValueError"
        assert CANARY not in lines.text


class TestErrors:
    def test_are_type_and_frames(self) -> None:
        described = describe_error(raised(KeyError(CANARY)))
        assert described["type"] == "KeyError"
        assert described["frames"][-1].startswith("tests/core/test_logs.py:")
        assert described["frames"][-1].endswith(" raised")

    def test_keep_their_cause(self) -> None:
        described = describe_error(raised(ValueError(CANARY), cause=OSError(CANARY)))
        assert described["cause"]["type"] == "OSError"
        assert CANARY not in str(described)

    def test_in_a_handler_are_found_by_exc_info_true(self) -> None:
        with logged() as lines:
            try:
                raise ValueError(CANARY)
            except ValueError:
                log.exception("it_broke")
        assert lines.values[0]["error"]["type"] == "ValueError"
        assert CANARY not in lines.text

    def test_deep_ones_are_cut(self) -> None:
        def dig(depth: int) -> None:
            if not depth:
                raise ValueError
            dig(depth - 1)

        try:
            dig(min(200, sys.getrecursionlimit() // 2))
        except ValueError as error:
            assert len(describe_error(error)["frames"]) == 30

    def test_fit_on_one_line(self) -> None:
        assert summarize_error(raised(KeyError(CANARY))).startswith("KeyError in tests/core/test_logs.py:")
        assert summarize_error(KeyError(CANARY)) == "KeyError"


class TestRequests:
    """A canary in every part of a request that crashes."""

    @pytest.fixture
    def client(self, settings: Any) -> Client:
        settings.ROOT_URLCONF = "tests.ks_site.urls_that_fail"
        return Client(raise_request_exception=False)

    def test_leave_no_canary_when_they_crash(self, client: Client) -> None:
        with logged("DEBUG") as lines:
            response = client.post(
                f"/stuk/?code={CANARY}",
                {"verhaal": CANARY, "email": f"{CANARY}@voorbeeld.test"},
                headers={"User-Agent": CANARY, "Referer": f"http://testserver/{CANARY}/", "Cookie": f"code={CANARY}"},
            )
        assert response.status_code == 500
        crash = next(line for line in lines.values if "error" in line)
        assert crash["error"]["type"] == "ValueError"
        assert any("urls_that_fail.py" in frame for frame in crash["error"]["frames"])
        assert crash["request_id"] == response["X-Request-ID"]
        assert CANARY not in lines.text

    @pytest.mark.parametrize("path", ["/verboden/", "/verdacht/", f"/{CANARY}/", f"/wachtwoord-instellen/MQ/{CANARY}/"])
    def test_leave_none_when_they_are_refused(self, client: Client, db: None, path: str) -> None:
        with logged() as lines:
            client.get(path, {"q": CANARY})
        assert lines.values
        assert CANARY not in lines.text

    def test_leave_none_when_their_host_is_wrong(self, client: Client) -> None:
        with logged() as lines:
            assert client.get("/", headers={"Host": f"{CANARY}.test"}).status_code == 400
        assert CANARY not in lines.text


def test_no_logger_writes_past_the_json_handler() -> None:
    configured = config("INFO")
    used = {name for logger in configured["loggers"].values() for name in logger.get("handlers", [])}
    assert used | set(configured["root"]["handlers"]) == {"stderr"}
    assert configured["handlers"]["stderr"]["formatter"] == "json"
    # Django's own handlers for its loggers, one of which mails whole requests to ADMINS, are replaced.
    assert logging.getLogger("django").handlers == []


CRASHES = f"""
import threading
import structlog
from core.logs import configure, log_uncaught
configure({{"level": "INFO"}})
log_uncaught()
def crash():
    raise ValueError("{CANARY}")
thread = threading.Thread(target=crash)
thread.start()
thread.join()
crash()
"""


def test_what_nobody_caught_is_logged_without_its_text_and_ends_the_process() -> None:
    ended = subprocess.run([sys.executable, "-c", CRASHES], cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 1
    assert CANARY not in ended.stderr + ended.stdout
    lines = [json.loads(line) for line in ended.stderr.splitlines()]
    assert [(line["event"], line["level"], line["error"]["type"]) for line in lines] == [
        ("crashed", "critical", "ValueError")
    ] * 2
    assert all(line["error"]["frames"][-1].endswith(" crash") for line in lines)
