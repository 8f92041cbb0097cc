"""Prepositional phrases as cues: "according to X"; "for X", only beside a quotation; "X, for whom"."""

from __future__ import annotations

from typing import NamedTuple

from service.extraction.cues.frames import Frame
from service.extraction.punctuation import COMMA, PHRASE_ENDS
from service.extraction.reading.article import Article, Word, phrase_at
from service.extraction.rules import Example, Rule, first_answer
from service.extraction.syntax.inversion import head_to_the_right
from service.extraction.syntax.nouns import noun_before
from service.extraction.syntax.phrases import is_nominal, phrase_of
from service.lexicons.lexicon import Lexicon
from service.lexicons.schema import REPORTING, SAYING, Preposition

# Tables of prepositions.toml whose objects are speakers, in the order in which they are tried.
TABLES: tuple[Preposition, ...] = ("relative", "source", "source_near_quote")
SURE: Preposition = "source"  # it is the source wherever it stands
RELATIVE: Preposition = "relative"  # its object stands before it
NEAR_QUOTE: Preposition = "source_near_quote"  # counts only near a quotation
MAX_BEFORE_OBJECT = 8  # words from a preposition to the noun of its phrase


class PrepositionPhrase(NamedTuple):
    """A phrase of the lexicon: the table that it is of, its first and its last word."""

    table: Preposition
    first: int
    last: int


def first_runs(lexicon: Lexicon) -> frozenset[str]:
    """The first runs of the phrases that may be cues."""
    return frozenset(run for table in TABLES for run in lexicon.prepositions[table].first_runs)


def preposition_frame(article: Article, word: Word) -> Frame | None:
    """The frame whose cue begins with the word, if one does."""
    phrase = _phrase(article, word)
    if phrase is None or (word.i in article.asides and phrase.last in article.asides):
        return None
    found = first_answer(PREPOSITION_RULES, article, phrase)
    if found is None:
        return None
    rule, speaker = found
    relative, near = phrase.table == RELATIVE, phrase.table == NEAR_QUOTE
    # A noun of the phrase itself is no part of the cue.
    end = phrase.last + 1 if relative else min(phrase.last + 1, speaker)
    return Frame(
        kind="preposition",
        rule=rule,
        head=word.i,
        words=range(word.i, end),
        speaker_head=speaker,
        speaker=phrase_of(article, speaker, 0, word.i) if relative else phrase_of(article, speaker, end),
        strength=SAYING if phrase.table == SURE else REPORTING,
        takes=frozenset({"clause", "phrase", "quote"}),
        speech=True,
        group=phrase.table,
        near=near,
    )


def _phrase(article: Article, word: Word) -> PrepositionPhrase | None:
    """The phrase that begins with the word, from the first table that has one."""
    for table in TABLES:
        found = phrase_at(article, article.lexicon.prepositions[table], word)
        if found is not None:
            return PrepositionPhrase(table, word.i, found[0])
    return None


def _nobody_named(article: Article, phrase: PrepositionPhrase) -> int | None:
    nouns = article.lexicon.determiners["source"]
    held = phrase.last > phrase.first and article.words[phrase.last].norm in nouns
    return phrase.last if held else None


def _before_relative(article: Article, phrase: PrepositionPhrase) -> int | None:
    """The head of the noun phrase that a comma separates from the relative pronoun."""
    comma = phrase.first - 1
    if phrase.table != RELATIVE or comma < 1 or article.words[comma].text != COMMA:
        return None
    return noun_before(article, comma - 1)


def _object_of(article: Article, phrase: PrepositionPhrase) -> int | None:
    return _object_after(article, phrase.last + 1) if phrase.table == SURE else None


def _object_near_quotation(article: Article, phrase: PrepositionPhrase) -> int | None:
    return _object_after(article, phrase.last + 1) if phrase.table == NEAR_QUOTE else None


def _object_after(article: Article, at: int) -> int | None:
    """The head of the noun phrase that begins at `at`, if one does before anything else."""
    for word in article.words[at : at + MAX_BEFORE_OBJECT]:
        verb = "verb" in word.tags and not word.entity
        if word.quotation >= 0 or word.text in PHRASE_ENDS or verb:
            return None
        if is_nominal(article, word):
            return head_to_the_right(article, word.i)
    return None


PREPOSITION_RULES: tuple[Rule[[Article, PrepositionPhrase], int], ...] = (
    Rule(
        "source_unnamed",
        _nobody_named,
        "Some phrases hold the noun for who says it, and no name.",
        (Example("fr", "« Le pont est fermé », a-t-on précisé de source policière.", "source policière"),),
    ),
    Rule(
        "before_relative",
        _before_relative,
        "Who stands before “for whom” says what the relative clause holds.",
        (
            Example("en", "She met the mayor, for whom the bridge is “closed”.", "the mayor"),
            Example(
                "fr", "Elle a vu le maire de Tulle, pour qui le pont est « fermé ».", "le maire de Tulle"
            ),
        ),
    ),
    Rule(
        "according_to",
        _object_of,
        "The object of “according to” says it, wherever it stands.",
        (
            Example("fr", "Selon le maire, le pont est fermé.", "le maire"),
            Example("en", "The bridge is closed, according to the mayor.", "the mayor"),
        ),
    ),
    Rule(
        "near_quotation",
        _object_near_quotation,
        "The object of “for” may say a quotation that stands beside it.",
        (Example("fr", "Pour le maire, le pont est « fermé ».", "le maire"),),
    ),
)
