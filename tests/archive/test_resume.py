"""An interrupted run goes on to the very output of an undisturbed one, even after kill -9."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.archive.answering import Answered, Answering, Outcome, Refused
from service.archive.fields import Fields
from service.archive.forms import Form, form, form_of
from service.archive.inputs.files import file_of
from service.archive.inputs.rows import Reading
from service.archive.journal import CannotResume, Journal, State
from service.archive.members import Members
from service.archive.packing import packing_of
from service.archive.records import Record, records
from service.archive.results import FileResults, journal_of, part_of, unanswered
from service.exchange.reading import Extract
from tests.archive.running import PATIENCE, begin, eventually, extract, lines

RUN = {"format": "jsonl"}
CSV = form("csv", Fields())


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory, seeds: list[dict[str, Any]]) -> Path:
    """A hundred records, some of them bad."""
    path = tmp_path_factory.mktemp("archive") / "articles.jsonl"
    texts = [seed["text"][:1200] for seed in seeds if seed["lang"] == "en"]
    path.write_bytes(
        lines(b"{" if n % 9 == 3 else {"id": n, "text": texts[n % len(texts)]} for n in range(100))
    )
    return path


@pytest.fixture(scope="module")
def extract_one(request: pytest.FixtureRequest) -> Extract:
    """The real extractor, in this process."""
    loaded: Extract = request.getfixturevalue("extract")
    return loaded


def _interrupt(articles: Path, how: signal.Signals, output: Path, *options: str | Path) -> tuple[int, str]:
    """Interrupt a run after more records have been counted and others written; returns what the run gives.

    Records come one by one and not all of them, so that the run cannot end before.
    """
    before, given = _counted(output), articles.read_bytes().splitlines(keepends=True)
    process = begin("-", "-o", output, "--resume", *options)
    assert process.stdin
    assert process.stderr
    process.stdin.write(b"".join(given[: before + 1]))
    process.stdin.flush()
    eventually(lambda: _counted(output) > before)
    for line in given[before + 1 : before + random.randrange(5, 25)]:
        process.stdin.write(line)
        process.stdin.flush()
        time.sleep(random.uniform(0, 0.1))
    process.send_signal(how)
    code = process.wait(PATIENCE)
    process.stdin.close()
    return code, process.stderr.read().decode()


def _counted(output: Path) -> int:
    journal = journal_of(output)
    return int(json.loads(journal.read_bytes())["state"]["records"]) if journal.exists() else 0


def _undisturbed(articles: Path, output: Path, extract_one: Extract) -> None:
    """Write, record by record and in this process, what an uninterrupted run writes."""
    its_form = form(form_of(output), Fields())
    answering = Answering(extract_one, its_form.shape, {}, 2_500_000, 200_000)
    results = _results(output, its_form)
    for record in records([file_of(str(articles), None)], Reading(2_500_000)):
        record = replace(record, file="-")
        results.add(record, answering(record))
    results.complete()
    results.close()


@pytest.mark.parametrize(
    ("ending", "how"),
    [
        ("jsonl", (signal.SIGKILL,)),
        ("jsonl.gz", (signal.SIGKILL, signal.SIGINT)),
        ("csv", (signal.SIGKILL,)),
        ("parquet", (signal.SIGKILL,)),
    ],
)
def test_an_interrupted_run_goes_on_to_the_output_of_an_undisturbed_one(
    tmp_path: Path, articles: Path, extract_one: Extract, ending: str, how: tuple[signal.Signals, ...]
) -> None:
    if ending == "parquet":
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    whole, pieces = tmp_path / f"whole.{ending}", tmp_path / f"pieces.{ending}"
    _undisturbed(articles, whole, extract_one)
    options = ("--errors", _errors_of(pieces))
    for signum in how:
        code, told = _interrupt(articles, signum, pieces, *options)
        if signum == signal.SIGINT:
            assert code == 130
            assert "--resume goes on from here" in told
        else:
            assert code == -signal.SIGKILL
        assert not pieces.exists()
    resumed = extract("-o", pieces, "--resume", *options, given=articles.read_bytes())
    assert resumed.returncode == 1
    assert _written(pieces) == _written(whole)
    assert set(tmp_path.iterdir()) == {whole, _errors_of(whole), pieces, _errors_of(pieces)}


# What a kill may leave, step by step, without the processes that read articles.


def _outcomes(count: int) -> list[tuple[Record, Outcome]]:
    refused = Refused({"type": "/problems/not-json"})
    return [
        (
            Record("a", n, b"{}", 3, 100 + n),
            refused if n % 4 == 3 else Answered(f"answer {n}\n" * (n % 3), n % 3),
        )
        for n in range(count)
    ]


def _results(output: Path, form: Form = CSV, run: dict[str, str] = RUN) -> FileResults:
    return FileResults(form, output, _errors_of(output), Journal(journal_of(output), run))


def _errors_of(output: Path) -> Path:
    """The file of errors, compressed as the output is."""
    packing = packing_of(output.name)
    return output.with_name(f"{output.name}.errors{packing.ending if packing else ''}")


def _written(output: Path) -> tuple[bytes, bytes]:
    return _held(output), _held(_errors_of(output))


def _held(path: Path) -> bytes:
    """What a file holds; a compressed one is read by another program."""
    packing = packing_of(path.name)
    command = (packing.name, "-dc", path) if packing else ("cat", path)
    return subprocess.run(command, check=True, capture_output=True).stdout


@pytest.mark.parametrize("ending", ["", ".gz", ".bz2", ".zst"])
@pytest.mark.parametrize("kept", range(0, 12, 3))
def test_what_a_kill_left_beyond_the_journal_is_cut_off_and_done_again(
    tmp_path: Path, kept: int, ending: str
) -> None:
    whole, output = tmp_path / f"whole{ending}", tmp_path / f"pieces{ending}"
    _needs(output)
    outcomes = _outcomes(12)
    results = _results(whole)
    for outcome in outcomes:
        results.add(*outcome)
    results.complete()
    results.close()

    results = _results(output)
    for outcome in outcomes[:kept]:
        results.add(*outcome)
    results.close()
    for path in (part_of(output), _errors_of(output)):
        path.write_bytes(path.read_bytes() + b"a torn li")
    results = _results(output)
    assert results.state.records == kept
    for outcome in outcomes[kept:]:
        results.add(*outcome)
    results.complete()
    results.close()
    assert _written(output) == _written(whole)


def _needs(path: Path) -> None:
    """Skip the test if the program that reads such a file is not installed."""
    packing = packing_of(path.name)
    if packing and not shutil.which(packing.name):
        pytest.skip(f"{packing.name} is not installed")
    if packing and packing.name == "zstd":
        pytest.importorskip("backports.zstd", reason="backports.zstd is not installed")


class _Interrupted(BaseException):
    pass


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_an_answer_that_a_signal_cut_in_the_middle_is_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    def write_and_stop(members: Members, data: bytes) -> None:
        write(members, data)
        raise _Interrupted

    whole, output = tmp_path / f"whole{ending}", tmp_path / f"pieces{ending}"
    outcomes, write = _outcomes(12), Members.write
    for path in (whole, output):
        results = _results(path)
        for outcome in outcomes[:5]:
            results.add(*outcome)
        if path is output:
            monkeypatch.setattr(Members, "write", write_and_stop)
            with pytest.raises(_Interrupted):
                results.add(*outcomes[5])
            monkeypatch.undo()
            results.close()
            results = _results(output)
            assert results.state.records <= 5
        for outcome in outcomes[results.state.records :]:
            results.add(*outcome)
        results.complete()
        results.close()
    assert _written(output) == _written(whole)


@pytest.mark.parametrize("ending", [".gz", ".bz2", ".zst"])
def test_a_compressed_output_without_answers_can_be_read(tmp_path: Path, ending: str) -> None:
    output = tmp_path / f"output{ending}"
    _needs(output)
    results = _results(output, Form("", CSV.shape))
    results.complete()
    results.close()
    assert _written(output) == (b"", b"")


def test_a_kill_between_naming_the_output_and_forgetting_the_journal_costs_nothing(tmp_path: Path) -> None:
    output = tmp_path / "output"
    results = _results(output)
    for outcome in _outcomes(5):
        results.add(*outcome)
    results.close()
    journal = Journal(journal_of(output), RUN)
    state = journal.read()
    assert state
    part_of(output).rename(output)
    journal.write(State(state.records, output=state.output, complete=True))
    before = output.read_bytes()
    results = _results(output)
    assert results.state.complete
    results.complete()
    results.close()
    assert output.read_bytes() == before
    assert not journal_of(output).exists()


def test_a_run_that_could_not_make_its_output_at_the_end_makes_it_when_resumed(tmp_path: Path) -> None:
    def full(_part: Path, _output: Path) -> None:
        raise OSError("no space left")

    output = tmp_path / "output"
    results = _results(output, Form("head\n", CSV.shape, full))
    for outcome in _outcomes(5):
        results.add(*outcome)
    with pytest.raises(OSError, match="no space left"):
        results.complete()
    results.close()
    assert not output.exists()
    results = _results(output)
    assert results.state.complete
    results.complete()
    results.close()
    assert output.read_text() == "head\nanswer 1\nanswer 2\nanswer 2\nanswer 4\n"


def test_two_runs_cannot_write_the_same_output(tmp_path: Path) -> None:
    first = _results(tmp_path / "output")
    with pytest.raises(CannotResume, match="another run is writing"):
        _results(tmp_path / "output")
    first.close()


def test_a_run_with_other_options_does_not_go_on(tmp_path: Path) -> None:
    _results(tmp_path / "output").close()
    with pytest.raises(CannotResume, match="format jsonl, this one has csv"):
        _results(tmp_path / "output", run={"format": "csv"})


def test_output_that_has_lost_something_does_not_go_on(tmp_path: Path) -> None:
    results = _results(tmp_path / "output")
    for outcome in _outcomes(3):
        results.add(*outcome)
    results.close()
    part_of(tmp_path / "output").write_bytes(b"")
    with pytest.raises(CannotResume, match="shorter"):
        _results(tmp_path / "output")


@pytest.mark.parametrize(
    "changed", [b'{"text": "b"}\n{"text": "x"}\n{"text": "d"}\n', b'{"text": "b"}\n', b""]
)
def test_another_input_does_not_go_on(tmp_path: Path, changed: bytes) -> None:
    source = tmp_path / "articles.jsonl"
    source.write_bytes(b'{"text": "b"}\n{"text": "c"}\n{"text": "d"}\n')
    _first, second, third = records([file_of(str(source), None)], Reading(100))
    state = State(records=2, mark=second.mark)
    assert list(unanswered(records([file_of(str(source), None)], Reading(100)), state)) == [third]
    source.write_bytes(changed)
    with pytest.raises(CannotResume, match="input"):
        list(unanswered(records([file_of(str(source), None)], Reading(100)), state))


# What the command line says about what it finds.


def test_an_interrupted_run_is_not_overwritten_unasked_and_a_complete_one_not_done_again(
    tmp_path: Path,
) -> None:
    output = tmp_path / "output"
    _results(output).close()
    refused = extract("-o", output)
    assert refused.returncode == 2
    assert b"--resume goes on with it, --overwrite begins anew" in refused.stderr
    anew = extract("-o", output, "--overwrite", given=b"")
    assert (anew.returncode, output.read_bytes()) == (0, b"")
    again = extract("-o", output, "--resume")
    assert (again.returncode, again.stderr) == (0, f"{output} is complete\n".encode())
