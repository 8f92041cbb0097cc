"""Features for the learned choice whether a clause that a cue may report is an indirect quote.

A model knows exactly these, and the groups of verbs (verbs.toml) in the articles it was fitted on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from service.extraction.attribution.features.families import each
from service.extraction.punctuation import NAMES_BEHIND_REPORT
from service.extraction.ranking import Model
from service.extraction.reading.article import Article, Word
from service.extraction.reports.clauses import complement_start
from service.extraction.reports.indirect import Report
from service.lexicons.schema import Form, NounKind, Strength

# How the clause stands to its cue; "clause" is one without a word that opens it.
COMPLEMENTS = ("that", "question", "infinitive", "clause", "around", "final", "preposition")
TEXT_NOUNS: tuple[NounKind, ...] = ("document", "outlet")
WORDS_TO_VERB = 6  # first words of a clause, in which its verb is looked for

FAMILIES: dict[str, tuple[str, ...]] = {
    "how often what a cue governs is a report": ("report",),
    "clauses are reported; questions and infinitives name what was asked, promised or done": each(
        "complement-{}", COMPLEMENTS
    ),
    "verbs of saying report; others may tell what somebody does, finds or makes sure": each(
        "strength-{}", get_args(Strength)
    ),
    "finite verbs report; participles and infinitives often tell of another act": each(
        "form-{}", get_args(Form)
    ),
    "people and bodies speak, many unnamed ones seldom; texts show and order": (
        *("speaker-entity", "speaker-plural", "speaker-definite", "speaker-indefinite"),
        *each("speaker-{}", TEXT_NOUNS),
    ),
    "what a sentence with marks reports is quoted there": ("marks-in-sentence",),
    "around a cue in its midst a sentence may hold more than was said": ("two-parts",),
    "a clause that ends in the midst of other words was cut wrongly": each(
        "then-{}", ("quotation", *dict.fromkeys(NAMES_BEHIND_REPORT.values()), "mark", "word", "nothing")
    ),
}
REPORT_FEATURES: tuple[str, ...] = tuple(sorted(name for names in FAMILIES.values() for name in names))
REPORT_WORDS = ("group=",)  # the beginnings of the names that are not listed
NO_CHOICE = Model(dict.fromkeys(REPORT_FEATURES, 0.0), {})  # takes everything possible for a report


def report_words(report: Report) -> tuple[str, ...]:
    """The group of the cue, as a feature of 1."""
    return (f"group={report.frame.group}",)


def report_flags(article: Article, report: Report) -> tuple[str, ...]:
    """The features of a possible report that are 1."""
    frame = report.frame
    unit = article.units[article.words[frame.head].unit]
    return (
        "report",
        f"complement-{_complement(article, report)}",
        f"strength-{frame.strength}",
        *([f"form-{frame.form}"] if frame.form else []),
        *_speaker(article, report),
        *(["marks-in-sentence"] if article.last_quoted[unit[-1]] >= unit[0] else []),
        *(["two-parts"] if len(report.parts) > 1 else []),
        f"then-{_next(article, report)}",
    )


def _complement(article: Article, report: Report) -> str:
    """How the clause stands to its cue, one of COMPLEMENTS."""
    if report.how != "governs":
        return report.how
    frame = report.frame
    start = None if frame.parenthetical else complement_start(article, frame)
    if start is None:
        return "around"
    opener = article.words[start].norm
    if opener in article.lexicon.adverbials["that"]:
        return "that"
    if _begins_infinitive(article, start):
        return "infinitive"
    return "question" if opener in article.lexicon.adverbials["complementizer"] else "clause"


def _begins_infinitive(article: Article, start: int) -> bool:
    """Is the first verb from word `start` on an infinitive?"""
    verbs = (w for w in article.words[start : start + WORDS_TO_VERB] if _is_verb(article, w))
    first = next(verbs, None)
    return first is not None and first.form == "infinitive"


def _is_verb(article: Article, word: Word) -> bool:
    return article.has_tag(word, "verb", "auxiliary") and word.form in ("", "infinitive")


def _speaker(article: Article, report: Report) -> Iterator[str]:
    """What kind of speaker it is, by the words of the mention."""
    frame = report.frame
    if frame.speaker is None or frame.speaker_head is None:
        return
    head, first = article.words[frame.speaker_head], article.words[frame.speaker[0]]
    determiners = article.lexicon.determiners
    if head.entity:
        yield "speaker-entity"
    if "plural" in head.tags:
        yield "speaker-plural"
    if first.norm in determiners["indefinite"]:
        yield "speaker-indefinite"
    elif first.norm in determiners["definite"]:
        yield "speaker-definite"
    for kind in TEXT_NOUNS:
        if article.lexicon.is_noun(head.norm, kind):
            yield f"speaker-{kind}"


def _next(article: Article, report: Report) -> str:
    """What follows the clause."""
    at = report.parts[-1][-1] + 1
    if at >= len(article.words):
        return "nothing"
    word = article.words[at]
    if word.quotation >= 0:
        return "quotation"
    return NAMES_BEHIND_REPORT.get(word.text, "mark" if word.punctuation else "word")
