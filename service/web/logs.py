"""Logs as JSON lines that never hold a word of an article."""

from __future__ import annotations

import json
import logging
import re
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from gunicorn.glogging import Logger

from service.exchange.pool import ExtractionFailed, places

REQUEST_ID = "X-Request-ID"
_WELL_FORMED = re.compile(r"[A-Za-z0-9._:/+=@-]{1,128}")
_LOGGER = logging.getLogger("quotes")
_ENCODER = json.JSONEncoder(ensure_ascii=False, default=str)

# No line says where in the code it was written, nor by which thread: the HOWTO of logging has more of this.
logging._srcfile = None
logging.logThreads = logging.logMultiprocessing = False


def request_id(given: str | None) -> str:
    """The caller's own id where it is well-formed, else a new one."""
    return given if given and _WELL_FORMED.fullmatch(given) else secrets.token_hex(16)


class JsonLines(logging.Formatter):
    """One JSON object a line.  A traceback is told as places in the code, without messages."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")[:-6] + "Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
            **getattr(record, "members", {}),
        }
        if record.exc_info and record.exc_info[1]:
            line["failure"] = places(record.exc_info[1])
        return _ENCODER.encode(line)


class ServerLog(Logger):  # type: ignore[misc]
    """The server's own lines, but for requests: these have theirs from `Log`."""

    def access(self, *args: Any) -> None:
        """Nothing; gunicorn would put a line together for a logger that nobody reads."""


class Log:
    """What the service writes of requests and failures."""

    def request(self, members: dict[str, Any]) -> None:
        """One request, when it has been answered."""
        _LOGGER.info("request", extra={"members": members})

    def readers(self, level: int, what: str, members: Mapping[str, Any]) -> None:
        """What happened to a process that reads articles."""
        _LOGGER.log(level, "readers", extra={"members": {"what": what, **members}})

    def failure(self, error: BaseException) -> None:
        """A failure of the service's own: its kind and where, not what it said."""
        told = str(error) if isinstance(error, ExtractionFailed) else places(error)
        _LOGGER.error("failure", extra={"members": {"failure": told}})


def configuration(level: str) -> dict[str, Any]:
    """The logging configuration of the whole process, the server's lines included."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {
            name: {"level": level.upper(), "handlers": ["stderr"], "propagate": False}
            for name in ("quotes", "gunicorn.error")
        },
    }
