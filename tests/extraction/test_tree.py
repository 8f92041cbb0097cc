"""Only syntax/ asks about the tree of a sentence (and reading/ makes the tree)."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.documents import ROOT

EXTRACTION = ROOT / "service" / "extraction"
EDGES = {"left", "right", "children"}


def walks(source: str) -> Iterator[int]:
    """The lines that read a word's dependents, or that climb repeatedly from a word to its head."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in EDGES:
            yield node.lineno
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            read = (n for n in ast.walk(node.value) if isinstance(n, ast.Attribute) and n.attr == "head")
            if any(isinstance(n.value, ast.Name) and n.value.id == node.targets[0].id for n in read):
                yield node.lineno


def test_only_syntax_walks_the_tree() -> None:
    files = {str(file.relative_to(EXTRACTION)): file for file in EXTRACTION.rglob("*.py")}
    others = {n: f for n, f in files.items() if not n.startswith(("syntax/", "reading/"))}
    assert 100 < len(others) < len(files)
    found = {name: list(walks(file.read_text("utf-8"))) for name, file in others.items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line", ["below = article.children[at]", "first = word.left", "word = article.words[word.head]"]
)
def test_a_walk_is_found(line: str) -> None:
    assert list(walks(line)) == [1]
