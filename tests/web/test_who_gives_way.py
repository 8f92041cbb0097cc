"""Who gives way when all places are taken: the connection that matters least."""

from __future__ import annotations

import math
from typing import Any

from service.web.connection import Connection, Step, Waiting

LONG_AGO, JUST_NOW = -math.inf, math.inf  # however slow the machine is


def _waiting_at(waiting: Waiting, step: Step, since: float) -> Connection:
    nothing: Any = None  # no byte goes over these
    connection = Connection(nothing, 1.0, waiting, nothing)
    connection.expect(step)
    connection.since = since
    return connection


def test_an_idle_connection_gives_way_before_one_at_work() -> None:
    waiting = Waiting(spared=1)
    _waiting_at(waiting, Step.BODY, LONG_AGO)
    idle = _waiting_at(waiting, Step.IDLE, LONG_AGO)
    assert waiting.first() is idle


def test_a_newcomer_whose_request_may_be_on_its_way_gives_way_to_nobody_who_can() -> None:
    waiting = Waiting(spared=1)
    not_reading = _waiting_at(waiting, Step.ANSWER, LONG_AGO)
    _waiting_at(waiting, Step.IDLE, JUST_NOW)
    assert waiting.first() is not_reading


def test_a_crowd_of_newcomers_gives_way_before_one_that_sends() -> None:
    waiting = Waiting(spared=1)
    _waiting_at(waiting, Step.BODY, LONG_AGO)
    first, _ = (_waiting_at(waiting, Step.IDLE, JUST_NOW) for _ in range(2))
    assert waiting.first() is first


def test_a_newcomer_gives_way_where_nobody_else_can() -> None:
    waiting = Waiting(spared=1)
    newcomer = _waiting_at(waiting, Step.IDLE, JUST_NOW)
    assert waiting.first() is newcomer
    newcomer.arrived()
    assert waiting.first() is None
