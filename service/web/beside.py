"""The files that stand beside the package in the source tree, and in it where it is installed (setup.py)."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def beside(name: str) -> Path:
    """Where such a file or folder is."""
    installed = _PACKAGE / name
    return installed if installed.exists() else _PACKAGE.parent / name
