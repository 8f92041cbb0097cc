"""The server: python -m gunicorn --config service/gunicorn.conf.py

On SIGHUP gunicorn executes this file again, in the same process.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any

if (_home := str(Path(__file__).parents[1])) not in sys.path:  # it is, where the package is installed
    sys.path.insert(0, _home)

from service.settings import BadSetting, Settings, unknown_variables
from service.web import counts

if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:  # until the server installs its own handler
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # and removes what must go

# gunicorn's own variable for a prefix.  It would answer only below that, but probes ask without a prefix.
if _script_name := os.environ.pop("SCRIPT_NAME", ""):
    os.environ["QUOTES_PREFIX"] = os.environ.get("QUOTES_PREFIX") or _script_name

try:
    settings = Settings.from_environment()
    _counts = counts.directory(settings.metrics_dir, settings.workers)
except (BadSetting, counts.NoRoom) as error:
    sys.exit(str(error))

# One thread per process for matrix products: several processes share the cores already.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_counts)  # read when prometheus_client is imported
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # there are articles in memory: no core dumps

from service.web import logs, metrics, processes, readers, resources  # noqa: E402

_in_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None

wsgi_app = "service.app:served()"
bind = settings.address
workers = settings.workers
worker_class = "service.web.worker.QuotesWorker"
worker_connections = resources.connections_allowed(settings.connections)
preload_app = True
timeout = 30  # for a worker's sign of life; articles have QUOTES_TIME_LIMIT
graceful_timeout = settings.graceful_timeout
keepalive = settings.keep_alive
forwarder_headers = ""  # with these headers a client could set a prefix itself; see web/proxies.py
worker_tmp_dir = _in_memory
control_socket_disable = True
logger_class = logs.ServerLog
logconfig_dict = logs.configuration(settings.log_level)


def on_starting(server: Any) -> None:
    """Warn of variables that look like misspelt settings."""
    for told in unknown_variables():
        server.log.warning(told)


def on_reload(server: Any) -> None:
    """On SIGHUP, make new workers use the operator's files as they are now, if these are right."""
    from service.app import reload

    for told in reload(server.app.wsgi()):
        server.log.error(told)


def pre_fork(server: Any, worker: Any) -> None:
    """Give the worker the lowest place that no living worker has, and room for its counts."""
    taken = {other.place for other in server.WORKERS.values()}
    worker.place = next(place for place in count() if place not in taken)
    worker.counts_as = counts.worker_name(worker.place)
    try:
        counts.reserve(_counts, worker.counts_as)
    except OSError as error:
        server.log.error("a worker counts nothing: no room for its counters: %s", error.strerror)
        worker.counts_as = None
    processes.wait_for_one(server)


def post_fork(server: Any, worker: Any) -> None:
    """Start the worker's readers while the worker has only one thread."""
    app = worker.app.wsgi()
    app.extensions["service"].admission.place = worker.place
    metrics.count_as(worker.counts_as)
    processes.begin(readers.pool_of(app), server, worker)
    resources.return_large_buffers()  # in the web worker only: processes that read articles get slower


def post_worker_init(worker: Any) -> None:
    """Make the worker leave, for another to replace it, when nobody looks after its readers any more."""

    def leave() -> None:
        worker.alive = False

    readers.pool_of(worker.app.wsgi()).watch(when_lost=leave)


def child_exit(server: Any, worker: Any) -> None:
    """Stop counting the requests that a dead worker had let in."""
    server.app.wsgi().extensions["service"].admission.clear(worker.place)


def on_exit(server: Any) -> None:
    """Remove the directory of counts, unless the operator chose it."""
    if not settings.metrics_dir:
        shutil.rmtree(_counts, ignore_errors=True)
