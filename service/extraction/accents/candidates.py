"""The forms that a word without accents may be meant as."""

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

MOST_MARKED_LETTERS = 5  # letters that may have a frequent mark: no word has more
ENOUGH = 20  # times that a word was seen: most of its forms were seen, too


@dataclass(frozen=True, slots=True)
class AccentedForm:
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


def candidates(key: str, case: Case, knowledge: Knowledge, rank: Ranked) -> list[AccentedForm]:
    """The forms of a word, the one without accents among them, in the order of the alphabet."""
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
    """Forms that may be meant though nobody counted them: any of a rare word, endings of the others."""
    if seen < ENOUGH:
        yield from _variants(plain, letters)
    ending = next((end for end in letters.endings if plain.endswith(fold(end))), None)
    if ending is not None:
        yield from (form[: -len(ending)] + ending for form in counted)


def _variants(plain: str, letters: Letters) -> Iterator[str]:
    """The word with any frequent marks, and at most one other."""
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
    """Letters with a mark by what they are without."""
    found: dict[str, list[str]] = {}
    for letter in letters:
        found.setdefault(fold(letter), []).append(letter)
    return found
