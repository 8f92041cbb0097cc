"""Every regular expression of the service, found in its code and in its data."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.extraction import letters
from service.extraction.marks import events, narration
from service.lexicons import LANGUAGES, catalogue_words
from service.lexicons.files import FOLDER
from service.lexicons.lexicon import load_lexicon

SERVICE = Path(__file__).parents[2] / "service"
FUNCTIONS = {"compile", "search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn"}
FROM_THE_START = {"match", "fullmatch"}
# Applied to the lexicon's own words when the service starts, and never to an article.
OF_WORDS_ONLY = "forms.toml"
# Compiles the patterns of the data to check them; they are found in the data.
CHECKS = "checking.py"

# Composed from a language's words, and tried with those of the service's languages; by file, from what.
BUILT = {"events.py": "DOUBLED", "narration.py": "between", "catalogue_words.py": "genitives"}


@dataclass(frozen=True)
class Pattern:
    """A pattern, where it is, and whether it is only ever tried from one place of a text."""

    where: str
    text: str
    flags: int
    anchored: bool


def patterns() -> list[Pattern]:
    """All patterns that are applied to the text of an article or of a request."""
    found = [each for path in sorted(SERVICE.rglob("*.py")) for each in _in_code(path)]
    return [*found, *_built()] + [
        Pattern(f"{path.name}:{number}", text, 0, False)
        for path in sorted(SERVICE.rglob("*.toml"))
        if path.name != OF_WORDS_ONLY
        for number, text in enumerate(_in_data(tomllib.loads(path.read_text(encoding="utf-8"))), 1)
    ]


def unreadable() -> list[str]:
    """The places whose pattern is neither a literal nor read from the data's `pattern`."""
    return [
        f"{path.name}:{call.lineno}"
        for path in sorted(SERVICE.rglob("*.py"))
        if path.name != CHECKS
        for call, _ in _calls(ast.parse(path.read_text(encoding="utf-8")))
        if _written(call.args[0]) is None and ast.unparse(call.args[0])[-11:] != "['pattern']"
        if path.name not in BUILT or BUILT[path.name] not in ast.unparse(call.args[0])
    ]


def _built() -> Iterator[Pattern]:
    """The patterns that are composed from the words of a language."""
    grammar = tomllib.loads((FOLDER / "institutions" / "grammar.toml").read_text("utf-8"))["languages"]
    yield Pattern("events.py: EVENT", events.EVENT.pattern, 0, False)
    for language in LANGUAGES:
        name = narration._full_name(load_lexicon(language).determiners["particles"])
        yield Pattern(f"narration.py: {language}", name.pattern, 0, True)
        endings = catalogue_words._endings(frozenset(grammar[language]["genitives"]))
        yield Pattern(f"catalogue_words.py: {language}", endings.pattern, int(re.IGNORECASE), False)


def _in_code(path: Path) -> Iterator[Pattern]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {
        node.value: target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for call, function in _calls(tree):
        text = _written(call.args[0])
        if text is not None:
            uses = _uses(tree, names[call]) if call in names else {function}
            flags = sum(
                int(getattr(re, node.attr))
                for argument in [*call.args[1:], *(keyword.value for keyword in call.keywords)]
                for node in ast.walk(argument)
                if isinstance(node, ast.Attribute) and isinstance(getattr(re, node.attr, None), re.RegexFlag)
            )
            if isinstance(text, bytes):
                text, flags = text.decode("latin-1"), flags | re.ASCII
            yield Pattern(f"{path.name}:{call.lineno}", text, flags, bool(uses) and uses <= FROM_THE_START)


def _written(node: ast.expr) -> str | bytes | None:
    """A literal pattern, with classes of letters by their names; None for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str | bytes) else None
    if not isinstance(node, ast.JoinedStr):
        return None
    parts = [
        part.value
        if isinstance(part, ast.Constant)
        else vars(letters).get(ast.unparse(part.value))
        if isinstance(part, ast.FormattedValue)
        else None
        for part in node.values
    ]
    return "".join(map(str, parts)) if all(isinstance(part, str) for part in parts) else None


def _calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """The calls whose first argument is a pattern, each with what it does with it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            of = node.func.value
            if isinstance(of, ast.Name) and of.id == "re" and node.func.attr in FUNCTIONS:
                yield node, node.func.attr
            elif node.func.attr == "Regexp":  # marshmallow's, which matches from the start
                yield node, "match"


def _uses(tree: ast.AST, name: str) -> set[str]:
    """The methods of the pattern `name` that its module calls."""
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == name
    }


def _in_data(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("pattern"), str):
            yield value["pattern"]
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _in_data(inner)
