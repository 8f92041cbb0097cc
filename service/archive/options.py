"""The options of `python -m service extract`, and what they mean for the reading of files."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from service.archive.fields import Fields
from service.archive.forms import FORMS
from service.archive.inputs.forms import INPUT_FORMS, InputForm
from service.archive.inputs.opened import STANDARD_INPUT
from service.archive.inputs.rows import Reading
from service.exchange import charsets
from service.extraction.model import QUOTE_TYPES
from service.lexicons import LANGUAGES

_DESCRIPTION = """Find the quotes of articles.

FILES are read by their endings, whatever the case of these:
  .jsonl .ndjson .jl   JSON Lines, an object a line: "text", and where wanted "id", "language", "date",
                       "types" and "offsets" as in a request to the service; so is any other name
  .csv .tsv .tab       a header with the same names but the last two, then an article a row
  .parquet             the same columns (pip install pyarrow)
  .txt .html .htm      each one article, or the page with it
Each but Parquet may be compressed: .gz, .bz2, .zst (the last: pip install backports.zstd).
A folder stands for those of its files, and of the folders in it, that end so; what is passed over is
told.  Without FILES, or for -, standard input is read as JSON Lines.

The output has the answers in the order of the articles, each with the "id" that the article had, or
with the place where it stood (FILE:LINE)."""

_EPILOG = """examples:
  python -m service extract articles.jsonl -o quotes.jsonl
  python -m service extract crawl.jsonl.gz --text-field body --id-field url --keep section -o quotes.jsonl.gz
  python -m service extract articles.csv --text-field article --date-field published -o quotes.csv
  zcat crawl.csv.gz | python -m service extract --input-format csv

exit codes: 0 all is well; 1 some records were refused; 2 it could not start or go on;
130 and 143 it was stopped by Ctrl-C or SIGTERM"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command to `parser`, with its description."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    told = "- is standard input"
    parser.add_argument("files", nargs="*", default=[STANDARD_INPUT], metavar="FILES", help=told)
    _of_output(parser)
    _of_input(parser.add_argument_group("how files are read"))
    _of_columns(parser.add_argument_group("columns, or members of JSON Lines; the others are ignored"))
    _of_records(parser.add_argument_group("for records that say nothing themselves"))


def _of_output(add_to: argparse._ActionsContainer) -> None:
    add = add_to.add_argument
    told = "default: standard output; compressed where it ends in .gz, .bz2 or .zst"
    add("-o", "--output", type=Path, metavar="FILE", help=told)
    told = "default: by the output's ending, else jsonl; csv and parquet have a row a quote"
    add("--format", choices=FORMS, help=told)
    add("--errors", type=Path, metavar="FILE", help="where refused records go, as JSON Lines")
    add("--resume", action="store_true", help="go on where an interrupted run into the same FILE stopped")
    add("--overwrite", action="store_true", help="replace what is in FILE")
    add("--workers", type=_count, metavar="N", help="processes that read articles; default: one a core")
    told = "show quotes for people; default: where the output is a terminal and there is one article"
    add("--view", action=argparse.BooleanOptionalAction, help=told)


def _of_input(add_to: argparse._ActionsContainer) -> None:
    one = add_to.add_mutually_exclusive_group()
    one.add_argument("--input-format", choices=INPUT_FORMS, help="of all files, whatever their names")
    one.add_argument(
        "--text",
        dest="input_format",
        action="store_const",
        const="text",
        help="each file is one article: --input-format text",
    )
    add_to.add_argument("--delimiter", type=_delimiter, metavar="CHARACTER", help="of CSV; or tab")
    told = "of texts and tables, such as windows-1252; default: utf-8"
    add_to.add_argument("--encoding", type=_encoding, default="utf-8", metavar="NAME", help=told)


def _of_columns(add_to: argparse._ActionsContainer) -> None:
    add = add_to.add_argument
    add("--text-field", default="text", metavar="NAME", help="the article; default: text")
    told = "what names it in the output; default: id"
    add("--id-field", metavar="NAME", help=told)
    told = "its language, a code of two letters; default: language"
    add("--language-field", metavar="NAME", help=told)
    told = "the day on which it appeared, as 2014-03-18 or with a time behind it; default: date"
    add("--date-field", metavar="NAME", help=told)
    told = "its title, which is not read for quotes: it stands in the output as title; default: none"
    add("--title-field", default="", metavar="NAME", help=told)
    told = "columns to have in the output as kept; all: all that are not read (JSON Lines only)"
    add("--keep", type=_names, default=(), metavar="NAME,NAME", help=told)
    add_to.description = "'' for NAME: that is not read, whatever stands there"


def _of_records(add_to: argparse._ActionsContainer) -> None:
    add = add_to.add_argument
    add("--language", help=f"{' or '.join(LANGUAGES)}; default: detected")
    add("--types", help=f"of {','.join(QUOTE_TYPES)}; default: direct,mixed")
    add("--offsets", help="codepoint (default), utf16 or byte")
    add("--date", metavar="YYYY-MM-DD", help="the day by which offices are read")


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 512:
        raise argparse.ArgumentTypeError("must be between 1 and 512")
    return number


def _delimiter(text: str) -> str:
    delimiter = "\t" if text in ("tab", r"\t") else text
    if len(delimiter) != 1 or delimiter in '"\r\n':
        raise argparse.ArgumentTypeError("must be one character, or tab")
    return delimiter


def _encoding(text: str) -> str:
    if not charsets.is_of_texts(text):
        raise argparse.ArgumentTypeError(f"must be one of {', '.join(charsets.OF_TEXTS)}")
    return text


def _names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, text.split(","))))


def fields_of(options: argparse.Namespace) -> Fields:
    """The columns that are read and copied; those named on the command line are required."""
    given = {name: getattr(options, f"{name}_field") for name in ("id", "language", "date")}
    named = {name: value for name, value in given.items() if value is not None}
    fields = Fields(options.text_field, title=options.title_field, keep=options.keep, **named)
    kept = () if fields.keep_all else fields.keep
    required = filter(None, (*named.values(), fields.title, *kept))
    return replace(fields, required=tuple(required))


def reading_of(options: argparse.Namespace, most: int) -> Reading:
    """How files are read; of a record at most `most` bytes are held."""
    return Reading(most, fields_of(options), options.delimiter, options.encoding)


def form_asked_for(options: argparse.Namespace) -> InputForm | None:
    """The form that the command line sets for all files; None if it sets none."""
    return INPUT_FORMS[options.input_format] if options.input_format else None
