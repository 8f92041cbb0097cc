"""Speakers without a verb of saying: "Name: “…”", "“…” – Name", a colon at the end of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from service.extraction.attribution.attribution import How
from service.extraction.attribution.standing import Sentence
from service.extraction.cues.frames import Frame
from service.extraction.punctuation import DASHES
from service.extraction.reading.article import Article, Word
from service.extraction.rules import Example, Rule, every_answer
from service.extraction.syntax.phrases import is_name, is_nominal, phrase_of
from service.extraction.syntax.subjects import subject_of
from service.lexicons.schema import HINTING

MAX_LABEL = 5
MAX_LINE = 12  # most words of a line that only names somebody
LONGEST_SIGNATURE = 1_000  # characters examined: more than MAX_LINE words have


class Label(NamedTuple):
    """The word that serves as the cue, the head of the speaker, and how it stands to the quotation."""

    at: int
    speaker: int
    how: How


def labels(article: Article, words: range, sentences: Mapping[int, Sentence]) -> Iterator[tuple[Frame, How]]:
    """Frames that may report the quotation of `words` without a cue in its sentence, and how they do.

    `sentences` are those with frames, by their indices.
    """
    colon = _colon_before(article, words)
    if colon is not None:
        unit = article.words[colon].unit
        if unit != article.words[words[0]].unit and unit in sentences:
            for standing in reversed(sentences[unit].near(words)):
                yield standing.frame, "colon"
    for rule, label in every_answer(LABEL_RULES, article, words):
        yield bare_frame(article, label.at, label.speaker, rule), label.how


def bare_frame(article: Article, at: int, speaker: int, rule: str) -> Frame:
    """A frame whose cue is no verb of saying."""
    return Frame(
        kind="noun",
        rule=rule,
        head=at,
        words=range(at, at + 1),
        speaker_head=speaker,
        speaker=phrase_of(article, speaker),
        strength=HINTING,
        takes=frozenset(),
        speech=True,
        group="label",
    )


def _colon_before(article: Article, words: range) -> int | None:
    """The colon right before a quotation."""
    colon = words[0] - 1
    told = colon >= 0 and article.words[colon].text == ":" and article.words[colon].quotation < 0
    return colon if told else None


def _before_colon(article: Article, colon: int) -> tuple[Word, ...]:
    """The words before a colon, from the beginning of its sentence or after a quotation in it."""
    start, first = colon, article.units[article.words[colon].unit].start
    while start > first and article.words[start - 1].quotation < 0:
        start -= 1
    return article.words[start:colon]


def _colon_subject(article: Article, words: range) -> Label | None:
    """The subject of the highest verb before a colon that has one; "on" names nobody."""
    colon = _colon_before(article, words)
    if colon is None:
        return None
    verbs = [w for w in _before_colon(article, colon) if "verb" in w.tags]
    for verb in sorted(verbs, key=lambda w: len(list(article.ancestors(w)))):
        subject = subject_of(article, verb)
        if subject is not None and subject < colon:
            pronoun = article.lexicon.pronouns.get(article.words[subject].norm)
            nobody = pronoun is not None and pronoun.role == "impersonal"
            return None if nobody else Label(verb.i, subject, "colon")
    return None


def _colon_name(article: Article, words: range) -> Label | None:
    """The first name or noun of a line that has no verb and ends with a colon."""
    colon = _colon_before(article, words)
    line = () if colon is None else _before_colon(article, colon)
    if colon is None or any("verb" in w.tags for w in line):
        return None
    # A full stop in a sentence is a title's: "SEN. ROY:".
    names = [w for w in line if is_nominal(article, w) and article.words[w.i + 1].text != "."]
    if len(names) > 1 and _is_by(article, names[0], names[1]):
        names = names[1:]
    if len(names) == 1 and (len(names[0].text) == 1 or article.lexicon.is_noun(names[0].norm, "utterance")):
        return None
    if names and _is_circumstance(article, names[0]):
        return None
    short = bool(names) and (_begins_line(article, line[0]) or len(line) <= MAX_LINE)
    return Label(colon, names[0].i, "label") if short else None


def _is_circumstance(article: Article, noun: Word) -> bool:
    """Is a common noun that names no speaker and no text the object of a preposition: "after a pause:"?"""
    speaks = article.person_nouns[noun.i] is not None or article.lexicon.is_noun(noun.norm, "document")
    prepositions = (w for w in article.words[max(0, noun.i - 2) : noun.i] if "preposition" in w.tags)
    return not (speaks or is_name(article, noun)) and next(prepositions, None) is not None


def _is_by(article: Article, text: Word, author: Word) -> bool:
    """Is a text named with its author: "Statement from Angela Merkel", "Message du ministre"?"""
    between = article.words[text.i + 1 : author.i]
    by = bool(between) and between[0].norm in article.lexicon.determiners["author"]
    return by and article.lexicon.is_noun(text.norm, "document")


def _begins_line(article: Article, word: Word) -> bool:
    """Is it the first word of a line, marks aside?"""
    before = article.words[word.i - 1].end if word.i else 0
    return "\n" in article.text[before : word.start]


def _headline_name(article: Article, words: range) -> Label | None:
    """The name before a colon that opens the sentence."""
    unit = article.units[article.words[words[0]].unit]
    for k in unit[:MAX_LABEL]:
        other = article.words[k]
        if other.text == ":" and k > unit[0] and k + 1 < words[0]:
            return Label(k, k - 1, "label")
        if other.quotation >= 0 or not other.text[:1].isupper() or not article.has_tag(other, "name", "noun"):
            return None
    return None


def _signature(article: Article, words: range) -> Label | None:
    """The name after the dash that follows a quotation, if nothing but the name is in its line."""
    at = words[-1] + 1
    if at + 1 >= len(article.words) or article.words[at].text not in DASHES:
        return None
    name = article.words[at + 1]
    line = article.text[name.start : name.start + LONGEST_SIGNATURE].partition("\n")[0]
    intertitle = line.rstrip().endswith(tuple(DASHES))
    if intertitle or not is_name(article, name) or len(line.split()) > MAX_LINE:
        return None
    return Label(at, at + 1, "signature")


LABEL_RULES: tuple[Rule[[Article, range], Label], ...] = (
    Rule(
        "colon_subject",
        _colon_subject,
        "Whoever the sentence before a colon is about says what follows it.",
        (Example("fr", "Angela Merkel s'est levée : « Nous sommes prêts. »", "Angela Merkel"),),
    ),
    Rule(
        "colon_name",
        _colon_name,
        "A name alone before a colon labels who speaks.",
        (
            Example("fr", "Angela Merkel : « Nous sommes prêts. »", "Angela Merkel"),
            Example("en", "The chancellor: “We are ready.”", "The chancellor"),
            Example("en", "Statement from Angela Merkel: “We are ready.”", "Angela Merkel"),
            Example("en", "MR. MERKEL: “We are ready.”", "MR. MERKEL"),
        ),
    ),
    Rule(
        "headline_name",
        _headline_name,
        "In a headline the name before a colon says all that follows it.",
        (Example("en", "Merkel: Europe needs to “wake up”", "Merkel"),),
    ),
    Rule(
        "signature",
        _signature,
        "Quotations set apart have the name of their speaker after a dash.",
        (Example("en", "“We are ready.” – Angela Merkel", "Angela Merkel"),),
    ),
)
