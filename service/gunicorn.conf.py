"""The server: python -m gunicorn --config service/gunicorn.conf.py"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from itertools import count
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from service.settings import BadSetting, Settings

try:
    settings = Settings.from_environment()
except BadSetting as error:
    sys.exit(str(error))

# One thread a process for matrix products: the processes share the cores already.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

# Counts live in files that all processes map, in memory where there is a place for that.
_in_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
_counts = Path(settings.metrics_dir or tempfile.mkdtemp(prefix="quotes-", dir=_in_memory))
_counts.mkdir(parents=True, exist_ok=True)
for _old in _counts.glob("*.db"):
    _old.unlink()
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_counts)  # read when prometheus_client is imported

from service.web import logs, metrics, resources  # noqa: E402

wsgi_app = "service.app:served()"
bind = f"{settings.host}:{settings.port}"
workers = settings.workers
worker_class = "service.web.worker.QuotesWorker"
worker_connections = resources.connections_allowed(settings.connections)
preload_app = True
timeout = 30  # for a worker's own sign of life; articles have QUOTES_TIME_LIMIT
graceful_timeout = settings.graceful_timeout
keepalive = settings.keep_alive
worker_tmp_dir = _in_memory
control_socket_disable = True
logger_class = logs.ServerLog
logconfig_dict = logs.configuration(settings.log_level)


def pre_fork(server: Any, worker: Any) -> None:
    """Give the worker the first place that no living worker has."""
    taken = {other.place for other in server.WORKERS.values()}
    worker.place = next(place for place in count() if place not in taken)


def post_fork(server: Any, worker: Any) -> None:
    """Start the worker's extraction process while the worker has one thread only."""
    app = worker.app.wsgi()
    app.extensions["service"].admission.place = worker.place
    metrics.count_as(f"worker{worker.place}")
    app.extensions["extraction-pool"].start()
    resources.return_large_buffers()  # in the web worker only: those that read articles fare worse with it


def child_exit(server: Any, worker: Any) -> None:
    """What a worker that is gone had let in is in no more."""
    server.app.wsgi().extensions["service"].admission.clear(worker.place)


def on_exit(server: Any) -> None:
    """Leave nothing behind."""
    if not settings.metrics_dir:
        shutil.rmtree(_counts, ignore_errors=True)
