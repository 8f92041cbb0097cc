"""What a file is that does not have the form that its name says; told so that the user can fix it."""

from __future__ import annotations

import codecs

from service.archive.inputs.rows import Holds
from service.archive.packing import PACKINGS
from service.exchange.problems import Problem

_BINARY = {
    b"%PDF-": "a PDF: take its text out first, as pdftotext does",
    b"PK\x03\x04": "a ZIP file, as DOCX, XLSX, ODT and EPUB are: unpack it, or save its text as UTF-8",
    b"\xd0\xcf\x11\xe0": "an Office file of before 2007: save its text as UTF-8",
    b"{\\rtf": "RTF: save its text as UTF-8",
    b"PAR1": "Parquet: its name must end in .parquet, or --input-format parquet say so",
    b"ARROW1": "an Arrow file: write it as Parquet",
    b"Obj\x01": "Avro: write it as Parquet or JSON Lines",
    b"SQLite format 3": "a SQLite database: export the table as CSV",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\xfd7zXZ": "compressed by xz: of these .gz, .zst and .bz2 are read",
    b"7z\xbc\xaf": "a 7z archive: unpack it",
    **{
        packing.magic: f"compressed by {packing.name}: its name must end in {packing.ending}"
        for packing in PACKINGS
        if packing.name != "bzip2"  # a text may begin with its three letters
    },
    b"BZh91AY&SY": "compressed by bzip2: its name must end in .bz2",
}
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def check(head: bytes, holds: Holds) -> None:
    """Raise Problem unsupported-media-type if a text file that begins with `head` is of another kind."""
    told = next((told for magic, told in _BINARY.items() if head.startswith(magic)), None)
    if told is None and holds != "page":  # a page may be in UTF-16
        told = _utf_16(head)
    if told is None and holds in ("request", "cells"):
        told = _markup(head)
    if told is None and holds == "request":
        told = _json(head)
    if told:
        raise Problem("unsupported-media-type", f"it is {told}")


def _utf_16(head: bytes) -> str | None:
    if head.startswith(_UTF_16) or head[:2].count(0) == 1:
        return "in UTF-16: iconv -f UTF-16 -t UTF-8 makes UTF-8 of it"
    return None


def _markup(head: bytes) -> str | None:
    if head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"<":
        return "HTML or XML: a page's name must end in .html or .htm, or --input-format html say so"
    return None


def _json(head: bytes) -> str | None:
    start = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if start.startswith(b"["):
        return "a JSON array, and no JSON Lines: jq -c '.[]' FILE makes these of it"
    if start.startswith(b"{") and not start.partition(b"\n")[0].strip(b"{ \t\r") and b"\n" in start:
        return "JSON whose objects take several lines: jq -c . FILE makes one line of each"
    return None
