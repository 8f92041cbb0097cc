"""Overload and faults: stopping, killing or using up something costs the requests in it, and no more."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path

import pytest

from tests.web.gates import GOOD, HANGS, Gate, gated
from tests.web.running import ROOT, Reply, RunningServer, eventually, own_shared_memory

WAITING = 2
ANSWERED = 'quotes_requests_total{endpoint="quotes",method="POST",status="200"}'


@pytest.fixture(scope="module")
def single() -> Iterator[RunningServer]:
    """A server that reads one article at a time and lets two wait."""
    with gated(QUOTES_QUEUE=str(WAITING)) as running:
        yield running


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    """An article whose reading lasts until the test opens the gate, or ends."""
    made = Gate(tmp_path / "gate")
    yield made
    made.open()


@pytest.fixture
def clients() -> Iterator[ThreadPoolExecutor]:
    """Clients that wait for their answers."""
    with ThreadPoolExecutor(16) as threads:
        yield threads


def _kind(reply: Reply) -> str:
    assert reply.headers["content-type"] == "application/problem+json"
    return str(reply.json()["type"]).removeprefix("/problems/")


def _inside(server: RunningServer) -> int:
    return int(server.count("quotes_requests_inside"))


def _is_free(server: RunningServer) -> bool:
    reply = server.get("/ready")
    return reply.status == 200 and reply.json()["inside"] == 0


def _is_logged(server: RunningServer, what: str) -> Callable[[], bool]:
    """A check: is there a new log line, from now on, that says that this happened to a reader?"""

    def lines() -> int:
        return sum(line.get("what") == what for line in server.log_lines())

    before = lines()
    return lambda: lines() > before


def _is_gone(process: int) -> bool:
    """Has the process ended, even if its parent has not noticed?"""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return True
    return stat.rpartition(")")[2].split()[0] == "Z"


# overload


def test_more_requests_than_places_get_503_at_once_and_the_others_their_answer(
    single: RunningServer, clients: ThreadPoolExecutor, tmp_path: Path
) -> None:
    gates = [Gate(tmp_path / f"gate{number}") for number in range(1 + WAITING)]
    accepted = [clients.submit(single.post, gate.article) for gate in gates]
    eventually(lambda: _inside(single) == len(gates))
    for _ in range(9):  # while nobody has been answered
        refused = single.post(GOOD)
        assert (refused.status, _kind(refused)) == (503, "saturated")
        assert int(refused.headers["retry-after"]) >= 1
    assert single.get("/health").status == 200
    assert not any(answer.done() for answer in accepted)
    for gate in gates:
        gate.open()
    for gate, answer in zip(gates, accepted, strict=True):
        assert answer.result().status == 200
        assert answer.result().json()["seen"] == gate.article["text"]


def test_ready_says_when_the_service_is_saturated(
    single: RunningServer, clients: ThreadPoolExecutor, gate: Gate
) -> None:
    answers = [clients.submit(single.post, gate.article) for _ in range(1 + WAITING)]
    eventually(lambda: _inside(single) == len(answers))
    ready = single.get("/ready")
    assert (ready.status, _kind(ready)) == (503, "saturated")
    gate.open()
    assert {answer.result().status for answer in answers} == {200}
    assert _is_free(single)


# readers


def _killed(server: RunningServer, gate: Gate, clients: ThreadPoolExecutor) -> tuple[Reply, Reply]:
    """The answers to an article whose reader is killed, and to one that waited behind it."""
    answer = clients.submit(server.post, gate.article)
    reader = gate.wait_for_reader()
    queued = clients.submit(server.post, GOOD)
    eventually(lambda: _inside(server) == 2)
    os.kill(reader, signal.SIGKILL)
    return answer.result(), queued.result()


def test_a_killed_reader_costs_the_article_it_read_and_is_logged_and_counted(
    single: RunningServer, clients: ThreadPoolExecutor, gate: Gate
) -> None:
    logged = _is_logged(single, "died")
    counted = single.count('quotes_readers_total{what="died"}')
    reply, queued = _killed(single, gate, clients)
    assert (reply.status, _kind(reply)) == (503, "interrupted")
    assert reply.headers["retry-after"]
    assert queued.status == 200
    assert _is_free(single)
    eventually(logged)
    eventually(lambda: single.count('quotes_readers_total{what="died"}') == counted + 1)


def test_an_article_past_the_time_limit_is_given_up_with_an_answer(gate: Gate) -> None:
    with gated(QUOTES_TIME_LIMIT="0.3") as server:
        logged = _is_logged(server, "time-limit")
        reply = server.post(gate.article)
        assert (reply.status, _kind(reply)) == (503, "time-limit")
        assert server.post(GOOD).status == 200
        assert _is_free(server)
        eventually(logged)


def test_a_reader_that_hangs_at_an_article_is_ended_and_its_client_told() -> None:
    with gated(QUOTES_TIME_LIMIT="0.5") as server:
        logged = _is_logged(server, "hung")
        (reader,) = server.extraction_processes()
        reply = server.post(HANGS)
        assert (reply.status, _kind(reply)) == (503, "time-limit")
        assert server.post(GOOD).status == 200
        assert _is_gone(reader)
        eventually(logged)


def _fresh_reader(server: RunningServer) -> int:
    """A reader that has not taken an article yet."""
    (old,) = server.extraction_processes()
    os.kill(old, signal.SIGKILL)
    eventually(lambda: server.extraction_processes() not in ([old], []))
    return server.extraction_processes()[0]


def test_a_reader_that_hangs_before_it_takes_an_article_is_replaced_and_none_is_lost(
    single: RunningServer, clients: ThreadPoolExecutor
) -> None:
    logged = _is_logged(single, "hung")
    reader = _fresh_reader(single)
    os.kill(reader, signal.SIGSTOP)
    answer = clients.submit(single.post, GOOD)
    eventually(lambda: single.get("/ready").status == 503)
    assert answer.result().status == 200
    assert _is_gone(reader)
    assert _is_free(single)
    eventually(logged)


# the process that looks after the readers


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP])
def test_a_keeper_that_is_killed_or_hangs_costs_nothing_and_is_replaced(
    single: RunningServer, clients: ThreadPoolExecutor, gate: Gate, how: signal.Signals
) -> None:
    logged = _is_logged(single, "keeper-lost")
    workers, keepers = single.children(), single.keepers()
    answer = clients.submit(single.post, gate.article)
    reader = gate.wait_for_reader()
    for keeper in keepers:
        os.kill(keeper, how)
    eventually(logged)
    gate.open()
    assert answer.result().status == 200
    eventually(lambda: not set(single.children()) & set(workers))
    single.wait_until_ready()
    assert single.post(GOOD).status == 200
    eventually(lambda: _is_gone(reader))
    assert not set(single.keepers()) & set(keepers)


def test_a_killed_worker_costs_the_requests_in_it_and_frees_their_places(
    single: RunningServer, clients: ThreadPoolExecutor, gate: Gate
) -> None:
    answer: Future[Reply] = clients.submit(single.post, gate.article)
    reader, keepers = gate.wait_for_reader(), single.keepers()
    os.kill(single.children()[0], signal.SIGKILL)
    assert isinstance(answer.exception(), OSError | HTTPException)
    eventually(lambda: _is_free(single))
    assert single.post(GOOD).status == 200
    gate.open()
    eventually(lambda: all(map(_is_gone, [reader, *keepers])))


def test_sigterm_lets_what_is_in_flight_finish_and_exits_0(clients: ThreadPoolExecutor, gate: Gate) -> None:
    with gated() as server:
        answer = clients.submit(server.post, gate.article)
        gate.wait_for_reader()
        processes = server.children() + server.keepers() + server.extraction_processes()
        server.process.send_signal(signal.SIGTERM)
        eventually(lambda: "Handling signal: term" in server.log())
        assert not answer.done()
        gate.open()
        assert server.stop() == 0
        assert answer.result().status == 200
        eventually(lambda: all(map(_is_gone, processes)))


def test_no_process_of_the_service_leaves_a_core_dump(single: RunningServer) -> None:
    processes = single.children() + single.keepers() + single.extraction_processes()
    for process in [single.process.pid, *processes]:
        limits = Path(f"/proc/{process}/limits").read_text().splitlines()
        (core,) = [line for line in limits if line.startswith("Max core file size")]
        assert core.split()[4:6] == ["0", "0"]


# processes


def _refused_by_limits() -> list[str]:
    """A command that runs another as a user for whom limits hold; skips the test if that is impossible."""
    command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.getuid() == 0 else []
    try:
        subprocess.run([*command, sys.executable, "-c", "import flask"], cwd=ROOT, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"the service cannot run as somebody without rights here: {error}")
    return command


def test_where_there_is_no_process_for_a_worker_the_server_waits_and_stops_when_told() -> None:
    within = _refused_by_limits()
    with RunningServer({"QUOTES_WORKERS": "1"}, "tests.web.gates:served()", within) as server:
        _, most = resource.getrlimit(resource.RLIMIT_NPROC)

        def allow(processes: int) -> None:
            limit = f"--nproc={'unlimited' if processes == resource.RLIM_INFINITY else processes}:"
            subprocess.run([*within, "prlimit", f"--pid={server.process.pid}", limit], check=True)

        def lose_the_worker(times: int) -> None:
            allow(0)
            os.kill(server.children()[0], signal.SIGKILL)
            eventually(lambda: server.log().count("there is no process for a worker") == times)

        lose_the_worker(1)
        allow(most)
        server.wait_until_ready()
        assert server.post(GOOD).status == 200
        lose_the_worker(2)
        assert server.stop() == 0


# shared memory


def _fill(file: Path) -> None:
    with file.open("wb", buffering=0) as filling:
        while True:
            filling.write(b"a" * 4096)


def test_shared_memory_that_gets_full_ends_no_worker() -> None:
    within = own_shared_memory("1m")
    with RunningServer({"QUOTES_WORKERS": "1"}, "tests.web.gates:served()", within) as server:
        with pytest.raises(OSError, match="No space left"):
            _fill(Path(f"/proc/{server.process.pid}/root/dev/shm/fill"))
        workers = server.children()
        for method in ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
            for path in ("/health", "/ready", "/metrics", "/v1/quotes", "/nothing", "/docs", "/"):
                server.request(method, path, b"")
        assert server.post(GOOD).status == 200
        eventually(lambda: server.count(ANSWERED) == 1)
        assert server.children() == workers


def test_where_shared_memory_is_full_from_the_beginning_counts_are_kept_elsewhere(tmp_path: Path) -> None:
    within = own_shared_memory("16k")
    settings = {"QUOTES_WORKERS": "1", "TMPDIR": str(tmp_path)}
    with RunningServer(settings, "tests.web.gates:served()", within) as server:
        assert server.post(GOOD).status == 200
        eventually(lambda: server.count(ANSWERED) == 1)
        assert list(tmp_path.rglob("*.db"))
    assert not list(tmp_path.glob("quotes-*"))
