"""How often a word is written with a capital inside sentences, and how: one table per language."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from service.extraction.casing.words import APOSTROPHES, is_capital, titled, without_ligatures
from service.extraction.ranking import ModelError, read_lines

SMOOTHING = 0.5
ENDING_SIZES = 3, 2  # letters: the longer one first
SHARES = ":"  # between a form and its counts
FEWEST_OF_ENDING = 5  # fewest words with an ending from which its log-odds are taken


class Written(NamedTuple):
    """A form in lower case, and how often its word was written so, without a capital and with one."""

    form: str
    small: int
    capital: int


class KnownForm(NamedTuple):
    """How often a word was seen in lower case and with a capital, and the commonest form of each.

    `several` are all its forms, if they differ in more than capitals.
    """

    small: int
    capital: int
    small_form: str
    capital_form: str
    several: tuple[Written, ...] = ()

    @property
    def written(self) -> tuple[Written, ...]:
        """All forms of the word."""
        form = without_ligatures(self.small_form if self.small else self.capital_form)
        return self.several or (Written(form, self.small, self.capital),)

    @property
    def odds(self) -> float:
        """The log-odds of a capital."""
        return log_odds(self.capital, self.small)


@dataclass(frozen=True)
class CasedForms:
    """The counts of the words of a language, by key; `endings` are the log-odds for unseen words."""

    words: Mapping[str, KnownForm]
    endings: Mapping[str, float]

    def ending(self, key: str) -> float:
        """The log-odds that a word with the same last letters is a name."""
        for size in ENDING_SIZES:
            if len(key) > size and key[-size:] in self.endings:
                return self.endings[key[-size:]]
        return 0.0


def log_odds(yes: int, no: int) -> float:
    """The log-odds of counts, smoothed."""
    return math.log((yes + SMOOTHING) / (no + SMOOTHING))


def forms_of(words: Mapping[str, KnownForm]) -> CasedForms:
    """The table of these words, with the log-odds of their endings."""
    counts: dict[str, list[int]] = {}
    for key, known in words.items():
        for size in ENDING_SIZES:
            if len(key) > size:
                counts.setdefault(key[-size:], [0, 0])[known.capital > known.small] += 1
    told = {
        ending: log_odds(names, others)
        for ending, (others, names) in counts.items()
        if others + names >= FEWEST_OF_ENDING
    }
    return CasedForms(words, told)


def read_forms(path: Path) -> CasedForms:
    """The table of a file: `key small capital`, then the forms that are not those of the key.

    For a word with several forms all of them follow, as `form:small:capital`.

    Raises OSError if it cannot be read, ModelError if it is not of this format.
    """
    words: dict[str, KnownForm] = {}
    for number, line in read_lines(path)[1]:
        try:
            key, small, capital, *forms = line.split()
            words[key] = known(key, int(small), int(capital), forms)
        except ValueError:
            raise ModelError(f"{path.name}, line {number}: not a word and its counts: {line!r}") from None
    return forms_of(words)


def known(key: str, small: int, capital: int, forms: Sequence[str]) -> KnownForm:
    """A word by its counts and the `forms` that are not those of the key, at most one of each case.

    For a word with several forms all of them follow, each with its counts; ValueError if these are not two.
    """
    plain = key.strip(APOSTROPHES)
    by_case = {is_capital(form): form for form in forms if SHARES not in form}
    several = tuple(map(_written, (form for form in forms if SHARES in form)))
    return KnownForm(small, capital, by_case.get(False, plain), by_case.get(True, titled(plain)), several)


def _written(text: str) -> Written:
    form, small, capital = text.split(SHARES)
    return Written(form, int(small), int(capital))
