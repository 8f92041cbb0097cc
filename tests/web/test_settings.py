"""Every setting is documented, and a wrong one is refused with its name."""

import os
import re
from dataclasses import fields
from pathlib import Path

import pytest

from service.cores import cores, cpu_quota
from service.lexicons import LANGUAGES
from service.settings import BadSetting, Settings, unknown_variables
from tests.documents import section

TABLE = section("docs/run.md", "Settings")
VARIABLES = {entry.metadata["variable"]: entry.name for entry in fields(Settings)}


def _documented() -> dict[str, str]:
    """The table of settings in docs/run.md: variable → default."""
    return dict(re.findall(r"^\| `([A-Z_]+)` \| (?:`([^`]*)`|[^|]*) \|", TABLE, re.MULTILINE))


def test_the_documentation_lists_every_setting_and_no_other() -> None:
    assert set(_documented()) == set(VARIABLES)


IN_WORDS = {"QUOTES_WORKERS", "QUOTES_METRICS_DIR"}
NONE = {"QUOTES_INSTITUTIONS", "QUOTES_API_KEYS_FILE", "QUOTES_PREFIX", "QUOTES_CORS_ORIGINS"}


@pytest.mark.parametrize("variable", sorted(set(VARIABLES) - IN_WORDS - NONE))
def test_the_documentation_gives_the_default_of(variable: str) -> None:
    default = getattr(Settings(), VARIABLES[variable])
    shown = f"{default:g}" if isinstance(default, float) else str(default)
    assert _documented()[variable] == shown


def test_a_setting_is_read_from_the_environment() -> None:
    settings = Settings.from_environment({"PORT": "9000", "QUOTES_TIME_LIMIT": "2.5", "HOST": "::1"})
    assert (settings.port, settings.time_limit, settings.host) == (9000, 2.5, "::1")


def test_the_languages_that_are_loaded_are_chosen() -> None:
    assert Settings().loaded_languages == LANGUAGES
    assert Settings.from_environment({"QUOTES_LANGUAGES": "fr"}).loaded_languages == ("fr",)


def test_an_empty_variable_means_the_default() -> None:
    assert Settings.from_environment({"PORT": ""}) == Settings()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "http"),
        ("PORT", "65536"),
        ("QUOTES_WORKERS", "0"),
        ("QUOTES_QUEUE", "-1"),
        ("QUOTES_TIME_LIMIT", "nan"),
        ("QUOTES_TIME_LIMIT", "inf"),
        ("QUOTES_LOG_LEVEL", "loud"),
        ("QUOTES_LANGUAGES", "en,xx"),
        ("QUOTES_LANGUAGES", "en,"),
        ("QUOTES_MAX_CHARACTERS", "1e6"),
        ("QUOTES_PREFIX", "quotes"),
        ("QUOTES_PREFIX", "/quotes/"),
        ("QUOTES_PREFIX", "//elsewhere.example"),
        ("QUOTES_PREFIX", "/v1"),  # then /v1/quotes would be ambiguous
        ("QUOTES_PREFIX", "/" + 100 * "a"),
        ("QUOTES_TRUSTED_PROXIES", "10.0.0.0/8"),
        ("QUOTES_CORS_ORIGINS", "news.example"),
        ("QUOTES_CORS_ORIGINS", "https://news.example/"),
        ("QUOTES_CORS_ORIGINS", "https://news.example,https://*.example"),
        ("QUOTES_LOG_ADDRESSES", "true"),
    ],
)
def test_a_wrong_value_is_refused_with_the_name_of_its_setting(variable: str, value: str) -> None:
    with pytest.raises(BadSetting, match=variable):
        Settings.from_environment({variable: value})


NUMBERS = sorted(entry.metadata["variable"] for entry in fields(Settings) if entry.type in ("int", "float"))


@pytest.mark.parametrize("value", ["1" + "0" * 30, "-1"])
@pytest.mark.parametrize("variable", NUMBERS)
def test_every_number_has_a_least_and_a_most(variable: str, value: str) -> None:
    with pytest.raises(BadSetting, match=variable):
        Settings.from_environment({variable: value})


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "127.0.0.1:80"), ("::1", "[::1]:80"), ("::", "[::]:80"), ("[::1]", "[::1]:80")],
)
def test_an_address_of_ipv6_is_told_from_its_port(host: str, address: str) -> None:
    assert Settings(host=host, port=80).address == address


def test_a_variable_that_is_no_setting_is_told_with_the_one_that_was_meant() -> None:
    given = {"QUOTES_WORKERS": "2", "QUOTES_TIMELIMIT": "3", "QUOTES_SERVICE_HOST": "", "PATH": "/bin"}
    nothing_like_it, misspelt = unknown_variables(given)
    assert nothing_like_it == "QUOTES_SERVICE_HOST is no setting"
    assert misspelt == "QUOTES_TIMELIMIT is no setting; QUOTES_TIME_LIMIT is"


# the CPU quota of a container


def _groups(root: Path, limits: dict[str, str]) -> Path:
    for group, limit in limits.items():
        (root / group).mkdir(parents=True, exist_ok=True)
        (root / group / "cpu.max").write_text(limit)
    return root


@pytest.mark.parametrize(
    ("own", "limits", "quota"),
    [
        ("0::/", {"": "150000 100000\n"}, 1.5),
        ("0::/", {"": "max 100000\n"}, None),
        ("0::/", {}, None),
        ("0::/a/b", {"a": "200000 100000\n", "a/b": "max 100000\n"}, 2),
        ("0::/a/b", {"a": "max 100000\n", "a/b": "50000 100000\n"}, 0.5),
        ("0::/a/b", {"a": "100000 100000\n", "a/b": "300000 100000\n"}, 1),
        ("12:cpu:/x\n0::/a", {"a": "100000 50000\n"}, 2),
        ("0::/not/to/be/seen", {"": "100000 100000\n"}, 1),
        ("0::/../beside", {"": "100000 100000\n"}, 1),
        ("12:cpu:/x", {"": "100000 100000\n"}, 1),
        ("0::/", {"": "a lot"}, None),
    ],
)
def test_the_quota_is_the_least_of_the_own_group_and_those_around_it(
    tmp_path: Path, own: str, limits: dict[str, str], quota: float | None
) -> None:
    assert cpu_quota(own + "\n", _groups(tmp_path, limits)) == quota


def test_by_default_there_is_a_worker_a_core_that_this_process_may_use() -> None:
    assert 1 <= Settings().workers == cores() <= len(os.sched_getaffinity(0))
