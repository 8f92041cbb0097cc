"""Which quotations are speech: scare quotes, titles, names and terms are none (ANNOTATION, "Not quotes")."""

from __future__ import annotations

from collections import Counter

from service.extraction.attribution.attribution import Attribution
from service.extraction.attribution.continuation import is_free
from service.extraction.attribution.placement import is_predicate
from service.extraction.attribution.saying import can_say
from service.extraction.attribution.works import closing_cues, is_intertitle, names_a_work
from service.extraction.cues.headlines import is_headline
from service.extraction.reading.article import Article, Word
from service.lexicons.catalogue_words import fold

BESIDE_CUE = frozenset({"incise", "colon", "label", "signature"})
MAX_TERM_WORDS = 5
MAX_TITLE_WORDS = 15
CHARGE_REACH = 6
SURE, WEAKEST = 7.4, 4.0


def keep_speech(article: Article, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions of those quotations that report somebody's words."""
    repeated = _repeated(article)
    taken = closing_cues(article, attributions)
    sources = {
        article.words[a.frame.source_head].quotation
        for a in attributions
        if a.frame is not None and a.frame.source_head is not None
    }
    return tuple(
        a
        for a in attributions
        if a.quotation not in sources
        and _is_speech(article, a, repeated)
        and not (is_intertitle(article, a) or names_a_work(article, a, taken))
    )


def _repeated(article: Article) -> frozenset[str]:
    """Short quoted words that the article marks more than once: terms."""
    texts = Counter(_key(article, q) for q in range(len(article.quotations)))
    return frozenset(text for text, count in texts.items() if count > 1)


def _key(article: Article, quotation: int) -> str:
    """The words of a short quotation, to compare; "" for longer ones."""
    words = article.quoted[quotation]
    return fold(" ".join(article.words[i].text for i in words)) if 0 < len(words) <= MAX_TERM_WORDS else ""


def _is_speech(article: Article, attribution: Attribution, repeated: frozenset[str]) -> bool:
    """Are the words somebody's, and no term, title or name?"""
    words = [article.words[i] for i in article.quoted[attribution.quotation]]
    words = [w for w in words if not w.punctuation]
    if not words or (len(words) <= MAX_TITLE_WORDS and _is_entitled(article, words[0].i, attribution)):
        return False
    headline = is_headline(article, words[0].unit)
    said = attribution.frame is not None and can_say(article, attribution.frame)
    set_apart = attribution.how in BESIDE_CUE and (said or attribution.how != "incise")
    beside = set_apart or attribution.how == "before" or attribution.score >= SURE
    if not set_apart and attribution.how != "before" and _is_charge(article, words[0].i):
        return False
    if set_apart or len(words) > MAX_TERM_WORDS:
        return True
    if _gives_name(article, words[0], attribution):
        return True
    title = not beside and words[0].text[:1].isupper() and is_embedded(article, words[0].i)
    title = title and not headline and not article.has_tag(article.words[words[0].i - 1], "verb")
    if any(article.has_tag(w, "verb", "auxiliary") and w.form == "" for w in words):
        return not (title and attribution.frame is None)
    if (
        article.text[article.quotations[attribution.quotation].spans[-1].end - 1] in ".?!…,"
        and attribution.frame
    ):
        return True
    if _is_announced(article, words[0].i, attribution):
        return False
    named = all(w.text[:1].isupper() for w in words) and not headline
    if beside:
        return not (named and len(words) > 1)
    if title:
        return False
    if named and len(words) > 1:
        return False
    term = named or _key(article, attribution.quotation) in repeated
    if attribution.frame is None or attribution.how == "continued":
        return not term and (
            _stands_in_report(article, attribution)
            or (is_free(article, attribution.quotation) and not _stands_alone(article, words[0].start))
        )
    weak = attribution.frame.source is None or attribution.score < WEAKEST
    return not term or not weak or (named and len(words) == 1)


def _gives_name(article: Article, first: Word, attribution: Attribution) -> bool:
    """Is it the name or judgement that the cue's subject gives its object: "called him “Mister Nice”"?"""
    frame = attribution.frame
    if frame is None or frame.source is None or frame.form == "past" or frame.head > first.i:
        return False
    if article.words[frame.head].unit != first.unit:
        return False
    at = first.i - 1
    while at > frame.head and article.has_dep(article.words[at], "determiner", "modifier"):
        at -= 1
    before = article.words[at]
    if before.norm in article.lexicon.adverbials["predicative"]:
        return is_predicate(article, article.quoted[attribution.quotation], frame)
    return "name" in frame.takes and not article.has_tag(before, "preposition")


def is_embedded(article: Article, first: int) -> bool:
    """Do the quoted words hang on a word right before them: "dans « Titre »", "l'émission « Titre »"?"""
    before = article.words[first - 1] if first else None
    return (
        before is not None
        and before.unit == article.words[first].unit
        and before.quotation < 0
        and not before.punctuation
    )


def _stands_in_report(article: Article, attribution: Attribution) -> bool:
    """Is there a reporting cue in the quotation's own sentence?"""
    unit = article.words[article.quoted[attribution.quotation][0]].unit
    frames = attribution.outer if attribution.frame is None else (attribution.frame, *attribution.outer)
    return any(article.words[frame.head].unit == unit for frame in frames)


def _stands_alone(article: Article, start: int) -> bool:
    """Is it a line of its own, such as an intertitle?"""
    return "\n" in article.text[max(0, start - 3) : start]


def _is_entitled(article: Article, first: int, attribution: Attribution) -> bool:
    """Does a word right before the marks make them hold a title: "intitulé", "le film"?"""
    if not is_embedded(article, first):
        return False
    before = article.words[first - 1]
    if attribution.frame is not None and before.i in attribution.frame.words:
        return False
    if article.lexicon.is_noun(before.norm, "term"):
        return article.has_tag(before, "verb", "adjective")
    return article.lexicon.is_noun(before.norm, "work") and article.words[first].text[:1].isupper()


def _is_charge(article: Article, first: int) -> bool:
    """Do the marks hold what somebody is charged with: "mis en examen pour « … »"?"""
    before = article.words[max(0, first - CHARGE_REACH) : first]
    if not before or not article.has_tag(before[-1], "preposition"):
        return False
    return any(article.lexicon.is_noun(w.norm, "charge") and w.quotation < 0 for w in before)


def _is_announced(article: Article, first: int, attribution: Attribution) -> bool:
    """Does a noun for a work, a term or a name stand before it: "the film", "the so-called", "surnommé"?"""
    for k in range(first - 1, max(-1, first - 4), -1):
        word = article.words[k]
        if attribution.frame is not None and k in attribution.frame.words:
            return False
        if word.quotation >= 0 or (word.punctuation and word.text != ","):
            return False
        if article.lexicon.is_noun(word.norm, "term") or article.lexicon.is_noun(word.norm, "work"):
            return True
        passing = article.has_dep(word, "determiner", "marker") or article.has_tag(
            word, "adverb", "adjective"
        )
        if not passing and not word.punctuation:
            return False
    return False
