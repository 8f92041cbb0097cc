"""Restores the accents of texts that were typed without them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from service.extraction.accents.candidates import Case, candidates, ranked
from service.extraction.accents.features import Cased, in_place, own, told
from service.extraction.casing.casing import in_capitals
from service.extraction.casing.features import Knowledge
from service.extraction.casing.words import CasedWord, edits, in_case_of, is_capital, words_of
from service.extraction.letters import SMALL
from service.extraction.model import Span
from service.extraction.normal.tracked import Edit
from service.extraction.ranking import Model

ACCENTED = re.compile(r"[^\W\d_\x00-\x7f]")
LINES = re.compile(rf"[^\n]+(?:\n(?={SMALL})[^\n]+)*")  # a line that continues in lower case is wrapped
PLAIN_LETTERS = 200  # for one with an accent; French prose has one in thirty
FEWEST_BARE = 2  # words without the accents that they always have: one may be a slip
TIMES_MARKED = 20  # words without their accents for one that has them
TIMES_SEEN, SLIPS = 5, 0.02  # least times such a word was counted; most of these without accents

AccentScorer = Callable[[str, Case], Sequence[tuple[str, float]]]


def may_lack_accents(text: str) -> bool:
    """Has a text, or a part of it in capitals, so few accents that it may have been typed without?"""
    return _has_few(text) or any(_has_few(place.text(text)) for place in in_capitals(text))


def _has_few(text: str) -> bool:
    # Ordinary French has enough of them near the beginning, so that the rest is never searched.
    enough = islice(ACCENTED.finditer(text), len(text) // PLAIN_LETTERS, None)
    return bool(text) and next(enough, None) is None


@dataclass(frozen=True)
class Accents:
    """Restores accents in one language."""

    knowledge: Knowledge
    model: Model

    def restored(self, text: str) -> Iterator[Edit]:
        """Edits that restore the accents of a text in this language, if it was typed without.

        Lines in capitals are often printed without accents in a text that has them: then only they change.
        """
        every = [Span(*line.span()) for line in LINES.finditer(text)]
        lines = next((of for of in (every, in_capitals(text)) if self._lack(text, of)), ())
        scored = cache(self._scored)
        for place in lines:
            yield from self._edits(place.text(text), place.start, scored)

    @cached_property
    def _borne(self) -> frozenset[str]:
        """The keys of the words that nobody writes without accents."""
        found = set()
        for key, known in self.knowledge.forms.words.items():
            bare = sum(written.small for written in known.written if written.form.isascii())
            if known.small >= TIMES_SEEN and bare <= SLIPS * known.small:
                found.add(key)
        return frozenset(found)

    def _lack(self, text: str, lines: Sequence[Span]) -> bool:
        """Were lines typed without accents, judging by the words that always have some?"""
        if not _has_few("".join(place.text(text) for place in lines)):
            return False
        bare = marked = 0
        for place in lines:
            line = place.text(text)
            capitals = line.isupper()
            for word in words_of(line):
                form = line[word.start : word.end]
                if word.key in self._borne and (capitals or not is_capital(form)):
                    bare += form.isascii()
                    marked += not form.isascii()
        return bare >= max(FEWEST_BARE, TIMES_MARKED * marked)

    def _scored(self, key: str, case: Case) -> Sequence[tuple[str, float]]:
        """The forms of a word, each with its score wherever it stands."""
        return [
            (candidate.form, self.model.score(own(candidate, case)))
            for candidate in candidates(key, case, self.knowledge, ranked(self.knowledge.spellings))
        ]

    def _edits(self, line: str, start: int, scored: AccentScorer) -> Iterator[Edit]:
        """The edits of a line, chosen word by word from left to right."""
        words = words_of(line)
        sent = [line[word.start : word.end] for word in words]
        cased = None if line.isupper() else [is_capital(form) for form in sent]
        forms = [form.lower() for form in sent]
        for number, (word, as_sent) in enumerate(zip(words, sent, strict=True)):
            is_acronym = cased is not None and len(as_sent) > 1 and as_sent.isupper()
            if as_sent.isascii() and not is_acronym:
                forms[number] = self._form(words, number, forms, cased, scored)
                yield from edits(start + word.start, as_sent, in_case_of(forms[number], as_sent))

    def _form(
        self,
        words: Sequence[CasedWord],
        number: int,
        before: Sequence[str],
        cased: Cased,
        scored: AccentScorer,
    ) -> str:
        """The likeliest form of a word, in lower case."""
        possible = scored(words[number].key, case_of(words, number, cased))
        if len(possible) == 1:
            return possible[0][0]
        places, endings = list(in_place(words, number, before, self.knowledge, cased)), self.knowledge.endings
        return max(possible, key=lambda of: of[1] + self.model.score_words(told(of[0], places, endings)))[0]


def case_of(words: Sequence[CasedWord], number: int, cased: Cased) -> Case:
    """The case of a word; "any" where every word would have a capital."""
    if cased is None or words[number].begins:
        return "any"
    return "capital" if cased[number] else "small"
