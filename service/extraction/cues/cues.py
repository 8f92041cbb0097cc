"""The cues of an article, each with its speaker: verbs, prepositional phrases, nouns.

The verbs are those of the lexicon ("said", also inverted: "a-t-il ajouté"), the phrases are "according to",
"selon" and the like, the nouns have a possessive ("his claim that").
"""

from __future__ import annotations

from collections.abc import Iterator

from service.extraction.cues.frames import Frame
from service.extraction.cues.noun_cues import noun_frame
from service.extraction.cues.preposition_cues import first_runs, preposition_frame
from service.extraction.cues.verb_cues import verb_frame
from service.extraction.reading.article import Article


def find_frames(article: Article) -> tuple[Frame, ...]:
    """All reporting frames outside the quotations, in text order."""
    return tuple(_frames(article))


def _frames(article: Article) -> Iterator[Frame]:
    before: Frame | None = None
    verbs, nouns = article.lexicon.verbs, article.lexicon.nouns
    prepositions = first_runs(article.lexicon)
    for word in article.words:
        if word.quotation >= 0:
            continue
        if word.norm in verbs:
            if before is not None and article.words[before.head].unit != word.unit:
                before = None
            verb = verb_frame(article, word, before)
            if verb is not None:
                yield verb
                before = verb if verb.speaker is not None else before
        if word.run in prepositions and (preposition := preposition_frame(article, word)) is not None:
            yield preposition
        if word.norm in nouns and (noun := noun_frame(article, word)) is not None:
            yield noun
