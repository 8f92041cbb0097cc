"""`python -m service extract`: the command line and its exit codes."""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain, islice
from pathlib import Path
from types import FrameType
from typing import NoReturn
from zlib import crc32

from service.archive import parquet
from service.archive.answering import Answering, Refused
from service.archive.forms import FORMS, Form
from service.archive.journal import CannotResume, Journal
from service.archive.parallel import Workers
from service.archive.progress import Progress
from service.archive.records import STANDARD_INPUT, Record, files_of, records, total_size
from service.archive.results import FileResults, Results, StreamResults, journal_of, part_of, unanswered
from service.archive.view import View
from service.exchange.answer import Json
from service.exchange.problems import Problem
from service.exchange.reading import CannotLoad, load
from service.exchange.schemas import query_options
from service.extraction.model import QUOTE_TYPES, VERSION
from service.lexicons import LANGUAGES
from service.settings import BadSetting, Settings, unknown_variables

WELL, SOME_REFUSED, CANNOT = 0, 1, 2  # exit codes; and 128 + the number of the signal that stopped it

_DESCRIPTION = """Find the quotes of articles.

FILES are JSON Lines, an object a line: "text", and where wanted "id", "language", "types", "offsets"
and "date" as in a request to the service; or text files (*.txt), each one article; or folders of
these.  Without FILES, or for -, standard input is read.  The output has the answers in the order of
the articles, each with the "id" that the article had, or with the place where it stood."""

_EXIT_CODES = """exit codes: 0 all is well; 1 some records were refused; 2 it could not start or go on;
130 and 143 it was stopped by Ctrl-C or SIGTERM"""


class Stopped(BaseException):
    """A signal asks to stop."""

    def __init__(self, number: int) -> None:
        self.number = number


class CannotStart(RuntimeError):
    """Something that was asked for cannot be had; says what."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command."""
    parser.description, parser.epilog = _DESCRIPTION, _EXIT_CODES
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    add = parser.add_argument
    add("files", nargs="*", default=[STANDARD_INPUT], metavar="FILES", help="- is standard input")
    add("-o", "--output", type=Path, metavar="FILE", help="default: standard output")
    add("--format", choices=FORMS, help="default: jsonl; csv and parquet have a row a quote")
    add("--errors", type=Path, metavar="FILE", help="where refused records go, as JSON Lines")
    add("--resume", action="store_true", help="go on where an interrupted run into the same FILE stopped")
    add("--overwrite", action="store_true", help="replace what is in FILE")
    add("--workers", type=_count, metavar="N", help="processes that read articles; default: one a core")
    add("--text", action="store_true", help="each file is one article, whatever its name")
    add("--language", help=f"for records that name none: {' or '.join(LANGUAGES)}; default: detected")
    add("--types", help=f"for records that name none, of {','.join(QUOTE_TYPES)}; default: direct,mixed")
    add("--offsets", help="for records that name none: codepoint (default), utf16 or byte")
    add("--date", metavar="YYYY-MM-DD", help="the day of records that name none, by which offices are read")
    told = "show quotes for people; default: where the output is a terminal and there is one article"
    add("--view", action=argparse.BooleanOptionalAction, help=told)


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 512:
        raise argparse.ArgumentTypeError("must be between 1 and 512")
    return number


def run(options: argparse.Namespace) -> int:
    """Do what the command line says; the exit code."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        for told in unknown_variables():
            print(told, file=sys.stderr)
        return _run(options, Settings.from_environment())
    except (BadSetting, CannotStart, CannotLoad, CannotResume, parquet.NoParquet, OSError) as error:
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
        signal.signal(again, signal.SIG_IGN)  # it is being stopped
    raise Stopped(number)


def _leave(code: int) -> NoReturn:
    """End at once: a thread that waits for input would have to be waited for."""
    sys.stderr.flush()
    os._exit(code)


def _resumable(options: argparse.Namespace) -> str:
    if options.output and journal_of(options.output).exists():
        return "; the same command with --resume goes on from here"
    return ""


def _run(options: argparse.Namespace, settings: Settings) -> int:
    defaults = _defaults(options)
    _check(options)
    if options.resume and options.output.exists() and not _interrupted(options.output):
        print(f"{options.output} is complete", file=sys.stderr)
        return WELL
    found = records(files_of(options.files), settings.max_bytes, text=options.text)
    form, found = _form(options, found)
    with _results(options, settings, defaults, form) as results:
        if not results.state.complete:
            _answer(options, settings, defaults, form, found, results)
        results.complete()
    return SOME_REFUSED if results.state.refused else WELL


def _answer(
    options: argparse.Namespace,
    settings: Settings,
    defaults: Json,
    form: Form,
    found: Iterator[Record],
    results: Results,
) -> None:
    """Answer the records that `results` has not seen."""
    extract = load(settings.institutions, settings.reader, settings.loaded_languages)
    answering = Answering(extract, form.shape, defaults, settings.max_bytes, settings.max_characters)
    workers = Workers(answering, options.workers or settings.workers, settings.time_limit)
    workers.start()
    bar = sys.stderr.isatty() and bool(options.output or not sys.stdout.isatty())
    progress = Progress(total_size(options.files), results.state, bar=bar)
    try:
        for record, outcome in workers.answers(unanswered(found, results.state)):
            results.add(record, outcome)
            if isinstance(outcome, Refused):
                progress.refused(record, outcome)
            progress.advance(record.size, results.state)
    finally:
        progress.close()
    if options.output:
        print(progress.summary(results.state), file=sys.stderr)


def _defaults(options: argparse.Namespace) -> Json:
    """What the command line says for records that say nothing."""
    names = ("language", "types", "offsets", "date")
    given = {name: [value] for name in names if (value := getattr(options, name)) is not None}
    try:
        return query_options(given)
    except Problem as problem:
        raise CannotStart(f"--{problem.detail}") from None


def _check(options: argparse.Namespace) -> None:
    """Tell before the models are loaded what cannot be."""
    for path in options.files:
        if path != STANDARD_INPUT and not os.access(path, os.R_OK):
            raise CannotStart(f"{path} cannot be read")
    if options.format == "parquet":
        parquet.require()
    for problem in _problems_of_output(options):
        raise CannotStart(problem)


def _problems_of_output(options: argparse.Namespace) -> Iterator[str]:
    """Why the results cannot go where they shall."""
    if not options.output:
        if options.resume or options.format == "parquet":
            what = "--resume" if options.resume else "--format parquet"
            yield f"{what} needs --output FILE"
        return
    if options.errors == options.output:
        yield "--errors and --output name the same file"
    if options.resume and options.overwrite:
        yield "--resume and --overwrite cannot both be meant"
    if options.resume or options.overwrite:
        return
    if _interrupted(options.output):
        told = f"a run into {options.output} was interrupted"
        yield f"{told}: --resume goes on with it, --overwrite begins anew"
    for path in filter(None, (options.output, options.errors)):
        if path.exists():
            yield f"{path} exists; --overwrite replaces it"


def _interrupted(output: Path) -> bool:
    return journal_of(output).exists() or part_of(output).exists()


def _form(options: argparse.Namespace, found: Iterator[Record]) -> tuple[Form, Iterator[Record]]:
    """The form of the output, and the records again: on a terminal it may depend on how many there are."""
    terminal = sys.stdout.isatty()
    view = options.view
    if view is None and terminal and not options.output and not options.format:
        first = list(islice(found, 2))
        view, found = len(first) == 1, chain(first, found)
    if not view:
        return FORMS[options.format or "jsonl"], found
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" or not terminal or options.output
    return Form("", View(min(shutil.get_terminal_size().columns, 100), not plain)), found


@contextmanager
def _results(
    options: argparse.Namespace, settings: Settings, defaults: Json, form: Form
) -> Iterator[Results]:
    results: Results
    if options.output:
        journal = Journal(journal_of(options.output), _identity(options, settings, defaults))
        anew = options.overwrite
        results = FileResults(form, options.output, options.errors, journal, anew=anew)
    else:
        results = StreamResults(form, sys.stdout.buffer, options.errors)
    try:
        yield results
    finally:
        results.close()


def _identity(options: argparse.Namespace, settings: Settings, defaults: Json) -> Json:
    """What must be the same for a run to go on with another's output."""
    own = Path(settings.institutions).read_bytes() if settings.institutions else b""
    return {
        "extractor": VERSION,
        "format": "view" if options.view else options.format or "jsonl",
        "options": {name: str(v) if isinstance(v, date) else v for name, v in defaults.items()},
        "text": options.text,
        "errors": str(options.errors) if options.errors else None,
        "characters": settings.max_characters,
        "bytes": settings.max_bytes,
        "institutions": crc32(own),
    }
