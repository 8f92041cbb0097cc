"""The client that openapi-python-client generates from openapi.yaml calls every operation of the service.

benchmarks/CLIENTS.md says what generators for other languages make of it.
"""

from __future__ import annotations

import importlib
import io
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.documents import block
from tests.web.running import ROOT, RunningServer
from tests.web.test_openapi import API

GENERATOR = Path(sys.prefix, "client", "bin", "openapi-python-client")
SHOWN = block("docs/call.md", "pip install openapi-python-client").code
USE = block("docs/call.md", "from quotes_client").code
PACKAGE = "quotes_client"
TEXT = "“We will study the answer,” Vladimir Putin said on Friday."
PAGE = f"<!doctype html><title>News</title><article><p>{TEXT} He had spoken to him for an hour.</p></article>"
LINES = [{"id": 1, "text": TEXT}, {"id": 2}]
MODULES = {  # operationId → tag and module of the operation
    operation["operationId"]: (
        operation["tags"][0],
        "".join(f"_{c.lower()}" if c.isupper() else c for c in operation["operationId"]),
    )
    for methods in API["paths"].values()
    for operation in methods.values()
}


@pytest.fixture(scope="module")
def generated(
    server: RunningServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], ModuleType]]:
    """The modules of the client by name, generated from the description that the service serves."""
    if not GENERATOR.exists():
        pytest.skip("make test installs the generator (requirements-client.txt)")
    home = tmp_path_factory.mktemp("client")
    (home / "deploy").symlink_to(ROOT / "deploy")
    command = _here(SHOWN, server).replace("\\\n", "").splitlines()[1]
    subprocess.run(
        [GENERATOR, *shlex.split(command)[1:], "--fail-on-warning"],
        cwd=home,
        env=os.environ | {"PATH": f"{GENERATOR.parent}:{os.environ['PATH']}"},  # it calls ruff
        check=True,
        timeout=300,
    )
    assert _printed_by(USE, server, home) == "Vladimir Putin We will study the answer,\n"
    sys.path.insert(0, str(home))
    yield lambda name: importlib.import_module(f"{PACKAGE}{name}")
    sys.path.remove(str(home))


def _here(shown: str, server: RunningServer) -> str:
    return shown.replace("127.0.0.1:8000", f"127.0.0.1:{server.port}")


def _printed_by(code: str, server: RunningServer, home: Path) -> str:
    line = [sys.executable, "-c", _here(code, server)]
    return subprocess.run(line, cwd=home, check=True, capture_output=True, text=True, timeout=300).stdout


Call = Callable[..., Any]  # an operation with these arguments; returns the contents of its answer


@pytest.fixture
def call(server: RunningServer, generated: Callable[[str], ModuleType]) -> Call:
    """Call an operation by its operationId; returns what the client reads; the status must be 200."""
    client = generated("").Client(base_url=f"http://127.0.0.1:{server.port}", raise_on_unexpected_status=True)

    def called(operation: str, *path: str, **arguments: Any) -> Any:
        tag, module = MODULES[operation]
        answer = generated(f".api.{tag}.{module}").sync_detailed(*path, client=client, **arguments)
        assert answer.status_code == 200
        return answer.parsed

    return called


def _file(generated: Callable[[str], ModuleType], text: str) -> Any:
    return generated(".types").File(payload=io.BytesIO(text.encode()))


def _names(answer: Any) -> list[str]:
    return [quote.speaker.name for quote in answer.quotes]


def test_an_article_is_answered(call: Call, generated: Callable[[str], ModuleType]) -> None:
    models = generated(".models")
    every = [models.QuoteType.DIRECT, models.QuoteType.INDIRECT]
    body = models.ArticleRequest(text=TEXT, language=models.Language.EN, types=every)
    answer = call("quotes", body=body, offsets=models.OffsetUnit.UTF16)
    (quote,) = answer.quotes
    assert (quote.speaker.name, quote.source.id, quote.type_) == ("Vladimir Putin", "kremlin", "direct")
    assert TEXT[quote.spans[0].start : quote.spans[0].end] == quote.text


def test_a_text_a_page_and_a_batch_are_answered(call: Call, generated: Callable[[str], ModuleType]) -> None:
    types = [generated(".models").QuoteType.DIRECT, generated(".models").QuoteType.MIXED]
    assert _names(call("quotesOfText", body=_file(generated, TEXT), types=types)) == ["Vladimir Putin"]
    page = call("quotesOfPage", body=_file(generated, PAGE))
    assert _names(page) == ["Vladimir Putin"]
    assert TEXT in page.article
    batch = _file(generated, "\n".join(map(json.dumps, LINES)))
    first, second = call("quotesOfBatch", body=batch).payload.read().splitlines()
    assert _names(generated(".models").AnsweredLine.from_dict(json.loads(first))) == ["Vladimir Putin"]
    assert generated(".models").ProblemOfLine.from_dict(json.loads(second)).line == 2


def test_what_the_service_tells_of_itself_is_read(call: Call) -> None:
    assert call("health").status == "alive"
    assert call("ready").capacity > 0
    assert "quotes_requests_total" in call("metrics")
    assert b"openapi: 3.1" in call("description").payload.read()
    assert call("problem", "saturated").status == 503
    assert all("<!doctype html>" in call(name).lower() for name in ("page", "reference"))
    assert call("examples").examples[0].title


def test_a_problem_is_read_as_one(server: RunningServer, generated: Callable[[str], ModuleType]) -> None:
    client = generated("").Client(base_url=f"http://127.0.0.1:{server.port}")
    body = generated(".models").ArticleRequest(text=" ")
    problem = generated(".api.quotes.quotes").sync(client=client, body=body)
    assert (problem.type_, problem.status) == ("/problems/empty-text", 422)


def test_a_key_is_sent(generated: Callable[[str], ModuleType], tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    command = [sys.executable, "-m", "service", "key", "newsroom", keys]
    key = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
    body = generated(".models").ArticleRequest(text=TEXT)
    asked = generated(".api.quotes.quotes").sync
    environment = {"QUOTES_API_KEYS_FILE": str(keys), "QUOTES_WORKERS": "1", "QUOTES_LANGUAGES": "en"}
    with RunningServer(environment) as guarded:
        base = f"http://127.0.0.1:{guarded.port}"
        answer = asked(client=generated("").AuthenticatedClient(base_url=base, token=key), body=body)
        assert _names(answer) == ["Vladimir Putin"]
        assert asked(client=generated("").Client(base_url=base), body=body).status == 401


def test_members_and_values_to_come_break_no_client(generated: Callable[[str], ModuleType]) -> None:
    quote = API["components"]["examples"]["answer"]["value"]["quotes"][0]
    to_come = quote["speaker"] | {"kind": "robot", "basis": "heard", "gender": "n"}
    read = generated(".models").Quote.from_dict(quote | {"type": "sung", "speaker": to_come})
    assert read.type_ == "sung"
    assert (read.speaker.kind, read.speaker.basis, read.speaker["gender"]) == ("robot", "heard", "n")


def test_no_operation_is_left_out(generated: Callable[[str], ModuleType]) -> None:
    for tag, module in MODULES.values():
        assert generated(f".api.{tag}.{module}").sync_detailed
    called = {name for name in MODULES if f'"{name}"' in Path(__file__).read_text(encoding="utf-8")}
    assert called == set(MODULES)
