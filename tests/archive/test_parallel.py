"""Many records at once: real processes, whose readers wait, die or fail in place of an extractor."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from itertools import count

import pytest

from service.archive.answering import Answered, Answering, Refused
from service.archive.parallel import Workers
from service.archive.records import Record
from service.exchange.pool import ExtractionPool, Limits
from service.exchange.reading import Extract
from service.extraction.model import Extraction, Options
from tests.archive.running import PATIENCE, eventually
from tests.web.running import children_of


def _read(text: str, options: Options) -> Extraction:
    """Do what the text says: sleep so many milliseconds, wait for ever, die, fail."""
    if text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "fail":
        raise LookupError(text)
    while text == "wait":
        signal.pause()
    time.sleep(int(text) / 1000)
    return Extraction(text, (), "", "")


def _record(number: int, text: str) -> Record:
    raw = b'{"text": "%s", "id": %d}' % (text.encode(), number)
    return Record("-", number, raw, len(raw), 0)


def _workers(time_limit: float = PATIENCE, read: Extract = _read) -> Workers:
    workers = Workers(Answering(read, lambda found: str(found["id"]), {}, 1000, 1000), 2, time_limit)
    workers.start()
    return workers


def test_answers_come_in_the_order_of_the_records_though_some_take_longer() -> None:
    texts = ["300", "0", "50", "0", "0", "200", "0"]
    answered = list(_workers().answers(map(_record, count(), texts)))
    assert [outcome for _, outcome in answered] == [Answered(str(n), 0) for n in range(len(texts))]


@pytest.mark.parametrize(
    ("bad", "kind"), [("die", "interrupted"), ("wait", "time-limit"), ("fail", "internal")]
)
def test_an_article_that_ends_its_process_costs_itself_only(bad: str, kind: str) -> None:
    texts = ["0", bad, "0", "0", bad, "0"]
    workers = _workers(3 if bad == "wait" else PATIENCE)
    outcomes = [outcome for _, outcome in workers.answers(map(_record, count(), texts))]
    refused = [outcome.problem["type"] for outcome in outcomes if isinstance(outcome, Refused)]
    assert refused == [f"/problems/{kind}"] * 2
    assert [outcome.text for outcome in outcomes if isinstance(outcome, Answered)] == ["0", "2", "3", "5"]


def test_however_long_the_input_is_a_bounded_part_of_it_is_held() -> None:
    drawn = 0

    def endless() -> Iterator[Record]:
        nonlocal drawn
        for drawn in count(1):
            yield _record(drawn, "3000" if drawn == 1 else "0")

    answers = _workers().answers(endless())
    next(answers)
    after_a_slow_one = drawn
    assert after_a_slow_one < 1000
    for _ in range(5000):
        next(answers)
    assert drawn < 6000
    answers.close()


def test_large_records_are_held_a_few_at_a_time() -> None:
    drawn = 0

    def endless() -> Iterator[Record]:
        nonlocal drawn
        for drawn in count(1):
            yield Record("-", drawn, _record(drawn, "500").raw, 5_000_000, 0)

    answers = _workers().answers(endless())
    next(answers)
    assert drawn < 10
    answers.close()


def test_an_answer_waits_for_no_record_that_is_still_to_come() -> None:
    reader, writer = os.pipe()

    def slow() -> Iterator[Record]:
        yield _record(0, "0")
        os.read(reader, 1)
        yield _record(1, "0")

    answers = _workers().answers(slow())
    assert next(answers)[1] == Answered("0", 0)
    os.write(writer, b"x")
    assert next(answers)[1] == Answered("1", 0)
    answers.close()


def test_no_process_is_left_when_the_caller_stops() -> None:
    before = set(children_of(os.getpid()))
    answers = _workers().answers(map(_record, count(), ["0", *["wait"] * 50]))
    next(answers)
    answers.close()
    eventually(lambda: set(children_of(os.getpid())) <= before)


def test_a_process_makes_room_for_a_new_one_and_nothing_is_lost() -> None:
    pool = ExtractionPool({"process": os.getpid}, Limits(60, renew_after=3), patience=60)
    pool.start()
    processes = [pool.do("process") for _ in range(7)]
    pool.stop()
    assert [processes.count(process) for process in dict.fromkeys(processes)] == [3, 3, 1]


def test_what_reading_the_records_raises_comes_after_the_answers_before_it() -> None:
    def broken() -> Iterator[Record]:
        yield _record(0, "100")
        raise OSError("the disk is gone")

    answers = _workers().answers(broken())
    assert next(answers)[1] == Answered("0", 0)
    with pytest.raises(OSError, match="the disk is gone"):
        next(answers)
