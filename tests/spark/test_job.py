"""The job as it is submitted: a process that reads files, writes files and says how it went."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from service import QUOTE_TYPES

ROOT = Path(__file__).parents[2]
SAID = "“We will study the answer,” Vladimir Putin said on Friday."


def submit(spark_submit: list[str], *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the job to its end."""
    environment = {**os.environ, "PYTHONPATH": ".", "PYSPARK_PYTHON": sys.executable}
    return subprocess.run(
        [*spark_submit, "service/spark.py", *map(str, arguments)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("archive")


@pytest.fixture(scope="module")
def quotes(folder: Path, spark_submit: list[str], seeds: list[dict[str, Any]]) -> Path:
    """The seed articles and some bad lines, given as JSON Lines; their quotes, as Parquet."""
    lines = [json.dumps({"name": seed["id"], "body": seed["text"]}) for seed in seeds]
    lines += ['{"name": "cut", "body": "It en', "[1, 2]", '{"name": "none"}', '{"name": 7, "body": ""}']
    articles, written = folder / "articles.jsonl", folder / "quotes.parquet"
    articles.write_text("\n".join(lines), encoding="utf-8")
    names = ("--id-column", "name", "--text-column", "body", "--partitions", "3")
    types = ("--types", ",".join(QUOTE_TYPES))
    ran = submit(spark_submit, articles, written, "--input-format", "json", *names, *types)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith("9 articles, ")
    assert " 4 problems, " in ran.stdout
    return written


def test_from_json_to_parquet_come_the_quotes_that_the_service_answers_and_the_problems(
    quotes: Path, spark: Any, answers: dict[str, list[dict[str, Any]]]
) -> None:
    found: dict[str, list[dict[str, Any]]] = {}
    problems = []
    for row in spark.read.parquet(str(quotes)).collect():
        quote = row.asDict(recursive=True)
        if quote["problem"]:
            problems.append((quote["id"], quote["problem"]["kind"]))
        else:
            found.setdefault(quote.pop("id"), []).append(quote)
    assert found == answers
    assert sorted(problems, key=str) == [
        ("7", "empty-text"),
        ("none", "not-valid"),
        (None, "not-json"),
        (None, "not-json"),
    ]


def test_from_parquet_to_json_each_line_has_every_column(
    spark_submit: list[str], spark: Any, folder: Path
) -> None:
    from service.spark import COLUMNS

    given, written = folder / "articles.parquet", folder / "quotes.json"
    articles = [(1, "en", SAID), (2, None, SAID), (3, "xx", SAID)]
    spark.createDataFrame(articles, "id long, language string, text string").write.parquet(str(given))
    options = ("--output-format", "json", "--language-column", "language", "--types", "direct")
    ran = submit(spark_submit, given, written, *options)
    assert (ran.returncode, ran.stdout.partition(" problems")[0]) == (0, "3 articles, 2 quotes, 1")
    lines = [json.loads(line) for part in written.glob("*.json") for line in part.open(encoding="utf-8")]
    assert [list(line) for line in lines] == [["id", *COLUMNS]] * 3
    told = {line["id"]: (line["speaker"] or {}).get("id") or line["problem"]["kind"] for line in lines}
    assert told == {1: "vladimir-putin", 2: "vladimir-putin", 3: "unsupported-language"}


def test_quotes_that_are_there_are_kept_and_the_job_says_so(spark_submit: list[str], quotes: Path) -> None:
    before = sorted(path.name for path in quotes.iterdir())
    ran = submit(spark_submit, quotes, quotes, "--id-column", "id")
    assert ran.returncode == 1
    assert "already exists" in ran.stdout  # spark-submit prints Python's standard error there
    assert sorted(path.name for path in quotes.iterdir()) == before
