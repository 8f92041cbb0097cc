"""A real Spark on this machine, with two Python workers; its tests are skipped if it cannot run."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service import QUOTE_TYPES
from service.app import create_app
from service.exchange.reading import Extract, reader
from service.settings import Settings

JAVA = 17  # the oldest that Spark 4 runs on
# For short runs: compiling less halves the time that Java takes to start.
CONFIGURATION = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


def why_not() -> str | None:
    """What Spark lacks on this machine; None if nothing."""
    if importlib.util.find_spec("pyspark") is None:
        return "pyspark is not installed: make spark"
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=f"{home}/bin" if home else None)
    if java is None:
        return "there is no Java"
    told = subprocess.run([java, "-version"], capture_output=True, text=True, timeout=300).stderr
    version = re.search(r'version "(\d+)', told)
    if version is None or int(version[1]) < JAVA:
        return (
            f"Java {JAVA} or later is needed; there is {told.splitlines()[0] if told else 'an unknown one'}"
        )
    return None


@pytest.fixture(scope="session")
def can_run() -> None:
    """Skip the test, and say why, if Spark cannot run."""
    if lacking := why_not():
        pytest.skip(f"Spark cannot run: {lacking}")


@pytest.fixture(scope="session")
def spark(can_run: None) -> Iterator[Any]:
    """A session on two cores."""
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master("local[2]").appName("tests")
    for name, value in CONFIGURATION.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def spark_submit(can_run: None) -> list[str]:
    """The command that submits a job to Spark on one core."""
    command = [str(Path(sys.executable).parent / "spark-submit"), "--master", "local[1]"]
    return command + [part for name, value in CONFIGURATION.items() for part in ("--conf", f"{name}={value}")]


@pytest.fixture(scope="session")
def answers(seeds: list[dict[str, Any]], extract: Extract) -> dict[str, list[dict[str, Any]]]:
    """The rows, without `id`, that correspond to the endpoint's answer to each seed, for all types."""
    client = create_app(Settings(), reader(extract)).test_client()
    rows = {}
    for seed in seeds:
        answer = client.post("/v1/quotes", json={"text": seed["text"], "types": QUOTE_TYPES}).get_json()
        made = {"extractor": answer["extractor"], "problem": None}
        rows[seed["id"]] = [quote | made for quote in answer["quotes"]]
    return rows
