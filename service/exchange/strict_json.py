"""JSON as RFC 8259 has it and no more: no NaN, no doubled names, no depth that overflows."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NoReturn, TypeVar

from service.collector import uncollected
from service.exchange.problems import Problem, not_valid

# No request comes near; what is read here keeps all others waiting.
MOST_VALUES = 10_000  # objects and numbers
MOST_MEMBERS = 1_000  # of one object
_Value = TypeVar("_Value")


def parse(body: bytes) -> Any:
    """The value that `body` (UTF-8, a byte-order mark is passed over) says.

    Problem not-utf8 or not-json with the offset; not-valid where an object names a member twice, or where
    there are more values than any request has.
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
    except ValueError:  # integers of more digits than Python converts
        raise Problem("not-json", "it holds a number that is too long") from None


def decode(body: bytes) -> str:
    """`body` as UTF-8; Problem not-utf8 with the offset of the first byte that is wrong."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        told = f"byte {error.start} is not UTF-8"
        raise Problem("not-utf8", told, {"offset": error.start}) from None


def _decoder() -> json.JSONDecoder:
    """One for each body: it counts."""
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
