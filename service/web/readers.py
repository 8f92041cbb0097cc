"""The web side's view of the processes that read articles: whether they answer, and what happens to them."""

from __future__ import annotations

import logging
from typing import cast

from flask import Flask, current_app, g, has_request_context

from service.exchange.pool import Event, ExtractionPool
from service.web.service import Service

_POOL = "extraction-pool"  # the key among the application's extensions
_LEVELS = {"renewed": logging.INFO, "time-limit": logging.WARNING, "died": logging.WARNING}


def attach(app: Flask, pool: ExtractionPool) -> None:
    """Make `app` use `pool`, and log and count the pool's events."""
    service: Service = app.extensions["service"]
    app.extensions[_POOL] = pool

    def tell(event: Event) -> None:
        if event.kind == "begun":
            waited = float(event.members["waited"])
            service.metrics.queued(waited)
            if has_request_context():  # a batch is answered when the context of its request is gone
                g.log["queue_seconds"] = round(g.log.get("queue_seconds", 0) + waited, 4)
        else:
            service.metrics.reader(event.kind)
            service.log.readers(_LEVELS.get(event.kind, logging.ERROR), event.kind, event.members)

    pool.tell = tell


def pool_of(app: Flask) -> ExtractionPool:
    """The pool that `app` uses."""
    return cast(ExtractionPool, app.extensions[_POOL])


def answer() -> bool:
    """Does any process answer that reads articles for the current application?  True without a pool."""
    pool: ExtractionPool | None = current_app.extensions.get(_POOL)
    return pool is None or pool.answers()
