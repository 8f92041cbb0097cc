"""Every setting and limit of the service, read once from the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from typing import Any

from service.cores import cores
from service.lexicons import LANGUAGES
from service.reader import READERS

_OURS = "QUOTES_"
_HOUR = 3600
LOG_LEVELS = ("debug", "info", "warning", "error")
# As browsers write an origin: no path, no upper case.
_ORIGIN = re.compile(r"^(?:\*|[a-z][a-z0-9+.-]*://(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?)$")
_ORIGINS = "* or origins such as https://news.example, with commas between"
# A path that can stand in an address as it is, and that does not begin one of the service's own.
PREFIX = re.compile(
    r"^(?!/(?:v1|static|problems|docs|examples|health|ready|metrics)(?:/|$))"
    r"(?=.{2,100}$)(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+"
)


class BadSetting(ValueError):
    """An environment variable has a value that its setting does not allow."""


def _setting(
    variable: str,
    default: Any,
    *,
    least: float = 0,
    most: float = 0,
    choices: tuple[str, ...] = (),
    several: bool = False,
    pattern: re.Pattern[str] | None = None,
    form: str = "",
) -> Any:
    """A field read from the environment's `variable`.

    A number must lie between `least` and `most`.  A text must be among `choices` or match `pattern`, which
    `form` describes in words; `several` texts may be given, separated by commas.
    """
    metadata = {
        **{"variable": variable, "least": least, "most": most, "choices": choices, "several": several},
        **{"pattern": pattern, "form": form},
    }
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings.  docs/run.md has a line for each, and a test keeps that list complete."""

    host: str = _setting("HOST", "127.0.0.1")
    port: int = _setting("PORT", 8000, least=0, most=65535)

    # how much at a time
    workers: int = _setting("QUOTES_WORKERS", cores, least=1, most=512)
    queue: int = _setting("QUOTES_QUEUE", 4, least=0, most=10_000)
    connections: int = _setting("QUOTES_CONNECTIONS", 1000, least=2, most=100_000)

    # how large
    max_characters: int = _setting("QUOTES_MAX_CHARACTERS", 200_000, least=1, most=100_000_000)
    max_bytes: int = _setting("QUOTES_MAX_BYTES", 2_500_000, least=1, most=1_000_000_000)
    arriving_bytes: int = _setting("QUOTES_ARRIVING_BYTES", 64_000_000, least=1, most=100_000_000_000)
    gather_bytes: int = _setting("QUOTES_GATHER_BYTES", 0, least=0, most=1_000_000_000)
    drain_bytes: int = _setting("QUOTES_DRAIN_BYTES", 20_000_000, least=0, most=1_000_000_000)

    # how long, in seconds
    time_limit: float = _setting("QUOTES_TIME_LIMIT", 30.0, least=0.01, most=_HOUR)
    client_timeout: float = _setting("QUOTES_CLIENT_TIMEOUT", 30.0, least=0.01, most=_HOUR)
    graceful_timeout: int = _setting("QUOTES_GRACEFUL_TIMEOUT", 35, least=1, most=_HOUR)
    keep_alive: int = _setting("QUOTES_KEEP_ALIVE", 5, least=0, most=_HOUR)
    retry_after: int = _setting("QUOTES_RETRY_AFTER", 1, least=1, most=_HOUR)

    # who asks, and through whom
    prefix: str = _setting("QUOTES_PREFIX", "", pattern=PREFIX, form="a path such as /quotes")
    cors_origins: str = _setting("QUOTES_CORS_ORIGINS", "", pattern=_ORIGIN, several=True, form=_ORIGINS)
    api_keys_file: str = _setting("QUOTES_API_KEYS_FILE", "")
    rate_limit: int = _setting("QUOTES_RATE_LIMIT", 0, least=0, most=1_000_000)
    trusted_proxies: int = _setting("QUOTES_TRUSTED_PROXIES", 0, least=0, most=16)

    institutions: str = _setting("QUOTES_INSTITUTIONS", "")
    languages: str = _setting("QUOTES_LANGUAGES", ",".join(LANGUAGES), choices=LANGUAGES, several=True)
    reader: str = _setting("QUOTES_READER", "fast", choices=READERS)
    metrics_dir: str = _setting("QUOTES_METRICS_DIR", "")
    log_level: str = _setting("QUOTES_LOG_LEVEL", "info", choices=LOG_LEVELS)
    log_addresses: str = _setting("QUOTES_LOG_ADDRESSES", "off", choices=("off", "on"))

    @property
    def address(self) -> str:
        """Host and port as one string; an IPv6 address is in brackets."""
        bare = ":" in self.host and not self.host.startswith("[")
        return f"[{self.host}]:{self.port}" if bare else f"{self.host}:{self.port}"

    @property
    def capacity(self) -> int:
        """How many requests may be in extraction or wait for it at once."""
        return self.workers + self.queue

    @property
    def loaded_languages(self) -> tuple[str, ...]:
        """The languages whose models are loaded, by ISO 639-1."""
        return tuple(self.languages.split(","))

    @property
    def batch_capacity(self) -> int:
        """How many of these may be lines of batches: at least one.

        Half of the queue, and at least one place, is kept for other requests as far as the capacity allows.
        """
        return max(1, self.capacity - max(1, (self.queue + 1) // 2))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the settings from `environment` (default: the process's own).

        Raises BadSetting, which names what is wrong.
        """
        environment = os.environ if environment is None else environment
        given: dict[str, Any] = {
            entry.name: _value(entry, environment[entry.metadata["variable"]])
            for entry in fields(cls)
            if environment.get(entry.metadata["variable"], "") != ""
        }
        return cls(**given)


def unknown_variables(environment: Mapping[str, str] | None = None) -> list[str]:
    """A sentence for each variable that is named like a setting but is none: it may be misspelt."""
    environment = os.environ if environment is None else environment
    variables = [entry.metadata["variable"] for entry in fields(Settings)]
    known = [name.removeprefix(_OURS) for name in variables if name.startswith(_OURS)]
    sentences = []
    for name in sorted(environment):
        if name.startswith(_OURS) and name not in variables:
            close = get_close_matches(name.removeprefix(_OURS), known, 1)
            sentences.append(f"{name} is no setting" + (f"; {_OURS}{close[0]} is" if close else ""))
    return sentences


def _value(entry: Any, text: str) -> int | float | str:
    variable, least, most = (entry.metadata[key] for key in ("variable", "least", "most"))
    if entry.type == "str":
        return _text(entry.metadata, text)
    try:
        number = int(text) if entry.type == "int" else float(text)
    except ValueError:
        raise BadSetting(f"{variable}={text!r} is not a number") from None
    if not least <= number <= most:  # "nan" is not
        raise BadSetting(f"{variable}={text} must be {_bounds(least, most)}")
    return number


def _text(metadata: Mapping[str, Any], text: str) -> str:
    variable, choices, several = (metadata[key] for key in ("variable", "choices", "several"))
    values = text.split(",") if several else [text]
    if choices and not set(values) <= set(choices):
        told = "some, with commas between," if several else "one"
        raise BadSetting(f"{variable}={text!r} must be {told} of {', '.join(choices)}")
    if metadata["pattern"] and not all(map(metadata["pattern"].fullmatch, values)):
        raise BadSetting(f"{variable}={text!r} must be {metadata['form']}")
    return text


def _bounds(least: float, most: float) -> str:
    return f"between {least:g} and {most:,g}"
