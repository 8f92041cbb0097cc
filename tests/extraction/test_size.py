"""Every function of the extraction fits on one screen."""

from __future__ import annotations

import ast

from tests.documents import ROOT

LONGEST = 40  # lines
FILES = sorted((ROOT / "service" / "extraction").rglob("*.py"))


def test_no_function_of_the_extraction_is_longer_than_a_screen() -> None:
    lines = {
        f"{file.relative_to(ROOT)}: {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    }
    assert len(lines) > 500
    assert {name: length for name, length in lines.items() if length > LONGEST} == {}
