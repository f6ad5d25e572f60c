"""Logs: one JSON line per event on stderr, with the id of the request and without anything that people wrote.

Our own code logs a constant event with ids and numbers (`structlog.get_logger().info("job_done", job="sweep")`).
What others log is not ours to trust: of their messages stay the template, its numbers and the place in the code,
of an error its type and its frames. The texts of messages and errors may hold a story, a code or an address.
"""

import logging.config
import re
import sys
import threading
import traceback
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Final

import structlog
from structlog.typing import EventDict

__all__ = ["configure", "describe_error", "log_uncaught", "summarize_error"]

WITHHELD: Final = "…"
MAX_FRAMES: Final = 30
"""Enough for a view under all middleware; a recursion error has a thousand."""

_EMAIL = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+")
_SITE_PACKAGES = "site-packages/"
_ROOT = f"{Path(__file__).resolve().parents[1]}/"


def configure(options: Mapping[str, Any]) -> None:
    """Set up logging; Django calls it with LOGGING, of which `level` is the one option."""
    logging.config.dictConfig(config(options["level"]))
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def log_uncaught() -> None:
    """From here on an error that nobody catches is a line in the log, in any thread: Python would print its text.

    For processes that nobody sits and watches; at a terminal the whole story helps more.
    """

    def in_thread(uncaught: threading.ExceptHookArgs) -> None:
        if uncaught.exc_value is not None:
            _log_crash(uncaught.exc_type, uncaught.exc_value, uncaught.exc_traceback)

    sys.excepthook = _log_crash
    threading.excepthook = in_thread


def _log_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    structlog.get_logger(__name__).critical("crashed", exc_info=error.with_traceback(trace))


def config(level: str) -> dict[str, Any]:
    """The `logging.config.dictConfig` of the site; also for gunicorn, which sets up loggers of its own."""
    own_handler: dict[str, Any] = {"handlers": ["stderr"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": formatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level},
            # The middleware logs every request; of Django's own lines about them only errors add something.
            "django.request": {"handlers": [], "level": "ERROR"},
            # The engine's client logs whole requests and answers: questions and texts.
            "opensearch": {"handlers": [], "level": "CRITICAL"},
            "opensearchpy.trace": {"handlers": [], "level": "CRITICAL", "propagate": False},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
            "django_tasks": {"level": "WARNING"},  # two lines for each of Wagtail's tasks
            "gunicorn.error": own_handler | {"level": level},
            "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }


def formatter() -> logging.Formatter:
    """Makes a JSON line of a log record, ours or another's."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.add_log_level,
            _untrusted_message,
        ],
        processors=[
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _error_without_text,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _plain_values,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        pass_foreign_args=True,
        use_get_message=False,
    )


def describe_error(error: BaseException) -> dict[str, Any]:
    """The type, frames and causes of an error as JSON values; never its message."""
    described: dict[str, Any] = {"type": _type_name(error), "frames": _frames(error.__traceback__)}
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        described["cause"] = {"type": _type_name(cause), "frames": _frames(cause.__traceback__)}
    return described


def summarize_error(error: BaseException) -> str:
    """One line that a column can hold: the type of an error and where it was raised; never its message."""
    frames = _frames(error.__traceback__)
    return f"{_type_name(error)} in {frames[-1]}" if frames else _type_name(error)


def _untrusted_message(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Replace the message of code that is not ours by its template and the place where it was logged."""
    record: logging.LogRecord = event["_record"]
    args = event.pop("positional_args", ())
    # Without arguments the text may have been put together before it came here.
    event["event"] = _fill(record.msg, args) if args and isinstance(record.msg, str) else WITHHELD
    event["where"] = f"{record.module}.{record.funcName}:{record.lineno}"
    if isinstance(status := getattr(record, "status_code", None), int):
        event["status"] = status
    return event


def _fill(template: str, args: Any) -> str:
    """Fill a %-template with the numbers among its arguments only."""
    safe: Any = {key: _number(value) for key, value in args.items()} if isinstance(args, Mapping) else None
    try:
        return template % (safe if safe is not None else tuple(_number(value) for value in args))
    except (TypeError, ValueError, KeyError):  # such as %d for what we withheld
        return template


def _number(value: Any) -> Any:
    return value if isinstance(value, int | float) else WITHHELD


def _error_without_text(_logger: object, _method: str, event: EventDict) -> EventDict:
    event.pop("stack_info", None)
    error = event.pop("exc_info", None)
    if isinstance(error, tuple):
        error = error[1]
    elif error is True:  # logged where the error is being handled
        error = sys.exception()
    if isinstance(error, BaseException):
        event["error"] = describe_error(error)
    return event


def _plain_values(_logger: object, _method: str, event: EventDict) -> EventDict:
    return {key: _plain(value) for key, value in event.items()}


def _plain(value: Any) -> Any:
    """A value as JSON can hold it: an object becomes the name of its type, an e-mail address is cut out."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return _EMAIL.sub("[e-mail]", str(value))
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return _type_name(value)


def _type_name(value: object) -> str:
    kind = type(value)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _frames(trace: TracebackType | None) -> list[str]:
    """The last frames as "path:line function"; neither source text nor local variables."""
    summary = traceback.StackSummary.extract(traceback.walk_tb(trace), lookup_lines=False)
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in summary[-MAX_FRAMES:]]


def _short(path: str) -> str:
    return path.rpartition(_SITE_PACKAGES)[2].removeprefix(_ROOT)
