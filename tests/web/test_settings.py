"""Every setting is documented, and a wrong one is refused with its name."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from service.settings import BadSetting, Settings

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
VARIABLES = {entry.metadata["variable"]: entry.name for entry in fields(Settings)}


def _documented() -> dict[str, str]:
    """The README's table of settings: variable → default."""
    return dict(re.findall(r"^\| `([A-Z_]+)` \| (?:`([^`]*)`|[^|]*) \|", README, re.MULTILINE))


def test_the_readme_lists_every_setting_and_no_other() -> None:
    assert set(_documented()) == set(VARIABLES)


IN_WORDS = {"QUOTES_WORKERS", "QUOTES_INSTITUTIONS", "QUOTES_METRICS_DIR"}


@pytest.mark.parametrize("variable", sorted(set(VARIABLES) - IN_WORDS))
def test_the_readme_gives_the_default_of(variable: str) -> None:
    default = getattr(Settings(), VARIABLES[variable])
    shown = f"{default:g}" if isinstance(default, float) else str(default)
    assert _documented()[variable] == shown


def test_a_setting_is_read_from_the_environment() -> None:
    settings = Settings.from_environment({"PORT": "9000", "QUOTES_TIME_LIMIT": "2.5", "HOST": "::1"})
    assert (settings.port, settings.time_limit, settings.host) == (9000, 2.5, "::1")


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
        ("QUOTES_LOG_LEVEL", "loud"),
        ("QUOTES_MAX_CHARACTERS", "1e6"),
    ],
)
def test_a_wrong_value_is_refused_with_the_name_of_its_setting(variable: str, value: str) -> None:
    with pytest.raises(BadSetting, match=variable):
        Settings.from_environment({variable: value})
