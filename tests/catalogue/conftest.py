"""What the catalogue's tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from service.lexicons.catalogue import Catalogue, load_catalogue


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The catalogue that ships with the service."""
    return load_catalogue()


@pytest.fixture
def extra(tmp_path: Path) -> Path:
    """Where an operator's own file is written."""
    return tmp_path / "ours.toml"
