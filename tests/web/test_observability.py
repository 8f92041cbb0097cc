"""Operators see what happens, but never a word of an article."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from tests.web.running import RunningServer, eventually, value_of

MARKER = "Zanzibarine"
ARTICLE = f"“The {MARKER} is ours,” said {MARKER} Smith, of the {MARKER} Ministry, on Friday."

PAGES_WITHOUT_ARTICLE = [
    page.replace("MARKER", MARKER).encode()
    for page in ("MARKER", "<!doctype MARKER", "<MARKER", "<table><tr><td>MARKER", "<?xml MARKER?><MARKER>")
]


def _logged(server: RunningServer, request_id: str) -> dict[str, Any]:
    """The log line of a request; it is written after the answer."""

    def found() -> list[dict[str, Any]]:
        return [line for line in server.log_lines() if line.get("request_id") == request_id]

    eventually(found)
    return found()[0]


def test_no_word_of_an_article_is_in_logs_metrics_errors_or_files(tmp_path: Path) -> None:
    settings = {"QUOTES_WORKERS": "1", "TMPDIR": str(tmp_path), "QUOTES_LOG_LEVEL": "debug"}
    settings |= {"QUOTES_METRICS_DIR": str(tmp_path / "metrics"), "QUOTES_MAX_CHARACTERS": "2000"}
    with RunningServer(settings) as server:
        plain = {"Content-Type": "text/plain"}
        assert server.post({"text": ARTICLE, "language": "en"}).status == 200
        assert MARKER.encode() not in server.get("/metrics").body
        refused = [
            server.post({"text": ARTICLE * 100}),
            server.post({"text": ARTICLE, ARTICLE: 1}),
            server.post({"text": ARTICLE, "language": "de"}),
            server.post(f'{{"text": "{ARTICLE}'.encode()),
            server.post(ARTICLE.encode() + b"\xff", plain),
            server.post(ARTICLE.encode(), {"Content-Type": MARKER}),
            server.get("/nothing/here"),
            *(server.post(page, {"Content-Type": "text/html"}) for page in PAGES_WITHOUT_ARTICLE),
        ]
        raw = server.raw(b"POST /v1/quotes HTTP/1.1\r\n" + MARKER.encode() + b"\r\n\r\n")
        batch = server.post(
            f'{{"text": "{ARTICLE}\n"{MARKER}"\n'.encode(), {"Content-Type": "application/x-ndjson"}
        )
        for reply in refused:
            assert reply.status >= 400
            assert MARKER.encode() not in reply.body
        assert MARKER.encode() not in raw + batch.body
        files = [path for path in tmp_path.rglob("*") if path.is_file()]
        assert files  # the metrics, at least
        assert not [path for path in files if MARKER.encode() in path.read_bytes()]
        lines = server.log_lines()
    assert len(lines) > 8
    assert MARKER not in json.dumps(lines, ensure_ascii=False)
    assert {line["logger"] for line in lines} <= {"quotes", "gunicorn.error"}  # nothing from libraries


def test_every_log_line_is_json_with_time_and_level(server: RunningServer) -> None:
    server.get("/health")
    for line in server.log_lines():
        assert {"time", "level", "message"} <= set(line)


def test_a_request_is_logged_with_id_status_sizes_language_counts_and_duration(
    server: RunningServer, seeds: list[dict[str, Any]]
) -> None:
    text = seeds[0]["text"]
    reply = server.post({"text": text, "language": "en"}, {"X-Request-ID": "seen-in-the-log"})
    assert reply.headers["x-request-id"] == "seen-in-the-log"
    line = _logged(server, "seen-in-the-log")
    assert (line["status"], line["endpoint"], line["method"]) == (200, "quotes", "POST")
    assert (line["characters"], line["language"]) == (len(text), "en")
    assert line["quotes"] == len(reply.json()["quotes"])
    assert line["bytes_out"] == len(reply.body)
    assert line["seconds"] > line["queue_seconds"] > 0


def test_a_problem_is_logged_with_its_kind(server: RunningServer) -> None:
    server.post({"text": ""}, {"X-Request-ID": "an-empty-text"})
    assert _logged(server, "an-empty-text")["problem"] == "empty-text"


def test_a_batch_is_logged_with_its_counts(server: RunningServer) -> None:
    body = b'{"text": "It rains.", "language": "en"}\n{\n'
    server.post(body, {"Content-Type": "application/x-ndjson", "X-Request-ID": "a-batch"})
    line = _logged(server, "a-batch")
    assert (line["lines"], line["problems"], line["quotes"]) == (2, 1, 0)


def test_metrics_count_over_all_workers(server: RunningServer) -> None:
    sample = 'quotes_requests_total{endpoint="quotes",method="POST",status="422"}'
    before = server.count(sample)
    for _ in range(30):
        server.post({"text": ""})
    eventually(lambda: server.count(sample) == before + 30)  # counted when answered
    for _ in range(5):  # whichever worker answers
        assert server.count(sample) == before + 30


def test_metrics_tell_how_long_articles_waited_for_a_process_that_reads(server: RunningServer) -> None:
    sample = "quotes_queue_seconds_count"
    before = server.count(sample)
    server.post({"text": "It rains.", "language": "en"})
    eventually(lambda: server.count(sample) == before + 1)


def test_a_page_waits_once_for_a_process_that_finds_its_article_and_reads_it(
    server: RunningServer, seeds: list[dict[str, Any]]
) -> None:
    sample = "quotes_queue_seconds_count"
    before = server.count(sample)
    paragraphs = "".join(f"<p>{line}</p>" for line in seeds[1]["text"].splitlines())
    page = f"<html><body><article>{paragraphs}</article></body></html>"
    assert server.post(page.encode(), {"Content-Type": "text/html"}).json()["quotes"]
    eventually(lambda: server.count(sample) == before + 1)


def test_metrics_count_quotes_by_type_language_and_source(
    client: FlaskClient, seeds: list[dict[str, Any]]
) -> None:
    before = client.get("/metrics").text
    answered = client.post("/v1/quotes", json={"text": seeds[1]["text"]}, buffered=True)
    found = answered.get_json()["quotes"]
    after = client.get("/metrics").text
    for quote in found:
        source = (quote["source"]["id"] or "other") if quote["source"] else "none"
        sample = (
            f'quotes_found_total{{language="{quote["language"]}",source="{source}",type="{quote["type"]}"}}'
        )
        assert value_of(after, sample) > value_of(before, sample)
    histogram = "quotes_article_characters_count"
    assert value_of(after, histogram) == value_of(before, histogram) + 1


def test_labels_are_bounded_whatever_is_asked_for(server: RunningServer) -> None:
    server.get("/metrics")
    before = server.get("/metrics").body.decode().count("\n")
    for number in range(50):
        server.get(f"/nothing/{number}")
        server.request(f"METHOD{number}", "/", b"")
    assert server.get("/metrics").body.decode().count("\n") < before + 40


def test_counts_survive_a_killed_worker_and_are_gone_after_a_new_start(tmp_path: Path) -> None:
    settings = {"QUOTES_WORKERS": "1", "QUOTES_METRICS_DIR": str(tmp_path)}
    sample = 'quotes_requests_total{endpoint="quotes",method="POST",status="422"}'
    with RunningServer(settings) as server:
        files = set()
        for number in (1, 2, 3):
            server.post({})
            eventually(lambda wanted=number: server.count(sample) == wanted)  # counted when answered
            files = files or set(tmp_path.glob("*.db"))
            os.kill(server.children()[0], signal.SIGKILL)
            server.wait_until_ready()
        assert server.count(sample) == 3
        assert set(tmp_path.glob("*.db")) == files  # they do not pile up
    with RunningServer(settings) as server:
        assert server.count(sample) == 0
