"""What the routes share: settings, the extractor, who is let in, what is counted and logged."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import cast

from flask import current_app

from service.exchange.answer import Json
from service.exchange.pool import ExtractionLost, TimeLimitPassed
from service.exchange.problems import Problem, retry_later, time_limit_passed
from service.exchange.reading import Read
from service.exchange.schemas import ArticleRequest
from service.settings import Settings
from service.web.admission import Admission, Permit
from service.web.logs import Log
from service.web.metrics import Metrics
from service.web.page_text import FindArticle

_GLANCE = 0.01  # seconds between two looks for a free place: other processes cannot wake us


@dataclass(frozen=True, slots=True)
class Service:
    """One for each application."""

    settings: Settings
    read_article: Read
    find_article: FindArticle
    admission: Admission
    metrics: Metrics = field(default_factory=Metrics)
    log: Log = field(default_factory=Log)

    def enter(self) -> Permit:
        """A permit to have articles read; Problem saturated where none is free."""
        permit = self.admission.enter()
        if permit is None:
            told = f"{self.admission.capacity} requests are being answered or wait"
            raise retry_later("saturated", told, self.settings.retry_after)
        return permit

    def wait(self) -> Permit:
        """A permit for one article of a batch; Problem saturated where none gets free in time."""
        end = time.monotonic() + self.settings.time_limit
        while time.monotonic() < end:
            permit = self.admission.enter()
            if permit:
                return permit
            time.sleep(_GLANCE)
        return self.enter()

    def read(self, article: ArticleRequest, permit: Permit) -> Json:
        """The answer to one article; Problem where it cannot be read.  Releases the permit."""
        try:
            with self._losses_told():
                return self.read_article(article)
        finally:
            permit.release()

    def article(self, page: str, permit: Permit) -> str:
        """The text of the article in a web page; Problem where none is found.  Releases the permit."""
        try:
            with self._losses_told():
                article = self.find_article(page)
        finally:
            permit.release()
        if not article.strip():
            raise Problem("no-article", "the page has no text that reads as an article")
        return article

    @contextmanager
    def _losses_told(self) -> Iterator[None]:
        try:
            yield
        except TimeLimitPassed:
            raise time_limit_passed(self.settings.time_limit) from None
        except ExtractionLost:
            raise retry_later("interrupted", "please try again", self.settings.retry_after) from None


def this_service() -> Service:
    """The service of the application that answers the current request."""
    return cast(Service, current_app.extensions["service"])
