"""The forms that a word typed without accents may stand for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Literal

from service.extraction.casing.features import Knowledge
from service.extraction.casing.forms import Written
from service.extraction.casing.words import APOSTROPHES, titled
from service.lexicons.catalogue_words import fold
from service.lexicons.schema import Letters
from service.reader.vectors import Spellings

Case = Literal["small", "capital", "any"]
Ranked = Callable[[str, Case], float | None]

MOST_MARKED_LETTERS = 5  # letters of a word that are tried with a frequent mark: no word has more
ENOUGH = 20  # times that a word was seen from which most of its forms were seen, too


@dataclass(frozen=True, slots=True)
class AccentedForm:
    """A form in lower case: counted `times` out of the times that its word was `seen` in that case.

    `rank` is the frequency rank of its spelling (see Spellings), or None if that is unknown.  `name`: it is
    a form of a known name.
    """

    form: str
    times: int
    seen: int
    rank: float | None
    name: bool


def ranked(spellings: Spellings) -> Ranked:
    """A function that gives the rank of a form in lower case, by its spellings in a given case."""

    def rank(form: str, case: Case) -> float | None:
        shown = {"small": (form,), "capital": (titled(form),), "any": (form, titled(form))}[case]
        return min((found for one in shown if (found := spellings.rank(one)) is not None), default=None)

    return rank


def candidates(key: str, case: Case, knowledge: Knowledge, rank: Ranked) -> list[AccentedForm]:
    """The possible forms of a word, including the one without accents, in alphabetical order."""
    plain = key.strip(APOSTROPHES)
    known = knowledge.forms.words.get(key)
    counts = {written.form: _times(written, case) for written in (known.written if known else ())}
    names = {form.lower() for kind in knowledge.names.kinds.values() if (form := kind.get(key))}
    seen = sum(counts.values())
    told = {plain, *counts, *names}
    unseen = set(_unseen(plain, counts, seen, knowledge.lexicon.letters)) - told
    ranks = {form: rank(form, case) for form in told | unseen}
    return [
        AccentedForm(form, counts.get(form, 0), seen, ranks[form], case != "small" and form in names)
        for form in sorted(ranks)
        if len(form) == len(plain) and (form in told or ranks[form] is not None)
    ]


def _times(written: Written, case: Case) -> int:
    if case == "any":
        return written.small + written.capital
    return written.small if case == "small" else written.capital


def _unseen(plain: str, counted: Collection[str], seen: int, letters: Letters) -> Iterator[str]:
    """Forms that were never counted but may be meant: all of a rare word, and those with a known ending."""
    if seen < ENOUGH:
        yield from _variants(plain, letters)
    ending = next((end for end in letters.endings if plain.endswith(fold(end))), None)
    if ending is not None:
        yield from (form[: -len(ending)] + ending for form in counted)


def _variants(plain: str, letters: Letters) -> Iterator[str]:
    """The word with any combination of frequent marks, and at most one rare mark."""
    frequent, rare = _by_plain(letters.frequent), _by_plain(letters.rare)
    places = [at for at, letter in enumerate(plain) if letter in frequent][:MOST_MARKED_LETTERS]
    for chosen in product(*((plain[at], *frequent[plain[at]]) for at in places)):
        marked = dict(zip(places, chosen, strict=True))
        form = "".join(marked.get(at, letter) for at, letter in enumerate(plain))
        yield form
        for at, letter in enumerate(form):
            yield from (form[:at] + other + form[at + 1 :] for other in rare.get(letter, ()))


@cache
def _by_plain(letters: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """Letters with a mark, by the letter without it."""
    found: dict[str, list[str]] = {}
    for letter in letters:
        found.setdefault(fold(letter), []).append(letter)
    return found
