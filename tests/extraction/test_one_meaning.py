"""Modules have no names in common that stand for two things, so they can be read side by side."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

SERVICE = Path(__file__).parents[2] / "service"
PACKAGES = ("extraction", "lexicons", "reader")
VARIABLES = {"TypeVar", "ParamSpec", "TypeVarTuple"}  # of types: each module must define its own
# Names that may stand for two things, and why.
EXCEPTED: dict[str, str] = {}


def bound(module: ast.Module) -> Iterator[str]:
    """The public classes, aliases of types and constants that a module defines."""
    for node in module.body:
        match node:
            case ast.ClassDef(name=name):
                names = [name]
            case ast.Assign(value=ast.Call(func=ast.Name(id=called))) if called in VARIABLES:
                names = []
            case ast.Assign(targets=targets):
                names = [
                    one.id for target in targets for one in ast.walk(target) if isinstance(one, ast.Name)
                ]
            case ast.AnnAssign(target=ast.Name(id=name)):
                names = [name]
            case _:
                names = []
        yield from (name for name in names if name[0].isupper())


def test_no_class_and_no_constant_of_the_extraction_has_a_namesake() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for package in PACKAGES:
        for path in sorted((SERVICE / package).rglob("*.py")):
            for name in bound(ast.parse(path.read_text(encoding="utf-8"))):
                homes[name].append(str(path.relative_to(SERVICE)))
    doubled = {name: modules for name, modules in homes.items() if len(modules) > 1}
    assert homes["Word"] == ["extraction/reading/article.py"]
    assert {name: modules for name, modules in doubled.items() if name not in EXCEPTED} == {}
    assert set(EXCEPTED) <= set(doubled)
