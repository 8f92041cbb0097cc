"""What several people together are called: a language's groups.toml, read and checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from service.lexicons.checking import LexiconError
from service.lexicons.files import GroupsFile, LanguageFiles, SizedTable
from service.lexicons.phrases import normalise
from service.lexicons.places import Place, line_of
from service.lexicons.schema import Size

NO_NOUN: frozenset[str] = frozenset()
OF_ONE = frozenset({"title", "person"})  # the categories of nouns for one person


@dataclass(frozen=True, slots=True)
class Groups:
    """Nouns for several people; every word is normalised, nouns are in the singular.

    `conjunction` stands before the last of several names, `neither` does in a negation.  `wider` gives, for a
    noun, those by which its bearers may also be called.  `together` and `numbers` give how many people a word
    means, 0 for any number.  `tags` are patterns behind a name, each with the noun that is then said of its
    bearer.
    """

    conjunction: str
    neither: str
    wider: Mapping[str, frozenset[str]]
    together: Mapping[str, Size]
    numbers: Mapping[str, Size]
    plain: frozenset[str]
    family: frozenset[str]
    signers: frozenset[str]
    tags: tuple[tuple[re.Pattern[str], str], ...]

    def joining(self, word: str) -> str:
        """The word that joins the same names without a negation: "and" for "nor"."""
        return self.conjunction if word.lower() == self.neither else word

    def is_wider(self, noun: str, title: str) -> bool:
        """May a noun also be used for somebody who has a title: "lawmaker" for a senator?"""
        return noun in self.wider.get(title, NO_NOUN)


def read_groups(folder: Path, files: LanguageFiles) -> Groups:
    """The nouns for several people in a language's files.

    Raises LexiconError if a noun that must be one for a single person is not.
    """
    groups = files.groups
    people = {
        normalise(entry.form)
        for kind, table in files.persons.items()
        if kind in OF_ONE
        for entry in table.entries
        if not entry.plural
    }
    for place, noun in _nouns(groups):
        if normalise(noun) not in people:
            _refuse(folder / "groups.toml", place, noun)
    wider: dict[str, set[str]] = {}
    for table in groups.kinds.values():
        for kind in table.kinds:
            wider.setdefault(normalise(kind), set()).update(map(normalise, table.nouns))

    def sizes(table: SizedTable) -> dict[str, Size]:
        return {normalise(entry.form): entry.size for entry in table.entries}

    return Groups(
        conjunction=groups.conjunction,
        neither=groups.neither,
        wider={kind: frozenset(nouns) for kind, nouns in wider.items()},
        together=sizes(groups.together),
        numbers=sizes(groups.numbers),
        plain=frozenset(map(normalise, groups.plain.nouns)),
        family=frozenset(map(normalise, groups.family.nouns)),
        signers=frozenset(map(normalise, groups.signers.nouns)),
        tags=tuple((tag.pattern, normalise(tag.noun)) for tag in groups.tags),
    )


def _nouns(groups: GroupsFile) -> Iterable[tuple[Place, str]]:
    """Each word that must be a noun for one person, with its place in the file."""
    for name, table in groups.kinds.items():
        for key, nouns in (("nouns", table.nouns), ("kinds", table.kinds)):
            yield from ((("kinds", name, key, i), noun) for i, noun in enumerate(nouns))
    yield from ((("signers", "nouns", i), noun) for i, noun in enumerate(groups.signers.nouns))
    yield from ((("tags", i, "noun"), tag.noun) for i, tag in enumerate(groups.tags))


def _refuse(path: Path, place: Place, noun: str) -> None:
    """Raise LexiconError for a word that is no noun for one person."""
    where, line = ".".join(map(str, place)), line_of(path.read_text("utf-8"), place)
    raise LexiconError(f"{path}:{line}: {where}: {noun!r} is no noun for one person of persons.toml")
