"""Articles in a DataFrame become quotes in a DataFrame, on a real Spark with two workers."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pytest

from service import QUOTE_TYPES
from tests.documents import ROOT, text

SAID = "“We will study the answer,” Vladimir Putin said on Friday."
UNSAID = "The weather was fine on Friday, and the harbour was full of boats."
GERMAN = "Das Wetter war am Freitag schön, und der Hafen lag voller Boote, wie immer im Sommer."


def rows(
    spark: Any, articles: Sequence[tuple[Any, ...]], schema: str, **options: Any
) -> list[dict[str, Any]]:
    """The rows for the articles."""
    from service.spark import quotes_of

    found = quotes_of(spark.createDataFrame(articles, schema), **options).collect()
    return [row.asDict(recursive=True) for row in found]


def test_each_row_is_the_quote_that_the_service_answers_and_none_is_lost_over_partitions(
    spark: Any, seeds: list[dict[str, Any]], answers: dict[str, list[dict[str, Any]]]
) -> None:
    from service.spark import quotes_of

    copies = [(f"{copy} {seed['id']}", seed["text"]) for copy in range(2) for seed in seeds]
    articles = spark.createDataFrame(copies, "id string, text string").repartition(7)
    found: dict[str, list[dict[str, Any]]] = {}
    for row in quotes_of(articles, types=QUOTE_TYPES).collect():
        quote = row.asDict(recursive=True)
        found.setdefault(quote.pop("id"), []).append(quote)
    assert found == {id: answers[id.split(" ", 1)[1]] for id, _ in copies}


def test_the_columns_are_those_that_the_documentation_shows(spark: Any) -> None:
    from pyspark.sql.types import StructType

    from service.spark import quotes_of

    told = re.findall(r"^\| `(\w+)` \| `(.+)` \|$", text("docs/spark.md"), re.MULTILINE)
    columns = ", ".join(f"{name} {kind}" for name, kind in [("id", "bigint"), *told])
    articles = spark.createDataFrame([(1, SAID)], "id bigint, text string")
    assert quotes_of(articles).schema == StructType.fromDDL(columns)


def test_offsets_count_code_points(spark: Any) -> None:
    text = f"🇫🇷 {SAID}"
    (row,) = rows(spark, [("a", text)], "id string, text string")
    (span,) = row["spans"]
    assert text[span["start"] : span["end"]] == row["text"] == "We will study the answer,"


def test_a_bad_article_has_its_problem_in_a_row_and_the_others_have_their_quotes(spark: Any) -> None:
    articles = [
        ("null", None, None),
        ("empty", " \n", None),
        ("German", GERMAN, None),
        ("asked", SAID, "xx"),
        ("long", SAID * 4, None),
        ("good", SAID, None),
    ]
    schema = "id string, text string, language string"
    found = rows(spark, articles, schema, language_column="language", max_characters=100)
    kinds = {row["id"]: row["problem"] and row["problem"]["kind"] for row in found}
    assert kinds == {
        "null": "not-valid",
        "empty": "empty-text",
        "German": "unsupported-language",
        "asked": "unsupported-language",
        "long": "too-long",
        "good": None,
    }
    for row in found:
        quote = {name: value for name, value in row.items() if name not in ("id", "problem")}
        assert any(quote.values()) == (row["id"] == "good")


def test_an_article_at_which_the_extractor_fails_has_a_problem_without_a_word_of_it(
    can_run: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pandas as pd

    from service import spark as module

    def fail(text: str, *options: Any) -> NoReturn:
        raise KeyError(text)

    monkeypatch.setattr(module, "_extractor", lambda institutions: fail)
    reading = module._Reading({}, None, False, 1000)
    article = {"key": {"id": 1}, "text": "secret", "language": None, "date": None, "corrupt": None}
    frame = pd.DataFrame([article])
    (found,) = module._read([frame], reading)
    (problem,) = found["problem"]
    assert problem["kind"] == "internal"
    assert problem["detail"].startswith("KeyError at ")
    assert "secret" not in problem["detail"]


@pytest.mark.parametrize(
    ("kind", "ids"),
    [("bigint", [2**60 + 1, None, 3]), ("string", ["é", None, ""]), ("struct<a: int>", [{"a": 1}, None])],
)
def test_ids_come_back_as_they_were_with_their_type(spark: Any, kind: str, ids: list[Any]) -> None:
    from service.spark import quotes_of

    articles = spark.createDataFrame([(id, SAID) for id in ids], f"key {kind}, text string").coalesce(1)
    quotes = quotes_of(articles, id_column="key")
    assert quotes.schema["id"].dataType == articles.schema["key"].dataType
    assert [row.asDict(recursive=True)["id"] for row in quotes.collect()] == ids


def test_an_article_without_quotes_has_no_row_or_one_when_every_article_is_asked_for(spark: Any) -> None:
    articles = [("said", SAID), ("unsaid", UNSAID)]
    assert [row["id"] for row in rows(spark, articles, "id string, text string")] == ["said"]
    said, unsaid = rows(spark, articles, "id string, text string", every_article=True)
    assert said["text"]
    assert {name for name, value in unsaid.items() if value is not None} == {"id", "extractor"}


def test_the_language_is_that_of_the_column_then_that_of_all_then_the_detected_one(spark: Any) -> None:
    articles = [("column", SAID, "en"), ("all", SAID, None)]
    schema = "id string, body string, its string"
    options = {"text_column": "body", "language_column": "its", "language": "fr", "every_article": True}
    found = rows(spark, articles, schema, **options)
    models = {row["id"]: row["extractor"]["model"][:2] for row in found}
    assert models == {"column": "en", "all": "fr"}
    (detected,) = rows(spark, [("a", SAID)], "id string, text string")
    assert detected["language"] == "en"


@pytest.mark.parametrize("kind", ["date", "string"])
def test_the_day_is_that_of_the_column_then_that_of_all(spark: Any, kind: str) -> None:
    said = "“We will not accept a change of the border by force,” the US president said in Brussels."
    day = date(2014, 3, 18) if kind == "date" else "2014-03-18"
    articles = [("column", said, day), ("all", said, None)]
    schema = f"id string, text string, day {kind}"
    found = rows(spark, articles, schema, date_column="day", date=date(2019, 3, 18))
    speakers = {row["id"]: row["speaker"]["id"] for row in found}
    assert speakers == {"column": "barack-obama", "all": "donald-trump"}


def test_a_worker_loads_the_extractor_once_for_all_its_tasks(spark: Any) -> None:
    from service.spark import quotes_of

    def loads(batches: Any) -> Any:
        import os

        import pandas as pd

        from service.spark import _extractor

        for _ in batches:
            info = _extractor.cache_info()
            yield pd.DataFrame({"worker": [os.getpid()], "loaded": [info.misses], "asked": [info.hits]})

    articles = spark.createDataFrame([(i, SAID) for i in range(32)], "id int, text string").repartition(16)
    before = _loads(articles.mapInPandas(loads, "worker int, loaded int, asked int"))
    assert quotes_of(articles).count() == 32
    after = _loads(articles.mapInPandas(loads, "worker int, loaded int, asked int"))
    assert sum(asked for _, asked in after.values()) >= 14
    assert all(loaded - before.get(worker, (0, 0))[0] <= 1 for worker, (loaded, _) in after.items())


def _loads(found: Any) -> dict[int, tuple[int, int]]:
    return {row.worker: (row.loaded, row.asked) for row in found.collect()}


def test_wrong_options_are_told_before_anything_is_read(spark: Any, tmp_path: Path) -> None:
    from pyspark.errors import AnalysisException

    wrong = tmp_path / "wrong.toml"
    wrong.write_text("[institutions.x]\n", encoding="utf-8")
    article = [(1, SAID)]
    with pytest.raises(ValueError, match=r"institutions\.x: field 'type' is missing"):
        rows(spark, article, "id int, text string", institutions=wrong)
    with pytest.raises(ValueError, match="types: "):
        rows(spark, article, "id int, text string", types=("shouted",))
    with pytest.raises(ValueError, match="column id holds int, not string"):
        rows(spark, article, "id int, text string", text_column="id")
    with pytest.raises(AnalysisException, match="body"):
        rows(spark, article, "id int, text string", text_column="body")


# This comes last, because the workers load again for it.
def test_an_institutions_file_of_the_driver_reaches_the_workers(spark: Any, tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[institutions.ministry-of-magic]\ntype = "ministry"\ncountry = "GB"\n'
        'names = {en = "Ministry of Magic", fr = "ministère de la Magie"}\n',
        encoding="utf-8",
    )
    text = "“All is quiet at the school,” the Ministry of Magic said on Friday."
    (row,) = rows(spark, [("a", text)], "id string, text string", institutions=own)
    assert row["source"]["id"] == "ministry-of-magic"


def test_who_imports_the_extractor_needs_no_spark() -> None:
    told = "import sys; from service import Extractor; print('pyspark' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert ran.stdout == "False\n"
