"""Compressed files, known by their ending.  They are read and written piece by piece, in bounded memory.

All three formats are sequences of members (zstd: frames), each of which can be read alone.  So a file can be
cut at the end of any member and continued there, as `results` does.
"""

from __future__ import annotations

import bz2
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from gzip import GzipFile
from typing import IO, Any, BinaryIO, cast

from service.archive.needed import needed

# Reading a frame takes the memory of its window; by default the zstd command refuses larger ones, too.
_ZSTD_WINDOW_LOG = 27  # 128 MB


@dataclass(frozen=True, slots=True)
class Packing:
    """A way to compress; its files begin with `magic`.

    `unpacked` gives a compressed file's contents, as a stream.  `member` gives a stream that becomes one
    member at the end of a file; closing the stream leaves the file open.  Both raise NotInstalled.
    """

    name: str
    ending: str
    magic: bytes
    unpacked: Callable[[BinaryIO], BinaryIO]
    member: Callable[[BinaryIO], BinaryIO]


def _gunzipped(file: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, GzipFile(fileobj=file, mode="rb"))


def _gzip_member(file: BinaryIO) -> BinaryIO:
    # Without name and time, so that the same answers give the same bytes.
    return cast(BinaryIO, GzipFile(filename="", fileobj=file, mode="wb", compresslevel=6, mtime=0))


def _bz2(file: BinaryIO, mode: Any) -> BinaryIO:
    return cast(BinaryIO, bz2.BZ2File(cast(IO[bytes], file), mode))


def _unzstd(file: BinaryIO) -> BinaryIO:
    zstd = needed("backports.zstd", "zstd")
    limit = {zstd.DecompressionParameter.window_log_max: _ZSTD_WINDOW_LOG}
    return cast(BinaryIO, zstd.ZstdFile(file, "rb", options=limit))


def _zstd_member(file: BinaryIO) -> BinaryIO:
    zstd = needed("backports.zstd", "zstd")
    checked = {zstd.CompressionParameter.checksum_flag: 1}  # as the zstd command does
    return cast(BinaryIO, zstd.ZstdFile(file, "wb", options=checked))


PACKINGS = (
    Packing("gzip", ".gz", b"\x1f\x8b", _gunzipped, _gzip_member),
    Packing("zstd", ".zst", b"\x28\xb5\x2f\xfd", _unzstd, _zstd_member),
    Packing("bzip2", ".bz2", b"BZh", lambda file: _bz2(file, "rb"), lambda file: _bz2(file, "wb")),
)


def packing_of(name: str) -> Packing | None:
    """How a file of this name is compressed; None if it is not."""
    return next((packing for packing in PACKINGS if name.lower().endswith(packing.ending)), None)


def without_ending(name: str) -> str:
    """The `name` without the ending of a compressed file."""
    packing = packing_of(name)
    return name[: -len(packing.ending)] if packing else name


def is_damage(error: Exception) -> bool:
    """Does `error`, from reading a file, mean that its contents are damaged, not that the disk fails?"""
    if isinstance(error, OSError):
        return error.errno is None  # BadGzipFile, and what bz2 and pyarrow raise
    return isinstance(error, (EOFError, zlib.error, *_of_libraries()))


def _of_libraries() -> Iterator[type[Exception]]:
    """The error types of libraries that have been imported; the others cannot have raised anything."""
    for module, name in (("backports.zstd", "ZstdError"), ("pyarrow", "ArrowException")):
        if imported := sys.modules.get(module):
            yield getattr(imported, name)
