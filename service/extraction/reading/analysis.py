"""From the text to the article: taken out of its marks, cut into sentences, parsed, names recognised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from spacy.attrs import IDX, LENGTH, SPACY
from spacy.tokens import Doc

from service.extraction.model import Span
from service.extraction.reading.article import Article, Word
from service.extraction.reading.marks import Quotation
from service.extraction.reading.pipelines import Pipeline
from service.extraction.reading.plain_text import quotation_of, without_marks
from service.extraction.reading.sentences import boundaries
from service.extraction.reading.syntax import Syntax, syntax_of
from service.lexicons.lexicon import Lexicon, first_run, normalise


def analyse(
    text: str, quotations: Sequence[Quotation], lexicon: Lexicon, pipeline: Pipeline, parts: Sequence[Span]
) -> Article:
    """Parse the `parts` of `text` without marks; every offset of the result is a code point of `text`."""
    plain, origin = without_marks(text, quotations, parts)
    doc = pipeline.nlp.make_doc(plain)
    bounds = doc.to_array([IDX, LENGTH]).astype(int).reshape(-1, 2).tolist()
    tokens = [plain[start : start + length] for start, length in bounds]
    places = [(origin[start], origin[start + length - 1] + 1) for start, length in bounds]
    inside = quotation_of(places, quotations)
    starts, units = boundaries(text, tokens, places, inside, lexicon)
    doc = pipeline.tag(doc)
    syntax = syntax_of(doc, *pipeline.parser.parse(doc, starts), lexicon)
    entities = _entities(doc, tokens, inside, pipeline)
    norm = normalise(text)
    words = _words(norm, tokens, places, inside, starts, units, syntax, entities)
    return Article(text, norm, tuple(quotations), tuple(words), lexicon)


def _entities(doc: Doc, tokens: Sequence[str], inside: Sequence[int], pipeline: Pipeline) -> list[str]:
    """The entity label of each token, IOB, of the narration alone: speakers are named there."""
    told = [i for i, quotation in enumerate(inside) if quotation < 0]
    labels = [""] * len(inside)
    spaces = doc.to_array(SPACY).astype(bool).tolist()
    narration = Doc(doc.vocab, words=[tokens[i] for i in told], spaces=[spaces[i] for i in told])
    for start, end, label in pipeline.recogniser.entities(narration):
        for i in range(start, end):
            labels[told[i]] = f"{'I' if i > start else 'B'}-{label}"
    return labels


def _words(
    norm: str,
    tokens: Sequence[str],
    places: Sequence[tuple[int, int]],
    inside: Sequence[int],
    starts: Sequence[bool],
    units: Sequence[int],
    syntax: Syntax,
    entities: Sequence[str],
) -> Iterator[Word]:
    """The parsed tokens as values of the article, whose normalised text is `norm`."""
    runs = [first_run(norm, start) for start, _ in places]
    columns: dict[str, Iterable[object]] = {
        "i": range(len(tokens)),
        "text": tokens,
        "norm": map(_norm, tokens),
        "start": [start for start, _ in places],
        "end": [end for _, end in places],
        "tag": syntax.tags,
        "dep": syntax.labels,
        "head": syntax.heads,
        "left": syntax.left,
        "right": syntax.right,
        "form": syntax.forms,
        "entity": entities,
        "quotation": inside,
        "sentence": (count - 1 for count in accumulate(starts)),
        "unit": units,
        "run": runs,
        "punctuation": map(_is_punctuation, runs, tokens),
    }
    return map(Word._make, zip(*(columns[field] for field in Word._fields), strict=True))


def _is_punctuation(run: str, token: str) -> bool:
    """Has the token, which begins with `run`, neither letter nor digit?"""
    return not run.isalnum() and not any(c.isalnum() for c in token)


def _norm(token: str) -> str:
    """The normalised form, a clitic's without its hyphen."""
    norm = normalise(token)
    return norm.lstrip("-") if len(norm) > 1 else norm
