"""The lines of a TOML file's values, which tomllib does not tell."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator

# Names of tables and indexes of items, from the outermost to the one that is meant.
Place = tuple[str | int, ...]

TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\''  # strings of several lines
    r'|"(?:\\.|[^"\\])*"|\'[^\']*\''
    r"|\#[^\n]*|\n|[\[\]{},=]|[^\s\[\]{},=#]+",
    re.DOTALL,
)


class Misfit(ValueError):
    """What stands at `place` is wrong; whoever knows the file adds its name and the line."""

    def __init__(self, place: Place, problem: str) -> None:
        self.place, self.problem = place, problem
        super().__init__(f"{'.'.join(map(str, place))}: {problem}")


def line_of(text: str, place: Place) -> int:
    """The line, counted from 1, of `place` in a TOML text, or of the nearest place around it."""
    lines: dict[Place, int] = {}
    for inner, line in _Places(text).all():
        for outer in _around(inner):
            lines.setdefault(outer, line)
    return next((lines[outer] for outer in _around(place) if outer in lines), 1)


def _around(place: Place) -> Iterator[Place]:
    """The place and those that contain it, the innermost first."""
    return (place[:n] for n in range(len(place), 0, -1))


class _Places:
    """The places of a valid TOML text, in order."""

    def __init__(self, text: str) -> None:
        self._tokens: list[tuple[str, int]] = []
        self._at = 0
        line = 1
        for token in TOKEN.findall(text):
            if not token.startswith("#"):
                self._tokens.append((token, line))
            line += token.count("\n")

    def all(self) -> Iterator[tuple[Place, int]]:
        """Each place with its line."""
        table: Place = ()
        repeated: Counter[Place] = Counter()
        while self._skip("\n"):
            token, line = self._tokens[self._at]
            if token == "[":
                twice = self._tokens[self._at + 1][0] == "["
                self._at += 1 + twice
                table = self._names("]")
                self._at += 1 + twice
                if twice:
                    repeated[table] += 1
                    table = (*table, repeated[table] - 1)
                yield table, line
            else:
                yield from self._pair(table)

    def _pair(self, table: Place) -> Iterator[tuple[Place, int]]:
        """The places of a name and its value."""
        line = self._tokens[self._at][1]
        place = (*table, *self._names("="))
        self._at += 1
        yield place, line
        yield from self._value(place)

    def _value(self, place: Place) -> Iterator[tuple[Place, int]]:
        """The places inside a value."""
        token, _ = self._tokens[self._at]
        self._at += 1
        item = 0
        while token in ("[", "{") and self._skip("\n", ","):
            following, line = self._tokens[self._at]
            if following in ("]", "}"):
                self._at += 1
                return
            if token == "{":
                yield from self._pair(place)
            else:
                yield (*place, item), line
                yield from self._value((*place, item))
                item += 1

    def _names(self, end: str) -> Place:
        """The parts of a dotted name, up to the token `end`."""
        written = []
        while (token := self._tokens[self._at][0]) != end:
            written.append(token)
            self._at += 1
        # tomllib knows the rules for names.
        names: list[str] = []
        table = tomllib.loads("".join(written) + "=0")
        while isinstance(table, dict):
            ((name, table),) = table.items()
            names.append(name)
        return tuple(names)

    def _skip(self, *tokens: str) -> bool:
        """Skip these tokens; is there another one after them?"""
        while self._at < len(self._tokens) and self._tokens[self._at][0] in tokens:
            self._at += 1
        return self._at < len(self._tokens)
