"""Reads catalogue files: TOML in, checked raw tables out; an operator's file adds to and overrides them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from service.lexicons.catalogue_values import CatalogueError
from service.lexicons.places import Misfit, Place, line_of

FIELDS: dict[str, dict[str, str]] = {
    "languages": {
        "articles": "strings", "links": "strings", "modifiers": "strings", "former": "strings",
        "apart": "strings", "rulers": "strings", "genitives": "strings",
        "outlets": "strings", "collective": "strings", "articled_countries": "boolean",
    },
    "countries": {
        "slug": "string", "government": "string", "names": "forms", "capitals": "forms",
        "adjectives": "forms", "demonyms": "forms",
    },
    "bodies": {"type": "string", "templates": "forms", "forms": "forms", "head": "string"},
    "posts": {"body": "string", "titles": "forms", "local": "local", "only": "strings", "role": "string"},
    "roles": {"titles": "forms"},
    "institutions": {
        "type": "string", "country": "string", "names": "forms", "aliases": "forms", "anaphors": "forms",
        "body": "string", "head": "string", "cased": "boolean",
    },
    "offices": {
        "institution": "string", "role": "string", "titles": "forms", "alone": "forms", "post": "string",
    },
    "people": {
        "names": "forms", "family": "forms", "spellings": "strings", "gender": "string",
        "country": "string", "held": "strings", "surname_alone": "boolean",
    },
    "seats": {"titles": "forms", "bearers": "strings"},
    "successions": {"turns": "strings"},
    "networks": {"names": "forms"},
}  # fmt: skip
REQUIRED: dict[str, tuple[str, ...]] = {
    "languages": ("articles", "links"),
    "countries": ("slug", "government", "names", "adjectives", "demonyms"),
    "bodies": ("type", "templates", "forms"),
    "posts": ("body", "titles"),
    "roles": ("titles",),
    "institutions": ("type", "names"),
    "offices": ("institution", "titles"),
    "people": ("names", "gender"),
    "seats": ("titles",),
    "successions": ("turns",),
    "networks": ("names",),
}
ANY_LANGUAGE = "*"


@dataclass
class RawEntry:
    """An entry's fields as read, and the files that they came from."""

    fields: dict[str, Any] = field(default_factory=dict)
    origin: list[str] = field(default_factory=list)


RawCatalogue = dict[str, dict[str, RawEntry]]


def read_files(paths: Iterable[Path], own: Path | None = None) -> RawCatalogue:
    """Read `paths`, in which each id occurs once, and an operator's `own` file, whose fields replace theirs.

    Raises CatalogueError for a file that is missing, not TOML, or not in the form of a catalogue.
    """
    raw: RawCatalogue = {section: {} for section in FIELDS}
    for path in paths:
        tables = _tables(path)
        _refuse_repeated(raw, tables, path)
        _merge(raw, tables, path)
    if own is not None:
        _merge(raw, _tables(own), own)
    for section, entries in raw.items():
        for key, entry in entries.items():
            with located(raw):
                _check_required(section, key, entry.fields)
    return raw


@contextmanager
def located(raw: RawCatalogue) -> Iterator[None]:
    """Turn a Misfit of an entry into a CatalogueError that names the entry's last file and the line."""
    try:
        yield
    except Misfit as misfit:
        section, key = map(str, misfit.place[:2])
        raise _in_file(misfit, Path(raw[section][key].origin[-1])) from None


def _in_file(misfit: Misfit, path: Path) -> CatalogueError:
    return CatalogueError(f"{path}:{line_of(path.read_text('utf-8'), misfit.place)}: {misfit}")


def _check_required(section: str, key: str, fields: dict[str, Any]) -> None:
    """Raise Misfit if a field that the section requires is missing or empty."""
    for name in REQUIRED[section]:
        if name not in fields:
            raise Misfit((section, key), f"field '{name}' is missing")
        empty = not fields[name] or (isinstance(fields[name], dict) and not all(fields[name].values()))
        if empty:
            raise Misfit((section, key, name), "must not be empty")


def _tables(path: Path) -> dict[str, Any]:
    """The contents of a TOML file; raises CatalogueError if it cannot be read."""
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise CatalogueError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path}: not TOML: {error}") from error


def _refuse_repeated(raw: RawCatalogue, tables: dict[str, Any], path: Path) -> None:
    """Raise CatalogueError if an id in a file also stands in an earlier one."""
    for section in tables.keys() & raw.keys():
        for key in raw[section].keys() & tables[section]:
            raise _in_file(Misfit((section, key), f"is in {raw[section][key].origin[0]} too"), path)


def _merge(raw: RawCatalogue, tables: dict[str, Any], path: Path) -> None:
    """Add the entries of a file; fields given again override."""
    try:
        for section, entries in tables.items():
            for key, fields in _entries(section, entries):
                entry = raw[section].setdefault(key, RawEntry())
                entry.fields.update(fields)
                entry.origin.append(str(path))
    except Misfit as misfit:
        raise _in_file(misfit, path) from None


def _entries(section: str, entries: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The entries of one table of a file, with checked fields; raises Misfit."""
    if section not in FIELDS:
        raise Misfit((section,), f"unknown table '{section}'; known: {', '.join(FIELDS)}")
    if not isinstance(entries, dict):
        raise Misfit((section,), "must hold tables, one an entry")
    for key, fields in entries.items():
        if not isinstance(fields, dict):
            raise Misfit((section, key), "must be a table")
        yield key, _checked(fields, FIELDS[section], (section, key))


def _checked(fields: dict[str, Any], kinds: dict[str, str], place: Place) -> dict[str, Any]:
    """The fields of an entry, each checked by its kind; raises Misfit."""
    checked = {}
    for name, value in fields.items():
        if name not in kinds:
            raise Misfit((*place, name), f"unknown field '{name}'; known: {', '.join(kinds)}")
        checked[name] = _value(value, kinds[name], (*place, name))
    return checked


def _value(value: Any, kind: str, place: Place) -> Any:
    """The checked value of a field; raises Misfit if it is not of its kind."""
    if kind == "forms":
        return _forms(value, place)
    if kind == "strings":
        return _strings(value, place)
    if kind == "local":
        if not isinstance(value, dict):
            raise Misfit(place, "must be a table, country code to titles")
        return {code: _forms(titles, (*place, code)) for code, titles in value.items()}
    if (kind == "boolean" and isinstance(value, bool)) or (
        kind == "string" and isinstance(value, str) and value.strip()
    ):
        return value
    raise Misfit(place, f"must be a {'non-empty string' if kind == 'string' else 'boolean'}")


def _forms(value: Any, place: Place) -> dict[str, tuple[str, ...]]:
    """Forms by language; a bare string or list is for every language."""
    if isinstance(value, dict):
        return {language: _strings(forms, (*place, language)) for language, forms in value.items()}
    return {ANY_LANGUAGE: _strings(value, place)}


def _strings(value: Any, place: Place) -> tuple[str, ...]:
    """One string or several, as a tuple; raises Misfit for anything else."""
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
        raise Misfit(place, "must be a non-empty string or a list of such")
    return tuple(values)
