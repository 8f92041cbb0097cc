"""Files as archives have them: what each becomes, record by record, before anything is read for quotes."""

from __future__ import annotations

import bz2
import codecs
import gzip
import json
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from service.archive.answering import Answered, Answering, Refused
from service.archive.fields import Fields
from service.archive.forms import form
from service.archive.inputs.files import Survey, files_of
from service.archive.inputs.forms import INPUT_FORMS
from service.archive.inputs.rows import Reading
from service.archive.needed import NotInstalled
from service.archive.records import Record, first_problem, records
from service.extraction.model import Extraction, Options
from tests.archive.running import ROOT, lines

MOST = 1000
ARTICLE = {"id": "a", "text": "“We agree,” she said.\nThen she left.", "date": "2019-03-18"}


def _records(path: Path, fields: Fields | None = None, most: int = MOST, **more: Any) -> list[Record]:
    form_asked_for = more.pop("form", None)
    reading = Reading(most, fields or Fields(), **more)
    return list(records(files_of([str(path)], form_asked_for), reading))


def _values(found: list[Record]) -> list[Any]:
    return [json.loads(record.raw or b"null") for record in found]


def _problems(found: list[Record]) -> list[tuple[int | None, str, str]]:
    """The line, kind and words of each record that cannot be read."""
    return [
        (record.line, record.problem["type"].removeprefix("/problems/"), record.problem["detail"])
        for record in found
        if record.problem
    ]


def _file(folder: Path, name: str, held: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(held.encode() if isinstance(held, str) else held)
    return path


def _nothing(_text: str, _options: Options) -> Extraction:
    return Extraction("en", (), "", "")


def _asked(record: Record, fields: Fields, encoding: str = "utf-8") -> list[Any]:
    """The texts, languages and days that the reader is asked for; or the problem, if there is one."""
    asked: list[Any] = []

    def read(text: str, options: Options) -> Extraction:
        asked.append((text, options.language, options.date))
        return _nothing(text, options)

    outcome = Answering(read, form("jsonl", fields).shape, {}, MOST, MOST, fields, encoding)(record)
    return [outcome.problem["detail"]] if isinstance(outcome, Refused) else asked


def _answer(record: Record, fields: Fields) -> Any:
    outcome = Answering(_nothing, form("jsonl", fields).shape, {}, MOST, MOST, fields)(record)
    assert isinstance(outcome, Answered)
    return json.loads(outcome.text)


# CSV and TSV


TABLES = [("a.csv", ","), ("A.CSV", ","), ("a.tsv", "\t"), ("a.tab", "\t")]


@pytest.mark.parametrize(("name", "delimiter"), TABLES)
def test_a_table_has_an_article_a_row_with_quoted_line_ends_and_marks(
    tmp_path: Path, name: str, delimiter: str
) -> None:
    rows = [
        ("id", "section", "text"),
        ("1", "x", '"“We, the people,” he said.\r\n\r\nShe said ""no"".\ttwice"'),
        ("2", "", "plain"),
    ]
    held = "\ufeff" + "".join(delimiter.join(row) + "\r\n" for row in rows)
    found = _records(_file(tmp_path, name, held))
    assert _values(found) == [
        {"id": "1", "section": "x", "text": '“We, the people,” he said.\r\n\r\nShe said "no".\ttwice'},
        {"id": "2", "section": "", "text": "plain"},
    ]
    assert [record.line for record in found] == [2, 5]


def test_a_row_that_is_no_csv_costs_itself_and_is_kept_as_it_came(tmp_path: Path) -> None:
    bad = {
        3: b'2,"marks are "not" doubled"\n',
        4: b"3\n",
        5: b"4,a,b\n",
        7: b"6,\xff\n",
    }
    rows = [b"id,text\n", b"1,good\n", bad[3], bad[4], bad[5], b'5,"go\nod"\n', bad[7]]
    path = _file(tmp_path, "a.csv", b"".join(rows[:6]) + bad[7] + b"\n8,good\n")
    found = _records(path)
    assert [value["id"] for value in _values([r for r in found if not r.problem])] == ["1", "5", "8"]
    told = _problems(found)
    assert [(line, kind) for line, kind, _ in told] == [
        *((3, "not-valid"), (4, "not-valid"), (5, "not-valid"), (8, "not-utf8")),
    ]
    assert told[1][2] == "the row has 1 cells, and the header 2"
    assert [record.raw for record in found if record.problem] == [bad[3], bad[4], bad[5], bad[7]]


def test_a_mark_that_nothing_closes_costs_no_more_than_a_row_may_have(tmp_path: Path) -> None:
    rows = "".join(f"{number},{'a' * 90}\n" for number in range(50))
    found = _records(_file(tmp_path, "a.csv", f'id,text\nx,"never closed\n{rows}'))
    [(line, kind, _)] = _problems(found)
    assert (line, kind) == (2, "too-long")
    ids = [value["id"] for value in _values([record for record in found if not record.problem])]
    assert ids == [str(number) for number in range(int(ids[0]), 50)]
    assert int(ids[0]) <= MOST // 90


def test_cells_and_rows_are_bounded(tmp_path: Path) -> None:
    held = f'text\n"{"a" * 2000}"\n"{"b" * 500}\n{"b" * 600}"\nshort\n'
    found = _records(_file(tmp_path, "a.csv", held))
    assert [(line, kind) for line, kind, _ in _problems(found)] == [(2, "too-long"), (3, "too-long")]
    assert [record.raw for record in found] == [None, None, b'{"text":"short"}']


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("", "it has no header"),
        ("id,id,text", "its header names 'id' twice"),
        ("id,body", "there is no column text among id, body: --text-field names the column to read"),
        ("id;text", "--delimiter ';'"),
        ("id\ttext", "--delimiter tab"),
        ('id,"text', "its first line is no CSV header"),
    ],
)
def test_a_header_that_does_not_fit_says_what_would(tmp_path: Path, header: str, told: str) -> None:
    [(line, _, detail)] = _problems(_records(_file(tmp_path, "a.csv", f"{header}\n" if header else "")))
    assert line is None
    assert told in detail


def test_a_table_may_have_another_delimiter(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.csv", "id;text\n1;a, b\n")
    assert _values(_records(path, delimiter=";")) == [{"id": "1", "text": "a, b"}]


@pytest.mark.parametrize(("encoding", "codec"), [("windows-1252", "cp1252"), ("iso-8859-15", "iso8859-15")])
def test_tables_and_texts_may_be_in_another_encoding(tmp_path: Path, encoding: str, codec: str) -> None:
    table = _file(tmp_path, "a.csv", "text\n« Où ? »\n".encode(codec))
    assert _values(_records(table, encoding=encoding)) == [{"text": "« Où ? »"}]
    [record] = _records(_file(tmp_path, "a.txt", "« Où ? »".encode(codec)), encoding=encoding)
    assert _asked(record, Fields(), encoding) == [("« Où ? »", None, None)]
    assert _asked(record, Fields())[0].endswith("is not UTF-8: --encoding says what it is")


# Columns


def test_columns_of_any_names_say_the_text_the_id_the_language_and_the_day(tmp_path: Path) -> None:
    article = {
        "url": "https://example.org/1",
        "id": {"no": "id"},
        "body": "It rains.",
        "text": 7,
        "lang": "en",
        "published": "2019-03-18T23:30:00+01:00",
        "date": "March",
    }
    fields = Fields("body", "url", "lang", "published")
    [record] = _records(_file(tmp_path, "a.jsonl", lines([article])), fields)
    assert _asked(record, fields) == [("It rains.", "en", date(2019, 3, 18))]
    assert _answer(record, fields)["id"] == "https://example.org/1"


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("date", "March"),
        ("language", "English"),
        ("id", 1.5),
        ("types", ["news"]),
        ("offsets", 3),
        ("text", 7),
    ],
)
def test_a_column_that_is_read_is_held_to_its_form(tmp_path: Path, column: str, value: Any) -> None:
    article = {"text": "It rains.", "section": "weather", column: value}
    [record] = _records(_file(tmp_path, "a.jsonl", lines([article])))
    [told] = _asked(record, Fields())
    assert told.startswith(f"{column}: ")


def test_a_column_of_a_known_name_need_not_be_read(tmp_path: Path) -> None:
    article = {"text": "It rains.", "date": "March", "language": "English", "id": 1.5}
    fields = Fields(id="", language="", date="")
    [record] = _records(_file(tmp_path, "a.jsonl", lines([article])), fields)
    assert _asked(record, fields) == [("It rains.", None, None)]


def test_an_empty_cell_says_nothing_and_a_table_s_other_columns_are_no_options(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.csv", "id,text,date,language,types,offsets\n,It rains.,,,news,none\n")
    [record] = _records(path)
    assert _asked(record, Fields()) == [("It rains.", None, None)]
    assert _answer(record, Fields())["id"] == f"{path}:2"


def test_a_record_without_the_text_is_told_how_to_name_it(tmp_path: Path) -> None:
    [record] = _records(_file(tmp_path, "a.jsonl", lines([{"body": "It rains."}])))
    assert _asked(record, Fields()) == ["text: there is no text: --text-field names the member to read"]


def test_json_lines_of_which_none_has_the_text_are_told_what_they_have_before_they_are_read(
    tmp_path: Path,
) -> None:
    held = lines([{"url": "a", "body": "b"}, {"body": "c", "tags": []}])
    [file] = files_of([str(_file(tmp_path, "a.jsonl", held))], None)
    problem = first_problem(file, Reading(MOST))
    assert problem
    told = "its records have no text but url, body, tags: --text-field names the member to read"
    assert problem.detail == told
    assert first_problem(file, Reading(MOST, Fields("body"))) is None


@pytest.mark.parametrize("last", [b'{"text": "c"}', b"{broken", b"[" * 100_000, b"7"])
def test_one_record_that_has_it_or_is_no_object_is_enough_to_begin(tmp_path: Path, last: bytes) -> None:
    [file] = files_of([str(_file(tmp_path, "a.jsonl", b'{"body": "b"}\n' + last))], None)
    assert first_problem(file, Reading(1_000_000)) is None


def test_the_title_and_what_is_kept_go_to_the_answer_and_the_rest_does_not(tmp_path: Path) -> None:
    article = {"text": "It rains.", "headline": "Rain", "tags": ["a"], "source": "BBC", "views": 3}
    [record] = _records(_file(tmp_path, "a.jsonl", lines([article])))
    fields = Fields(title="headline", keep=("source", "tags", "none"))
    answer = _answer(record, fields)
    assert answer["title"] == "Rain"
    assert answer["kept"] == {"source": "BBC", "tags": ["a"], "none": None}
    assert list(answer) == ["id", "title", "kept", "language", "quotes", "extractor"]
    everything = Fields(title="headline", keep=("all",))
    assert _answer(record, everything)["kept"] == {"source": "BBC", "tags": ["a"], "views": 3}
    assert list(_answer(record, Fields())) == ["id", "language", "quotes", "extractor"]


def test_a_table_that_lacks_a_column_that_was_named_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.csv", "text,url\nIt rains.,x\n")
    fields = Fields(keep=("url", "section"), required=("url", "section"))
    [(_, _, told)] = _problems(_records(path, fields))
    assert told == "there is no column section among text, url"


# Parquet


def _parquet(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    from pyarrow import parquet as pq

    pq.write_table(pa.table(columns), path, **options)
    return path


def test_parquet_has_an_article_a_row_whatever_types_its_columns_have(tmp_path: Path) -> None:
    columns = {
        "text": ["It rains.", "It snows."],
        "id": [7, 8],
        "date": [datetime(2019, 3, 18, 8, tzinfo=UTC), None],
        "price": [Decimal("1.50"), None],
        "score": [0.5, float("nan")],
        "raw": [b"\xff", b"a"],
        "tags": [["a", "b"], None],
        "nested": [{"day": date(2019, 3, 18)}, None],
    }
    path = _parquet(tmp_path / "a.parquet", columns, row_group_size=1)
    fields = Fields(keep=("all",))
    found = _records(path, fields)
    assert [record.line for record in found] == [1, 2]
    assert _asked(found[0], fields) == [("It rains.", None, date(2019, 3, 18))]
    answers = [_answer(record, fields) for record in found]
    assert [answer["id"] for answer in answers] == [7, 8]
    assert answers[0]["kept"] == {
        **{"price": "1.50", "score": 0.5, "raw": "/w==", "tags": ["a", "b"]},
        "nested": {"day": "2019-03-18"},
    }
    assert answers[1]["kept"] == dict.fromkeys(("price", "score", "tags", "nested")) | {"raw": "a"}


def test_of_parquet_only_the_columns_that_are_asked_for_are_read(tmp_path: Path) -> None:
    path = _parquet(tmp_path / "a.parquet", {"body": ["a"], "url": ["b"], "other": ["c"]})
    assert _values(_records(path, Fields("body", "url", keep=("none",)))) == [{"body": "a", "url": "b"}]


def test_parquet_s_rows_are_bounded_as_lines_are(tmp_path: Path) -> None:
    path = _parquet(tmp_path / "a.parquet", {"text": ["a" * 2 * MOST, "b"]})
    assert [record.raw for record in _records(path)] == [None, b'{"text":"b"}']


def test_a_parquet_file_that_is_none_or_ends_early_says_so(tmp_path: Path) -> None:
    whole = _parquet(tmp_path / "a.parquet", {"text": ["a" * 500, "b" * 500]}).read_bytes()
    for held, expected in ((b"text\na\n", "unsupported-media-type"), (whole[:-20], "broken-body")):
        [(_, kind, _)] = _problems(_records(_file(tmp_path, "b.parquet", held)))
        assert kind == expected


# Compressed files

PACK: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "bz2": bz2.compress}


def _packed(ending: str, held: bytes) -> bytes:
    if ending == "zst":
        zstd = pytest.importorskip("backports.zstd", reason="backports.zstd is not installed")
        packed: bytes = zstd.compress(held)
        return packed
    return PACK[ending](held)


@pytest.mark.parametrize("ending", ["gz", "bz2", "zst"])
@pytest.mark.parametrize("name", ["a.jsonl", "A.CSV", "a.txt", "a.html", "a"])
def test_a_compressed_file_is_read_as_what_it_holds_in_several_members_too(
    tmp_path: Path, name: str, ending: str
) -> None:
    held = b'{"text": "a"}\n{"text": "b"}\n' if name in ("a.jsonl", "a") else b"text\na\nb\n"
    plain = _records(_file(tmp_path, name, held))
    packed = _packed(ending, held[:20]) + _packed(ending, held[20:])
    found = _records(_file(tmp_path, f"{name}.{ending}", packed))
    assert [replace(record, file="", mark=0, taken=0) for record in found] == [
        replace(record, file="", mark=0, taken=0) for record in plain
    ]


@pytest.mark.parametrize("ending", ["gz", "bz2", "zst"])
def test_what_a_damaged_file_gives_before_its_damage_is_read_and_the_damage_told(
    tmp_path: Path, ending: str
) -> None:
    noise = random.Random(1).randbytes(400).hex()
    first, second = (_packed(ending, lines([{"text": text}])) for text in ("a", noise))
    path = _file(tmp_path, f"a.jsonl.{ending}", first + second[:-200])
    after = _file(tmp_path, "b.jsonl", lines([{"text": "c"}]))
    found = list(records(files_of([str(path), str(after)], None), Reading(MOST)))
    assert [record.file for record in found] == [str(path), str(path), str(after)]
    assert _problems(found) == [
        (2, "broken-body", "it is damaged or ends early: no more of it can be read"),
    ]


@pytest.mark.parametrize("ending", ["gz", "bz2", "zst"])
def test_a_file_that_is_not_compressed_as_it_is_named_says_so(tmp_path: Path, ending: str) -> None:
    [(_, kind, told)] = _problems(_records(_file(tmp_path, f"a.jsonl.{ending}", '{"text": "a"}\n')))
    assert kind == "unsupported-media-type"
    assert f"its name ends in .{ending}, but it is no" in told


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.txt"])
@pytest.mark.parametrize("ending", ["gz", "bz2", "zst"])
def test_a_bomb_takes_no_more_memory_than_a_record_may_have(tmp_path: Path, name: str, ending: str) -> None:
    whole = 100_000_000
    path = tmp_path / f"{name}.{ending}"
    piece = _packed(ending, b"a" * (whole // 20))
    path.write_bytes(_packed(ending, b"text\n") + piece * 20)
    code = (
        "import resource, sys\n"
        "from service.archive.records import records\n"
        "from service.archive.inputs.files import files_of\n"
        "from service.archive.inputs.rows import Reading\n"
        "def peak():\n"
        "    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024\n"
        "before = peak()\n"
        "found = list(records(files_of([sys.argv[1]], None), Reading(1_000_000)))\n"
        "print(max(record.size for record in found), peak() - before)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code, path], cwd=ROOT, capture_output=True, check=True)
    size, grown = map(int, ran.stdout.split())
    assert size >= whole
    assert grown < 30_000_000


def test_zstd_without_its_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _file(tmp_path, "a.jsonl.zst", b"\x28\xb5\x2f\xfd")
    monkeypatch.setitem(sys.modules, "backports.zstd", None)
    with pytest.raises(NotInstalled, match=r"pip install backports\.zstd, or -r requirements-archive\.txt"):
        _records(path)


# Files of another kind


@pytest.mark.parametrize(
    ("name", "held", "told"),
    [
        ("a.txt", b"%PDF-1.7\n", "it is a PDF"),
        ("a.docx", b"PK\x03\x04abc", "DOCX"),
        ("a.jsonl", gzip.compress(b"{}"), "compressed by gzip: its name must end in .gz"),
        ("a.csv", bz2.compress(b"text\n"), "compressed by bzip2: its name must end in .bz2"),
        ("a.csv", b"\x28\xb5\x2f\xfdabc", "compressed by zstd: its name must end in .zst"),
        ("a.jsonl.gz", gzip.compress(gzip.compress(b"{}")), "compressed by gzip"),
        ("a.json", b' [\n{"text": "a"}]', "jq -c '.[]' FILE"),
        ("a.json", b'{\n  "text": "a"\n}', "jq -c . FILE"),
        ("a.jsonl", b"PAR1abc", "--input-format parquet"),
        ("a.jsonl", b"<!doctype html><p>a", "it is HTML or XML"),
        ("a.csv", "text\na".encode("utf-16"), "iconv -f UTF-16"),
        ("a.txt", "Article".encode("utf-16-le"), "iconv -f UTF-16"),
        ("a.txt", codecs.BOM_UTF16_BE + b"\x00a", "iconv -f UTF-16"),
    ],
)
def test_a_file_of_another_kind_is_one_record_with_what_helps(
    tmp_path: Path, name: str, held: bytes, told: str
) -> None:
    path = _file(tmp_path, name, held)
    [(line, kind, detail)] = _problems(_records(path))
    assert (line, kind) == (None, "unsupported-media-type")
    assert told in detail
    reading = Reading(MOST)
    [file] = files_of([str(path)], None)
    problem = first_problem(file, reading)
    assert problem
    assert problem.detail == detail


LINES = [b"", b"\n", b'\xef\xbb\xbf{"text": "a"}', b'  {"text": "a"}', b"{broken\n", b"\xff\n"]


@pytest.mark.parametrize("held", LINES)
def test_bad_json_lines_are_no_other_kind(tmp_path: Path, held: bytes) -> None:
    assert not _problems(_records(_file(tmp_path, "a.jsonl", held)))


# Pages and folders

PAGE = (
    "<!doctype html><html><head><meta charset=windows-1252><title>Journal</title>"
    '<meta property="article:published_time" content="2019-03-18T08:00:00Z"></head><body><article>'
    "<h1>Le président étudiera la réponse</h1><p>« Nous étudierons la réponse », a déclaré vendredi"
    " Emmanuel Macron à Paris, après un entretien avec le président russe et ses conseillers.</p>"
    "<p>Les deux présidents se sont parlé pendant une heure, sans résultat.</p></article></body></html>"
)


def test_a_page_gives_its_article_its_day_and_the_text_that_offsets_refer_to(tmp_path: Path) -> None:
    [record] = _records(_file(tmp_path, "a.HTM", PAGE.encode("cp1252")))
    [(text, _, day)] = _asked(record, Fields())
    assert "« Nous étudierons la réponse »" in text
    assert day == date(2019, 3, 18)
    assert _answer(record, Fields())["article"] == text


def test_a_page_without_an_article_says_so(tmp_path: Path) -> None:
    [record] = _records(_file(tmp_path, "a.html", "<html></html>"))
    assert _asked(record, Fields()) == ["the page has no text that reads as an article"]


def test_a_folder_stands_for_the_files_in_it_that_can_be_read_and_counts_the_others(tmp_path: Path) -> None:
    below = tmp_path / "in" / "below"
    below.mkdir(parents=True)
    read = ["a.TXT", "b.htm", "c.html", "d.jsonl.gz", "e.csv", "f.tsv.zst", "g.parquet", "h.ndjson"]
    for name in (*read, "notes.md", "scan.pdf", "other.md", "LICENSE", ".hidden.txt", "j.json"):
        _file(below, name, "a")
    (tmp_path / "in" / "again").symlink_to(tmp_path / "in")
    survey = Survey()
    found = [file.name for file in files_of([str(tmp_path / "in")], None, survey)]
    assert found == [str(below / name) for name in read]
    assert survey.passed_over == {
        **{".md": 2, ".pdf": 1, ".json": 1, "without ending": 1, "a link to a folder": 1},
    }
    assert survey.size == len(read)


def test_of_a_folder_all_files_are_read_where_their_form_is_said(tmp_path: Path) -> None:
    for name in ("a.story", "b", ".hidden"):
        _file(tmp_path, name, "It rains.")
    found = _records(tmp_path, form=INPUT_FORMS["text"])
    assert [(Path(record.file).name, record.raw) for record in found] == [
        *(("a.story", b"It rains."), ("b", b"It rains.")),
    ]


# The mark


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.parquet"])
def test_two_inputs_have_the_same_mark_as_far_as_they_say_the_same(tmp_path: Path, name: str) -> None:
    path, marks = tmp_path / name, []
    for last in ("c", "c", "d"):
        if name == "a.parquet":
            _parquet(path, {"text": ["a", "b", last]})
        else:
            held = f"text\na\nb\n{last}\n".encode()
            path.write_bytes(gzip.compress(held) if name.endswith("gz") else held)
        marks.append([record.mark for record in _records(path)])
    assert marks[0] == marks[1]
    assert marks[0][:2] == marks[2][:2]
    assert marks[0][2] != marks[2][2]
    assert len(set(marks[0])) == 3
