"""What the routes share: settings, the extractor, admission, metrics and the log."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from service.exchange.page_text import PageRequest
from service.exchange.pool import ExtractionLost, TimeLimitPassed
from service.exchange.problems import Problem, retry_later, time_limit_passed
from service.exchange.schemas import ArticleRequest
from service.settings import Settings
from service.web.admission import Admission, Permit
from service.web.client import Client, ClientGone
from service.web.forms import Tell, Told
from service.web.logs import Log
from service.web.metrics import Metrics
from service.web.rate import MINUTE, Rate
from service.web.room import Room


@dataclass(frozen=True, slots=True)
class Service:
    """One for each application."""

    settings: Settings
    tell: Tell
    admission: Admission
    room: Room
    rate: Rate | None = None
    metrics: Metrics = field(default_factory=Metrics)
    log: Log = field(default_factory=Log)

    def enter(self) -> Permit:
        """A permit to have articles read; raises Problem saturated if none is free."""
        permit = self.admission.enter()
        if permit is None:
            told = f"{self.admission.capacity} requests are being answered or wait"
            raise retry_later("saturated", told, self.retry_after())
        return permit

    def wait(self, client: Client) -> Permit:
        """A permit for one article of a batch.

        Raises Problem saturated if none becomes free in time, and client-gone if the client has left.
        """
        with self._losses_told(client):
            permit = self.admission.wait(self.settings.time_limit)
        if permit is None:
            raise retry_later("saturated", "no place got free for this line", self.retry_after())
        return permit

    def allow(self, caller: str) -> None:
        """Count one article of `caller`; raises Problem too-many-requests if that exceeds the limit."""
        if self.rate and (wait := self.rate.take(caller)):
            raise _too_many(self.settings.rate_limit, wait)

    def pace(self, caller: str, client: Client) -> None:
        """Wait until `caller` may have another article read; over a minute it raises Problem, as `allow`."""
        wait = self.rate.take(caller, patience=MINUTE) if self.rate else 0.0
        if wait > MINUTE:
            raise _too_many(self.settings.rate_limit, wait)
        if wait:
            with self._losses_told(client):
                time.sleep(wait)

    def retry_after(self) -> int:
        """Seconds after which another request may be let in; more, the more articles a worker has."""
        queue = -(-self.admission.inside() // self.settings.workers)
        return self.settings.retry_after * max(1, queue)

    def read(self, asked: ArticleRequest | PageRequest, form: str, permit: Permit, client: Client) -> Told:
        """The answer to one article in `form`; releases the permit.  Raises Problem if it cannot be read."""
        try:
            with self._losses_told(client):
                return self.tell(asked, form)
        finally:
            permit.release()

    @contextmanager
    def _losses_told(self, client: Client) -> Iterator[None]:
        try:
            with client.waiting():
                yield
        except ClientGone:
            # Logged and counted as any answer; a client that has closed only its own side still reads it.
            raise Problem("client-gone", "so its article is not read to the end") from None
        except TimeLimitPassed:
            raise time_limit_passed(self.settings.time_limit) from None
        except ExtractionLost:
            raise retry_later("interrupted", "please try again", self.settings.retry_after) from None


def _too_many(limit: int, wait: float) -> Problem:
    return retry_later("too-many-requests", f"{limit} articles a minute are allowed", math.ceil(wait))


def this_service() -> Service:
    """The service of the application that answers the current request."""
    return cast(Service, current_app.extensions["service"])
