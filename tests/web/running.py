"""The service as a process of its own, and a client that sees bare HTTP."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 300  # seconds, for what takes a moment on an idle machine
START = [sys.executable, "-m", "gunicorn", "--config", "service/gunicorn.conf.py"]


@dataclass(frozen=True)
class Reply:
    """Status, headers (names in lower case) and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Asked:
    """A server at an address and port, asked below a path."""

    def __init__(self, port: int, address: str = "127.0.0.1", below: str = "") -> None:
        self.port = port
        self.address = address
        self.below = below
        self.key = ""  # sent with each request, unless empty

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Reply:
        """GET."""
        return self.request("GET", path, None, headers)

    def post(self, body: Any, headers: Mapping[str, str] | None = None, path: str = "/v1/quotes") -> Reply:
        """POST: bytes as they are, an iterator as a chunked body, anything else as JSON."""
        if not isinstance(body, bytes) and not hasattr(body, "__next__"):
            body = json.dumps(body).encode()
        return self.request("POST", path, body, {"Content-Type": "application/json", **(headers or {})})

    def request(self, method: str, path: str, body: Any, headers: Mapping[str, str] | None = None) -> Reply:
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection(self.address, self.port, timeout=PATIENCE)
        shown = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        told = shown | dict(headers or {})
        try:
            connection.request(
                method, self.below + path, body, told, encode_chunked=hasattr(body, "__next__")
            )
            reply = connection.getresponse()
            names = {name.lower(): value for name, value in reply.getheaders()}
            return Reply(reply.status, names, reply.read())
        finally:
            connection.close()

    def raw(self, data: bytes) -> bytes:
        """Send `data` as it is; returns all that comes back until the server closes the connection."""
        with socket.create_connection((self.address, self.port), timeout=PATIENCE) as connection:
            connection.sendall(data)
            received = b""
            while piece := connection.recv(65536):
                received += piece
            return received


class RunningServer(Asked):
    """The server: started when entered, ready when the block begins, stopped at its end."""

    def __init__(
        self,
        environment: Mapping[str, str] | None = None,
        application: str | None = None,
        within: Sequence[str] = (),
        address: str = "127.0.0.1",
        start: Sequence[str] = START,
        folder: Path = ROOT,
    ) -> None:
        """`application` replaces the configured one; `within` is a command that becomes the server.

        `start` is the command that starts it, in `folder`.
        """
        super().__init__(free_port(), address)
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the server runs
        self._folder = folder
        self._command = [*within, *start, *([application] if application else [])]
        self._environment = os.environ | {"PORT": str(self.port)} | dict(environment or {})
        self.process: subprocess.Popen[bytes]

    def __enter__(self) -> RunningServer:
        self.process = subprocess.Popen(
            self._command, cwd=self._folder, env=self._environment, stdout=self._log, stderr=subprocess.STDOUT
        )
        self.wait_until_ready()
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()
        self._log.close()

    def wait_until_ready(self, seconds: float = PATIENCE) -> None:
        """Return when /ready says so; RuntimeError, with the log, if it never does."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if self.get("/ready").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise RuntimeError(f"the server is not ready:\n{self.log()}")

    def stop(self) -> int:
        """Send SIGTERM; returns the exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def log(self) -> str:
        """The log so far."""
        file = self._log.fileno()
        written = os.pread(file, os.fstat(file).st_size, 0)  # the server writes where the file's position is
        return written.decode("utf-8", "replace")

    def log_lines(self) -> list[dict[str, Any]]:
        """The log's lines; raises an error for a line that is not JSON."""
        return [json.loads(line) for line in self.log().splitlines()]

    def children(self) -> list[int]:
        """The process ids of the web workers."""
        return children_of(self.process.pid)

    def extraction_processes(self) -> list[int]:
        """The process ids of the processes that read articles."""
        return [reader for keeper in self.keepers() for reader in children_of(keeper)]

    def keepers(self) -> list[int]:
        """The process ids of the processes that look after them."""
        return [child for worker in self.children() for child in children_of(worker)]

    def count(self, sample: str) -> float:
        """The value of one sample of the metrics; 0 if it is not there."""
        return value_of(self.get("/metrics").body.decode(), sample)


def value_of(metrics: str, sample: str) -> float:
    """The value of one sample in Prometheus's text format; 0 if it is not there."""
    found = re.search(rf"^{re.escape(sample)} (\S+)$", metrics, re.MULTILINE)
    return float(found[1]) if found else 0.0


def eventually(holds: Callable[[], object]) -> None:
    """Wait until `holds` does; AssertionError if it never does."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never held"
        time.sleep(0.02)


def own_shared_memory(size: str, after: str = "") -> list[str]:
    """A command that runs another, then `after`, with a /dev/shm of this size; skips if it cannot."""
    mount = f"mount -t tmpfs -o size={size} none /dev/shm && "
    run = f'"$@"; code=$?; {after}; exit $code' if after else 'exec "$@"'
    try:
        subprocess.run(["unshare", "-m", "sh", "-c", mount + "true"], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"a file system of one's own cannot be mounted here: {error}")
    return ["unshare", "-m", "sh", "-c", mount + "{ " + run + "; }", "sh"]


def children_of(process: int) -> list[int]:
    """The process ids of its children, over all its threads."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*"):
        try:
            found += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found
