"""Reads TOML into the types of files.py; errors come with file and line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from service.lexicons.places import Misfit, Place, line_of

Shape = TypeVar("Shape")
SHAPE_NAMES = {
    str: "a string that is not empty",
    bool: "true or false",
    float: "a number with a point",
    re.Pattern: "a regular expression",
}


class LexiconError(ValueError):
    """A lexicon cannot be used; says in which file and line, and what is wrong."""


def read_folder(folder: Path, files: type[Shape]) -> Shape:
    """Read the TOML files of a folder, one for each field of the dataclass `files`.

    Raises FileNotFoundError if there are none, and LexiconError if one is missing, unknown or not of its
    type.
    """
    shapes = get_type_hints(files)
    found = {path.stem: path for path in sorted(folder.glob("*.toml"))}
    if not found:
        raise FileNotFoundError(f"no lexicon in {folder}")
    for name in shapes.keys() | found.keys():
        if name not in shapes:
            raise LexiconError(f"{found[name]}: {_unknown(name, shapes)}")
        if name not in found:
            raise LexiconError(f"{folder / name}.toml: is missing")
    return files(**{name: read_file(found[name], shape) for name, shape in shapes.items()})


def read_file(path: Path, shape: Any) -> Any:
    """The contents of a TOML file, as a value of the type `shape`; raises LexiconError if they do not fit."""
    try:
        text = path.read_text("utf-8")
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: not TOML: {error}") from None
    try:
        return _fitted(table, shape, ())
    except Misfit as misfit:
        where = ".".join(map(str, misfit.place))
        line = line_of(text, misfit.place)
        raise LexiconError(f"{path}:{line}: {where + ': ' if where else ''}{misfit.problem}") from None


def _fitted(value: Any, shape: Any, place: Place) -> Any:
    """The value as `shape` (dataclass, Literal, tuple, mapping, str, bool, float, Pattern); raises Misfit."""
    if is_dataclass(shape):
        return _dataclass(value, shape, place)
    return SHAPE_READERS.get(get_origin(shape), _plain)(value, shape, place)


def _plain(value: Any, shape: Any, place: Place) -> Any:
    """A non-empty string, a boolean or a float."""
    if type(value) is not shape or value == "":
        raise Misfit(place, f"must be {SHAPE_NAMES[shape]}")
    return value


def _literal(value: Any, shape: Any, place: Place) -> Any:
    """One of the values of a Literal."""
    if not any(value == known and type(value) is type(known) for known in get_args(shape)):
        raise Misfit(place, f"is {value!r}; may be {_listed(get_args(shape))}")
    return value


def _list(value: Any, shape: Any, place: Place) -> tuple[Any, ...]:
    """A list whose items are all of one shape."""
    if not isinstance(value, list):
        raise Misfit(place, "must be a list")
    inner = get_args(shape)[0]
    return tuple(_fitted(item, inner, (*place, i)) for i, item in enumerate(value))


def _mapping(value: Any, shape: Any, place: Place) -> dict[str, Any]:
    """A table.  Its keys are those of a Literal; with `str` beside it, other keys are allowed."""
    keys, values = get_args(shape)
    kinds = (keys, *get_args(keys))
    named = [name for kind in kinds if get_origin(kind) is Literal for name in get_args(kind)]
    _check_names(value, value if str in kinds else named, named, place)
    return {name: _fitted(inner, values, (*place, name)) for name, inner in value.items()}


def _dataclass(value: Any, shape: Any, place: Place) -> Any:
    """A table whose names are the dataclass's fields."""
    hints, needed = _fields(shape)
    _check_names(value, hints, needed, place)
    return shape(**{name: _fitted(inner, hints[name], (*place, name)) for name, inner in value.items()})


@cache
def _fields(shape: Any) -> tuple[dict[str, Any], list[str]]:
    """The types of a dataclass's fields, and the names of those that are required."""
    return get_type_hints(shape), [field.name for field in fields(shape) if field.default is MISSING]


def _check_names(value: Any, known: Collection[str], needed: Collection[str], place: Place) -> None:
    """Raise Misfit unless the value is a table with all `needed` names and only `known` ones."""
    if not isinstance(value, dict):
        raise Misfit(place, "must be a table")
    for name in value:
        if name not in known:
            raise Misfit((*place, name), _unknown(name, known))
    for name in needed:
        if name not in value:
            raise Misfit(place, f"{name!r} is missing")


def _pattern(value: Any, shape: Any, place: Place) -> re.Pattern[str]:
    """A regular expression."""
    try:
        return re.compile(value)
    except (re.error, TypeError) as error:
        raise Misfit(place, f"must be {SHAPE_NAMES[re.Pattern]}: {error}") from None


SHAPE_READERS: dict[Any, Callable[[Any, Any, Place], Any]] = {
    Literal: _literal,
    tuple: _list,
    Mapping: _mapping,
    re.Pattern: _pattern,
}


def _unknown(name: str, known: Collection[str]) -> str:
    return f"{name!r} is not known; known: {_listed(known)}"


def _listed(values: Collection[object]) -> str:
    return ", ".join(map(repr, values))
