"""`python -m service extract`: what goes in, what comes out, what its exit code tells."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.archive.view import View
from service.exchange.table import COLUMNS
from tests.archive.running import EVERY, ROOT, extract, lines, on_a_terminal, parsed

GOOD = {"text": "“We will study the answer,” Vladimir Putin said on Friday.", "language": "en"}


def _answered(client: FlaskClient, text: str) -> Any:
    return client.post("/v1/quotes", json={"text": text}).get_json()


def test_the_command_line_needs_no_flask() -> None:
    code = (
        "import sys, pkgutil, importlib, service.__main__, service.archive\n"
        "for module in pkgutil.walk_packages(service.archive.__path__, 'service.archive.'):\n"
        "    importlib.import_module(module.name)\n"
        "from service import Extractor\n"
        "print(sorted({'flask', 'werkzeug', 'gunicorn', 'trafilatura', 'service.web'} & sys.modules.keys()))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert (ran.stdout, ran.stderr) == ("[]\n", "")


def test_a_variable_that_is_no_setting_is_told() -> None:
    ran = extract("no-such-file", settings={"QUOTES_WORKER": "1"})
    assert ran.stderr.splitlines()[0] == b"QUOTES_WORKER is no setting; QUOTES_WORKERS is"


def test_each_record_gets_its_id_and_the_answer_of_the_endpoint_in_order(
    client: FlaskClient, seeds: list[dict[str, Any]]
) -> None:
    records: list[dict[str, Any]] = [
        {"id": number, "text": seed["text"]} for number, seed in enumerate(seeds)
    ]
    records[1] |= {"offsets": "utf16", "types": ["indirect"]}
    records[2] |= {"language": "fr"}
    ran = extract("--workers", "2", "--types", "direct,indirect", given=lines(records), settings=EVERY)
    asked = [{"types": ["direct", "indirect"], **record} for record in records]
    alone = [client.post("/v1/quotes", json={k: v for k, v in one.items() if k != "id"}) for one in asked]
    expected = [{"id": number, **answer.get_json()} for number, answer in enumerate(alone)]
    assert parsed(ran.stdout) == expected
    assert (ran.stderr, ran.returncode) == (b"", 0)


def test_the_day_of_the_command_line_is_that_of_records_that_name_none() -> None:
    text = "“We will not accept a change of the border by force,” the US president said in Brussels."
    ran = extract("--date", "2019-03-18", given=lines([{"text": text}, {"text": text, "date": "2014-03-18"}]))
    ids = [answer["quotes"][0]["speaker"]["id"] for answer in parsed(ran.stdout)]
    assert ids == ["donald-trump", "barack-obama"]


def test_a_wrong_day_on_the_command_line_is_told_before_anything_is_read() -> None:
    ran = extract("--date", "yesterday", given=lines([GOOD]))
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert ran.stderr.startswith(b"--date: must be a day")


def test_text_files_and_folders_of_them_are_articles_named_by_their_path(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "below"
    folder.mkdir(parents=True)
    for name in ("b.txt", "a.txt", "notes.md"):
        (folder / name).write_text(GOOD["text"])
    last = tmp_path / "last.txt"
    last.write_text("\ufeff" + GOOD["text"])
    ran = extract(tmp_path / "in", last)
    answers = parsed(ran.stdout)
    assert [answer["id"] for answer in answers] == [str(folder / "a.txt"), str(folder / "b.txt"), str(last)]
    assert [answer["quotes"][0]["spans"][0]["start"] for answer in answers] == [1, 1, 2]


def test_bad_records_are_told_with_file_and_line_and_kept_while_the_run_goes_on(tmp_path: Path) -> None:
    bad = {
        2: (b"{broken", "not-json"),
        3: (b'{"text": "\xff"}', "not-utf8"),
        5: (lines([{"text": " "}]).strip(), "empty-text"),
        6: (lines([{"text": "Es regnet.", "language": "de"}]).strip(), "unsupported-language"),
        7: (lines([GOOD | {"date": "Friday"}]).strip(), "not-valid"),
        8: (lines([{"text": "a " * 700}]).strip(), "too-long"),
        9: (lines([{"text": "a " * 90_000}]).strip(), "too-long"),
    }
    source, errors = tmp_path / "articles.jsonl", tmp_path / "errors.jsonl"
    blank = b" "
    source.write_bytes(lines([GOOD, *(bad[n][0] if n in bad else blank for n in range(2, 10)), GOOD]))
    settings = {"QUOTES_MAX_CHARACTERS": "1000", "QUOTES_MAX_BYTES": "100000"}
    ran = extract(source, "--errors", errors, settings=settings)
    assert ran.returncode == 1
    assert [answer["id"] for answer in parsed(ran.stdout)] == [f"{source}:1", f"{source}:10"]
    told = ran.stderr.decode().splitlines()
    assert [line.split(": ")[0] for line in told] == [f"{source}:{number}" for number in bad]
    kept = parsed(errors.read_bytes())
    assert [(line["file"], line["line"]) for line in kept] == [(str(source), number) for number in bad]
    assert [line["problem"]["type"] for line in kept] == [f"/problems/{kind}" for _, kind in bad.values()]
    again = [line["record"] for line in kept]
    assert again == [bad[2][0].decode(), None, *(bad[n][0].decode() for n in (5, 6, 7, 8)), None]
    assert kept[1]["record_base64"]


def test_csv_has_a_row_a_quote_with_the_id_before_the_endpoints_columns(
    client: FlaskClient, seeds: list[dict[str, Any]]
) -> None:
    records = [{"id": f"=seed {n}", "text": seed["text"]} for n, seed in enumerate(seeds)]
    in_csv = extract("--format", "csv", given=lines(records), settings=EVERY).stdout.decode()
    rows = list(csv.DictReader(io.StringIO(in_csv, newline="")))
    assert tuple(rows[0]) == ("id", *COLUMNS)
    expected = [
        ("'" + record["id"], quote["cue"]["text"] if quote["cue"] else "")
        for record in records
        for quote in _answered(client, record["text"])["quotes"]
    ]
    assert [(row["id"], row["cue"]) for row in rows] == expected


def test_parquet_has_a_row_a_quote_as_the_endpoint_tells_it(
    client: FlaskClient, tmp_path: Path, seeds: list[dict[str, Any]]
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    source, output = tmp_path / "articles.jsonl", tmp_path / "quotes.parquet"
    source.write_bytes(lines({"id": n, "text": seed["text"]} for n, seed in enumerate(seeds)))
    assert extract(source, "--format", "parquet", "-o", output, settings=EVERY).returncode == 0
    answers = [_answered(client, seed["text"]) for seed in seeds]
    expected = [
        {"id": str(n), **quote, "extractor": answer["extractor"]}
        for n, answer in enumerate(answers)
        for quote in answer["quotes"]
    ]
    assert parquet.read_table(output).to_pylist() == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == [source.name, output.name]


@pytest.mark.parametrize(
    ("arguments", "settings", "told"),
    [
        (["no-such-file"], {}, "no-such-file cannot be read"),
        (["--types", "reported"], {}, "types: "),
        (["--resume"], {}, "--resume needs --output"),
        (["--format", "parquet"], {}, "--format parquet needs --output"),
        (["--workers", "0"], {}, "between 1 and 512"),
        (["-o", "README.md"], {}, "README.md exists"),
        (["-o", "quotes.xlsx"], {}, "only CSV and Parquet are written"),
        (["-o", "quotes.parquet.gz"], {}, "its name must end without .gz"),
        (["-o", "quotes.csv.gz", "--keep", "all"], {}, "csv has columns, which --keep must name"),
        (["--delimiter", ";;"], {}, "must be one character, or tab"),
        (["seeds", "--text", "--input-format", "csv"], {}, "not allowed with argument"),
        (["openapi.yaml", "--input-format", "csv"], {}, "there is no column text among openapi"),
        (["tests/seeds.jsonl", "--input-format", "parquet"], {}, "it is no Parquet"),
        ([], {"QUOTES_TIME_LIMIT": "long"}, "QUOTES_TIME_LIMIT"),
        ([], {"QUOTES_INSTITUTIONS": "no-such.toml"}, "no-such.toml"),
    ],
)
def test_what_cannot_start_says_why_and_ends_with_2(
    arguments: list[str], settings: Mapping[str, str], told: str
) -> None:
    ran = extract(*arguments, settings=settings)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert told in ran.stderr.decode()
    assert b"Traceback" not in ran.stderr


def test_parquet_without_pyarrow_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "pyarrow.py").write_text("raise ImportError")
    settings = {"PYTHONPATH": str(tmp_path)}
    ran = extract("--format", "parquet", "-o", tmp_path / "quotes.parquet", settings=settings)
    assert ran.returncode == 2
    assert b"pip install pyarrow, or -r requirements-archive.txt" in ran.stderr


def test_a_terminal_shows_one_article_for_people_in_colour() -> None:
    code, shown = on_a_terminal("seeds/003_755cdf8af0652cab.txt")
    assert code == 0
    assert "\x1b[1;36mVladimir Putin\x1b[0m" in shown


def test_a_terminal_shows_no_colour_where_none_is_wanted() -> None:
    _, shown = on_a_terminal("seeds/003_755cdf8af0652cab.txt", settings={"NO_COLOR": "1"})
    assert "Vladimir Putin" in shown
    assert "\x1b" not in shown


def test_a_terminal_has_a_progress_bar_with_rate_and_time_left(tmp_path: Path) -> None:
    source, output = tmp_path / "articles.jsonl", tmp_path / "quotes.jsonl"
    source.write_bytes(lines([GOOD] * 100))  # they take longer than the tenth of a second between two bars
    code, shown = on_a_terminal(source, "-o", output)
    assert code == 0
    bars = [line for line in shown.split("\r") if "%|" in line]
    assert len(bars) > 1  # the first is drawn before an article is read
    assert all(re.search(r" \d+\.\d a second .* < \d\d:\d\d", bar) for bar in bars[1:])


def test_no_article_can_steer_the_terminal() -> None:
    quote = {"text": "a\x1b[2Jb\u202e", "type": "direct", "confidence": 0.9, "speaker": None, "source": None}
    answer = {"id": "\x1b]0;x\x07", "language": "en", "quotes": [quote | {"cue": None}]}
    shown = View(80, colour=False)(answer)
    assert "a\ufffd[2Jb\ufffd" in shown
    assert shown.replace("\n", "").isprintable()


def test_the_view_can_be_had_in_a_pipe_without_colours() -> None:
    ran = extract("--view", "--text", given=GOOD["text"].encode(), settings={"NO_COLOR": ""})
    assert "Vladimir Putin" in ran.stdout.decode()
    assert b"\x1b" not in ran.stdout
