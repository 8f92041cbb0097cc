"""The processes that read articles: taken, lost, hung, renewed; with small tasks in place of an extractor."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from service.exchange.pool import Event, ExtractionLost, ExtractionPool, Limits
from service.exchange.pool.memory import Size
from tests.web.running import PATIENCE, ROOT, eventually

LOOK = 0.3
MEGABYTE = 1_000_000
kept: list[Any] = []  # in a reader


def _hold() -> int:
    """Hold ten megabytes more; returns the id of the process."""
    kept.append(b"a" * (10 * MEGABYTE))
    return os.getpid()


def _use_and_keep_the_last() -> None:
    """Use 200 megabytes and keep only what lies behind them."""
    used = [bytes(100_000) for _ in range(2000)]
    kept.append(used[-1])


TASKS: Mapping[str, Callable[..., Any]] = {
    "process": os.getpid,
    "hold": _hold,
    "use": _use_and_keep_the_last,
    "resident": lambda: Size().resident(),
}


class Running(ExtractionPool):
    """A pool with one reader that remembers its events."""

    def __init__(self, limits: Limits) -> None:
        self.told: list[Event] = []
        super().__init__(TASKS, limits, PATIENCE, tell=self.told.append)

    @property
    def keeper(self) -> int:
        assert self._kept
        return self._kept.process

    def looks(self) -> int:
        """How often its keeper has looked."""
        return self._keeper_slots[0].beats

    def is_idle(self) -> bool:
        """Is its reader done with what it was asked, including the last mark on the board?"""
        return not self._reader_slots[0].busy

    def kinds(self) -> list[str]:
        return [event.kind for event in self.told if event.kind != "begun"]


@contextmanager
def _running(time_limit: float = PATIENCE, **limits: Any) -> Iterator[Running]:
    pool = Running(Limits(time_limit, look=LOOK, **limits))
    pool.start()
    pool.watch()
    try:
        yield pool
    finally:
        pool.stop()


def test_the_wait_in_the_queue_is_told() -> None:
    with _running() as pool:
        pool.do("process")
        (event,) = pool.told
        assert event.members["waited"] > 0


def test_a_reader_that_has_nothing_to_do_stays() -> None:
    with _running() as pool:
        reader = pool.do("process")
        most = Limits(1).silence(busy=False)
        eventually(lambda: pool.looks() > 2 * most)
        assert pool.do("process") == reader
        assert pool.kinds() == []


def test_what_was_frozen_as_a_whole_goes_on_with_the_same_reader() -> None:
    with _running() as pool:
        reader, keeper = pool.do("process"), pool.keeper
        for process in (keeper, reader):
            os.kill(process, signal.SIGSTOP)
        time.sleep(LOOK * 5)  # however long it is
        for process in (reader, keeper):
            os.kill(process, signal.SIGCONT)
        looks = pool.looks()
        eventually(lambda: pool.looks() > looks + 2)
        assert pool.do("process") == reader


def test_a_reader_that_hangs_is_no_answer_and_is_replaced() -> None:
    with _running() as pool:
        reader = pool.do("process")
        assert pool.answers()
        eventually(pool.is_idle)
        os.kill(reader, signal.SIGSTOP)
        eventually(lambda: not pool.answers())
        assert pool.do("process") != reader
        eventually(lambda: pool.kinds() == ["hung"])


def test_a_keeper_that_is_gone_is_replaced_in_a_process_that_may_fork() -> None:
    with _running() as pool:
        reader, keeper = pool.do("process"), pool.keeper
        os.kill(keeper, signal.SIGKILL)
        eventually(lambda: pool.keeper != keeper)
        eventually(lambda: not Path(f"/proc/{reader}").exists())
        assert pool.do("process") not in (reader, keeper)
        assert "keeper-lost" in pool.kinds()


def test_a_reader_that_has_grown_makes_room_for_a_new_one_but_not_after_each_task() -> None:
    with _running(growth=50 * MEGABYTE) as pool:
        processes = [pool.do("hold") for _ in range(60)]
        lives = [processes.count(process) for process in dict.fromkeys(processes)]
        assert lives == [20, 20, 20]
        eventually(lambda: pool.kinds()[:2] == ["renewed", "renewed"])


def test_memory_that_a_task_does_not_need_any_more_is_given_back() -> None:
    with _running() as pool:
        before = pool.do("resident")
        pool.do("use")
        assert pool.do("resident") < before + 50 * MEGABYTE


def test_where_there_is_no_descriptor_the_task_is_lost_and_nothing_else() -> None:
    with _running() as pool:
        before = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, before[1]))
        try:
            with pytest.raises(ExtractionLost):
                pool.do("process")
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)
        assert pool.do("process")


def _ran(code: str) -> str:
    """What a separate program prints: it changes what holds for the whole of its process."""
    program = textwrap.dedent(code)
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE
    )
    assert ran.stderr == ""
    return ran.stdout


def test_where_there_is_no_process_for_a_reader_it_is_begun_when_there_is_one() -> None:
    told = _ran("""
        import os, resource, signal
        from tests.exchange.test_pool import Limits, Running, eventually
        if os.getuid() == 0:  # whom nothing is refused
            os.setgroups([]); os.setresgid(*3 * [65534]); os.setresuid(*3 * [65534])
        pool = Running(Limits(60, look=0.1))
        pool.start()
        pool.watch()
        reader = pool.do("process")
        before = resource.prlimit(pool.keeper, resource.RLIMIT_NPROC)
        resource.prlimit(pool.keeper, resource.RLIMIT_NPROC, (0, before[1]))
        os.kill(reader, signal.SIGKILL)
        eventually(lambda: "no-process" in pool.kinds())
        assert not pool.answers()
        resource.prlimit(pool.keeper, resource.RLIMIT_NPROC, before)
        assert pool.do("process") != reader
        pool.stop()
        print("well")
    """)
    assert told == "well\n"


GREENLETS = """
    import os, signal
    from tests.exchange.test_pool import Limits, Running
    pool = Running(Limits(60, look=0.1))
    pool.start()
    import gevent, gevent.monkey
    gevent.monkey.patch_all()
    pool.watch()
    reader = pool.do("process")
"""


def test_greenlets_wait_for_the_readers_and_for_a_full_queue_without_stopping_each_other() -> None:
    pytest.importorskip("gevent")
    told = _ran(
        GREENLETS
        + """
    os.kill(pool.keeper, signal.SIGSTOP)  # it is not to replace the reader
    os.kill(reader, signal.SIGSTOP)
    asking = [gevent.spawn(pool.do, "process") for _ in range(400)]
    gevent.sleep(0)  # all have begun to ask: where one stops the others this does not come back
    print(any(one.ready() for one in asking))
    os.kill(reader, signal.SIGCONT)
    os.kill(pool.keeper, signal.SIGCONT)
    gevent.joinall(asking, raise_error=True)
    print({one.value for one in asking} == {reader})
    """
    )
    assert told == "False\nTrue\n"


def test_a_job_whose_caller_has_left_is_not_begun() -> None:
    pytest.importorskip("gevent")
    told = _ran(
        GREENLETS
        + """
    os.kill(pool.keeper, signal.SIGSTOP)
    os.kill(reader, signal.SIGSTOP)
    leaving = [gevent.spawn(pool.do, "hold") for _ in range(3)]
    gevent.sleep(0)
    gevent.killall(leaving)
    os.kill(reader, signal.SIGCONT)
    os.kill(pool.keeper, signal.SIGCONT)
    before = pool.do("resident")
    print(pool.do("process") == reader, len([e for e in pool.told if e.kind == "begun"]))
    from tests.exchange.test_pool import MEGABYTE
    pool.do("hold")
    print(pool.do("resident") - before < 2 * 10 * MEGABYTE)
    """
    )
    assert told == "True 3\nTrue\n"
