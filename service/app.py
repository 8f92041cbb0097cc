"""The application: `create_app` for any reader, `served` for the server."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from flask import Flask

from service.exchange.pool import ExtractionPool
from service.exchange.reading import CannotLoad, Read, load, reader
from service.settings import Settings
from service.web import observation, page, problems
from service.web.admission import Admission, LoadBoard
from service.web.page_text import FindArticle, article_of
from service.web.routes import blueprint
from service.web.service import Service

POOL = "extraction-pool"  # the key of the pool among the extensions


def create_app(
    settings: Settings,
    read: Read,
    admission: Admission | None = None,
    find_article: FindArticle = article_of,
) -> Flask:
    """The application that answers as `read` does, and for web pages with what `find_article` finds.

    `admission` as one process by default.
    """
    app = Flask(__name__, static_folder=None)
    service = Service(settings, read, find_article, admission or Admission(settings.capacity))
    app.extensions["service"] = service
    problems.register(app)
    observation.register(app, service)
    app.register_blueprint(blueprint)
    app.register_blueprint(page.blueprint)
    return app


def served() -> Flask:
    """The application as the server runs it, its models loaded before the workers fork.

    Ends the process with a message where a model or the operator's catalogue is missing or wrong.
    """
    settings = Settings.from_environment()
    try:
        # glibc gives a thread a heap of its own.  New words would otherwise fill the holes that loading
        # leaves, each of them in a page that the processes share until one writes to it.
        with ThreadPoolExecutor(1) as thread:
            extract = thread.submit(load, settings.institutions, settings.reader).result()
    except CannotLoad as error:
        sys.exit(str(error))
    patience = settings.time_limit * (1 + settings.capacity / settings.workers) + 5
    tasks: dict[str, Callable[..., Any]] = {"read": reader(extract), "find_article": article_of}
    pool = ExtractionPool(tasks, settings.time_limit, patience)
    admission = Admission(settings.capacity, LoadBoard(settings.workers * 4 + 16))
    app = create_app(settings, partial(pool.do, "read"), admission, partial(pool.do, "find_article"))
    app.extensions[POOL] = pool
    return app
