"""The institution that "one" or "we" speaks for: "dit-on à l'Élysée", "côté russe, on …", "we see in Paris".

"One" names nobody: a place in the sentence shows who speaks.  It stands right of the cue, at the beginning of
the sentence or before "where", or "y" points back to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Article, Word, phrase_at
from service.extraction.rules import Example, Rule
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.phrase import Told, body_of_country
from service.extraction.syntax.phrases import without_determiner

WE = (1, "plural")
MAX_TO_PLACE, MAX_PLACE = 5, 6  # words from a cue to its place, and of a place
MAX_FRONT = 4  # words of a sentence before its place


def _place(told: Told, frame: Frame, head: Word) -> Identity | None:
    """The institution at the place that the report names, for "one" or "we"."""
    if not _is_impersonal(told.article, frame, head):
        return None
    for at in _openings(told.article, frame):
        for place in _places(told.article, at, head):
            found = None if head.i in place else _named(told, place)
            if found is not None:
                return found
    return None


def _pointed_back(told: Told, frame: Frame, head: Word) -> Identity | None:
    """The institution mentioned last, for "one" or "we" and a "y" before the verb."""
    if not _is_impersonal(told.article, frame, head):
        return None
    first = frame.words[0]
    points = told.article.lexicon.adverbials["there"]
    if not any(word.norm in points for word in told.article.words[max(0, first - 1) : first + 1]):
        return None
    lately = told.memory.lately()
    return next((known.identity for known in lately if known.identity.institution), None)


def _side(told: Told, frame: Frame, head: Word) -> Identity | None:
    """The government of a country named by its adjective, after "on the side of"."""
    article = told.article
    cue = article.words[frame.words[0]]
    if frame.kind != "preposition" or phrase_at(article, article.lexicon.prepositions["side"], cue) is None:
        return None
    alone = frame.speaker is not None and len(frame.speaker) == 1 and "adjective" in head.tags
    return _named(told, range(head.i, head.i + 1)) if alone else None


def _is_impersonal(article: Article, frame: Frame, head: Word) -> bool:
    """Is the speaker of a frame "one" or "we"?"""
    if frame.kind == "preposition":
        return False
    pronoun = article.lexicon.pronouns.get(head.norm)
    return pronoun is not None and (pronoun.role == "impersonal" or (pronoun.person, pronoun.number) == WE)


def _openings(article: Article, frame: Frame) -> Iterator[int]:
    """The first words of phrases that may be the place: right of the cue, fronted, before "where"."""
    addresses, sides = article.lexicon.prepositions["address"], article.lexicon.prepositions["side"]
    unit = article.units[article.words[frame.head].unit]
    right = range(frame.end + 1, min(frame.end + MAX_TO_PLACE, unit[-1] + 1))
    front = range(unit[0], min(unit[0] + MAX_FRONT, frame.start))
    where = frame.start - 1
    left = range(0)
    if where > unit[0] and article.words[where].norm in article.lexicon.adverbials["where"]:
        left = range(max(unit[0], where - MAX_PLACE), where)
    for at in (*right, *front, *left):
        for table in (addresses, sides):
            found = phrase_at(article, table, article.words[at])
            if found is not None and found[0] + 1 <= unit[-1]:
                yield found[0] + 1


def _places(article: Article, at: int, head: Word) -> Iterator[range]:
    """The phrases that begin at a word, within its sentence and up to a mark, the longest first."""
    words = article.words
    end = at
    while end < min(at + MAX_PLACE, len(words)):
        if words[end].punctuation or words[end].unit != head.unit or words[end].quotation >= 0:
            break
        end += 1
    yield from (range(at, stop) for stop in range(end, at, -1))


def _named(told: Told, place: range) -> Identity | None:
    """The institution of that name, or the government of the country whose adjective it is."""
    bare = without_determiner(told.article, place)
    text = told.article.text_of(bare)
    return told.institutions.of_side(text, bare) or body_of_country(told, text)


IMPERSONAL_RULES: tuple[Rule[[Told, Frame, Word], Identity], ...] = (
    Rule(
        "side",
        _side,
        "The side of a country is its government.",
        (Example("fr", "Côté russe, c'est « une perte de temps ».", "Russie"),),
    ),
    Rule(
        "place_of_one",
        _place,
        "“One” or “we” at a body's place is the body.",
        (Example("fr", "Côté russe, on assure que « c'est fini ».", "Russie"),),
    ),
    Rule(
        "there_of_one",
        _pointed_back,
        "“Y” before the verb of “one” is the body that the article spoke of last.",
        (Example("fr", "L'Élysée dément. « C'est fini », y sourit-on.", "Élysée"),),
    ),
)
