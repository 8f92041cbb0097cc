"""The article as every later stage reads it: words with their syntax, at their place in the text.

A `sentence` is what the parser got; a `unit` is a sentence of the narration, in which a quotation is one
piece however many sentences it holds.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, wraps
from itertools import accumulate, islice
from typing import Any, TypeVar, TypeVarTuple, dataclass_transform

from service.extraction.marks.quotations import Quotation
from service.extraction.model import Span
from service.lexicons.lexicon import Lexicon, PersonWord, VerbSense
from service.lexicons.schema import Dependency, NounKind, Tag

LINE_END = re.compile(r"\n\s*")  # blank lines belong to the end of the line before
HIGHEST = 60  # most words above a word that are looked at: no sentence's tree is as deep
MAX_TO_REFLEXIVE = 10  # words from a verb back to its reflexive pronoun, including fixed phrases
MAX_BEFORE_PARTICLE = 1  # words between a verb and its particle: "makes it clear", "a fait aussi savoir"


Made = TypeVar("Made")


@dataclass_transform(frozen_default=True)
def _frozen_for_mypy(made: type[Made]) -> type[Made]:
    """A dataclass with slots, frozen for mypy only: truly frozen ones take ten times as long to make."""
    return dataclass(slots=True, eq=False)(made)


@_frozen_for_mypy
class Word:
    """A token: its place in the article, its syntax.

    `start` and `end` are code points of the text; `i`, `head`, `left` and `right` (the edges of its subtree)
    indices of words; `tags` and `deps` are the kinds of its tag and of its dependency, `form` is infinitive,
    past, present or "" (all by grammar.toml); `entity` an IOB label or ""; `quotation` the index of its
    quotation, -1 outside; `run` the first letters and digits of the normalised text at its place, by which
    phrases are indexed; `punctuation`: it has neither letter nor digit.
    """

    i: int
    text: str
    norm: str
    start: int
    end: int
    tags: frozenset[Tag]
    deps: frozenset[Dependency]
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

    def text_of(self, words: range) -> str:
        """The text of consecutive words."""
        return self.text[self.words[words[0]].start : self.words[words[-1]].end]

    def norm_of(self, words: range) -> str:
        """The normalised text of consecutive words."""
        return self.norm[self.words[words[0]].start : self.words[words[-1]].end]

    def lines_between(self, start: int, end: int) -> int:
        """How many ends of lines there are in a stretch of the text."""
        return bisect_left(self._line_ends, end) - bisect_left(self._line_ends, start)

    @cached_property
    def lines(self) -> tuple[int, ...]:
        """The number of the line that each word stands in."""
        ends = self._line_ends
        return tuple([bisect_left(ends, word.start) for word in self.words])

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in LINE_END.finditer(self.text)]

    @cached_property
    def last_quoted(self) -> tuple[int, ...]:
        """For each word the nearest quoted one, itself or left of it; -1 where there is none."""
        return tuple(accumulate((w.i if w.quotation >= 0 else -1 for w in self.words), max))

    @cached_property
    def known(self) -> dict[object, Any]:
        """The cache of `once`."""
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
        """The noun for a speaker that begins at each word: its last word, and its entry in persons.toml."""
        table = self.lexicon.persons
        found = [None if w.run not in table.first_runs else phrase_at(self, table, w) for w in self.words]
        return tuple(found)

    def noun_kinds_at(self, word: Word) -> frozenset[NounKind]:
        """The categories of the noun that a word is, or of a two-word one that it ends: "known as"."""
        own = self.lexicon.noun_kinds(word.norm)
        if not word.i:
            return own
        return own | self.lexicon.noun_kinds(self.norm[self.words[word.i - 1].start : word.end])

    def has_dep(self, word: Word, *kinds: Dependency) -> bool:
        """Is the word's dependency of one of these kinds?"""
        return not word.deps.isdisjoint(kinds)

    def has_tag(self, word: Word, *kinds: Tag) -> bool:
        """Is the word's tag of one of these kinds?"""
        return not word.tags.isdisjoint(kinds)

    def ancestors(self, word: Word) -> Iterator[Word]:
        """The word's head, its head, and so on to the root, HIGHEST at most."""
        for _ in range(HIGHEST):
            if word.head == word.i:
                break
            word = self.words[word.head]
            yield word

    def depth(self, word: Word, most: int = HIGHEST) -> int:
        """How many words stand above a word, `most` at most."""
        return sum(1 for _ in islice(self.ancestors(word), most))


Arguments = TypeVarTuple("Arguments")
Result = TypeVar("Result")


def once(function: Callable[[Article, *Arguments], Result]) -> Callable[[Article, *Arguments], Result]:
    """`function`, computed once for an article and the same arguments, and forgotten with the article."""

    @wraps(function)
    def found(article: Article, /, *args: *Arguments) -> Result:
        key = (function, *args)
        answer: Result = article.known.get(key, article)
        if answer is article:
            answer = article.known[key] = function(article, *args)
        return answer

    return found


def verb_senses(article: Article, word: Word) -> tuple[VerbSense, ...]:
    """The verbs that `word` may be here: those whose particles and reflexive pronoun are there."""
    senses = article.lexicon.verbs.get(word.norm)
    if senses is None:
        return ()
    if not any(sense.particles or sense.reflexive for sense in senses):
        return senses
    # Most particles are not there: the exact check is for the few senses that remain.
    near = [w.norm for w in article.words[word.i + 1 : word.i + 2 + MAX_BEFORE_PARTICLE]]
    there = [sense for sense in senses if not sense.particles or sense.particles[0] in near]
    return tuple([s for s in there if not (s.particles or s.reflexive) or _fits(article, word, s)])


def _fits(article: Article, word: Word, sense: VerbSense) -> bool:
    """Are the particles of the verb after it, and its reflexive pronoun before it?"""
    at = word.i
    for particle in sense.particles:
        following = [w.norm for w in article.words[at + 1 : at + 2 + MAX_BEFORE_PARTICLE]]
        if particle not in following:
            return False
        at += 1 + following.index(particle)
    if not sense.reflexive:
        return True
    # Fixed phrases are skipped: "s'est de son côté indigné".
    told = reversed(article.words[max(0, word.i - MAX_TO_REFLEXIVE) : word.i])
    before = islice((w for w in told if w.i not in article.asides), 4)
    pronouns = filter(None, (article.lexicon.pronouns.get(w.norm) for w in before))
    return any(pronoun.role in ("reflexive", "object") for pronoun in pronouns)


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
