"""Features of a candidate for a quotation: its cue or its verb, and how these stand to the quotation."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import get_args

from service.extraction.attribution.attribution import How
from service.extraction.attribution.candidates import CUED, MENTIONED, Candidate, CandidateKind, Previous
from service.extraction.attribution.features.among import among_flags
from service.extraction.attribution.features.families import each, holding
from service.extraction.attribution.features.names import CLAUSES, FAR_WORDS, GOVERNED, GROUPS, MOST_COUNTED
from service.extraction.attribution.features.quotation import top_of
from service.extraction.attribution.features.terms import term_flags
from service.extraction.attribution.place import CuePlace
from service.extraction.attribution.placement import comma_after, gives_name, is_predicate
from service.extraction.attribution.setting import Setting
from service.extraction.attribution.tracks import has
from service.extraction.cues.frames import CueKind, Frame
from service.extraction.reading.article import Article, Word
from service.lexicons.schema import Strength

BESIDE_WORDS = 3  # most words between two things beside each other
INCISE = 12  # words and marks after the quotation within which a verb may be an incise's

PLACE = (
    "cue-before",
    "between",
    "verbs-between",
    "between-commas",
    "between-stop",
    "clause-between",
    "subject-between",
    "quotation-between",
    "nothing-between",
    "not-below",
    "below",
    "depth",
    "path",
    "path-nouns",
    "path-clauses",
    "path-in-subject",
)

GAP = (
    "speaker-in-complement",
    "speaker-gap",
    "speaker-gap-commas",
    "speaker-gap-verbs",
    "speaker-gap-nominals",
    "speaker-gap-quotation",
)

_KIND = {kind: f"kind-{kind}" for kind in get_args(CandidateKind)}
_clauses, _clauses_apart = holding("cue-in-{}", CLAUSES), holding("cue-in-{}-apart", CLAUSES)
_governed, _mention_clauses = holding("governs-{}", GOVERNED), holding("mention-{}", CLAUSES)


def candidate_flags(
    setting: Setting, quotation: int, candidate: Candidate, previous: Previous | None
) -> list[str]:
    """The features of a quotation's candidate that are 1, without those of its speaker."""
    found = [_KIND[candidate.kind]]
    if candidate.kind == "no_speech":
        return found + term_flags(setting, quotation)
    frame = candidate.frame
    if frame is None or frame.speaker_head is None:
        return found
    head = setting.article.words[frame.speaker_head]
    if candidate.kind in MENTIONED:
        found += _mention(setting, quotation, head)
    if candidate.kind in CUED:
        found += _cue(setting, quotation, candidate, frame)
        found += among_flags(setting, quotation, candidate)
    if previous is not None and candidate.kind != "previous":
        found += _continued(setting.article, frame, previous.frame)
    if head.head == frame.head and "subject" in head.deps:
        found.append("source-own-subject")
    return found


def place_numbers(setting: Setting, quotation: int, candidate: Candidate) -> Sequence[float]:
    """How a cue and the quotation are apart, as the features PLACE; none for other candidates."""
    frame, place = candidate.frame, candidate.place
    if frame is None or frame.speaker_head is None or candidate.kind not in CUED or place is None:
        return ()
    return *_between(setting, place), *_below(setting, quotation, frame, place)


def speaker_gap(setting: Setting, candidate: Candidate) -> Sequence[float]:
    """What stands between a verb and its speaker, as the features GAP; none for other candidates.

    The first says whether the speaker may be a complement after all.
    """
    frame = candidate.frame
    if candidate.kind != "frame" or frame is None or frame.kind != "verb" or frame.speaker is None:
        return ()
    article, speaker, tracks = setting.article, frame.speaker, setting.tracks
    before = article.words[speaker[0] - 1] if speaker[0] else None
    opens = article.has_tag(article.words[speaker[0]], "preposition")
    behind = before is not None and before.i not in frame.words and "preposition" in before.tags
    start, stop = (frame.words[-1] + 1, speaker[0]) if frame.inverted else (speaker[-1] + 1, frame.words[0])
    return (
        opens or behind,
        math.log1p(max(0, stop - start)),
        min(MOST_COUNTED, tracks.commas.count(1, start, stop)),
        min(MOST_COUNTED, tracks.told_finite.count(1, start, stop)),
        min(MOST_COUNTED, tracks.told_nominals.count(1, start, stop)),
        has(tracks.quoted, start, stop),
    )


def _cue(setting: Setting, quotation: int, candidate: Candidate, frame: Frame) -> list[str]:
    """The cue, and how it stands to the quotation."""
    article, words = setting.article, setting.article.quoted[quotation]
    head, top = article.words[frame.head], top_of(article, words)
    apart = candidate.place is not None and candidate.place.depth is None
    found = [
        *_sort_of_cue(candidate.how, frame.kind, frame.strength, frame.form, frame.takes, frame.group),
        *(_clauses_apart if apart else _clauses)(head.deps),
        *_traits(frame.speech, frame.inverted, frame.near, frame.parenthetical),
    ]
    if top.head == head.i:
        found += ("governs-directly", *_governed(top.deps))
    if head.i in setting.negated:
        found.append("negated")
    if is_predicate(article, words, frame):
        found.append("predicate")
    if gives_name(article, words, frame):
        found.append("gives-name")
    if candidate.kind == "label" and candidate.how == "label":
        found.append("label-beside" if frame.head == words[0] - 1 else "label-apart")
    if candidate.standing is not None:
        found += candidate.standing.flags
    return found


@cache
def _sort_of_cue(
    how: How, kind: CueKind, strength: Strength, form: str, takes: frozenset[str], group: str
) -> Sequence[str]:
    """What sort of cue it is, and how it reports; cached, as there are few combinations."""
    found = [f"how-{how}", f"cue-{kind}", f"strength-{strength}", f"how-{how}-strength-{strength}"]
    found += each("takes-{}", sorted(takes))
    if group in GROUPS:
        found.append(f"group-{group}")
    return [*found, f"form-{form}"] if form else found


@cache
def _traits(speech: bool, inverted: bool, near: bool, parenthetical: bool) -> Sequence[str]:
    """What holds of a cue whatever the quotation; cached, too."""
    flags = {"speech": speech, "inverted": inverted, "near-only": near, "parenthetical": parenthetical}
    return [name for name, holds in flags.items() if holds]


def _mention(setting: Setting, quotation: int, head: Word) -> list[str]:
    """A mention without a known cue: its verb, and whether both follow the quotation as an incise does."""
    article, words = setting.article, setting.article.quoted[quotation]
    verb = article.words[head.head]
    found = ["mention-clitic"] if article.text[head.start] == "-" else []
    beside = setting.beside(head.i)
    if beside is not None:
        found.append(f"mention-beside-{beside.strength}")
        found.append("mention-before-cue" if head.i < beside.head else "mention-after-cue")
        if beside.head == verb.i:
            found.append("mention-of-cue")
    if "verb" not in verb.tags or verb.i == head.i:
        found.append("mention-no-verb")
        return found
    if _follows(article, verb, words):
        side = "inverted" if head.i > verb.i else "straight"
        found.append(f"mention-incise-{side}")
        if comma_after(article, words):
            found.append(f"mention-incise-{side}-paused")
    first = words[0]
    if verb.i < first:
        if any(w.i == verb.i for w in article.ancestors(article.words[first])):
            found.append("mention-above")
        if first - verb.i <= BESIDE_WORDS:
            found.append("mention-verb-beside")
    found += _mention_clauses(verb.deps)
    return found


def _follows(article: Article, verb: Word, words: range) -> bool:
    """Does a verb follow the quotation in its sentence, with few words and no other verb between?"""
    if not words[-1] < verb.i <= words[-1] + INCISE or verb.unit != article.words[words[-1]].unit:
        return False
    gap = [article.words[i] for i in range(words[-1] + 1, verb.i)]
    verbs = any("verb" in w.tags and "auxiliary" not in w.deps for w in gap)
    return not verbs and sum(not w.punctuation for w in gap) <= BESIDE_WORDS


def _continued(article: Article, frame: Frame, before: Frame) -> list[str]:
    """What the candidate has in common with the last speaker."""
    found = ["same-cue"] if frame is before else []
    if frame.speaker_head is None or before.speaker_head is None:
        return found
    other = frame.speaker_head != before.speaker_head
    if other and article.words[frame.speaker_head].norm == article.words[before.speaker_head].norm:
        found.append("same-word")
    return found


def _between(setting: Setting, place: CuePlace) -> Sequence[float]:
    """What stands between a cue and the quotation."""
    tracks, start, stop = setting.tracks, place.start, place.stop
    near = min(stop, start + FAR_WORDS)
    return (
        place.before,
        math.log1p(len(place.between)),
        min(MOST_COUNTED, tracks.verbs.count(1, start, stop)),
        min(MOST_COUNTED, tracks.commas.count(1, start, near)),
        has(tracks.stops, start, near),
        has(tracks.openers, start, stop),
        has(tracks.subjects, start, stop),
        has(tracks.quoted, start, stop),
        not place.between,
    )


def _below(setting: Setting, quotation: int, frame: Frame, place: CuePlace) -> Sequence[float]:
    """Whether and how deep the quotation is below the cue in the tree."""
    if place.depth is None:
        return (1,)
    article = setting.article
    path = _path(article, top_of(article, article.quoted[quotation]), frame.head)
    return (
        0,
        place.depth == 0,
        min(MOST_COUNTED, place.depth),
        min(MOST_COUNTED, len(path)),
        min(MOST_COUNTED, sum([article.has_tag(w, "noun", "name") for w in path])),
        sum([article.has_dep(w, "relative_clause", "adverbial_clause") for w in path]),
        "subject" in path[-1].deps,
    )


def _path(article: Article, word: Word, cue: int) -> list[Word]:
    """The words from the top of a quotation up to the one whose head is the cue."""
    path = [word]
    for above in article.ancestors(word):
        if above.i == cue or len(path) > MOST_COUNTED:
            break
        path.append(above)
    return path
