"""Every setting and limit of the service, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from service.reader import READERS

LOG_LEVELS = ("debug", "info", "warning", "error")


class BadSetting(ValueError):
    """An environment variable holds what its setting cannot be."""


def _setting(
    variable: str,
    default: Any,
    *,
    least: float | None = None,
    most: float | None = None,
    choices: tuple[str, ...] = (),
) -> Any:
    """A field read from the environment's `variable`, kept between `least` and `most` or to `choices`."""
    metadata = {"variable": variable, "least": least, "most": most, "choices": choices}
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


def _cores() -> int:
    return len(os.sched_getaffinity(0))


@dataclass(frozen=True, slots=True)
class Settings:
    """The README has a line for each; a test holds that list complete."""

    host: str = _setting("HOST", "127.0.0.1")
    port: int = _setting("PORT", 8000, least=0, most=65535)

    # how much at a time
    workers: int = _setting("QUOTES_WORKERS", _cores, least=1, most=512)
    queue: int = _setting("QUOTES_QUEUE", 4, least=0, most=10_000)
    threads: int = _setting("QUOTES_THREADS", 24, least=2, most=1000)

    # how large
    max_characters: int = _setting("QUOTES_MAX_CHARACTERS", 200_000, least=1)
    max_bytes: int = _setting("QUOTES_MAX_BYTES", 2_500_000, least=1)
    drain_bytes: int = _setting("QUOTES_DRAIN_BYTES", 20_000_000, least=0)

    # how long, in seconds
    time_limit: float = _setting("QUOTES_TIME_LIMIT", 30.0, least=0.01)
    client_timeout: float = _setting("QUOTES_CLIENT_TIMEOUT", 30.0, least=0.01)
    graceful_timeout: int = _setting("QUOTES_GRACEFUL_TIMEOUT", 35, least=1)
    keep_alive: int = _setting("QUOTES_KEEP_ALIVE", 5, least=0)
    retry_after: int = _setting("QUOTES_RETRY_AFTER", 1, least=1)

    institutions: str = _setting("QUOTES_INSTITUTIONS", "")
    reader: str = _setting("QUOTES_READER", "fast", choices=READERS)
    metrics_dir: str = _setting("QUOTES_METRICS_DIR", "")
    log_level: str = _setting("QUOTES_LOG_LEVEL", "info", choices=LOG_LEVELS)

    @property
    def capacity(self) -> int:
        """How many requests may be in extraction or wait for it at once."""
        return self.workers + self.queue

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings from `environment` (default: the process's); BadSetting names what is wrong."""
        environment = os.environ if environment is None else environment
        given: dict[str, Any] = {
            entry.name: _value(entry, environment[entry.metadata["variable"]])
            for entry in fields(cls)
            if environment.get(entry.metadata["variable"], "") != ""
        }
        return cls(**given)


def _value(entry: Any, text: str) -> int | float | str:
    variable, least, most = (entry.metadata[key] for key in ("variable", "least", "most"))
    if entry.type == "str":
        choices = entry.metadata["choices"]
        if choices and text not in choices:
            raise BadSetting(f"{variable}={text!r} must be one of {', '.join(choices)}")
        return text
    try:
        number = int(text) if entry.type == "int" else float(text)
    except ValueError:
        raise BadSetting(f"{variable}={text!r} is not a number") from None
    if not (least is None or number >= least) or not (most is None or number <= most):
        raise BadSetting(f"{variable}={text} must be {_bounds(least, most)}")
    return number


def _bounds(least: float | None, most: float | None) -> str:
    return f"at least {least:g}" if most is None else f"between {least:g} and {most:g}"
