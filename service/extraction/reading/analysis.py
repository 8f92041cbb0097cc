"""From the text to the article: taken out of its marks, cut into sentences, parsed, names recognised."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc, Token

from service.extraction.model import Span
from service.extraction.reading.article import Article, Word
from service.extraction.reading.marks import Quotation
from service.extraction.reading.pipelines import Pipeline
from service.extraction.reading.plain_text import quotation_of, without_marks
from service.extraction.reading.sentences import boundaries
from service.lexicons.lexicon import Lexicon, normalise


def analyse(
    text: str, quotations: Sequence[Quotation], lexicon: Lexicon, pipeline: Pipeline, parts: Sequence[Span]
) -> Article:
    """Parse the `parts` of `text` without marks; every offset of the result is a code point of `text`."""
    plain, origin = without_marks(text, quotations, parts)
    doc = pipeline.nlp.make_doc(plain)
    places = [(origin[t.idx], origin[t.idx + len(t) - 1] + 1) for t in doc]
    inside = quotation_of(places, quotations)
    starts, units = boundaries(text, [t.text for t in doc], places, inside, lexicon)
    column = np.where(starts, 1, -1).astype(np.uint64).reshape(-1, 1)  # spaCy keeps -1 as unsigned
    doc.from_array([SENT_START], column)  # type: ignore[arg-type]
    doc = pipeline.parse(doc)
    entities = _entities(doc, inside, pipeline)
    words = _words(doc, places, inside, starts, units, entities, lexicon)
    return Article(text, tuple(quotations), tuple(words), lexicon)


def _entities(doc: Doc, inside: Sequence[int], pipeline: Pipeline) -> list[str]:
    """The entity label of each token, IOB, of the narration alone: speakers are named there."""
    told = [i for i, quotation in enumerate(inside) if quotation < 0]
    labels = [""] * len(inside)
    tokens = list(doc)
    words = [tokens[i].text for i in told]
    narration = Doc(doc.vocab, words=words, spaces=[bool(tokens[i].whitespace_) for i in told])
    for start, end, label in pipeline.recogniser.entities(narration):
        for i in range(start, end):
            labels[told[i]] = f"{'I' if i > start else 'B'}-{label}"
    return labels


def _words(
    doc: Doc,
    places: Sequence[tuple[int, int]],
    inside: Sequence[int],
    starts: Sequence[bool],
    units: Sequence[int],
    entities: Sequence[str],
    lexicon: Lexicon,
) -> Iterator[Word]:
    """The parsed tokens as values of the article."""
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
    """The normalised form, a clitic's without its hyphen."""
    norm = normalise(token.text)
    return norm.lstrip("-") if len(norm) > 1 else norm
