"""Whoever reads the extraction has each function on one screen, and each module in one sitting."""

from __future__ import annotations

import ast

from tests.documents import ROOT

LONGEST_FUNCTION, LONGEST_MODULE = 40, 300  # lines
FILES = sorted((ROOT / "service" / "extraction").rglob("*.py"))
TREES = {file: ast.parse(file.read_text("utf-8")) for file in FILES}


def test_no_function_of_the_extraction_is_longer_than_a_screen() -> None:
    lines = {
        f"{file.relative_to(ROOT)}: {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for file, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }
    assert len(lines) > 500
    assert {name: length for name, length in lines.items() if length > LONGEST_FUNCTION} == {}


def test_no_module_of_the_extraction_is_longer_than_a_sitting() -> None:
    lines = {str(file.relative_to(ROOT)): len(file.read_text("utf-8").splitlines()) for file in FILES}
    assert len(lines) > 100
    assert {name: length for name, length in lines.items() if length > LONGEST_MODULE} == {}
