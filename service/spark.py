"""Quotes of archives on Apache Spark: articles in, one row per quote out.

`quotes_of` is for notebooks and pipelines.  The module is also a job, from and to Parquet or JSON Lines:

    PYTHONPATH=. spark-submit service/spark.py articles.parquet quotes.parquet

`COLUMNS` describes a row.  An article that cannot be read gets a row with its `problem` and no quote; it
never fails the job.  Importing this module needs the packages of requirements-spark.txt, and Spark needs
Java.
"""

from __future__ import annotations

import argparse
import datetime
import sys
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import pandas as pd
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, Observation, SparkSession
from pyspark.sql.functions import col, count, lit, struct
from pyspark.sql.types import DataType, StringType, StructField, StructType

from service.exchange.answer import Json
from service.exchange.pool import places
from service.exchange.problems import Problem
from service.exchange.reading import Extract, load, read
from service.exchange.schemas import article_request, query_options
from service.extraction.model import DEFAULT_TYPES, QUOTE_TYPES, QuoteType
from service.lexicons.catalogue import load_catalogue
from service.settings import Settings

_PASSAGE = "struct<text: string, start: int, end: int>"
_NAMED = "struct<id: string, name: string>"
# What follows the article's `id` in a row, as in the endpoint's answer; every `start` and `end` is in code
# points of the article's text, half-open.
COLUMNS = {
    "text": "string",
    "type": "string",
    "language": "string",
    "spans": "array<struct<start: int, end: int>>",
    "content": _PASSAGE,
    "cue": _PASSAGE,
    "speaker": (
        f"struct<id: string, name: string, kind: string, role: string, mention: {_PASSAGE}, basis: string,"
        f" members: array<{_NAMED}>>"
    ),
    "source": (
        f"struct<id: string, name: string, country: string, basis: string, mention: {_PASSAGE},"
        f" via: {_NAMED}>"
    ),
    "confidence": "double",
    "extractor": "struct<version: string, model: string>",
    "problem": "struct<kind: string, detail: string>",
}
MAX_CHARACTERS = Settings().max_characters
ARTICLES_AT_ONCE = 256  # articles whose quotes a worker holds before it hands them on
TASKS_PER_CORE = 16  # so that no core waits long for the last task

_NO_QUOTE: Json = dict.fromkeys(COLUMNS)


@dataclass(frozen=True)
class _Reading:
    """How workers read articles.  `institutions` is a file's contents."""

    options: Json
    institutions: bytes | None
    every_article: bool
    max_characters: int


def quotes_of(
    articles: DataFrame,
    *,
    id_column: str = "id",
    text_column: str = "text",
    language_column: str | None = None,
    date_column: str | None = None,
    corrupt_column: str | None = None,
    language: str | None = None,
    date: datetime.date | None = None,
    types: Collection[QuoteType] = DEFAULT_TYPES,
    institutions: Path | None = None,
    every_article: bool = False,
    max_characters: int = MAX_CHARACTERS,
) -> DataFrame:
    """The quotes of `articles`, one per row: the article's `id`, with its original type, and COLUMNS.

    An article's language is that of `language_column` or, where that is null, `language`; without either it
    is detected.  The day on which it appeared is that of `date_column` (dates, or strings such as
    2014-03-18), else `date`.  `corrupt_column` is where Spark's JSON reader puts what it cannot read.
    `institutions` is a catalogue file on the driver.

    An article without quotes has no row or, with `every_article`, one row without quote and problem.  An
    article that is null, empty, longer than `max_characters` code points or in another language, or at which
    the extractor fails, has one row with a `problem` of the endpoint's kinds.  The rows of an article stay
    together, in article order.

    Nothing is read before Spark is asked for rows.  Raises ValueError for wrong options, for a text column
    that does not hold strings, and (CatalogueError) for a wrong file of institutions; AnalysisException for a
    missing column.
    """
    options = _options(language, date, types)
    reading = _Reading(options, _own_catalogue(institutions), every_article, max_characters)
    told = {"language": language_column, "date": date_column, "corrupt": corrupt_column}
    chosen = _chosen(articles, id_column, text_column, told)
    columns = [StructField(name, DataType.fromDDL(kind)) for name, kind in COLUMNS.items()]
    shape = StructType([chosen.schema["key"], *columns])
    return chosen.mapInPandas(partial(_read, reading=reading), shape).select("key.id", *COLUMNS)


def _own_catalogue(institutions: Path | None) -> bytes | None:
    """The contents of the file of institutions; a wrong file fails here and not in a worker."""
    if institutions is None:
        return None
    load_catalogue(institutions)
    return institutions.read_bytes()


def _chosen(
    articles: DataFrame, id_column: str, text_column: str, told: Mapping[str, str | None]
) -> DataFrame:
    """The columns to read, renamed; raises ValueError if the text column does not hold strings.

    `told` maps the new names of further columns to those that they have in `articles`; None: there is none.
    """
    chosen = articles.select(
        # pandas turns integers beside nulls into floats, which rounds large ones; but not inside structs.
        struct(col(id_column).alias("id")).alias("key"),
        col(text_column).alias("text"),
        *((col(name) if name else lit(None)).cast("string").alias(own) for own, name in told.items()),
    )
    kind = chosen.schema["text"].dataType
    if not isinstance(kind, StringType):
        raise ValueError(f"column {text_column} holds {kind.simpleString()}, not string")
    return chosen


def _options(language: str | None, date: datetime.date | None, types: Collection[QuoteType]) -> Json:
    """The options of a request; raises ValueError if they are wrong."""
    asked: dict[str, list[str]] = {"types": list(types)}
    if language is not None:
        asked["language"] = [language]
    if date is not None:
        asked["date"] = [str(date)]
    try:
        return query_options(asked)
    except Problem as problem:
        raise ValueError(problem.detail) from None


def _read(batches: Iterable[pd.DataFrame], reading: _Reading) -> Iterator[pd.DataFrame]:
    """The rows of the articles, a limited number of articles at a time; runs in a Python worker."""
    for batch in batches:
        extract = _extractor(reading.institutions)
        for start in range(0, len(batch), ARTICLES_AT_ONCE):
            articles = batch.iloc[start : start + ARTICLES_AT_ONCE].itertuples(index=False)
            rows = [
                {"key": article.key, **row}
                for article in articles
                for row in _rows(extract, reading, article)
            ]
            yield pd.DataFrame(rows, columns=["key", *COLUMNS], dtype=object)


@lru_cache(maxsize=1)
def _extractor(institutions: bytes | None) -> Extract:
    """The extractor of this process, kept because Spark gives a Python worker many tasks in turn."""
    if institutions is None:
        return load()
    with tempfile.NamedTemporaryFile(suffix=".toml") as file:
        file.write(institutions)
        file.flush()
        return load(file.name)


def _rows(extract: Extract, reading: _Reading, article: Any) -> list[Json]:
    """The rows of one article, without its id."""
    try:
        found = _answer(extract, reading, article)
    except Problem as problem:
        return [_NO_QUOTE | {"problem": {"kind": problem.kind, "detail": problem.detail}}]
    except Exception as error:  # one article among millions must not fail the job
        return [_NO_QUOTE | {"problem": {"kind": "internal", "detail": places(error)}}]
    extractor = {"extractor": found["extractor"]}
    rows = [_NO_QUOTE | quote | extractor for quote in found["quotes"]]
    return rows or ([_NO_QUOTE | extractor] if reading.every_article else [])


def _answer(extract: Extract, reading: _Reading, article: Any) -> Json:
    """The endpoint's answer to an article; raises its Problem if there is one."""
    if article.corrupt is not None:
        raise Problem("not-json", f"the line is not a JSON object; it begins: {article.corrupt[:80]}")
    told = {"language": article.language, "date": article.date}
    said = {"text": article.text} | {name: value for name, value in told.items() if value}
    request = article_request(said, reading.options, reading.max_characters)
    return read(extract, request)


def _arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """The command line of the job."""
    parser = argparse.ArgumentParser(
        prog="spark-submit service/spark.py",
        description="Extract the quotes of an archive of articles: one row a quote.",
    )
    add, formats = parser.add_argument, ("parquet", "json")
    add("articles", help="a file, a folder or any address that Spark reads")
    add("quotes", help="the folder to write")
    add("--input-format", choices=formats, default="parquet", help="json is an object a line (%(default)s)")
    add("--output-format", choices=formats, default="parquet", help="(%(default)s)")
    add("--id-column", default="id", metavar="NAME", help="(%(default)s)")
    add("--text-column", default="text", metavar="NAME", help="(%(default)s)")
    add("--language-column", metavar="NAME", help="says each article's language; null has it detected")
    add("--language", metavar="CODE", help="of all articles for which no column says it")
    add("--date-column", metavar="NAME", help="says on which day each article appeared")
    add("--types", default=",".join(DEFAULT_TYPES), metavar="A,B", help=f"of {', '.join(QUOTE_TYPES)}")
    add("--institutions", type=Path, metavar="FILE", help="a TOML file that adds to the catalogue")
    add("--max-characters", type=int, default=MAX_CHARACTERS, metavar="N", help="(%(default)s)")
    add("--every-article", action="store_true", help="one row also for an article without quotes")
    add("--partitions", type=int, metavar="N", help=f"tasks, at least {TASKS_PER_CORE} a core by default")
    add("--overwrite", action="store_true", help="replace what is there")
    return parser.parse_args(given)


def _articles(spark: SparkSession, options: argparse.Namespace, corrupt: str | None) -> DataFrame:
    """The articles, spread over enough tasks; all columns of JSON are read as strings."""
    if corrupt is None:
        articles = spark.read.parquet(options.articles)
    else:
        names = (
            *(options.id_column, options.text_column),
            *(options.language_column, options.date_column, corrupt),
        )
        columns = ", ".join(f"`{name}` string" for name in dict.fromkeys(names) if name)
        articles = spark.read.json(options.articles, columns, columnNameOfCorruptRecord=corrupt)
    wanted = options.partitions or TASKS_PER_CORE * spark.sparkContext.defaultParallelism
    if not options.partitions and articles.rdd.getNumPartitions() >= wanted:
        return articles
    return articles.repartition(wanted)


def _run(spark: SparkSession, options: argparse.Namespace) -> str:
    """Read, extract and write; returns a summary."""
    started = time.monotonic()
    corrupt = "_corrupt_record" if options.input_format == "json" else None
    read, found = Observation(), Observation()
    quotes = quotes_of(
        _articles(spark, options, corrupt).observe(read, count(lit(1)).alias("articles")),
        id_column=options.id_column,
        text_column=options.text_column,
        language_column=options.language_column,
        date_column=options.date_column,
        corrupt_column=corrupt,
        language=options.language,
        types=options.types.split(","),
        institutions=options.institutions,
        every_article=options.every_article,
        max_characters=options.max_characters,
    ).observe(found, count("text").alias("quotes"), count("problem").alias("problems"))
    mode = "overwrite" if options.overwrite else "errorifexists"
    writer = quotes.write.option("ignoreNullFields", False)  # JSON has every column in every line
    writer.save(options.quotes, options.output_format, mode)
    counts = ", ".join(f"{number} {name}" for name, number in {**read.get, **found.get}.items())
    return f"{counts}, {time.monotonic() - started:.0f} s"


def main(given: Sequence[str] | None = None) -> int:
    """Run the job.

    Returns 0 when the quotes are written, whatever problems articles had, and 1 when they cannot be written.
    """
    options = _arguments(given)
    spark = SparkSession.builder.appName("quotes").getOrCreate()
    try:
        print(_run(spark, options))
    except (AnalysisException, ValueError) as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        return 1
    finally:
        spark.stop()
    return 0


if __name__ == "__main__":
    # Workers import what they run by its module's name, and so keep the extractor from task to task.
    from service.spark import main as job

    sys.exit(job())
