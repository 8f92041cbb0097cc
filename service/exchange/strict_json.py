"""JSON as RFC 8259 defines it and no more: no NaN, no name given twice, no overflow by deep nesting."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from service.collector import uncollected
from service.exchange.problems import Problem, not_valid

# No request comes near these limits; parsing keeps all other requests waiting.
MOST_VALUES = 10_000  # objects and numbers
MOST_MEMBERS = 1_000  # of one object
_Value = TypeVar("_Value")


def parse(body: bytes) -> Any:
    """The value in `body` (UTF-8; a byte-order mark is skipped).

    Raises Problem not-utf8 or not-json, with the offset where it is known, and not-valid if an object names a
    member twice or there are more values or members than any request has.
    """
    text = decode(body.removeprefix(b"\xef\xbb\xbf"))
    try:
        with uncollected():
            return _decoder().decode(text)
    except json.JSONDecodeError as error:
        told = f"{error.msg.removesuffix(' at')} at character {error.pos}"
        raise Problem("not-json", told, {"offset": error.pos}) from None
    except RecursionError:
        raise Problem("not-json", "it is nested too deeply") from None
    except ValueError:  # an integer with more digits than Python converts
        raise Problem("not-json", "it holds a number that is too long") from None


def decode(body: bytes) -> str:
    """`body` decoded as UTF-8; raises Problem not-utf8 with the offset of the first wrong byte."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        told = f"byte {error.start} is not UTF-8"
        raise Problem("not-utf8", told, {"offset": error.start}) from None


def _decoder() -> json.JSONDecoder:
    """A decoder for one body, because it counts the values."""
    left = MOST_VALUES

    def counted(make: Callable[[Any], _Value]) -> Callable[[Any], _Value]:
        def make_one(said: Any) -> _Value:
            nonlocal left
            left -= 1
            if left < 0:
                told = f"it holds more than {MOST_VALUES} objects and numbers"
                raise not_valid([{"field": None, "detail": told}])
            return make(said)

        return make_one

    return json.JSONDecoder(
        object_pairs_hook=counted(_object),
        parse_int=counted(int),
        parse_float=counted(float),
        parse_constant=_no_constant,
    )


def _object(members: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(members) > MOST_MEMBERS:
        raise not_valid([{"field": None, "detail": f"an object has more than {MOST_MEMBERS} members"}])
    built = dict(members)
    if len(built) < len(members):
        raise not_valid([{"field": None, "detail": "an object names a member twice"}])
    return built


def _no_constant(_name: str) -> NoReturn:
    raise Problem("not-json", "NaN and Infinity are not JSON")
