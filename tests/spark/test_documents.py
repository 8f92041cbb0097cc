"""What docs/spark.md shows runs exactly as shown."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.documents import ROOT, block

SAID = "“We will study the answer,” Vladimir Putin said on Friday."


def test_the_notebook_counts_quotes_by_source(
    spark: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles = str(tmp_path / "articles.parquet")
    spark.createDataFrame([(1, SAID)], "id bigint, text string").write.parquet(articles)
    code = block("docs/spark.md", "from service.spark").code
    exec(code.replace("articles.parquet", articles), {"spark": spark})
    assert re.search(r"\|\s*kremlin\|\s+1\|", capsys.readouterr().out)


def test_the_job_prints_what_stands_below_it(spark_submit: list[str], tmp_path: Path) -> None:
    shown = block("docs/spark.md", "PYTHONPATH=. spark-submit --master 'local[*]'")
    code = shown.code.replace(" quotes.parquet", f" {tmp_path}/quotes.parquet")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYSPARK_PYTHON": sys.executable}
    ran = subprocess.run(
        ["sh", "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=600
    )
    assert ran.returncode == 0, ran.stderr
    # The number of quotes changes with every rule, and the time with every machine.
    told, expected = (
        re.sub(r"\d+ (quotes|s\b)", r"… \1", line.strip()) for line in (ran.stdout, shown.printed or "")
    )
    assert told == expected
