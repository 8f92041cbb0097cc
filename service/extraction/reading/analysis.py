"""From the text to the article: marks removed, sentences cut, words parsed, names recognised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import accumulate, starmap
from typing import Any

from spacy.attrs import IDX, LENGTH, SPACY
from spacy.tokens import Doc

from service.extraction.marks.quotations import Quotation
from service.extraction.model import Span
from service.extraction.reading.article import Article, Word
from service.extraction.reading.plain_text import quotation_of, with_accents, with_names, without_marks
from service.extraction.reading.sentences import boundaries
from service.extraction.reading.tags import syntax_of
from service.lexicons.lexicon import Lexicon
from service.lexicons.phrases import first_run, normalise
from service.lexicons.schema import Tag
from service.reader.pipelines import Pipeline

CHARACTERS_AT_ONCE = 6_000  # characters read at once, or a little more


def analyse(
    text: str,
    quotations: Sequence[Quotation],
    lexicon: Lexicon,
    pipeline: Pipeline,
    parts: Sequence[Span],
    front: Sequence[str] = (),
) -> Article:
    """Parse the `parts` of `text` without marks; every offset of the result is a code point of `text`.

    `front` is what was taken out of the text as it was sent: datelines, credits.
    """
    norm = normalise(text)
    words: list[Word] = []
    for piece in _pieces(text, quotations, parts):
        with pipeline.reading():
            words += _read(text, norm, quotations, piece, lexicon, pipeline, words[-1] if words else None)
    return Article(text, norm, tuple(quotations), tuple(words), lexicon, tuple(front))


def _pieces(text: str, quotations: Sequence[Quotation], parts: Sequence[Span]) -> Iterator[list[Span]]:
    """The parts in pieces that are read at once, which bounds the memory that a long text takes."""
    piece: list[Span] = []
    length = at = 0
    for part in parts:
        while at < len(quotations) and quotations[at].outer.end <= part.start:
            at += 1
        quoted = at < len(quotations) and quotations[at].outer.start < part.start
        if length > CHARACTERS_AT_ONCE and not quoted and "\n" in text[piece[-1].end : part.start]:
            yield piece
            piece, length = [], 0
        piece.append(part)
        length += part.end - part.start
    if piece:
        yield piece


def _read(
    text: str,
    norm: str,
    quotations: Sequence[Quotation],
    parts: Sequence[Span],
    lexicon: Lexicon,
    pipeline: Pipeline,
    before: Word | None,
) -> list[Word]:
    """The words of some parts; `before` is the last word read before them, if any."""
    plain, origin = without_marks(text, quotations, parts)
    doc = pipeline.nlp.make_doc(with_names(with_accents(plain, lexicon)))
    bounds = doc.to_array([IDX, LENGTH]).astype(int).reshape(-1, 2).tolist()
    tokens = [plain[start : start + length] for start, length in bounds]
    places = [(origin[start], origin[start + length - 1] + 1) for start, length in bounds]
    inside = quotation_of(places, quotations)
    starts, units = boundaries(text, tokens, places, inside, lexicon)
    tags = pipeline.tags(doc)  # before the tree, which needs what the tagger found
    first, sentence, unit = (before.i + 1, before.sentence, before.unit + 1) if before else (0, -1, 0)
    syntax = syntax_of(tags, *pipeline.parse(doc, starts), first, lexicon)
    spellings = _spellings(norm, tokens, places)
    columns: dict[str, Iterable[Any]] = {
        "i": range(first, first + len(tokens)),
        "text": tokens,
        "start": [start for start, _ in places],
        "end": [end for _, end in places],
        "quotation": inside,
        "sentence": [sentence + count for count in accumulate(starts)],
        "unit": [unit + i for i in units],
        **spellings,
        **syntax,
        "norm": _with_acronyms(tokens, spellings["norm"], syntax["tags"], lexicon),
        "entity": _entities(doc, tokens, inside, pipeline),
    }
    return list(starmap(Word, zip(*(columns[field.name] for field in fields(Word)), strict=True)))


def _entities(doc: Doc, tokens: Sequence[str], inside: Sequence[int], pipeline: Pipeline) -> list[str]:
    """The IOB entity label of each token; only the narration has any, as speakers are named there."""
    told = [i for i, quotation in enumerate(inside) if quotation < 0]
    labels = [""] * len(inside)
    spaces = doc.to_array(SPACY).astype(bool).tolist()
    narration = Doc(doc.vocab, words=[tokens[i] for i in told], spaces=[spaces[i] for i in told])
    for start, end, label in pipeline.entities(narration):
        for i in range(start, end):
            labels[told[i]] = f"{'I' if i > start else 'B'}-{label}"
    return labels


def _spellings(
    norm: str, tokens: Sequence[str], places: Sequence[tuple[int, int]]
) -> dict[str, Iterable[Any]]:
    """The normalised form, the first run and whether it is punctuation, of each token; see `Word`."""
    # Most tokens are plain words: both their normalised form and their first run.
    theres = [norm[start:end] for start, end in places]
    norms, runs, punctuation = theres.copy(), theres, [False] * len(tokens)
    for i, (token, there) in enumerate(zip(tokens, theres, strict=True)):
        start, end = places[i]
        if not there.isalnum() or end - start != len(token) or norm[end : end + 1].isalnum():
            norms[i], runs[i] = _norm(token, there), first_run(norm, start)
            punctuation[i] = not (runs[i].isalnum() or any(map(str.isalnum, token)))
    return {"norm": norms, "run": runs, "punctuation": punctuation}


def _with_acronyms(
    tokens: Sequence[str], norms: Iterable[str], tags: Iterable[frozenset[Tag]], lexicon: Lexicon
) -> list[str]:
    """The normalised forms; names spelt like pronouns keep their capitals: "the WHO", "the US"."""
    return [
        token if token.isupper() and len(token) > 1 and "name" in kinds and norm in lexicon.pronouns else norm
        for token, norm, kinds in zip(tokens, norms, tags, strict=True)
    ]


def _norm(token: str, there: str) -> str:
    """The normalised form, a clitic's without its hyphen; `there` is the normalised text at its place."""
    norm = there if len(there) == len(token) else normalise(token)
    return norm.lstrip("-") if len(norm) > 1 else norm
