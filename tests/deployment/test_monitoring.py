"""The dashboard and the alerts ask for what the service counts, and a real Prometheus answers them."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from service.web import keys
from service.web.metrics import Metrics
from tests.documents import ROOT
from tests.web.running import RunningServer, eventually, free_port

DEPLOY = ROOT / "deploy"
DASHBOARD = json.loads((DEPLOY / "grafana.json").read_text(encoding="utf-8"))
ALERTS = yaml.safe_load((DEPLOY / "alerts.yml").read_text(encoding="utf-8"))
SHOWN = [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]
RULES = [rule for group in ALERTS["groups"] for rule in group["rules"]]
VARIABLES = {"$job": "quotes", "$instance": ".*", "$__rate_interval": "10s", "$__range": "60s"}


def _needs(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"there is no {program} here: apt-get install prometheus")
    return path


def _counted() -> set[str]:
    """The names of all that a scrape can hold."""
    kinds = re.findall(r"^# TYPE (\S+) (\S+)$", Metrics().scrape(0).decode(), re.MULTILINE)
    parts = {"histogram": ("_bucket", "_sum", "_count"), "counter": ("",), "gauge": ("",)}
    return {name + part for name, kind in kinds for part in parts[kind] if not name.endswith("_created")}


def _named(expression: str) -> set[str]:
    """The names of what is counted in an expression."""
    return set(re.findall(r"\bquotes_\w+", expression))


def _families(names: set[str]) -> set[str]:
    """The names without what a histogram adds to its own."""
    return {re.sub(r"_(bucket|sum|count)$", "", name) for name in names}


@pytest.mark.parametrize("expression", [*SHOWN, *(rule["expr"] for rule in RULES)])
def test_an_expression_names_only_what_is_counted(expression: str) -> None:
    names = _named(expression)
    assert names <= _counted()
    assert names or "up{job=" in expression


def test_everything_that_is_counted_is_shown() -> None:
    assert _families(_counted()) <= _families(_named(" ".join(SHOWN)))


def test_the_panels_of_the_dashboard_have_a_place_of_their_own_and_tell_what_they_show() -> None:
    places = set()
    for panel in DASHBOARD["panels"]:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert at["x"] + at["w"] <= 24
        assert not places & cells
        places |= cells
        assert panel["title"]
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(DASHBOARD["panels"])


def test_the_alerts_fire_when_they_should_and_only_then() -> None:
    ran = subprocess.run(
        [_needs("promtool"), "test", "rules", str(DEPLOY / "alerts_test.yml")], capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_each_alert_is_tried() -> None:
    tried = yaml.safe_load((DEPLOY / "alerts_test.yml").read_text(encoding="utf-8"))["tests"]
    fired = {
        trial["alertname"] for test in tried for trial in test["alert_rule_test"] if trial.get("exp_alerts")
    }
    assert fired == {rule["alert"] for rule in RULES}


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A service with a key, whose reader has been killed once."""
    file = str(tmp_path_factory.mktemp("keys") / "keys")
    key = keys.add(file, "newsroom")
    with RunningServer({"QUOTES_WORKERS": "1", "QUOTES_API_KEYS_FILE": file}) as server:
        server.key = key
        (reader,) = server.extraction_processes()
        os.kill(reader, signal.SIGKILL)
        eventually(lambda: server.count('quotes_readers_total{what="died"}') == 1)
        server.wait_until_ready()
        yield server


@pytest.fixture(scope="module")
def prometheus(watched: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Prometheus configured as in deploy/prometheus.yml, but scraping every second."""
    program = _needs("prometheus")
    folder = tmp_path_factory.mktemp("prometheus")
    shutil.copy(DEPLOY / "alerts.yml", folder)
    configuration = (DEPLOY / "prometheus.yml").read_text(encoding="utf-8")
    every = "global: {scrape_interval: 1s, evaluation_interval: 1s}\n"
    (folder / "prometheus.yml").write_text(
        every
        + configuration.replace("127.0.0.1:8000", f"127.0.0.1:{watched.port}").replace(
            "job_name: quotes", f"job_name: quotes\n    authorization: {{credentials: {watched.key}}}"
        ),
        encoding="utf-8",
    )
    address = f"127.0.0.1:{free_port()}"
    command = [program, f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([*command, f"--web.listen-address={address}"], stderr=log)
        try:
            yield f"http://{address}"
        finally:
            process.terminate()
            process.wait()


def _asked(prometheus: str, path: str, **query: str) -> Any:
    """What Prometheus's API answers; nothing while it starts."""
    try:
        with urllib.request.urlopen(f"{prometheus}{path}?{urllib.parse.urlencode(query)}") as answer:
            return json.load(answer)["data"]
    except OSError:
        return {}


def _values(prometheus: str, expression: str) -> list[float]:
    """The values that an expression has now."""
    for name, value in VARIABLES.items():
        expression = expression.replace(name, value)
    found = _asked(prometheus, "/api/v1/query", query=expression).get("result", [])
    return [value for series in found if (value := float(series["value"][1])) == value]


def test_each_panel_shows_something_when_the_service_works(
    prometheus: str, watched: RunningServer, seeds: list[dict[str, Any]]
) -> None:
    missing = set(SHOWN)

    def shown() -> bool:
        watched.post({"text": seeds[0]["text"]})
        watched.post({"text": ""})
        missing.difference_update(
            expression for expression in sorted(missing) if _values(prometheus, expression)
        )
        return not missing

    eventually(shown)


def test_prometheus_evaluates_each_alert_and_none_fires_for_a_service_that_is_well(prometheus: str) -> None:
    def rules() -> list[dict[str, Any]]:
        return [
            rule for group in _asked(prometheus, "/api/v1/rules").get("groups", []) for rule in group["rules"]
        ]

    eventually(lambda: rules() and all(rule["health"] != "unknown" for rule in rules()))
    found = rules()
    assert {rule["name"]: rule["health"] for rule in found} == {rule["alert"]: "ok" for rule in RULES}
    # A request for /ready while the killed process was being replaced has left an alert pending.
    assert [rule["name"] for rule in found if rule["state"] == "firing"] == []


def test_a_service_that_is_gone_is_seen(prometheus: str, watched: RunningServer) -> None:
    (gone,) = (rule["expr"] for rule in RULES if rule["alert"] == "QuotesDown")
    assert not _values(prometheus, gone)
    watched.stop()
    eventually(lambda: _values(prometheus, gone))
