"""Files beside the package in the source tree, which are inside it where it is installed (see setup.py)."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def beside(name: str) -> Path:
    """The path of such a file or folder."""
    installed = _PACKAGE / name
    return installed if installed.exists() else _PACKAGE.parent / name
