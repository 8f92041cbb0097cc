"""The proxies of this machine in front of the service, configured as in docs/proxy.md."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.documents import block
from tests.web.running import PATIENCE, Asked, RunningServer, free_port

PREFIX = "/quotes"
# What the documentation says beside each configuration.
NGINX = {"QUOTES_TRUSTED_PROXIES": "1", "QUOTES_KEEP_ALIVE": "75", "QUOTES_GATHER_BYTES": "16000000"}
HAPROXY = {"QUOTES_TRUSTED_PROXIES": "1", "QUOTES_KEEP_ALIVE": "75", "QUOTES_PREFIX": PREFIX}
_NGINX_FRAME = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log info;
{user}
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {servers}
}}
"""


@contextmanager
def nginx(server: RunningServer, folder: Path) -> Iterator[Asked]:
    """The service as seen through nginx, whose files are in `folder`; skips if there is none."""
    program, port = _program("nginx", "nginx-light"), free_port()
    shown = _at_ports(block("docs/proxy.md", "upstream").code, server.port, "listen 80;", port)
    user = "user root;" if os.geteuid() == 0 else ""
    configuration = folder / "nginx.conf"
    configuration.write_text(_NGINX_FRAME.format(folder=folder, user=user, servers=shown))
    command = [program, "-c", str(configuration), "-e", str(folder / "error.log")]
    with _started(command, Asked(port, below=PREFIX)) as seen:
        yield seen


@contextmanager
def haproxy(server: RunningServer, folder: Path) -> Iterator[Asked]:
    """The service as seen through HAProxy, whose file is in `folder`; skips if there is none."""
    program, port = _program("haproxy", "haproxy"), free_port()
    configuration = folder / "haproxy.cfg"
    shown = _at_ports(block("docs/proxy.md", "defaults").code, server.port, "bind :80", port)
    configuration.write_text(shown)
    with _started([program, "-db", "-f", str(configuration)], Asked(port, below=PREFIX)) as seen:
        yield seen


Proxy = Callable[[RunningServer, Path], AbstractContextManager[Asked]]


def _program(name: str, package: str) -> str:
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin")
    if found is None:
        pytest.skip(f"no {name}: the tests of the service behind it need it (apt-get install {package})")
    return found


def _at_ports(configuration: str, service: int, listening: str, port: int) -> str:
    assert "127.0.0.1:8000" in configuration
    assert listening in configuration
    here = f"127.0.0.1:{port}"
    listens = listening.replace(":80", here) if ":80" in listening else listening.replace("80", here)
    return configuration.replace("127.0.0.1:8000", f"127.0.0.1:{service}").replace(listening, listens)


@contextmanager
def _started(command: Sequence[str], seen: Asked) -> Iterator[Asked]:
    process = subprocess.Popen(command)
    try:
        _wait_until_ready(seen, process)
        yield seen
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_until_ready(seen: Asked, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            if seen.get("/ready").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise RuntimeError("the proxy does not answer")
