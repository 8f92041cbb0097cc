"""The forms that a word without accents may be meant as."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from service.extraction.casing.features import Knowledge
from service.extraction.casing.forms import Written
from service.extraction.casing.words import APOSTROPHES, titled
from service.reader.vectors import Spellings

Case = Literal["small", "capital", "any"]
Ranked = Callable[[str, Case], float | None]

# The marks of French on a letter besides the acute, of which a word has at most one ("préfète", "Noël").
RARE: Mapping[str, str] = {"e": "èêë", "a": "âà", "i": "îï", "o": "ô", "u": "ûùü", "c": "ç"}
MOST_ACUTES = 5  # letters that may have one: no word has more
PARTICIPLES = ("e", "ee", "es", "ees")  # how participles in -é end without it
ENOUGH = 20  # times that a word was seen: most of its forms were seen, too


@dataclass(frozen=True, slots=True)
class Candidate:
    """A form in lower case: how `times` it was counted of all those that its word was `seen` in its case.

    `rank` is that of its spelling by frequency (see Spellings), None where it is not known.  `name`: it is a
    form of a known name.
    """

    form: str
    times: int
    seen: int
    rank: float | None
    name: bool


def ranked(spellings: Spellings) -> Ranked:
    """How frequent the spellings of a form in lower case are in a case."""

    def rank(form: str, case: Case) -> float | None:
        shown = {"small": (form,), "capital": (titled(form),), "any": (form, titled(form))}[case]
        return min((found for one in shown if (found := spellings.rank(one)) is not None), default=None)

    return rank


def candidates(key: str, case: Case, knowledge: Knowledge, rank: Ranked) -> list[Candidate]:
    """The forms of a word, the one without accents among them, in the order of the alphabet."""
    plain = key.strip(APOSTROPHES)
    known = knowledge.forms.words.get(key)
    counts = {written.form: _times(written, case) for written in (known.written if known else ())}
    names = {form.lower() for kind in knowledge.names.kinds.values() if (form := kind.get(key))}
    seen = sum(counts.values())
    told = {plain, *counts, *names}
    unseen = set(_unseen(plain, counts, seen)) - told
    ranks = {form: rank(form, case) for form in told | unseen}
    return [
        Candidate(form, counts.get(form, 0), seen, ranks[form], case != "small" and form in names)
        for form in sorted(ranks)
        if len(form) == len(plain) and (form in told or ranks[form] is not None)
    ]


def _times(written: Written, case: Case) -> int:
    if case == "any":
        return written.small + written.capital
    return written.small if case == "small" else written.capital


def _unseen(plain: str, counted: Collection[str], seen: int) -> Iterator[str]:
    """Forms that may be meant though nobody counted them: any of a rare word, participles of the others."""
    if seen < ENOUGH:
        yield from _variants(plain)
    ending = next((end for end in reversed(PARTICIPLES) if plain.endswith(end)), None)
    if ending is not None:
        at = len(plain) - len(ending)
        yield from (f"{form[:at]}é{form[at + 1 :]}" for form in counted)


def _variants(plain: str) -> Iterator[str]:
    """The word with any acutes, and at most one other mark."""
    places = [at for at, letter in enumerate(plain) if letter == "e"][:MOST_ACUTES]
    for count in range(len(places) + 1):
        for chosen in combinations(places, count):
            form = "".join("é" if at in chosen else letter for at, letter in enumerate(plain))
            yield form
            for at, letter in enumerate(form):
                for marked in RARE.get(letter, ""):
                    yield form[:at] + marked + form[at + 1 :]
