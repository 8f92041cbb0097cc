"""The application: `create_app` for any reader, `served` for the server."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from flask import Flask

from service.exchange.pool import ExtractionPool, Limits
from service.exchange.reading import CannotLoad, Loaded, Read, load, reader
from service.settings import Settings
from service.web import cors, door, keys, observation, page, problems, proxies, readers
from service.web.admission import Admission, LoadBoard
from service.web.forms import Tell, telling
from service.web.rate import Rate
from service.web.room import Room
from service.web.routes import blueprint
from service.web.service import Service

_EXTRACT = "extract"  # the key among the extensions


def create_app(settings: Settings, read: Read, admission: Admission | None = None) -> Flask:
    """The application that answers with `read`, in this process; by default `admission` counts it alone."""
    admission = admission or Admission(settings.capacity, settings.batch_capacity)
    return _application(settings, telling(read), admission)


def _application(settings: Settings, tell: Tell, admission: Admission) -> Flask:
    app = Flask(__name__, static_folder=None)
    room = Room(settings.arriving_bytes, settings.retry_after)
    rate = Rate(settings.rate_limit) if settings.rate_limit else None
    service = Service(settings, tell, admission, room, rate)
    app.extensions["service"] = service
    proxies.register(app, settings)
    problems.register(app)
    observation.register(app, service)
    cors.register(app, settings)
    door.register(app, service)
    app.register_blueprint(blueprint)
    app.register_blueprint(page.blueprint)
    return app


def served() -> Flask:
    """The application that the server runs; its models are loaded before the workers fork.

    Exits with a message if a model, the operator's catalogue or the file of keys is missing or wrong.
    """
    settings = Settings.from_environment()
    try:
        door.check(settings)
        extract = _apart(partial(load, settings.institutions, settings.reader, settings.loaded_languages))
        app = serving(settings, _tasks(extract))
    except (CannotLoad, keys.BadKeys) as error:
        sys.exit(str(error))
    app.extensions[_EXTRACT] = extract
    return app


def serving(settings: Settings, tasks: Mapping[str, Callable[..., Any]]) -> Flask:
    """The application whose articles are read by separate processes, which run `tasks`."""
    limits = Limits(settings.time_limit)
    patience = limits.longest * (1 + settings.capacity / settings.workers)
    places = settings.workers * 4 + 16  # after SIGHUP, old and new workers exist side by side
    pool = ExtractionPool(tasks, limits, patience, places=places)
    admission = Admission(settings.capacity, settings.batch_capacity, LoadBoard(places))
    app = _application(settings, partial(pool.do, "tell"), admission)
    readers.attach(app, pool)
    return app


def reload(app: Flask) -> list[str]:
    """Make workers and readers that start from now on use the operator's files as they are now.

    A file that is wrong keeps its old content in use; the returned messages say so.
    """
    told = {"catalogue": _reload_catalogue(app), "keys": door.reload(app)}
    return [f"reloaded with the {name} as before: {wrong}" for name, wrong in told.items() if wrong]


def _reload_catalogue(app: Flask) -> str:
    extract: Loaded | None = app.extensions.get(_EXTRACT)
    if extract is None:
        return ""
    try:
        extract = _apart(partial(extract.with_institutions, app.extensions["service"].settings.institutions))
    except CannotLoad as error:
        return str(error)
    app.extensions[_EXTRACT] = extract
    readers.pool_of(app).tasks = _tasks(extract)
    return ""


def _apart(load: Callable[[], Loaded]) -> Loaded:
    """Load in a thread, because glibc gives a thread a heap of its own.

    Otherwise new words would fill the holes that loading leaves, and each hole is in a page that the
    processes share until one of them writes to it.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(load).result()


def _tasks(extract: Loaded) -> dict[str, Callable[..., Any]]:
    return {"tell": telling(reader(extract))}
