"""`python -m service extract`: the command line and its exit codes."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from types import FrameType
from typing import NoReturn
from zlib import crc32

from service.archive import checks
from service.archive.answering import Answering, Refused
from service.archive.checks import CannotStart
from service.archive.forms import Form, form, form_of
from service.archive.inputs.files import Survey, files_of
from service.archive.inputs.rows import Reading
from service.archive.journal import CannotResume, Journal
from service.archive.needed import NotInstalled
from service.archive.options import form_asked_for, reading_of
from service.archive.parallel import Workers
from service.archive.progress import Progress
from service.archive.records import Record, records
from service.archive.results import FileResults, Results, StreamResults, journal_of, unanswered
from service.archive.view import View
from service.exchange.answer import Json
from service.exchange.problems import Problem
from service.exchange.reading import CannotLoad, load
from service.exchange.schemas import query_options
from service.extraction.model import VERSION
from service.settings import BadSetting, Settings, unknown_variables

WELL, SOME_REFUSED, CANNOT = 0, 1, 2  # exit codes; 128 + the number of a signal if that stopped it


class Stopped(BaseException):
    """A signal asked the run to stop."""

    def __init__(self, number: int) -> None:
        self.number = number


@dataclass(frozen=True, slots=True)
class _Asked:
    """The command line, and what it means together with the environment."""

    options: argparse.Namespace
    settings: Settings
    defaults: Json  # for records that do not set their own
    reading: Reading

    @property
    def form(self) -> str:
        """The name of the output's form."""
        return self.options.format or form_of(self.options.output)


def run(options: argparse.Namespace) -> int:
    """Do what the command line says; returns the exit code."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        for told in unknown_variables():
            print(told, file=sys.stderr)
        return _run(options, Settings.from_environment())
    except (BadSetting, CannotStart, CannotLoad, CannotResume, NotInstalled, OSError) as error:
        if isinstance(error, BrokenPipeError):
            _leave(128 + signal.SIGPIPE)
        hint = _resumable(options)
        print(f"{error}{hint}", file=sys.stderr)
        return CANNOT
    except Stopped as stopped:
        print(f"stopped{_resumable(options)}", file=sys.stderr)
        _leave(128 + stopped.number)


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    for again in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(again, signal.SIG_IGN)  # it is already stopping
    raise Stopped(number)


def _leave(code: int) -> NoReturn:
    """End at once: an orderly end would wait for the thread that waits for input."""
    sys.stderr.flush()
    os._exit(code)


def _resumable(options: argparse.Namespace) -> str:
    if options.output and journal_of(options.output).exists():
        return "; the same command with --resume goes on from here"
    return ""


def _run(options: argparse.Namespace, settings: Settings) -> int:
    asked = _Asked(options, settings, _defaults(options), reading_of(options, settings.max_bytes))
    checks.check(options, asked.reading)
    if options.resume and options.output.exists() and not checks.interrupted(options.output):
        print(f"{options.output} is complete", file=sys.stderr)
        return WELL
    survey, chosen = Survey(), form_asked_for(options)
    for _ in files_of(options.files, chosen, survey):
        pass  # only `survey` is needed
    if passed_over := survey.passed_over.most_common():
        told = ", ".join(f"{kind} {count:,}" for kind, count in passed_over)
        print(f"passed over in folders: {told}", file=sys.stderr)
    output, found = _form(asked, records(files_of(options.files, chosen), asked.reading))
    with _results(asked, output) as results:
        if not results.state.complete:
            _answer(asked, output, found, results, survey.size)
        results.complete()
    return SOME_REFUSED if results.state.refused else WELL


def _answer(asked: _Asked, output: Form, found: Iterator[Record], results: Results, size: int | None) -> None:
    """Answer the records that `results` does not have yet; the input has `size` bytes."""
    settings, options, reading = asked.settings, asked.options, asked.reading
    extract = load(settings.institutions, settings.reader, settings.loaded_languages)
    limits = settings.max_bytes, settings.max_characters
    answering = Answering(extract, output.shape, asked.defaults, *limits, reading.fields, reading.encoding)
    workers = Workers(answering, options.workers or settings.workers, settings.time_limit)
    workers.start()
    bar = sys.stderr.isatty() and bool(options.output or not sys.stdout.isatty())
    progress = Progress(size, results.state, bar=bar)
    try:
        for record, outcome in workers.answers(unanswered(found, results.state)):
            results.add(record, outcome)
            if isinstance(outcome, Refused):
                progress.refused(record, outcome)
            progress.advance(record.taken, results.state)
    finally:
        progress.close()
    if options.output:
        print(progress.summary(results.state), file=sys.stderr)


def _defaults(options: argparse.Namespace) -> Json:
    """The options that the command line sets for records without their own; raises CannotStart."""
    names = ("language", "types", "offsets", "date")
    given = {name: [value] for name in names if (value := getattr(options, name)) is not None}
    try:
        return query_options(given)
    except Problem as problem:
        raise CannotStart(f"--{problem.detail}") from None


def _form(asked: _Asked, found: Iterator[Record]) -> tuple[Form, Iterator[Record]]:
    """The form of the output, and the records again: on a terminal the form may depend on their number."""
    options, terminal = asked.options, sys.stdout.isatty()
    view = options.view
    if view is None and terminal and not options.output and not options.format:
        first = list(islice(found, 2))
        view, found = len(first) == 1, chain(first, found)
    if not view:
        return form(asked.form, asked.reading.fields), found
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not terminal or options.output
    return Form("", View(min(shutil.get_terminal_size().columns, 100), not plain)), found


@contextmanager
def _results(asked: _Asked, output: Form) -> Iterator[Results]:
    results: Results
    options = asked.options
    if options.output:
        journal = Journal(journal_of(options.output), _identity(asked))
        results = FileResults(output, options.output, options.errors, journal, anew=options.overwrite)
    else:
        results = StreamResults(output, sys.stdout.buffer, options.errors)
    try:
        yield results
    finally:
        results.close()


def _identity(asked: _Asked) -> Json:
    """What must be the same if a run is to go on with another run's output."""
    options, settings = asked.options, asked.settings
    own = Path(settings.institutions).read_bytes() if settings.institutions else b""
    columns = asdict(asked.reading.fields)
    return {
        "extractor": VERSION,
        "format": "view" if options.view else asked.form,
        "options": {name: str(v) if isinstance(v, date) else v for name, v in asked.defaults.items()},
        "input": options.input_format,
        "columns": {name: list(v) if isinstance(v, tuple) else v for name, v in columns.items()},
        "delimiter": options.delimiter,
        "encoding": options.encoding,
        "errors": str(options.errors) if options.errors else None,
        "characters": settings.max_characters,
        "bytes": settings.max_bytes,
        "institutions": crc32(own),
    }
