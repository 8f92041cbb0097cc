"""Who may have said a quotation: the candidates among which the learned choice is made.

They are the cues and labels of its sentences, other mentions there, whoever speaks before or after, "nobody"
(the speaker is unknown) and "no speech".  Their number is bounded, whatever the length of the sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from service.extraction.attribution.attribution import How
from service.extraction.attribution.labels import labels
from service.extraction.attribution.place import CuePlace, place_of
from service.extraction.attribution.placement import gives_name
from service.extraction.attribution.relatives import Relative, relative_clause
from service.extraction.attribution.setting import Setting, leading, mention, narration
from service.extraction.attribution.standing import NEAREST, Standing
from service.extraction.attribution.works import is_title, is_title_case, lexical
from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Article
from service.extraction.syntax.headlines import is_headline
from service.extraction.syntax.tree import dependents
from service.extraction.syntax.verb_groups import is_passive, quoter
from service.lexicons.schema import REPORTING

SpeakerWords = tuple[int, int, int]  # a mention: its head, and its phrase as start and stop
CandidateKind = Literal[
    "frame",
    "label",
    "subject",
    "name",
    "noun",
    "previous",
    "next",
    "report",
    "last",
    "subject_before",
    "subject_after",
    "nobody",
    "no_speech",
]
CUED: frozenset[CandidateKind] = frozenset({"frame", "label"})
MENTIONED: frozenset[CandidateKind] = frozenset({"subject", "name", "noun"})
MAX_FRAMES, MAX_LABELS, MAX_MENTIONED = 4 * NEAREST, 4, 8
MAX_CANDIDATES = MAX_FRAMES + MAX_LABELS + MAX_MENTIONED + 8  # at most one of each other kind
REACH_WORDS = 150  # words; cues further away in a long sentence belong to other quotations
SUBJECT_FIRST = 10  # words that a subject may be further away and still precede another mention


class Candidate(NamedTuple):
    """An answer to "who says this?": a frame with its speaker, or none; how a cue stands to the quotation."""

    kind: CandidateKind
    frame: Frame | None = None
    how: How = "none"
    place: CuePlace | None = None
    standing: Standing | None = None

    @property
    def speaker_head(self) -> int | None:
        """The head of the speaker's mention."""
        return None if self.frame is None else self.frame.speaker_head

    @property
    def speaker(self) -> SpeakerWords | None:
        """The speaker's mention: its head, and its phrase as start and stop."""
        frame = self.frame
        if frame is None or frame.speaker_head is None or frame.speaker is None:
            return None
        return frame.speaker_head, frame.speaker.start, frame.speaker.stop


class Previous(NamedTuple):
    """The last quotation before that has a speaker: its index, its frame, and how that stands to it."""

    quotation: int
    frame: Frame
    how: How


def candidates(setting: Setting, quotation: int, previous: Previous | None) -> list[Candidate]:
    """The candidates of a quotation that has words, at most MAX_CANDIDATES."""
    if _is_no_speech(setting.article, quotation, previous):
        return [Candidate("no_speech")]
    article, words = setting.article, setting.article.quoted[quotation]
    cues = cued(setting, quotation).candidates
    # In "Interfax quoted Ann Roy as saying" whoever quotes is not the speaker.
    verbs = [article.words[c.frame.head] for c in cues if c.frame is not None]
    quoters = {above.i for verb in verbs if (above := quoter(article, verb)) is not None}
    found = [
        c for c in cues if c.speaker_head is not None and c.frame is not None and c.frame.head not in quoters
    ]
    names = any(_gives_it_a_name(article, words, c) for c in found)
    end = [Candidate("nobody")] if names else [Candidate("nobody"), Candidate("no_speech")]
    told = islice(labels(article, words, setting.sentences), MAX_LABELS)
    labelled = [Candidate("label", frame, how) for frame, how in told]
    if any(_opens_headline(article, words, c) for c in labelled):
        return [*labelled, *end]
    saying = {c.how for c in reporting(found)}
    found.extend(labelled)
    # An incise with a speaker, or a source ("selon elle"), rules out other mentions in the sentence; any verb
    # of saying, and an incise without a speaker ("dit-on"), rule out speakers of the sentences around it, but
    # not whoever spoke before.
    if "incise" not in saying and not any(map(_is_source, found)):
        quoting = {word.i for verb in quoters for word in dependents(article, verb, "subject")}
        heads = {c.speaker_head for c in found} | _spoken_of(article, found) | quoting
        found.extend(_mentioned(setting, quotation, heads))
    if previous is not None:
        found.append(Candidate("previous", previous.frame, previous.how))
    if not saying and "incise" not in {c.how for c in reporting(cues)}:
        found.extend(_around(setting, quotation))
    return [*found, *end]


def _spoken_of(article: Article, cues: Sequence[Candidate]) -> set[int]:
    """The subjects of passives whose agent speaks: "the plan was called “absurd” by the mayor"."""
    verbs = (article.words[c.frame.head] for c in cues if c.frame is not None and c.frame.kind == "verb")
    passives = [verb.i for verb in verbs if is_passive(article, verb)]
    return {word.i for verb in passives for word in dependents(article, verb, "subject")}


def _is_source(cue: Candidate) -> bool:
    """Is its speaker the object of "according to": the source of the whole sentence?"""
    frame = cue.frame
    return frame is not None and frame.kind == "preposition" and not frame.near


def reporting(cues: Iterable[Candidate]) -> list[Candidate]:
    """The verbs of saying among the cues that may report the quotation."""
    placed = (c for c in cues if c.how != "none")
    return [c for c in placed if c.frame is not None and c.frame.strength >= REPORTING]


def _is_no_speech(article: Article, quotation: int, previous: Previous | None) -> bool:
    """Is it a title whatever the cues say: where titles stand, or right of a cue whose words came before?"""
    if is_title(article, quotation):
        return True
    words = lexical(article, quotation)
    if previous is None or previous.how != "incise" or not is_title_case(article, words):
        return False
    cue = article.words[previous.frame.head]
    taken = article.quoted[previous.quotation][-1] < cue.i < words[0].i and cue.unit == words[0].unit
    return taken and not is_headline(article, words[0].unit)


def _gives_it_a_name(article: Article, words: range, candidate: Candidate) -> bool:
    """Are the words a name that the speaker gives to something, and so speech: "calls him “Mister Nice”"?"""
    frame = candidate.frame
    if frame is None or frame.strength < REPORTING or not gives_name(article, words, frame):
        return False
    between = article.words[frame.words[-1] + 1 : words[0]]
    other = (w for w in between if not w.punctuation and not article.has_dep(w, "determiner", "modifier"))
    return len(list(other)) <= 1


def _opens_headline(article: Article, words: range, candidate: Candidate) -> bool:
    """Is it the person before the colon of a headline, the speaker of the rest: "X: Clinton needs to “…”"?"""
    frame = candidate.frame
    if frame is None or frame.speaker is None or frame.head >= words[0] - 1 or candidate.how != "label":
        return False
    colon = article.words[frame.head]
    labels = {article.words[i].entity.partition("-")[2] for i in frame.speaker}
    person = not labels.isdisjoint(article.lexicon.entities["person"])
    # A colon after a space follows a topic as often as a speaker.
    close = article.words[colon.i - 1].end == colon.start
    return frame.speaker[0] == article.units[colon.unit][0] and (person or close)


def units_of(setting: Setting, quotation: int) -> tuple[int, ...]:
    """The sentences of a quotation's first and last word."""
    words, article = setting.article.quoted[quotation], setting.article
    first, last = article.words[words[0]].unit, article.words[words[-1]].unit
    return (first,) if first == last else (first, last)


class Cued(NamedTuple):
    """The nearest cues of a quotation's sentences.

    `ways` says how each may report it, by the `id` of its frame; `relatives` has the relative clauses that
    hold the quotation, by sentence.
    """

    candidates: Sequence[Candidate]
    ways: Mapping[int, How]
    relatives: Mapping[int, Relative]


def cued(setting: Setting, quotation: int) -> Cued:
    """The cues of the quotation's sentences, remembered: they are asked for again and again."""
    found: Cued | None = setting.found.get(quotation)
    if found is None:
        found = setting.found[quotation] = _cued(setting, quotation)
    return found


def _cued(setting: Setting, quotation: int) -> Cued:
    words = setting.article.quoted[quotation]
    found: list[Candidate] = []
    relatives: dict[int, Relative] = {}
    for unit in units_of(setting, quotation):
        if unit not in setting.sentences:
            continue
        relative = relative_clause(setting, words, unit)
        if relative is not None:
            relatives[unit] = relative
        found += _cued_in(setting, words, unit, frozenset() if relative is None else relative.outside)
    return Cued(found, {id(c.frame): c.how for c in found}, relatives)


def _cued_in(setting: Setting, words: range, unit: int, outside: frozenset[int]) -> Iterator[Candidate]:
    """The cues of one sentence, without those `outside` the quotation's relative clause."""
    first = words[0]
    for standing in setting.sentences[unit].near(words):
        frame = standing.frame
        if frame.head in outside:
            continue
        # A mention that holds the quotation is not its speaker.
        holds = frame.speaker is not None and first in frame.speaker
        if not holds and -REACH_WORDS <= frame.head - first <= len(words) + REACH_WORDS:
            place = place_of(setting.article, words, standing)
            yield Candidate("frame", frame, place.how, place, standing)


def _mentioned(setting: Setting, quotation: int, cued_heads: Container[int | None]) -> Iterator[Candidate]:
    """The nearest people and bodies in the quotation's sentences that are not speakers of its cues."""
    article, relatives = setting.article, cued(setting, quotation).relatives
    words = article.quoted[quotation]
    first, last = words[0], words[-1]
    found: list[tuple[int, int, CandidateKind]] = []
    for unit in units_of(setting, quotation):
        told, relative = narration(article, unit), relatives.get(unit)
        kinds: tuple[tuple[CandidateKind, tuple[int, ...], int], ...] = (
            ("subject", told.subjects, -SUBJECT_FIRST),
            ("name", told.names, 0),
            ("noun", told.nouns, 0),
        )
        for kind, heads, rank in kinds:
            at = bisect_left(heads, first)
            for head in heads[max(0, at - MAX_MENTIONED) : at + MAX_MENTIONED]:
                if relative is not None and head not in relative.words:
                    continue
                distance = min(abs(head - first), abs(head - last))
                found.append((distance + rank, head, kind))
    for _, head, kind in sorted(found)[:MAX_MENTIONED]:
        if head not in cued_heads:
            yield Candidate(kind, mention(article, head))


def _around(setting: Setting, quotation: int) -> Iterator[Candidate]:
    """Speakers and subjects in the sentences before and after the quotation."""
    article = setting.article
    words = article.quoted[quotation]
    first, last = article.words[words[0]].unit, article.words[words[-1]].unit
    following = _next_frame(setting, quotation)
    if following is not None and following.speaker is not None:
        yield Candidate("next", following)
    report = setting.last_report(article.units[first][0])
    if report is not None:
        beside = article.words[report.head].unit == first - 1
        yield Candidate("report" if beside else "last", report)
    if first > 0:
        head = leading(article, first - 1)
        if head is not None:
            yield Candidate("subject_before", mention(article, head))
    if last + 1 < len(article.units):
        head = leading(article, last + 1)
        if head is not None:
            yield Candidate("subject_after", mention(article, head))


# How a cue may report, the surest way first.
SUREST: tuple[How, ...] = ("incise", "colon", "before", "governs", "final", "preposition")


def _next_frame(setting: Setting, quotation: int) -> Frame | None:
    """The cue of the next quotation that stands to it in the surest way."""
    if quotation + 1 >= len(setting.article.quoted) or not setting.article.quoted[quotation + 1]:
        return None
    placed = [c for c in cued(setting, quotation + 1).candidates if c.how in SUREST and c.frame is not None]
    best = min(placed, key=lambda c: SUREST.index(c.how), default=None)
    return None if best is None else best.frame
