"""Nouns of saying as cues, with the possessive that names their speaker: "Trump's claim that"."""

from __future__ import annotations

from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Article, Word
from service.extraction.rules import Example, Rule, first_answer
from service.extraction.syntax.nouns import possessives
from service.extraction.syntax.phrases import is_nominal, phrase_of, role_of
from service.lexicons.schema import REPORTING


def noun_frame(article: Article, word: Word) -> Frame | None:
    """The frame whose cue the noun is, if it is one."""
    if "noun" not in word.tags or not article.lexicon.is_noun(word.norm, "utterance"):
        return None
    found = first_answer(NOUN_RULES, article, word)
    if found is None:
        return None
    rule, speaker = found
    return Frame(
        kind="noun",
        rule=rule,
        head=word.i,
        words=range(word.i, word.i + 1),
        speaker_head=speaker,
        speaker=range(phrase_of(article, speaker, 0, word.i)[0], speaker + 1),
        strength=REPORTING,
        takes=frozenset({"clause", "phrase", "quote"}),
        speech=True,
        group="noun",
    )


def _possessive_pronoun(article: Article, noun: Word) -> int | None:
    possessives = _possessives(article, noun)
    return next((w.i for w in possessives if role_of(article, w) == "possessive"), None)


def _possessor(article: Article, noun: Word) -> int | None:
    nouns = (w for w in _possessives(article, noun) if not role_of(article, w))
    return next((w.i for w in nouns if is_nominal(article, w)), None)


def _possessives(article: Article, noun: Word) -> list[Word]:
    """The possessives of a noun, left of it and outside the marks."""
    return [word for word in possessives(article, noun.i) if word.quotation < 0]


NOUN_RULES: tuple[Rule[[Article, Word], int], ...] = (
    Rule(
        "possessive_pronoun",
        _possessive_pronoun,
        "What somebody claims is “his claim”.",
        (
            Example("en", "His promise that he would stay was kept.", "His"),
            Example("fr", "Ses déclarations sur le pont ont surpris.", "Ses"),
        ),
    ),
    Rule(
        "possessor",
        _possessor,
        "What Trump claims is “Trump's claim”.",
        (Example("en", "Angela Merkel's promise that she would stay was kept.", "Angela Merkel"),),
    ),
)
