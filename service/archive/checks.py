"""Errors that are reported before the models are loaded."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from service.archive import parquet
from service.archive.forms import form_of
from service.archive.inputs.files import file_of
from service.archive.inputs.opened import STANDARD_INPUT
from service.archive.inputs.rows import Reading
from service.archive.options import form_asked_for
from service.archive.packing import packing_of, without_ending
from service.archive.records import first_problem
from service.archive.results import journal_of, part_of

_OTHER_TABLES = (".tsv", ".tab", ".xlsx", ".xls", ".ods")


class CannotStart(RuntimeError):
    """Something that was asked for is not possible; says what."""


def check(options: argparse.Namespace, reading: Reading) -> None:
    """Raise CannotStart or NotInstalled if files cannot be read or results cannot go where they should."""
    for path in options.files:
        if path != STANDARD_INPUT and not os.access(path, os.R_OK):
            raise CannotStart(f"{path} cannot be read")
    for told in _problems_of_output(options):
        raise CannotStart(told)
    chosen = form_asked_for(options)
    for path in filter(os.path.isfile, options.files):  # a pipe can be read only once
        if problem := first_problem(file_of(path, chosen), reading):
            raise CannotStart(f"{path}: {problem.detail}")


def interrupted(output: Path) -> bool:
    """Was a run into `output` interrupted?"""
    return journal_of(output).exists() or part_of(output).exists()


def _problems_of_output(options: argparse.Namespace) -> Iterator[str]:
    """Reasons why the results cannot go where they should; raises NotInstalled."""
    yield from _problems_of_form(options)
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
    if interrupted(options.output):
        told = f"a run into {options.output} was interrupted"
        yield f"{told}: --resume goes on with it, --overwrite begins anew"
    for path in filter(None, (options.output, options.errors)):
        if path.exists():
            yield f"{path} exists; --overwrite replaces it"


def _problems_of_form(options: argparse.Namespace) -> Iterator[str]:
    """Reasons why the results cannot have the form that is asked for; raises NotInstalled."""
    output: Path | None = options.output
    form = options.format or form_of(output)
    if output and not options.format and without_ending(output.name).lower().endswith(_OTHER_TABLES):
        yield f"{output}: of tables only CSV and Parquet are written; --format says which"
    if form != "jsonl" and options.keep == ("all",):
        yield f"--keep all is for JSON Lines: {form} has columns, which --keep must name"
    if form == "parquet":
        parquet.require()
        if output and (packing := packing_of(output.name)):
            yield f"{output}: Parquet is compressed in itself; its name must end without {packing.ending}"
    for path in filter(None, (output, options.errors)):
        if packing := packing_of(path.name):
            packing.member(BytesIO()).close()  # raises NotInstalled if its library is missing
