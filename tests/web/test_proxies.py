"""Behind a real proxy, below a path, the service does what it does without one.

tests/browser/test_below_a_path.py has the service with its models behind nginx.
"""

from __future__ import annotations

import gzip
import http.client
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

import pytest
import yaml

from tests.documents import block
from tests.web.gates import gated
from tests.web.proxies import HAPROXY, NGINX, PREFIX, Proxy, haproxy, nginx
from tests.web.running import PATIENCE, Asked, RunningServer, eventually

NDJSON = {"Content-Type": "application/x-ndjson"}
SAID = "“We will study the answer,” Vladimir Putin said on Friday."


@pytest.fixture(scope="module", params=[nginx, haproxy], ids=["nginx", "haproxy"])
def through(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[RunningServer, Asked]]:
    """The service, and the service as clients see it."""
    proxy: Proxy = request.param
    documented = NGINX if proxy is nginx else HAPROXY
    folder = tmp_path_factory.mktemp("proxy")
    patient = {"QUOTES_CLIENT_TIMEOUT": str(PATIENCE)}
    with gated(QUOTES_LOG_ADDRESSES="on", **patient, **documented) as running, proxy(running, folder) as seen:
        yield running, seen


@pytest.fixture
def service(through: tuple[RunningServer, Asked]) -> RunningServer:
    """The service itself, as probes see it."""
    return through[0]


@pytest.fixture
def seen(through: tuple[RunningServer, Asked]) -> Asked:
    """The service as clients see it."""
    return through[1]


def test_the_page_and_the_reference_find_all_their_files(seen: Asked) -> None:
    for page in ("/", "/docs"):
        markup = seen.get(page).body.decode()
        named = re.findall(r'(?:src|href)="([^"#]+)"', markup)
        assert len(named) > 3
        for name in named:
            address = urljoin(f"http://host{PREFIX}{page}", name)
            assert address.startswith(f"http://host{PREFIX}/")
            assert seen.get(address.removeprefix(f"http://host{PREFIX}")).status == 200


def test_the_page_is_found_without_the_slash_at_its_end(seen: Asked) -> None:
    answer = seen.get("")
    assert answer.status in (301, 308)
    assert answer.headers["location"].endswith(f"{PREFIX}/")


def test_the_server_of_the_description_is_the_path_that_clients_see(seen: Asked) -> None:
    (server,) = yaml.safe_load(seen.get("/openapi.yaml").body)["servers"]
    assert urljoin(f"http://host{PREFIX}/openapi.yaml", server["url"]) == f"http://host{PREFIX}/"


def test_the_type_of_a_problem_can_be_looked_up_below_the_path(seen: Asked) -> None:
    problem = seen.post({}).json()
    assert problem["type"] == f"{PREFIX}/problems/not-valid"
    assert seen.get(problem["type"].removeprefix(PREFIX)).json()["type"] == problem["type"]
    (line,) = seen.post(b"{\n", NDJSON).body.splitlines()
    assert json.loads(line)["type"] == f"{PREFIX}/problems/not-json"


def test_probes_ask_the_service_itself_without_the_path(service: RunningServer) -> None:
    assert [service.get(path).status for path in ("/health", "/ready", "/metrics")] == [200, 200, 200]


def test_the_log_has_the_address_of_the_client_and_not_of_the_proxy(
    seen: Asked, service: RunningServer
) -> None:
    forged = {"X-Forwarded-For": "192.0.2.1", "X-Request-ID": "who-asks"}
    assert seen.post({"text": SAID}, forged).status == 200
    eventually(lambda: "who-asks" in service.log())
    (line,) = [line for line in service.log_lines() if line.get("request_id") == "who-asks"]
    assert line["address"] == "127.0.0.1"


def test_a_long_batch_goes_through(seen: Asked) -> None:
    lines = 2_000
    line = json.dumps({"text": "word " * 1_000, "offsets": "inches"}).encode() + b"\n"
    body = line * lines  # more than any buffer on the way
    fields = f"Connection: close\r\nContent-Type: {NDJSON['Content-Type']}\r\nContent-Length: {len(body)}"
    head = f"POST {PREFIX}/v1/quotes HTTP/1.1\r\nHost: a\r\n{fields}\r\n\r\n"
    with socket.create_connection((seen.address, seen.port), timeout=PATIENCE) as connection:
        sending = threading.Thread(target=connection.sendall, args=[head.encode() + body])
        sending.start()
        answer = http.client.HTTPResponse(connection)
        answer.begin()
        received = answer.read()
        sending.join()
    assert [json.loads(told)["status"] for told in received.splitlines()] == [422] * lines


def test_a_compressed_body_is_read(seen: Asked) -> None:
    body = gzip.compress(json.dumps({"text": SAID}).encode())
    assert seen.post(body, {"Content-Encoding": "gzip"}).json()["language"] == "en"


def test_a_body_that_is_too_long_gets_the_problem_of_the_service(seen: Asked) -> None:
    for body in (b"a" * 9_000_000, iter([b"a" * 1_000_000] * 9)):
        answer = seen.post(body, {"Content-Type": "text/plain"})
        assert (answer.status, answer.json()["limit"]) == (413, 2_500_000)


def test_the_proxy_keeps_its_connection_to_the_service(seen: Asked, service: RunningServer) -> None:
    for _ in range(5):
        assert seen.get("/health").status == 200
    before = _connections(service.port)
    for _ in range(20):
        assert seen.get("/health").status == 200
    assert before
    assert before & _connections(service.port)


@pytest.mark.parametrize("through", [haproxy], indirect=True, ids=["haproxy"])
def test_a_batch_is_answered_while_it_is_sent(seen: Asked) -> None:
    line = json.dumps({"text": SAID}).encode() + b"\n"
    line += b" " * 4096 + b"\n"  # which fills the piece that the service reads
    with socket.create_connection((seen.address, seen.port), timeout=PATIENCE) as connection:
        head = f"POST {PREFIX}/v1/quotes HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-ndjson\r\n"
        connection.sendall(head.encode() + b"Transfer-Encoding: chunked\r\n\r\n")
        for _ in range(3):
            connection.sendall(b"%x\r\n%b\r\n" % (len(line), line))
            _until(connection, lambda so_far: b'"quotes"' in so_far)
        connection.sendall(b"0\r\n\r\n")
        _until(connection, lambda so_far: so_far.endswith(b"0\r\n\r\n"))


def _until(connection: socket.socket, holds: Callable[[bytes], bool]) -> bytes:
    """What comes until `holds` is true of it."""
    received = b""
    while not holds(received):
        piece = connection.recv(65_536)
        assert piece
        received += piece
    return received


@pytest.mark.parametrize("through", [nginx], indirect=True, ids=["nginx"])
def test_a_batch_longer_than_what_is_gathered_is_refused(seen: Asked) -> None:
    answer = seen.post(b"{}\n" * 5_500_000, NDJSON)
    assert (answer.status, answer.json()["limit"]) == (413, 16_000_000)


def test_what_was_not_run_here_has_the_form_that_it_must_have() -> None:
    traefik = yaml.safe_load(block("docs/proxy.md", "http:").code)["http"]
    (router,) = traefik["routers"].values()
    assert router["service"] in traefik["services"]
    ingress = yaml.safe_load(block("docs/proxy.md", "apiVersion").code)
    ((path,),) = [rule["http"]["paths"] for rule in ingress["spec"]["rules"]]
    assert path["path"] == PREFIX


def _connections(port: int) -> set[str]:
    """The established connections to this port, each by the port on the other side."""
    with open("/proc/net/tcp", encoding="ascii") as table:
        rows = [row.split() for row in table.readlines()[1:]]
    return {row[1] for row in rows if row[2].endswith(f":{port:04X}") and row[3] == "01"}
