"""Features of a word and of its place, for the learned choice whether it has a capital."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from service.extraction.casing.forms import CasedForms
from service.extraction.casing.names import NAME_KINDS, Names
from service.extraction.casing.words import APOSTROPHES, CasedWord, titled
from service.extraction.ranking import Features
from service.lexicons.catalogue_words import fold
from service.lexicons.lexicon import Lexicon
from service.reader.vectors import Spellings

Sureness = Literal["unseen", "open", "sure"]

_SURENESS: tuple[Sureness, ...] = ("unseen", "open", "sure")
_OF_SPELLING = ("both", "small", "small_rank", "capital", "capital_rank", "neither")
_OF_WORD = (*_OF_SPELLING, *NAME_KINDS, "ending")
CASE_FEATURES = (
    "bias",
    "odds",
    "unseen",
    "letter",
    "digit",
    "abbreviation",
    *(f"{seen}:{name}" for seen in ("few", "many") for name in _OF_WORD),
    "before:begins",
    "before:begins_odds",
    "before:small",
    *(f"before:capital_{sure}" for sure in _SURENESS),
    *(f"before:first_name_{sure}" for sure in _SURENESS),
    "joined:hyphen",
    "joined:space",
    "after:odds",
    "after:unseen",
    "after:name",
)
CASE_WORDS = ("gap=", "next=")  # what stands before the word, and after it
JOINS = {"-": "joined:hyphen", "_": "joined:space"}
OPEN = 3.0  # log-odds from which a word's case is sure
MOST_LOG_ODDS = 4.0  # a neighbour's log-odds are capped at this
TYPICAL_RANK = 10.0  # subtracted, so that a rank and having one weigh independently


@dataclass(frozen=True)
class Knowledge:
    """What is known of the words of a language."""

    forms: CasedForms
    names: Names
    spellings: Spellings
    lexicon: Lexicon

    @cached_property
    def auxiliaries(self) -> frozenset[str]:
        """The keys of the auxiliaries of perfect tenses."""
        return frozenset(map(fold, self.lexicon.perfect))

    @property
    def endings(self) -> Sequence[str]:
        """The endings of forms that may be participles."""
        return self.lexicon.letters.endings


@dataclass(frozen=True, slots=True)
class Own:
    """What a word by itself says about its case."""

    features: Features
    odds: float
    sureness: Sureness
    first_name: bool
    name: bool


def own(key: str, knowledge: Knowledge) -> Own:
    """The features of a word wherever it stands."""
    known = knowledge.forms.words.get(key)
    seen = known.small + known.capital if known else 0
    odds = known.odds if known else 0.0
    kinds = [kind for kind in NAME_KINDS if key in knowledge.names.kinds[kind]]
    group = "many" if seen > 1 else "few"
    found = {"bias": 1.0, "odds": odds, "unseen": float(not seen)}
    found |= {f"{group}:{kind}": 1.0 for kind in kinds}
    found |= {f"{group}:{name}": value for name, value in _spelt(key, knowledge.spellings).items()}
    found[f"{group}:ending"] = max(-OPEN, min(OPEN, knowledge.forms.ending(key)))
    plain = key.strip(APOSTROPHES)
    found["letter"] = float(len(plain) == 1)
    found["digit"] = float(any(map(str.isdigit, key)))
    found["abbreviation"] = float(key[-1] == ".")
    sureness: Sureness = "unseen" if seen <= 1 else "open" if abs(odds) < OPEN else "sure"
    name = "person" in kinds or "family" in kinds
    return Own(found, odds, sureness, "first_name" in kinds, name)


def _spelt(key: str, spellings: Spellings) -> dict[str, float]:
    """How frequent the spellings with and without a capital are."""
    plain = key.strip(APOSTROPHES)
    small = spellings.rank(plain)
    ranks = [rank for form in (titled(plain), plain.upper()) if (rank := spellings.rank(form)) is not None]
    capital = min(ranks, default=None)
    if small is None and capital is None:
        return {"neither": 1.0}
    if small is None or capital is None:
        name, rank = ("capital", capital) if small is None else ("small", small)
        return {name: 1.0, f"{name}_rank": (rank or 0.0) - TYPICAL_RANK}
    return {"both": small - capital}


def in_place(
    words: Sequence[CasedWord], number: int, before: bool | None, own_of: Callable[[str], Own]
) -> dict[str, float]:
    """The features of a word's place; `before`: has the last word a capital (None: it opens a sentence)?"""
    word = words[number]
    this = own_of(word.key)
    found = {f"gap={word.gap or '^'}": 1.0}
    if number:
        last = own_of(words[number - 1].key)
        if before is None:
            found |= {"before:begins": 1.0, "before:begins_odds": _bounded(last.odds)}
        elif before:
            found[f"before:capital_{this.sureness}"] = 1.0
            if word.gap in JOINS:
                found[JOINS[word.gap]] = 1.0
        else:
            found["before:small"] = 1.0
        if last.first_name:
            found[f"before:first_name_{this.sureness}"] = 1.0
    following = words[number + 1] if number + 1 < len(words) else None
    found[f"next={following.gap if following else '$'}"] = 1.0
    if following and following.gap in JOINS:
        next_one = own_of(following.key)
        found |= {
            "after:odds": _bounded(next_one.odds),
            "after:unseen": float(next_one.sureness == "unseen"),
            "after:name": float(next_one.name),
        }
    return found


def _bounded(odds: float) -> float:
    return max(-MOST_LOG_ODDS, min(MOST_LOG_ODDS, odds))
