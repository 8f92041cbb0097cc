"""What the tests share: the seed articles, the extractor, the application, a running server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings

from service.app import create_app
from service.exchange.reading import Extract, load, reader
from service.settings import Settings
from tests.web.running import RunningServer

ROOT = Path(__file__).parents[1]

# No example fails because of its time, which depends on the machine and on what else runs there.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def seeds() -> list[dict[str, Any]]:
    """The seed articles with their gold quotes."""
    lines = (ROOT / "tests" / "seeds.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def extract() -> Extract:
    """The real extractor, its models loaded once."""
    return load()


@pytest.fixture(scope="session")
def app(extract: Extract) -> Flask:
    """The application with default settings; it reads articles in the tests' own process."""
    return create_app(Settings(), reader(extract))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A client of the application, without a server in between."""
    return app.test_client()


@pytest.fixture(scope="session")
def server() -> Iterator[RunningServer]:
    """The service as it is run: gunicorn, two workers, default limits."""
    with RunningServer({"QUOTES_WORKERS": "2"}) as running:
        yield running
