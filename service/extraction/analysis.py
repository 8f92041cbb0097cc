"""The article as a parser sees it: words with syntax, without quotation marks, at their place in the text.

The marks are taken out before the parse, which reads « as a verb and breaks sentences at quotes;
the places of the remaining characters are kept.  Sentences are split here, with the quotations known:
`sentence` is what the parser gets, `unit` a sentence of the narration, in which a quotation is one piece
however many sentences it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

from service.extraction.marks import MARK_CHARS, Quotation
from service.extraction.model import Span
from service.lexicons.lexicon import Lexicon, VerbSense, normalise

DOUBLE_MARKS = re.compile(r"``|''|‘‘|’’|[“”„‟«»\"〝〞‹›]")
DATELINE = re.compile(
    r"^[A-ZÀ-Þ][A-ZÀ-Þ.'\- ]{2,30}(?:,[^—–\n\"“«:]{0,40})?(?:\([^)\n]{1,30}\) ?)? ?(?:—|–|--|-) ",
    re.MULTILINE,
)
SENTENCE_FINAL = frozenset({".", "!", "?", "…", "...", ".."})
CALLING = frozenset("!?…")
TIGHT = frozenset(",.;:!?)]…")
LOOK_AHEAD = 20
MAX_BETWEEN = 1  # words between a verb and its particle: "makes it clear", "a fait aussi savoir"


@dataclass(frozen=True, slots=True)
class Word:
    """A token: its place in the article, its syntax; `head` and `i` are indices of words."""

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


@dataclass(frozen=True)
class Article:
    """What every later stage reads: the text, its quotations, its words, and the lexicon of its language."""

    text: str
    quotations: tuple[Quotation, ...]
    words: tuple[Word, ...]
    lexicon: Lexicon

    @cached_property
    def norm(self) -> str:
        """The normalised text, as long as the text."""
        return normalise(self.text)

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The words that depend on each word."""
        below: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != word.i:
                below[word.head].append(word.i)
        return tuple(map(tuple, below))

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

    @cached_property
    def asides(self) -> frozenset[int]:
        """Words of fixed adverbial phrases, none of which is ever a speaker ("de son côté")."""
        found: set[int] = set()
        for word in self.words:
            if word.quotation >= 0 or word.i in found:
                continue
            for table in ("aside", "channel"):
                if (match := phrase_at(self, self.lexicon.adverbials[table], word)) is not None:
                    found.update(range(word.i, match[0] + 1))
        return frozenset(found)

    @cached_property
    def datelines(self) -> frozenset[int]:
        """Words of the places and dates that open dispatches ("WASHINGTON, Oct. 4 (UPI) — ")."""
        spans = [match.span() for match in DATELINE.finditer(self.text)]
        found: set[int] = set()
        for word in self.words if spans else ():
            while spans and spans[0][1] <= word.start:
                spans.pop(0)
            if spans and spans[0][0] <= word.start:
                found.add(word.i)
        return frozenset(found)

    def has_dep(self, word: Word, *kinds: str) -> bool:
        """Is the word's dependency of one of these kinds (see grammar.toml)?"""
        return any(word.dep in self.lexicon.dependencies[kind] for kind in kinds)

    def has_tag(self, word: Word, *kinds: str) -> bool:
        """Is the word's tag of one of these kinds (see grammar.toml)?"""
        return any(word.tag in self.lexicon.tags[kind] for kind in kinds)

    def ancestors(self, word: Word) -> Iterator[Word]:
        """The word's head, its head, and so on to the root."""
        while word.head != word.i:
            word = self.words[word.head]
            yield word


def analyse(
    text: str, quotations: Sequence[Quotation], lexicon: Lexicon, nlp: Language, parts: Sequence[Span]
) -> Article:
    """Parse the `parts` of `text` without marks; every offset of the result is a code point of `text`."""
    plain, origin = _without_marks(text, quotations, parts)
    doc = nlp.make_doc(plain)
    places = [(origin[t.idx], origin[t.idx + len(t) - 1] + 1) for t in doc]
    inside = _quotation_of(places, quotations)
    starts, units = _boundaries(text, doc, places, inside, lexicon)
    column = np.where(starts, 1, -1).astype(np.uint64).reshape(-1, 1)  # spaCy keeps -1 as unsigned
    doc.from_array([SENT_START], column)  # type: ignore[arg-type]
    for name, component in nlp.pipeline:
        if name != "ner":
            doc = component(doc)
    entities = _entities(doc, inside, nlp)
    words = _words(doc, places, inside, starts, units, entities, lexicon)
    return Article(text, tuple(quotations), tuple(words), lexicon)


def _entities(doc: Doc, inside: Sequence[int], nlp: Language) -> list[str]:
    """The entity label of each token, IOB, of the narration alone: speakers are named there."""
    told = [i for i, quotation in enumerate(inside) if quotation < 0]
    labels = [""] * len(inside)
    if not told:
        return labels
    tokens = list(doc)
    words = [tokens[i].text for i in told]
    narration = Doc(doc.vocab, words=words, spaces=[bool(tokens[i].whitespace_) for i in told])
    for token in nlp.get_pipe("ner")(narration):
        if token.ent_type_:
            labels[told[token.i]] = f"{token.ent_iob_}-{token.ent_type_}"
    return labels


def _without_marks(
    text: str, quotations: Sequence[Quotation], parts: Sequence[Span]
) -> tuple[str, list[int]]:
    """The parts less quotation marks and doubled spaces, and where each character comes from."""
    dropped = {i for match in DOUBLE_MARKS.finditer(text) for i in range(*match.span())}
    for quotation in quotations:
        for edge in (quotation.outer.start, quotation.outer.end - 1):
            if text[edge : edge + 1] in MARK_CHARS:
                dropped.add(edge)
    kept: list[str] = []
    origin: list[int] = []
    for part in parts:
        if kept and kept[-1] != " ":
            kept.append(" ")
            origin.append(part.start)
        for i in range(part.start, part.end):
            char = text[i]
            glued = i in dropped and i and not text[i - 1].isspace() and text[i + 1 : i + 2] not in TIGHT
            if char.isspace() or glued:
                char = " "
            elif i in dropped:
                continue
            if char == " " and (not kept or kept[-1] == " "):
                continue
            kept.append(char)
            origin.append(i)
    return "".join(kept), origin


def _quotation_of(places: Sequence[tuple[int, int]], quotations: Sequence[Quotation]) -> list[int]:
    """The index of the quotation that each token lies in, -1 for those outside."""
    inside = []
    q = 0
    for start, _ in places:
        while q < len(quotations) and quotations[q].outer.end <= start:
            q += 1
        inside.append(q if q < len(quotations) and quotations[q].outer.start <= start else -1)
    return inside


def _boundaries(
    text: str,
    doc: Doc,
    places: Sequence[tuple[int, int]],
    inside: Sequence[int],
    lexicon: Lexicon,
) -> tuple[list[bool], list[int]]:
    """Which tokens begin a sentence for the parser, and the number of each token's narrative unit."""
    starts: list[bool] = []
    units: list[int] = []
    unit = 0
    tokens = [t.text for t in doc]
    for i, token in enumerate(tokens):
        if i == 0:
            starts.append(True)
            units.append(unit)
            continue
        broken = "\n" in text[places[i - 1][1] : places[i][0]]
        same = inside[i] >= 0 and inside[i] == inside[i - 1]
        begins = broken or (
            _ends_sentence(tokens, i - 1)
            and (token[0].isupper() or token[0].isdigit() or (token[0] in "-–—•" and not same))
        )
        if begins and not broken and not same and inside[i - 1] >= 0:
            begins = not _runs_on(tokens, i, lexicon)
        unit += begins and not same
        starts.append(begins)
        units.append(unit)
    return starts, units


def _ends_sentence(tokens: Sequence[str], i: int) -> bool:
    """Does token `i` end a sentence, closing brackets and spaces aside?"""
    while i > 0 and (tokens[i] in ")]" or tokens[i].isspace()):
        i -= 1
    return tokens[i] in SENTENCE_FINAL


def _runs_on(tokens: Sequence[str], i: int, lexicon: Lexicon) -> bool:
    """Does the sentence go on at `i`, after “…?” or “…!”, with a subject and its verb of saying?"""
    k = i - 1
    while k > 0 and tokens[k] in ")]":
        k -= 1
    if tokens[k][-1] not in CALLING:
        return False
    commas = 0
    for token, following in zip(
        tokens[i : i + LOOK_AHEAD], [*tokens[i + 1 : i + LOOK_AHEAD], ""], strict=False
    ):
        senses = lexicon.verbs.get(normalise(token), ())
        closes = following in SENTENCE_FINAL or following == ","
        for sense in senses:
            if sense.particles or sense.strength < (3 if commas else 2):
                continue
            if "quote" in sense.takes or (closes and not commas):
                return True
        commas += token == ","
        if token in ";:.!?":
            return False
    return False


def _words(
    doc: Doc,
    places: Sequence[tuple[int, int]],
    inside: Sequence[int],
    starts: Sequence[bool],
    units: Sequence[int],
    entities: Sequence[str],
    lexicon: Lexicon,
) -> Iterator[Word]:
    sentence = -1
    for token, (start, end), quotation, begins, unit in zip(doc, places, inside, starts, units, strict=True):
        sentence += begins
        tag = token.tag_ or token.pos_
        yield Word(
            i=token.i,
            text=token.text,
            norm=_norm(token),
            start=start,
            end=end,
            tag=tag,
            dep=token.dep_,
            head=token.head.i,
            left=token.left_edge.i,
            right=token.right_edge.i,
            form=_verb_form(token, lexicon),
            entity=entities[token.i],
            quotation=quotation,
            sentence=sentence,
            unit=unit,
        )


def _verb_form(token: Token, lexicon: Lexicon) -> str:
    """The form of an infinitive or participle; "" for finite verbs and other words."""
    tag = token.tag_ or token.pos_
    if tag not in lexicon.tags["verb"]:
        return ""
    features = f"{tag}|{token.morph}|"
    return next(
        (form for form, marks in lexicon.forms.items() if any(mark in features for mark in marks)), ""
    )


def _norm(token: Token) -> str:
    norm = normalise(token.text)
    return norm.lstrip("-") if len(norm) > 1 else norm


def verb_senses(article: Article, word: Word) -> tuple[VerbSense, ...]:
    """The verbs that `word` may be here: those whose particles and reflexive pronoun are there."""
    senses = article.lexicon.verbs.get(word.norm, ())
    return tuple(sense for sense in senses if _fits(article, word, sense))


def _fits(article: Article, word: Word, sense: VerbSense) -> bool:
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
    found = table.match(article.norm, word.start)
    if found is None:
        return None
    end = word.start + found[0]
    last = word.i
    while last + 1 < len(article.words) and article.words[last + 1].start < end:
        last += 1
    return last, found[1]
