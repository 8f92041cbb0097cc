"""Restores the case of texts that stand in capitals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from service.extraction.casing.features import Knowledge, Own, in_place, own
from service.extraction.casing.words import CasedWord, edits, in_case_of, is_capital, titled, words_of
from service.extraction.model import Span
from service.extraction.normal.tracked import Edit
from service.extraction.ranking import Model
from service.lexicons.catalogue_words import fold

CaseScorer = Callable[[str], tuple[Own, float]]  # a word's own features, and their score

LINE = re.compile(r"[^\n]+")
FEWEST_WORDS = 4  # of a line in capitals between others: shorter ones are signs and labels


def in_capitals(text: str) -> list[Span]:
    """The lines in capitals; where most of the text is not in capitals, only those of several words."""
    found = [Span(*line.span()) for line in LINE.finditer(text) if line[0].isupper()]
    if 2 * sum(map(len, found)) < len(text):
        found = [place for place in found if len(place.text(text).split()) >= FEWEST_WORDS]
    return found


def lacks_accents(text: str) -> bool:
    """Is a text printed without accents, as capitals often are?"""
    return fold(text) == text.casefold().replace("’", "'")


@dataclass(frozen=True)
class Casing:
    """Restores case in one language."""

    knowledge: Knowledge
    model: Model

    def restored(self, text: str) -> Iterator[Edit]:
        """Edits that give lines in capitals the case that they would have in ordinary type."""
        places = in_capitals(text)
        if not places:
            return
        scored = cache(self._scored)
        bare = lacks_accents("".join(place.text(text) for place in places))
        for place in places:
            line = place.text(text)
            words = words_of(line)
            named = self.knowledge.names.inside(words)
            capitals = self._capitals(words, named, scored)
            for number, word in enumerate(words):
                as_sent = line[word.start : word.end]
                form = named.get(number) or self._form(as_sent, word.key, capital=capitals[number])
                form = form if bare else _as_accented(form, as_sent)
                yield from edits(word.start + place.start, as_sent, titled(form) if word.begins else form)

    def _scored(self, key: str) -> tuple[Own, float]:
        """A word's own features, and their score."""
        found = own(key, self.knowledge)
        return found, self.model.score(found.features)

    def _capitals(
        self, words: Sequence[CasedWord], named: Mapping[int, str], scored: CaseScorer
    ) -> list[bool]:
        """Which words of a line have a capital, chosen from left to right; known names keep theirs."""
        capitals: list[bool] = []
        for number, word in enumerate(words):
            if number in named:
                capitals.append(is_capital(named[number]))
                continue
            before = None if not number or words[number - 1].begins else capitals[-1]
            place = in_place(words, number, before, lambda key: scored(key)[0])
            capitals.append(scored(word.key)[1] + self.model.score_known(place) > 0)
        return capitals

    def _form(self, as_sent: str, key: str, *, capital: bool) -> str:
        """How a word is written inside a sentence."""
        known = self.knowledge.forms.words.get(key)
        if not capital:
            return known.small_form if known and known.small else as_sent.lower()
        if known and known.capital:
            return known.capital_form
        return self.knowledge.names.form(key) or self._unknown(as_sent)

    def _unknown(self, as_sent: str) -> str:
        """How to write a name that was never seen: as an acronym if that spelling is more frequent."""
        title, ranks = titled(as_sent.lower()), self.knowledge.spellings
        acronym, name = ranks.rank(as_sent), ranks.rank(title)
        is_acronym = acronym is not None and (name is None or acronym < name)
        return as_sent if is_acronym or any(map(str.isdigit, as_sent)) else title


def _as_accented(form: str, as_sent: str) -> str:
    """The word as it was sent, accents and all, with the capitals of a form."""
    if len(form) != len(as_sent):
        return titled(as_sent.lower()) if is_capital(form) else as_sent.lower()
    return in_case_of(as_sent, form)
