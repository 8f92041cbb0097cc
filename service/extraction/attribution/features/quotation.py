"""Features of a quotation itself: is it speech, and does it need a cue of its own?"""

from __future__ import annotations

from collections.abc import Sequence

from service.extraction.attribution.candidates import Previous, cued, reporting, units_of
from service.extraction.attribution.features.families import exceeded, holding
from service.extraction.attribution.features.names import (
    FRAMES,
    FUNCTIONS,
    GROUPS,
    NOUNS,
    OUTSIDE_WORDS,
    PHRASE_TAGS,
    QUOTATIONS,
    QUOTED_WORDS,
    SIDES,
    UNITS,
)
from service.extraction.attribution.placement import comma_after, word_beside
from service.extraction.attribution.saying import can_say
from service.extraction.attribution.setting import Setting, leading, mention, narration
from service.extraction.attribution.works import is_blank, is_title_case, lexical, size_of
from service.extraction.marks.costs import SINGLES
from service.extraction.punctuation import CALLS, COMMA, NAMES_BESIDE_QUOTATION, SENTENCE_ENDS
from service.extraction.reading.article import Article, Word, once, verb_senses
from service.extraction.syntax.phrases import is_person_word, is_pronoun
from service.extraction.syntax.tree import tops
from service.lexicons.lexicon import NO_NOUN_KIND
from service.lexicons.schema import Determiner, Tag

DETERMINERS: tuple[Determiner, ...] = ("definite", "possessive")
DOUBLE_MARKS = '“”«»"'
CLOSE = 3  # words between a quotation and the speech before it
NEAR_WORDS = 4  # words before the marks in which a noun may say what they hold
FREE_NOUNS = 3  # most nouns around a quotation that counts as alone in its sentence
VERBS: tuple[Tag, ...] = ("verb", "auxiliary")

_size, _outside, _frames = (
    exceeded("words", QUOTED_WORDS),
    exceeded("outside", OUTSIDE_WORDS),
    exceeded("frames", FRAMES),
)
_quotations, _units_since = exceeded("quotations", QUOTATIONS), exceeded("units-since", UNITS)
_first, _roles, _near = (
    holding("first-{}", PHRASE_TAGS),
    holding("is-{}", FUNCTIONS),
    holding("near-{}", NOUNS),
)
_neighbours = {
    side: (holding(f"{side}-{{}}", PHRASE_TAGS), holding(f"{side}-{{}}-noun", NOUNS)) for side in SIDES
}


def quotation_flags(setting: Setting, quotation: int, previous: Previous | None) -> list[str]:
    """The features of a quotation that has words, all of them 1, each once."""
    return [
        *_inside(setting, quotation),
        *_root(setting, quotation),
        *_beside(setting, quotation),
        *_sentence(setting, quotation),
        *_place(setting, quotation),
        *_since(setting, quotation, previous),
        *_cues(setting, quotation),
    ]


def _inside(setting: Setting, quotation: int) -> list[str]:
    """What the marks hold."""
    article = setting.article
    text = " ".join([span.text(article.text) for span in article.quotations[quotation].spans])
    words, size = lexical(article, quotation), size_of(article, quotation)
    if not words:
        return list(_size(size))
    found = [
        *_size(size),
        *_capitals(article, text, words, whole=size == len(words)),
        *_grammar(article, words),
    ]
    last = text.rstrip()[-1:]
    if last in SENTENCE_ENDS:
        found.append("stop-inside")
        if last in CALLS:
            found.append("calls")
    elif last == COMMA:
        found.append("comma-inside")
    if ". " in text or "? " in text or "! " in text:
        found.append("sentences")
    if setting.is_repeated(quotation):
        found.append("repeated")
    return found


def _capitals(article: Article, text: str, words: Sequence[Word], *, whole: bool) -> list[str]:
    """How the words are spelled; `whole`: they are all the words in the marks."""
    found = []
    capitals = len([1 for w in words if w.text[:1].isupper()])
    if text[:1].isupper():
        found.append("capital")
    elif not text[:1].isalpha():
        found.append("no-letter-first")
    if capitals == len(words):
        found.append("all-capitals")
    elif capitals > 1:
        found.append("capitals")
    if whole and is_title_case(article, words):
        found.append("title-case")
    return found


def _grammar(article: Article, words: Sequence[Word]) -> list[str]:
    """What parts of speech the words are."""
    first, kinds = words[0], {w.tags for w in words}
    found = list(_first(first.tags))
    verbs = [w for w in words if not w.tags.isdisjoint(VERBS)]
    if any(w.form == "" for w in verbs):
        found.append("finite")
    elif verbs:
        found.append("verb")
    if verbs and verbs[0].form == "infinitive" and verbs[0] is first:
        found.append("infinitive-first")
    if "determiner" in first.deps:
        found.append("first-determiner")
    persons = {w.norm for w in words if "pronoun" in w.tags or "verb" in w.tags}
    pronouns = [article.lexicon.pronouns[norm] for norm in persons if norm in article.lexicon.pronouns]
    if any(p.person in (1, 2) for p in pronouns):
        found.append("first-person")
    if any("pronoun" in tags for tags in kinds):
        found.append("pronoun")
    return found


def _root(setting: Setting, quotation: int) -> list[str]:
    """The function of the quotation in its sentence, and the verb above it."""
    article = setting.article
    top = top_of(article, article.quoted[quotation])
    found = [*_roles(top.deps), *_above(article, top)]
    if top.head == top.i:
        found.append("is-root")
    return found


def _above(article: Article, top: Word) -> tuple[str, ...]:
    """The group of the nearest verb above a quotation, if the lexicon has it."""
    verb = next((w for w in article.ancestors(top) if "verb" in w.tags), None)
    senses = () if verb is None else verb_senses(article, verb)
    return (f"above-{senses[0].group if senses[0].group in GROUPS else 'other'}",) if senses else ()


@once
def top_of(article: Article, words: range) -> Word:
    """The highest word of a quotation in the tree: the first whose head is outside."""
    return next((w for w in tops(article, words) if not w.punctuation), article.words[words[0]])


def _beside(setting: Setting, quotation: int) -> list[str]:
    """The words right before and after the marks, and the nouns near them."""
    article = setting.article
    words = article.quoted[quotation]
    before, after = word_beside(article, words[0], -1), word_beside(article, words[-1], 1)
    found = [*_neighbour(article, before, "before"), *_neighbour(article, after, "after")]
    if comma_after(article, words):
        found.append("paused-after")
    if before is None:
        return found
    found += _opening(article, before)
    near = article.words[max(0, words[0] - NEAR_WORDS) : words[0]]
    near = tuple([w for w in near if w.quotation < 0 and w.unit == before.unit])
    found += _near(NO_NOUN_KIND.union(*[article.lexicon.noun_kinds(w.norm) for w in near]))
    if any(is_person_word(article, w) for w in near):
        found.append("near-person")
    return found


def _neighbour(article: Article, word: Word | None, side: str) -> tuple[str, ...]:
    """What kind of word stands beside the marks."""
    if word is None:
        return (f"{side}-none",)
    if word.quotation >= 0:
        return (f"{side}-quotation",)
    if word.punctuation:
        return (f"{side}-{NAMES_BESIDE_QUOTATION.get(word.text, 'mark')}",)
    parts, nouns = _neighbours[side]
    return parts(word.tags) + nouns(article.lexicon.noun_kinds(word.norm))


def _opening(article: Article, before: Word) -> list[str]:
    """The determiner, "of" or "that" right before the marks."""
    forms, adverbials, norm = article.lexicon.determiners, article.lexicon.adverbials, before.norm
    found = []
    if article.has_dep(before, "determiner", "possessive"):
        found += ["before-determiner", *[f"before-{kind}" for kind in DETERMINERS if norm in forms[kind]]]
    if norm in forms["of"]:
        found.append("before-of")
    if norm in adverbials["complementizer"]:
        found.append("before-that")
    if norm in adverbials["predicative"]:
        found.append("before-as")
    if norm in article.lexicon.verbs and "verb" in before.tags:
        found.append("before-cue")
    return found


def _sentence(setting: Setting, quotation: int) -> list[str]:
    """What the sentence holds besides the quotation."""
    unit = units_of(setting, quotation)[0]
    told = narration(setting.article, unit)
    found = [*_outside(told.words), *_frames(setting.frames_in(unit))]
    # Alone in its sentence, but for connectives and adverbials without a verb.
    few = min(FREE_NOUNS, len(setting.article.quoted[quotation]) // 2)
    if not told.finite and told.nominals <= few:
        found.append("free")
    if told.headline:
        found.append("headline")
    if not told.words:
        found.append("sentence-of-its-own")
    if not told.verbs:
        found.append("no-verb-outside")
    if told.quotations > 1:
        found.append("other-quotations")
    head = leading(setting.article, unit)
    if head is not None:
        found.append(f"subject-{_sort(setting, setting.article.words[head])}")
    return found


def _sort(setting: Setting, subject: Word) -> str:
    """What sort of subject a sentence has."""
    if is_pronoun(setting.article, subject):
        return "pronoun"
    return "speaker" if can_say(setting.article, mention(setting.article, subject.i)) else "thing"


def _cues(setting: Setting, quotation: int) -> set[str]:
    """How the cues of a quotation's sentences may report it, as features of the quotation.

    A cue is open if it has no subject ("Et de conclure :"): it needs a speaker from elsewhere.
    """
    strong = reporting(cued(setting, quotation).candidates)
    return {f"{'open' if c.speaker_head is None else 'has'}-{c.how}" for c in strong}


def _place(setting: Setting, quotation: int) -> list[str]:
    """Where in the article and in its line the quotation stands."""
    article = setting.article
    marks = article.quotations[quotation]
    outer, found = marks.outer, list(_quotations(len(article.quotations)))
    if is_blank(article.text, outer.start, -1):
        found.append("line-of-its-own" if is_blank(article.text, outer.end, 1) else "opens-line")
    if article.text[outer.start : outer.start + 1] in SINGLES:
        found.append("single-marks")
    if not marks.closed:
        found.append("broken-marks")
    inside = [span.text(article.text) for span in marks.spans]
    if any(mark in text for text in inside for mark in DOUBLE_MARKS):
        found.append("nested-marks")
    if quotation in setting.marked_speakers:
        found.append("names-source")
    if not article.lines_between(0, outer.start):
        found.append("first-line")
    return found


def _since(setting: Setting, quotation: int, previous: Previous | None) -> list[str]:
    """How far back the last quotation with a speaker is."""
    if previous is None:
        return ["nobody-spoke"]
    article = setting.article
    first = article.words[article.quoted[quotation][0]]
    last = article.words[article.quoted[previous.quotation][-1]]
    end = max(last.i, previous.frame.end) if previous.frame.head < first.i else last.i
    units = first.unit - article.words[end].unit
    found = [f"spoke-{previous.how}", *_units_since(units)]
    if quotation - previous.quotation > 1:
        found.append("other-marks-since")
    if first.i - last.i <= CLOSE:
        found.append("close-to-speech")
    if article.lines_between(article.words[end].end, first.start):
        found.append("paragraph-since")
    return found
