"""Many records at once, answered in order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from service.archive.answering import Answering, Outcome, Refused
from service.archive.records import Record
from service.exchange.pool import (
    ExtractionFailed,
    ExtractionLost,
    ExtractionPool,
    Limits,
    TimeLimitPassed,
)
from service.exchange.problems import Problem, time_limit_passed

# How much is read ahead of the next answer: enough to go on while one article is slow.
_RECORDS_AHEAD = 256  # per worker
_BYTES_AHEAD = 16_000_000


class Workers:
    """Processes that answer records; `start` begins them and `stop` ends them."""

    def __init__(self, answering: Answering, count: int, time_limit: float) -> None:
        """`count` processes, with `time_limit` seconds for each record."""
        self._count, self._time_limit = count, time_limit
        limits = Limits(time_limit)
        # At most, a record waits for one that is being read and for a process to be started again.
        patience = 2 * limits.longest
        self._pool = ExtractionPool({"answer": answering}, limits, patience, readers=count)

    def start(self) -> None:
        """Fork the processes; they share what the caller has loaded."""
        self._pool.start()
        self._pool.watch()

    def stop(self) -> None:
        """End the processes, even in the middle of a record."""
        self._pool.stop()

    def answers(self, records: Iterable[Record]) -> Iterator[tuple[Record, Outcome]]:
        """Each record with its outcome, in the order of `records`; a bounded number of them is held at once.

        A record whose process dies or takes too long is refused.  Stops the processes at the end.  `records`
        are read in a thread of their own, so that no answer waits for a record to arrive.  What reading them
        raises is raised here, after the answers to the earlier records.
        """
        # Two threads per process: one waits for the answer, the other has queued the next record.
        threads = ThreadPoolExecutor(2 * self._count)
        waiting = _Waiting(self._count)

        def feed() -> None:
            try:
                for record in records:
                    if not waiting.add(record, threads.submit(self._outcome, record)):
                        return
                waiting.end(None)
            except BaseException as error:  # raised again by `take`
                waiting.end(error)

        threading.Thread(target=feed, daemon=True, name="records").start()
        try:
            while taken := waiting.take():
                record, outcome = taken
                yield record, outcome.result()
        finally:
            waiting.close()
            self.stop()
            threads.shutdown(cancel_futures=True)

    def _outcome(self, record: Record) -> Outcome:
        try:
            outcome: Outcome = self._pool.do("answer", record)
            return outcome
        except TimeLimitPassed:
            problem = time_limit_passed(self._time_limit)
        except ExtractionLost:
            problem = Problem("interrupted", "the process that read it came to its end")
        except ExtractionFailed as error:
            problem = Problem("internal", str(error))
        return Refused(problem.as_json())


class _Waiting:
    """Records whose answers are to come, in order; `add` waits if there are too many."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._changed = threading.Condition()
        self._held: deque[tuple[Record, Future[Outcome]]] = deque()
        self._bytes = 0
        self._ended = self._closed = False
        self._failure: BaseException | None = None

    def add(self, record: Record, outcome: Future[Outcome]) -> bool:
        """Add a record and then wait for room; False if nobody takes any more."""
        with self._changed:
            self._held.append((record, outcome))
            self._bytes += record.size
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._closed or not self._full())
            return not self._closed

    def _full(self) -> bool:
        count = len(self._held)
        most = self._workers * _RECORDS_AHEAD
        return count >= most or (self._bytes > _BYTES_AHEAD and count > 2 * self._workers)

    def end(self, failure: BaseException | None) -> None:
        """No more records will be added; `failure` is why, if something failed."""
        with self._changed:
            self._ended, self._failure = True, failure
            self._changed.notify_all()

    def take(self) -> tuple[Record, Future[Outcome]] | None:
        """The next record; None after the last.  Raises the failure that ended them, if there was one."""
        with self._changed:
            self._changed.wait_for(lambda: self._held or self._ended)
            if not self._held:
                if self._failure:
                    raise self._failure
                return None
            record, outcome = self._held.popleft()
            self._bytes -= record.size
            self._changed.notify_all()
            return record, outcome

    def close(self) -> None:
        """Nobody takes any more records."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
