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

# Do not find out the place in the code and the thread of each line, as the HOWTO of logging advises.
logging._srcfile = None
logging.logThreads = logging.logMultiprocessing = False


def request_id(given: str | None) -> str:
    """The caller's own id if it is well-formed, else a new one."""
    return given if given and _WELL_FORMED.fullmatch(given) else secrets.token_hex(16)


class JsonLines(logging.Formatter):
    """One JSON object per line.  A traceback is given as places in the code, without messages."""

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
    """The server's own lines, except those for requests, which `Log` writes."""

    def access(self, *args: Any) -> None:
        """Do nothing; gunicorn would format a line for a logger that nobody reads."""


class Log:
    """What the service logs of requests and failures."""

    def request(self, members: dict[str, Any]) -> None:
        """Log a request that has been answered."""
        _LOGGER.info("request", extra={"members": members})

    def readers(self, level: int, what: str, members: Mapping[str, Any]) -> None:
        """Log what happened to a process that reads articles."""
        _LOGGER.log(level, "readers", extra={"members": {"what": what, **members}})

    def failure(self, error: BaseException) -> None:
        """Log a failure of the service's own: its kind and place, not its message."""
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
