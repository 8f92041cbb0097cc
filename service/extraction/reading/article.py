"""The article as every later stage reads it: words with their syntax, at their place in the text.

`sentence` is what the parser got, `unit` a sentence of the narration, in which a quotation is one piece
however many sentences it holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, NamedTuple, TypeVar, TypeVarTuple

from service.extraction.marks.quotations import Quotation
from service.extraction.model import Span
from service.lexicons.lexicon import Lexicon, PersonWord, VerbSense
from service.lexicons.schema import Dependency, Tag

LINE_END = re.compile(r"\n")
NO_DEPS: frozenset[Dependency] = frozenset()
NO_TAGS: frozenset[Tag] = frozenset()
HIGHEST = 60  # words above a word that are told: no sentence's tree is as deep
MAX_BETWEEN = 1  # words between a verb and its particle: "makes it clear", "a fait aussi savoir"


class Word(NamedTuple):
    """A token: its place in the article, its syntax.  A tuple: an article has thousands, soon made.

    `start` and `end` are code points of the text; `i`, `head`, `left` and `right` (the edges of its subtree)
    indices of words; `form` is infinitive, past, present or "" (see grammar.toml); `entity` an IOB label or
    ""; `quotation` the index of its quotation, -1 outside; `run` the first letters and digits of the
    normalised text at its place, by which phrases are filed; `punctuation`: neither letter nor digit.
    """

    i: int
    text: str
    norm: str
    start: int
    end: int
    tag: str
    dep: str
    head: int
    left: int
    right: int
    form: str
    entity: str
    quotation: int
    sentence: int
    unit: int
    run: str
    punctuation: bool


@dataclass(frozen=True)
class Article:
    """What every later stage reads: the text, its quotations, its words, and the lexicon of its language.

    `norm` is the normalised text, as long as the text; `front` the datelines and credits taken out of it.
    """

    text: str
    norm: str
    quotations: tuple[Quotation, ...]
    words: tuple[Word, ...]
    lexicon: Lexicon
    front: tuple[str, ...] = ()

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The words that depend on each word."""
        below: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != word.i:
                below[word.head].append(word.i)
        return tuple(map(tuple, below))

    @cached_property
    def capitals(self) -> tuple[Word, ...]:
        """The words that begin with a capital."""
        return tuple([word for word in self.words if word.text[:1].isupper()])

    @cached_property
    def units(self) -> tuple[range, ...]:
        """The words of each sentence of the narration."""
        starts = [w.i for w in self.words if w.i == 0 or w.unit != self.words[w.i - 1].unit]
        return tuple(range(a, b) for a, b in zip(starts, [*starts[1:], len(self.words)], strict=True))

    @cached_property
    def quoted(self) -> tuple[range, ...]:
        """The words of each quotation."""
        first: dict[int, int] = {}
        last: dict[int, int] = {}
        for word in self.words:
            if word.quotation >= 0:
                first.setdefault(word.quotation, word.i)
                last[word.quotation] = word.i
        return tuple(
            range(first[q], last[q] + 1) if q in first else range(0) for q in range(len(self.quotations))
        )

    def span(self, words: range) -> Span:
        """The place in the article of consecutive words."""
        return Span(self.words[words[0]].start, self.words[words[-1]].end)

    def lines_between(self, start: int, end: int) -> int:
        """How many ends of lines there are in a stretch of the text."""
        return bisect_left(self._line_ends, end) - bisect_left(self._line_ends, start)

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in LINE_END.finditer(self.text)]

    @cached_property
    def last_quoted(self) -> tuple[int, ...]:
        """For each word the nearest quoted one, itself or left of it; -1 where there is none."""
        last, found = -1, []
        for word in self.words:
            last = word.i if word.quotation >= 0 else last
            found.append(last)
        return tuple(found)

    @cached_property
    def known(self) -> dict[object, Any]:
        """What `once` has found."""
        return {}

    @cached_property
    def asides(self) -> frozenset[int]:
        """Words of fixed adverbial phrases, none of which is ever a speaker ("de son côté")."""
        found: set[int] = set()
        tables = [self.lexicon.adverbials[name] for name in ("aside", "channel")]
        first_runs = set().union(*(table.first_runs for table in tables))
        for word in self.words:
            if word.run not in first_runs or word.quotation >= 0 or word.i in found:
                continue
            for table in tables:
                if (match := phrase_at(self, table, word)) is not None:
                    found.update(range(word.i, match[0] + 1))
        return frozenset(found)

    @cached_property
    def person_nouns(self) -> tuple[tuple[int, PersonWord] | None, ...]:
        """The noun for a speaker that begins at each word: its last word, what it is (see persons.toml)."""
        table = self.lexicon.persons
        found = [None if w.run not in table.first_runs else phrase_at(self, table, w) for w in self.words]
        return tuple(found)

    def dep_kinds(self, word: Word) -> frozenset[Dependency]:
        """The kinds of the word's dependency (see grammar.toml): to ask for several at once."""
        return self.lexicon.dependencies.get(word.dep, NO_DEPS)

    def tag_kinds(self, word: Word) -> frozenset[Tag]:
        """The kinds of the word's tag (see grammar.toml): to ask for several at once."""
        return self.lexicon.tags.get(word.tag, NO_TAGS)

    def has_dep(self, word: Word, *kinds: Dependency) -> bool:
        """Is the word's dependency of one of these kinds (see grammar.toml)?"""
        return not self.lexicon.dependencies.get(word.dep, NO_DEPS).isdisjoint(kinds)

    def has_tag(self, word: Word, *kinds: Tag) -> bool:
        """Is the word's tag of one of these kinds (see grammar.toml)?"""
        return not self.lexicon.tags.get(word.tag, NO_TAGS).isdisjoint(kinds)

    def ancestors(self, word: Word) -> Iterator[Word]:
        """The word's head, its head, and so on to the root, HIGHEST at most."""
        for _ in range(HIGHEST):
            if word.head == word.i:
                break
            word = self.words[word.head]
            yield word


Asked = TypeVarTuple("Asked")
Found = TypeVar("Found")


def once(function: Callable[[Article, *Asked], Found]) -> Callable[[Article, *Asked], Found]:
    """`function`, worked out once for the same words or frames of an article, and forgotten with it."""

    @wraps(function)
    def found(article: Article, /, *args: *Asked) -> Found:
        key = (function, *args)
        if key not in article.known:
            article.known[key] = function(article, *args)
        answer: Found = article.known[key]
        return answer

    return found


def verb_senses(article: Article, word: Word) -> tuple[VerbSense, ...]:
    """The verbs that `word` may be here: those whose particles and reflexive pronoun are there."""
    senses = article.lexicon.verbs.get(word.norm)
    if senses is None:
        return ()
    return tuple([s for s in senses if not (s.particles or s.reflexive) or _fits(article, word, s)])


def _fits(article: Article, word: Word, sense: VerbSense) -> bool:
    """Are the particles of the verb after it, and its reflexive pronoun before it?"""
    at = word.i
    for particle in sense.particles:
        following = article.words[at + 1 : at + 2 + MAX_BETWEEN]
        place = next((w.i for w in following if w.norm == particle), None)
        if place is None:
            return False
        at = place
    if not sense.reflexive:
        return True
    before = article.words[max(0, word.i - 4) : word.i]
    return any(w.norm in article.lexicon.pronouns and _is_reflexive(article.lexicon, w.norm) for w in before)


def _is_reflexive(lexicon: Lexicon, form: str) -> bool:
    return lexicon.pronouns[form].role in ("reflexive", "object")


def phrase_at(article: Article, table: Any, word: Word) -> tuple[int, Any] | None:
    """The longest phrase of a lexicon table that begins with `word`: index of its last word, value."""
    if word.run not in table.first_runs:
        return None
    found = table.match(article.norm, word.start, word.run)
    if found is None:
        return None
    end = word.start + found[0]
    last = word.i
    while last + 1 < len(article.words) and article.words[last + 1].start < end:
        last += 1
    return last, found[1]
