"""JSON as RFC 8259 has it and no more: no NaN, no doubled names, no depth that overflows."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from service.exchange.problems import Problem, not_valid


def parse(body: bytes) -> Any:
    """The value that `body` (UTF-8, a byte-order mark is passed over) says.

    Problem not-utf8 or not-json with the offset; not-valid where an object names a member twice.
    """
    text = decode(body.removeprefix(b"\xef\xbb\xbf"))
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        told = f"{error.msg.removesuffix(' at')} at character {error.pos}"
        raise Problem("not-json", told, {"offset": error.pos}) from None
    except RecursionError:
        raise Problem("not-json", "it is nested too deeply") from None
    except ValueError:  # integers of more digits than Python converts
        raise Problem("not-json", "it holds a number that is too long") from None


def decode(body: bytes) -> str:
    """`body` as UTF-8; Problem not-utf8 with the offset of the first byte that is wrong."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        told = f"byte {error.start} is not UTF-8"
        raise Problem("not-utf8", told, {"offset": error.start}) from None


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    built = dict(members)
    if len(built) < len(members):
        raise not_valid([{"field": None, "detail": "an object names a member twice"}])
    return built


def _no_constant(_name: str) -> NoReturn:
    raise Problem("not-json", "NaN and Infinity are not JSON")


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant)
