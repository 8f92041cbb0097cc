"""Libraries that only some files need: they are imported where such a file is met."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class NotInstalled(RuntimeError):
    """A library that a file needs is not installed; says what to install."""


def needed(module: str, kind: str) -> Any:
    """Import the `module` that files of this `kind` need; raises NotInstalled."""
    try:
        return import_module(module)
    except ImportError:
        package = module.removesuffix(".parquet")
        told = f"{kind} needs {package}, which is not installed: pip install {package}"
        raise NotInstalled(f"{told}, or -r requirements-archive.txt for the version tried") from None
