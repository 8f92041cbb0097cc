"""Keys of callers: what the operator's file says of them, and which of them a request shows.

A line of the file is a name, the SHA-256 of a key, and perhaps `withdrawn`; `#` begins a comment.  A name may
have several keys, so that a new one can follow an old one.  Keys are long and random: even with a fast hash,
nobody can find a key from it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
_HASH = re.compile(r"sha256:([0-9a-f]{64})")
_WITHDRAWN = "withdrawn"
_MOST = 1_000  # keys: each request is compared with all of them, and each name is a label of the metrics
_BEGINNING = "quotes_"  # tells a finder, or a scanner, what a lost key is for


class BadKeys(RuntimeError):
    """The file of keys cannot be read or is wrong; says where, and never repeats its contents."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key in the file, known by its hash."""

    name: str
    digest: bytes
    withdrawn: bool = False


def loaded(path: str) -> tuple[Key, ...]:
    """The keys of a file; raises BadKeys."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise BadKeys(f"{path}: {getattr(error, 'strerror', None) or 'it is not text'}") from None
    keys = tuple(_keys(path, text))
    if not keys:
        raise BadKeys(f"{path}: there is no key in it, so nobody could be let in")
    if len(keys) > _MOST:
        raise BadKeys(f"{path}: there are more than {_MOST} keys in it")
    return keys


def _keys(path: str, text: str) -> Iterator[Key]:
    for number, line in enumerate(text.splitlines(), 1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        found = _HASH.fullmatch(words[1]) if 2 <= len(words) <= 3 else None
        if not found or not _NAME.fullmatch(words[0]) or words[2:] not in ([], [_WITHDRAWN]):
            raise BadKeys(f"{path}:{number}: a line is NAME sha256:HEX, and perhaps {_WITHDRAWN}")
        yield Key(words[0], bytes.fromhex(found[1]), bool(words[2:]))


def shown(keys: Sequence[Key], text: str) -> Key | None:
    """The key that a caller shows, if it is among `keys`.  Takes the same time whichever it is."""
    digest, found = _digest(text), None
    for key in keys:
        if compare_digest(key.digest, digest):
            found = key
    return found


def add(path: str, name: str) -> str:
    """Make a new key for `name` and add its hash to the file; the key cannot be recovered from there.

    Raises BadKeys or OSError.
    """
    if not _NAME.fullmatch(name):
        raise BadKeys("a name has letters, digits and . _ - only, and at most 64 of them")
    file = Path(path)
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    list(_keys(path, text))  # raises BadKeys if the file is wrong already
    key = _BEGINNING + secrets.token_urlsafe(32)
    end = "" if not text or text.endswith("\n") else "\n"
    with file.open("a", encoding="utf-8") as added:
        added.write(f"{end}{name} sha256:{_digest(key).hex()}\n")
    return key


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).digest()
