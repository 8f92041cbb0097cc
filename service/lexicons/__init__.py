"""Knowledge of each language and of institutions, as data."""

from __future__ import annotations

from pathlib import Path

# The languages that articles may be in, as ISO 639-1 codes: those that have a folder here.
LANGUAGES = tuple(sorted(path.parent.name for path in Path(__file__).parent.glob("*/verbs.toml")))
