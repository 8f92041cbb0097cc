"""Checks that what a lexicon refers to exists: components and labels of the pipeline, countries.

A label that the pipeline never gives is misspelt or another pipeline's: rules that ask for its kind would
never fire.
"""

from __future__ import annotations

import importlib.util
import json
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from service.lexicons.checking import LexiconError
from service.lexicons.files import GrammarFile
from service.lexicons.places import Place, line_of

COUNTRIES = Path(__file__).parent / "countries.toml"
PART = "POS="  # opens the part of speech among the features of a morphologizer's label


def check_references(path: Path, grammar: GrammarFile) -> None:
    """Raise LexiconError, with the line, if the grammar.toml at `path` names something that does not exist.

    Components and labels are not checked if the pipeline is not installed.
    """
    for place, problem in (*_misspelt_countries(grammar), *_misspelt_labels(grammar)):
        line = line_of(path.read_text("utf-8"), place)
        raise LexiconError(f"{path}:{line}: {'.'.join(map(str, place))}: {problem}")


def _misspelt_countries(grammar: GrammarFile) -> Iterator[tuple[Place, str]]:
    """The countries of the press that are not listed."""
    known = tomllib.loads(COUNTRIES.read_text("utf-8"))["countries"]
    for number, country in enumerate(grammar.press.countries):
        if country not in known:
            yield ("press", "countries", number), f"{country!r} is no country of {COUNTRIES.name}"


def _misspelt_labels(grammar: GrammarFile) -> Iterator[tuple[Place, str]]:
    """The components and labels that the pipeline does not have."""
    meta = _meta(grammar.pipeline.packages)
    if meta is None:
        return
    package = f"{meta['lang']}_{meta['name']}"
    for number, component in enumerate(grammar.pipeline.components):
        if component not in meta["components"]:
            yield ("pipeline", "components", number), f"{component!r} is no component of {package}"
    tagged = _tagged(meta["labels"])
    tags = {one.partition("|")[0] for one in tagged}
    asked: tuple[tuple[str, Mapping[Any, Iterable[str]], Collection[str]], ...] = (
        ("dependencies", grammar.dependencies, meta["labels"].get("parser", ())),
        ("tags", grammar.tags, tags),
        ("entities", grammar.entities, meta["labels"].get("ner", ())),
    )
    for table, kinds, known in asked:
        for place, label in _entries(table, kinds):
            if known and label not in known:
                yield place, f"{label!r} is no label of {package}"
    for place, mark in _entries("forms", grammar.forms):
        if tagged and not any(mark in one for one in tagged):
            yield place, f"{mark!r} is in no tag of {package}"


def _entries(table: str, kinds: Mapping[Any, Iterable[str]]) -> Iterator[tuple[Place, str]]:
    """Each label of a table, with its place."""
    for kind, labels in kinds.items():
        yield from (((table, kind, number), label) for number, label in enumerate(labels))


def _tagged(labels: Mapping[str, Iterable[str]]) -> set[str]:
    """Each tag that a word can get, with its features, in the form that is searched for marks of forms."""
    found = {f"{tag}||" for tag in labels.get("tagger", ())}
    for label in labels.get("morphologizer", ()):
        features = label.split("|")
        part = next((one.removeprefix(PART) for one in features if one.startswith(PART)), "")
        found.add("|".join([part, *(one for one in features if not one.startswith(PART)), ""]))
    return found


def _meta(packages: Iterable[str]) -> Any:
    """The metadata of the first of the packages that is installed; None if none is."""
    for package in packages:
        spec = importlib.util.find_spec(package)
        if spec is not None and spec.origin is not None:
            return json.loads((Path(spec.origin).parent / "meta.json").read_text("utf-8"))
    return None
