"""Features of a form and of its place, for the learned choice among the forms of a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from service.extraction.accents.candidates import AccentedForm, Case
from service.extraction.casing.features import TYPICAL_RANK, Knowledge
from service.extraction.casing.forms import log_odds
from service.extraction.casing.words import CasedWord
from service.extraction.ranking import Features

Seen = Literal["unseen", "few", "many"]
Cased = Sequence[bool] | None  # which words of a line have a capital; None where all have

CASES: tuple[Case, ...] = ("small", "capital", "any")
SEEN: tuple[Seen, ...] = ("unseen", "few", "many")
_OF_FORM = ("accents", "odds", "rank", "spelt")
ACCENT_FEATURES = (*(f"{case}:{seen}:{name}" for case in CASES for seen in SEEN for name in _OF_FORM), "name")
# What stands beside the word, followed by ">" and the form or its ending.  `left` and `right`: the distance
# to the next auxiliary, up to a mark; `is`: the kind of a neighbour, by its endings (kind_of) or a capital.
_OF_ONE = ("before", "before_is", "next", "next_is", "left")
_OF_MANY = (
    *("before_ends", "two_before", "both_before"),
    *("next_ends", "after_next", "after_next_is", "right"),
)
ACCENT_WORDS = tuple(f"{name}=" for name in (*_OF_ONE, *_OF_MANY))
FEW = 10  # times; a word seen as often as this was seen "many" times
ENDING_LETTERS = 2  # letters of a neighbour
GAPS_IN_PHRASE = ("_", "'", "-")  # between words of one phrase
WORDS_BESIDE = 5  # words; larger distances count as this
GRAMMAR_LETTERS = 3  # most letters of a grammatical word: "à", "où", "dès"
OTHER_FORM = 0.1  # share of a participle's form above which it is open what a word is


def own(candidate: AccentedForm, case: Case) -> Features:
    """The features of a form wherever it stands."""
    seen: Seen = "many" if candidate.seen >= FEW else "few" if candidate.seen else "unseen"
    found = {
        "accents": float(sum(not letter.isascii() for letter in candidate.form)),
        "odds": log_odds(candidate.times, candidate.seen - candidate.times),
        "rank": 0.0 if candidate.rank is None else candidate.rank - TYPICAL_RANK,
        "spelt": float(candidate.rank is not None),
    }
    named = {f"{case}:{seen}:{name}": value for name, value in found.items()}
    return {**named, "name": float(candidate.name)}


def ending_of(form: str, endings: Sequence[str]) -> str | None:
    """The ending of a form that may be a participle."""
    return next((end for end in endings if form.endswith(end)), None)


def kind_of(key: str, knowledge: Knowledge) -> str:
    """A word's participle ending, in brackets if most of its forms lack one; else "-", or "unseen"."""
    known, endings = knowledge.forms.words.get(key), knowledge.endings
    if known is None:
        return "unseen"
    times: Counter[str] = Counter()
    for form, small, capital in known.written:
        times[ending_of(form, endings) or "-"] += small + capital
    best = max(times, key=lambda end: (times[end], end))
    if best != "-":
        return best
    seen = OTHER_FORM * (known.small + known.capital)
    return next((f"({end})" for end in endings if times[end] > seen), best)


def in_place(
    words: Sequence[CasedWord], number: int, before: Sequence[str], knowledge: Knowledge, cased: Cased
) -> Iterator[str]:
    """What stands beside a word, as features; `before` are the lower-case forms of all words before it."""
    if (parted := _parted(words, number)) is not None:
        yield from (f"before={parted}", "left=none")
    else:
        yield from _left(words, number, before, knowledge, cased)
    if (parted := _parted(words, number + 1)) is not None:
        yield from (f"next={parted}", "right=none")
    else:
        yield from _right(words, number, knowledge, cased)


def _left(
    words: Sequence[CasedWord], number: int, before: Sequence[str], knowledge: Knowledge, cased: Cased
) -> Iterator[str]:
    last, other = before[number - 1], _parted(words, number - 1) or before[number - 2]
    yield f"before={last}"
    yield f"before_ends={last[-ENDING_LETTERS:]}"
    yield f"two_before={other}"
    yield f"both_before={other}+{last}"
    if cased is not None and cased[number - 1] and not words[number - 1].begins:
        yield "before_is=name"
    first = number
    while first and _parted(words, first) is None:
        first -= 1
    yield f"left={_far([form in knowledge.auxiliaries for form in reversed(before[first:number])])}"


def _right(words: Sequence[CasedWord], number: int, knowledge: Knowledge, cased: Cased) -> Iterator[str]:
    key = words[number + 1].key
    yield f"next={key}"
    yield f"next_ends={key[-ENDING_LETTERS:]}"
    yield f"next_is={kind_of(key, knowledge)}"
    if cased is not None and cased[number + 1]:
        yield "next_is=name"
    end = number + 1
    while _parted(words, end) is None:
        end += 1
    yield f"right={_far([word.key in knowledge.auxiliaries for word in words[number + 1 : end]])}"
    if end > number + 2:
        then = words[number + 2].key
        yield f"after_next={then}"
        yield f"after_next_is={kind_of(then, knowledge)}"


def _parted(words: Sequence[CasedWord], number: int) -> str | None:
    """What separates a word from the one before it, or None."""
    if number == len(words) or words[number].begins:
        return "^"
    gap = words[number].gap
    return None if gap in GAPS_IN_PHRASE else gap


def _far(found: Sequence[bool]) -> str:
    """How many words away the first hit is; "long" if none was found within many words, else "none"."""
    if any(found):
        return str(min(found.index(True) + 1, WORDS_BESIDE))
    return "none" if len(found) < WORDS_BESIDE else "long"


def told(form: str, places: Sequence[str], endings: Sequence[str]) -> Iterator[str]:
    """The features of a form in its place: crossed with its ending, or with a grammatical word itself."""
    end = ending_of(form, endings)
    if end is not None:
        yield from (f"{place}>{end}" for place in places)
        yield from (f"{place}>{form}" for place in places if place.partition("=")[0] in _OF_ONE)
    elif len(form) <= GRAMMAR_LETTERS and not form.isascii():
        yield from (f"{place}>{form}" for place in places)
