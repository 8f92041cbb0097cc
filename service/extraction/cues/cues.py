"""The cues of an article, each with its speaker: verbs, prepositional phrases, nouns.

Verbs are those of the lexicon ("said", also inverted: "a-t-il ajouté"; see verb_cues.py), prepositional
phrases such as "according to" and "selon", nouns with a possessive ("his claim that").
"""

from __future__ import annotations

from collections.abc import Iterator

from service.extraction.cues.frames import Frame
from service.extraction.cues.verb_cues import verb_frame
from service.extraction.reading.article import Article, Word, phrase_at
from service.extraction.syntax.inversion import head_to_the_right
from service.extraction.syntax.phrases import is_nominal, phrase_of
from service.lexicons.schema import Preposition

# Do they count only near a quotation?
SPEAKER_TABLES: dict[Preposition, bool] = {"source": False, "source_near_quote": True}


def find_frames(article: Article) -> tuple[Frame, ...]:
    """All reporting frames outside the quotations, in text order."""
    found: list[Frame] = []
    before: Frame | None = None
    prepositions = _prepositions(article)
    for word in article.words:
        if word.quotation >= 0:
            continue
        if before is not None and article.words[before.head].unit != word.unit:
            before = None
        if word.norm in article.lexicon.verbs:
            for frame in verb_frame(article, word, before):
                found.append(frame)
                before = frame if frame.speaker is not None else before
        if word.run in prepositions:
            found.extend(_preposition_frame(article, word))
        if word.norm in article.lexicon.nouns:
            found.extend(_noun_frame(article, word))
    return tuple(found)


def _prepositions(article: Article) -> frozenset[str]:
    """The first runs of the phrases that _preposition_frame looks for."""
    tables = article.lexicon.prepositions
    return frozenset(run for table in SPEAKER_TABLES for run in tables[table].first_runs)


def _noun_frame(article: Article, word: Word) -> Iterator[Frame]:
    """A noun of saying with the possessive that names its speaker: "Trump's claim that", "his promise"."""
    if not article.lexicon.is_noun(word.norm, "utterance") or not article.has_tag(word, "noun"):
        return
    for child in article.children[word.i]:
        other = article.words[child]
        if other.quotation >= 0:
            continue
        pronoun = article.lexicon.pronouns.get(other.norm)
        if child < word.i and article.has_dep(other, "possessive"):
            if (pronoun is not None and pronoun.role != "possessive") or not (
                pronoun or is_nominal(article, other)
            ):
                continue
            yield _noun_frame_of(article, word, child)
            return


def _noun_frame_of(article: Article, word: Word, speaker: int) -> Frame:
    return Frame(
        kind="noun",
        head=word.i,
        words=range(word.i, word.i + 1),
        speaker_head=speaker,
        speaker=range(phrase_of(article, speaker, 0, word.i)[0], speaker + 1),
        strength=2,
        takes=frozenset({"clause", "phrase", "quote"}),
        speech=True,
        group="noun",
    )


def _preposition_frame(article: Article, word: Word) -> Iterator[Frame]:
    """ "According to X", and phrases that count only beside a quotation ("pour X")."""
    for table, near in SPEAKER_TABLES.items():
        found = phrase_at(article, article.lexicon.prepositions[table], word)
        if found is None:
            continue
        last = found[0]
        if word.i in article.asides and last in article.asides:
            return
        head = _object_after(article, last + 1)
        if last > word.i and article.words[last].norm in article.lexicon.determiners["source"]:
            head, last = last, last - 1
        if head is None:
            return
        yield Frame(
            kind="preposition",
            head=word.i,
            words=range(word.i, last + 1),
            speaker_head=head,
            speaker=phrase_of(article, head, last + 1),
            strength=2 if near else 3,
            takes=frozenset({"clause", "phrase", "quote"}),
            speech=True,
            group=table,
            near=near,
        )
        return


def _object_after(article: Article, at: int) -> int | None:
    """The head of the noun phrase that begins at `at`, if one does before anything else."""
    for word in article.words[at : at + 8]:
        if word.quotation >= 0 or word.text in ",.;:" or (article.has_tag(word, "verb") and not word.entity):
            return None
        if is_nominal(article, word):
            return head_to_the_right(article, word.i)
    return None
