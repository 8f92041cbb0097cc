"""What the quotations of an article share: its cues by sentence, who speaks in it, what its sentences hold.

Each fact is computed once, when it is first asked for, so that no quotation walks its sentence again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from service.extraction.attribution.echoes import Echo, echoes_of
from service.extraction.attribution.labels import bare_frame
from service.extraction.attribution.standing import Sentence, sentences_of
from service.extraction.attribution.tracks import Tracks
from service.extraction.cues.frames import Frame
from service.extraction.punctuation import COMMA
from service.extraction.reading.article import Article, Word, once
from service.extraction.speakers.presentations import is_person
from service.extraction.syntax.headlines import is_headline
from service.extraction.syntax.phrases import is_name, is_nominal
from service.lexicons.catalogue_words import fold
from service.lexicons.schema import REPORTING

MAX_PASSED = 6  # words between a mention and the cue that it stands beside
MAX_TERM_WORDS = 3  # of a marked term that an article repeats
MENTION = "mention"  # the rule of a frame without a cue


class Narration(NamedTuple):
    """What a sentence of the narration holds outside the marks.

    `subjects`, `names` and `nouns` are words that may name a speaker, in text order: subjects, other names,
    and other person nouns.
    """

    headline: bool
    words: int
    verbs: int
    finite: bool
    nominals: int
    quotations: int
    subjects: tuple[int, ...]
    names: tuple[int, ...]
    nouns: tuple[int, ...]


@dataclass(frozen=True)
class Setting:
    """An article with its frames, and what is known of both for every quotation."""

    article: Article
    frames: tuple[Frame, ...]
    found: dict[int, Any] = field(default_factory=dict)  # the cues of each quotation (see candidates.py)

    @cached_property
    def tracks(self) -> Tracks:
        """Facts about the words of the article, ready to be counted."""
        return Tracks(self.article)

    @cached_property
    def echoes(self) -> tuple[Echo, ...]:
        """Whether the words of each quotation stand elsewhere in the article."""
        return echoes_of(self.article)

    @cached_property
    def sentences(self) -> Mapping[int, Sentence]:
        """The sentences that have frames, by their indices."""
        return sentences_of(self.article, self.frames)

    def frames_in(self, unit: int) -> int:
        """How many frames a sentence has."""
        return len(self.sentences[unit].frames) if unit in self.sentences else 0

    @cached_property
    def _cue_edges(self) -> tuple[Mapping[int, Frame], Mapping[int, Frame]]:
        """The verbs of saying by the first and by the last word of their cue."""
        verbs = [f for f in self.frames if f.kind == "verb" and f.strength >= REPORTING]
        return {f.words[0]: f for f in verbs}, {f.words[-1]: f for f in verbs}

    def beside(self, head: int) -> Frame | None:
        """The cue that stands right beside a mention, commas and fixed phrases aside."""
        words = mention(self.article, head).speaker
        assert words is not None
        first, last = self._cue_edges
        after, before = self._past(words[-1], 1), self._past(words[0], -1)
        return first.get(after) or last.get(before)

    def _past(self, at: int, step: int) -> int:
        """The next word after `at` in steps of `step`, skipping commas, adverbs and fixed phrases."""
        article = self.article
        for _ in range(MAX_PASSED):
            at += step
            if not 0 <= at < len(article.words):
                return at
            word = article.words[at]
            if not (word.text == COMMA or at in article.asides or "adverb" in word.tags):
                return at
        return at

    @cached_property
    def reports(self) -> tuple[Frame, ...]:
        """The verbs of saying that name their speaker, in text order."""
        return tuple(
            f
            for f in self.frames
            if f.kind == "verb" and f.speech and f.strength >= REPORTING and f.speaker is not None
        )

    @cached_property
    def _told_reports(self) -> tuple[Frame, ...]:
        """The reports outside relative clauses, unlike the one in "at a dinner where Ann Roy spoke"."""
        words = self.article.words
        return tuple(f for f in self.reports if "relative_clause" not in words[f.head].deps)

    @cached_property
    def _report_heads(self) -> tuple[int, ...]:
        return tuple(frame.head for frame in self._told_reports)

    def last_report(self, word: int) -> Frame | None:
        """The last report before a word."""
        at = bisect_left(self._report_heads, word)
        return self._told_reports[at - 1] if at else None

    @cached_property
    def speakers(self) -> frozenset[int]:
        """The words that are the speaker of a report."""
        return frozenset(f.speaker_head for f in self.reports if f.speaker_head is not None)

    @cached_property
    def reported(self) -> Counter[str]:
        """How often each word is the speaker of a report."""
        return Counter(self.article.words[head].norm for head in self.speakers)

    @cached_property
    def named(self) -> Counter[str]:
        """How often each word occurs in the article with a capital."""
        return Counter([word.norm for word in self.article.capitals])

    @cached_property
    def negated(self) -> frozenset[int]:
        """The verbs that a negation belongs to."""
        forms = self.article.lexicon.adverbials["negation"]
        found = [word for word in self.article.words if "negation" in word.deps]
        return frozenset([word.head for word in found if word.norm in forms])

    @cached_property
    def marked_speakers(self) -> frozenset[int]:
        """The quotations that hold the speaker of a cue: names in marks, and no speech."""
        words = self.article.words
        heads = (f.speaker_head for f in self.frames if f.speaker_head is not None)
        return frozenset(words[head].quotation for head in heads if words[head].quotation >= 0)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The words of each short quotation, folded for comparison; "" for longer ones."""
        article = self.article
        short = [words if len(words) <= MAX_TERM_WORDS else range(0) for words in article.quoted]
        texts = [" ".join([word.text for word in article.words[s.start : s.stop]]) for s in short]
        return tuple([fold(text) if text else "" for text in texts])

    @cached_property
    def _key_counts(self) -> Counter[str]:
        return Counter(key for key in self.keys if key)

    def is_repeated(self, quotation: int) -> bool:
        """Does the article mark the same few words more than once, as it does with terms?"""
        return self._key_counts.get(self.keys[quotation], 0) > 1


@once
def narration(article: Article, unit: int) -> Narration:
    """What a sentence holds outside the marks."""
    words = [article.words[i] for i in article.units[unit]]
    told = [word for word in words if word.quotation < 0 and not word.punctuation]
    verbs = [word for word in told if "verb" in word.tags or "auxiliary" in word.tags]
    names, nouns = _others(article, told)
    return Narration(
        headline=is_headline(article, unit),
        words=len(told),
        verbs=sum(["verb" in word.tags for word in verbs]),
        finite=any(not word.form for word in verbs),
        nominals=sum([article.has_tag(word, "noun", "name", "pronoun") for word in told]),
        quotations=len({word.quotation for word in words} - {-1}),
        subjects=_subjects(article, unit),
        names=names,
        nouns=nouns,
    )


@once
def _subjects(article: Article, unit: int) -> tuple[int, ...]:
    """The subjects of a sentence outside the marks."""
    found = [article.words[i] for i in article.units[unit] if "subject" in article.words[i].deps]
    told = [word for word in found if word.quotation < 0 and not word.punctuation]
    return tuple([w.i for w in told if not _is_nobody(article, w) and is_nominal(article, w)])


def _others(article: Article, told: Sequence[Word]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The names and the person nouns among words of the narration, subjects aside."""
    names: list[int] = []
    nouns: list[int] = []
    for word in told:
        person = article.person_nouns[word.i] is not None
        if "subject" in word.deps or word.norm in article.lexicon.pronouns:
            continue
        name = is_name(article, word) and "name_part" not in word.deps
        name = name and not article.lexicon.is_noun(word.norm, "utterance")  # "Réponse : …"
        name = name and not (article.lexicon.is_noun(word.norm, "time") and not is_person(article, word))
        if (name or person) and is_nominal(article, word) and not _name_goes_on(article, word):
            (names if name else nouns).append(word.i)
    return tuple(names), tuple(nouns)


def leading(article: Article, unit: int) -> int | None:
    """The subject of a sentence that is nearest to its root, the first of equals."""
    subjects = [article.words[i] for i in _subjects(article, unit)]
    return min(subjects, key=article.depth).i if subjects else None


@once
def mention(article: Article, head: int) -> Frame:
    """A frame without a cue, whose speaker is the phrase of `head`."""
    return bare_frame(article, head, head, MENTION)


def _is_nobody(article: Article, word: Word) -> bool:
    """Is it a pronoun that stands for nobody ("it", "on")?"""
    pronoun = article.lexicon.pronouns.get(word.norm)
    return pronoun is not None and (pronoun.gender == "n" or pronoun.role == "impersonal")


def _name_goes_on(article: Article, word: Word) -> bool:
    """Is the word inside a name that continues after it?"""
    following = article.words[word.i + 1] if word.i + 1 < len(article.words) else word
    return word.entity.startswith("I-") and following is not word and following.entity.startswith("I-")
