"""README.md and docs/*.md: their texts, their sections and their blocks of code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```\n(?:\s*^```text\n(.*?)^```\n)?", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """Code in a document, and the output shown below it, if any."""

    document: str
    language: str
    code: str
    printed: str | None = None

    def __str__(self) -> str:
        """For messages: the document and the code's first line."""
        return f"{self.document}: {self.code.partition(chr(10))[0]}"


def text(document: str) -> str:
    """The whole document."""
    return (ROOT / document).read_text(encoding="utf-8")


def section(document: str, heading: str) -> str:
    """The text below a heading of the second level, up to the next one; AssertionError if there is none."""
    _, found, rest = f"\n{text(document)}".partition(f"\n## {heading}\n")
    assert found, f"{document} has no section {heading!r}"
    return rest.partition("\n## ")[0]


def blocks(document: str) -> list[Block]:
    """The blocks of code in order; a block of `text` is the output of the block right before it."""
    return [
        Block(document, language, code, printed or None)
        for language, code, printed in _BLOCK.findall(text(document))
        if language != "text"
    ]


def block(document: str, beginning: str) -> Block:
    """The only block whose code begins with `beginning`."""
    (found,) = (block for block in blocks(document) if block.code.startswith(beginning))
    return found
