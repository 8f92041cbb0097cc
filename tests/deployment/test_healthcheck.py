"""The container's check fails if nobody reads articles, but not if everybody is busy reading."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from service import healthcheck
from service.healthcheck import wrong
from tests.documents import ROOT
from tests.web.gates import Gate, gated
from tests.web.running import RunningServer, eventually, free_port


@pytest.fixture(scope="module")
def server() -> Iterator[RunningServer]:
    """A server below a path that reads one article at a time and lets no other wait."""
    with gated(QUOTES_QUEUE="0", QUOTES_PREFIX="/quotes") as running:
        yield running


def _wrong(server: RunningServer) -> str | None:
    return wrong({"PORT": str(server.port)})


def test_a_service_that_is_well_passes(server: RunningServer) -> None:
    environment = os.environ | {"PORT": str(server.port), "HOST": "0.0.0.0"}
    command = [sys.executable, "-I", "service/healthcheck.py"]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_service_that_is_merely_busy_passes(server: RunningServer, tmp_path: Path) -> None:
    gate = Gate(tmp_path / "gate")
    with ThreadPoolExecutor() as clients:
        answer = clients.submit(server.post, gate.article)
        gate.wait_for_reader()
        assert server.get("/ready").status == 503
        assert _wrong(server) is None
        gate.open()
        assert answer.result().status == 200


def test_a_service_whose_process_that_reads_hangs_fails_until_it_is_replaced(server: RunningServer) -> None:
    (reader,) = server.extraction_processes()
    os.kill(reader, signal.SIGSTOP)
    eventually(lambda: "no-reader" in (_wrong(server) or ""))
    eventually(lambda: _wrong(server) is None)


def test_a_service_whose_web_workers_hang_fails(
    server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(healthcheck, "_PATIENCE", 1.0)
    (worker,) = server.children()
    os.kill(worker, signal.SIGSTOP)
    assert "no answer" in (_wrong(server) or "")
    os.kill(worker, signal.SIGCONT)
    eventually(lambda: _wrong(server) is None)


def test_a_service_that_is_gone_fails_and_is_said_to_be() -> None:
    environment = os.environ | {"PORT": str(free_port())}
    command = [sys.executable, "-I", "service/healthcheck.py"]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert ran.returncode == 1
    assert "no answer" in ran.stderr
