"""Where in the article a candidate is mentioned, before and after the mention to be resolved."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from service.extraction.reading.article import Article, Word
from service.extraction.speakers.asking import IdentityCandidate
from service.extraction.speakers.entities import Entity
from service.extraction.speakers.features.names import Row, log_of, since
from service.extraction.speakers.memory import NEVER, Known, Memory


class Places:
    """Says where the candidates of one article's mentions stand."""

    def __init__(self, article: Article, memory: Memory) -> None:
        self._article = article
        self._memory = memory
        self._inside: dict[int, frozenset[int]] = {}  # the sentences whose quotations name a person
        self._starts: dict[int, Sequence[int]] = {}  # of their mentions

    def met(self, known: Known, row: Row, word: Word, paragraph: int) -> None:
        """Where somebody was met before a mention, whose head is `word`, in this paragraph."""
        apart = word.unit - known.unit
        row["sentences"] = log_of(apart)
        row["paragraphs"] = log_of(paragraph - known.paragraph)
        row["same-sentence"] = apart == 0
        row["sentence-before"] = apart == 1
        row["same-paragraph"] = paragraph == known.paragraph
        row["last-subject"], row["last-speaker"] = known.subject, known.speaker
        row["last-quoted"], row["last-nested"] = known.quoted, known.nested
        row["speaker-sentences"] = since(word.unit, known.speaker_unit)
        row["quoting-sentences"] = since(word.unit, known.quoting_unit)
        row["latest-speaker"] = known is self._memory.last_speaker
        row["latest-quoting"] = known is self._memory.last_quoting
        row["latest-subject"] = known is self._memory.last_subject
        row["mentions"], row["spoken"] = log_of(known.mentions), log_of(known.spoken)
        row["quoted-here"] = known.quoted_unit == word.unit
        row["last-main"] = known.main
        row["main-sentences"] = since(word.unit, known.main_unit)
        row["opens-paragraph"] = known.opened == paragraph
        row["in-lead"] = known.first_paragraph == 0

    def named(self, entity: Entity, row: Row, word: Word, paragraph: int, *, met: bool) -> None:
        """Is a person named in a quotation of the mention's sentence?  Where next?  `met`: known before?"""
        starts = self._starts.get(entity.index)
        if starts is None:
            starts = self._starts[entity.index] = [mention[0] for mention in entity.mentions]
            told = (self._article.words[start] for start in starts)
            self._inside[entity.index] = frozenset(w.unit for w in told if w.quotation >= 0)
        row["in-quotation"] = word.unit in self._inside[entity.index]
        following = bisect_right(starts, word.i)
        if following == len(starts):
            return
        other = self._article.words[starts[following]]
        same = paragraph == self._memory.paragraph(other)
        apart = other.unit - word.unit
        row["next-sentence"] = apart == 1
        row["later-in-paragraph"] = same
        if not met:
            row["to-come"] = 1
            row["to-come-sentences"] = log_of(apart)
            row["to-come-same-paragraph"] = same


def compare(candidates: Sequence[IdentityCandidate], rows: Sequence[Row]) -> None:
    """Compare the candidates that were met before."""
    met = [i for i, c in enumerate(candidates) if not c.nobody and "sentences" in rows[i]]
    named = [i for i in met if "named" in rows[i]]
    here = [i for i in met if rows[i]["same-paragraph"]]
    for rank, i in enumerate(sorted(met, key=lambda i: -(candidates[i].known or _UNKNOWN).at)):
        rows[i]["rank"] = log_of(rank)
        rows[i]["only-one"] = len(met) == 1
        rows[i]["others-fit"] = log_of(len(met) - 1)
    if len(named) == 1:
        rows[named[0]]["only-named"] = 1
    if len(here) == 1:
        rows[here[0]]["only-in-paragraph"] = 1
    subjects = [i for i in met if (candidates[i].known or _UNKNOWN).subject_unit != NEVER]
    if subjects:
        nearest = max(subjects, key=lambda i: _subject_place(candidates[i].known or _UNKNOWN))
        rows[nearest]["nearest-subject"] = 1
    rows[0]["others-fit"] = log_of(len(met))


def _subject_place(known: Known) -> tuple[int, bool]:
    """The last sentence whose subject somebody was, and whether it was that of the main clause."""
    return known.subject_unit, known.main_unit == known.subject_unit


_UNKNOWN = Known(None)  # type: ignore[arg-type]
