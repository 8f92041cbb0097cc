"""Who speaks, and what is speech: one learned choice for each quotation, from left to right.

A quotation that is more likely no speech is left out.  For the others the speaker with the highest
probability is chosen, summed over that speaker's candidates; the speaker of one quotation is a candidate for
the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from service.extraction.attribution.attribution import Attribution, How
from service.extraction.attribution.candidates import (
    CUED,
    MENTIONED,
    Candidate,
    CandidateKind,
    Previous,
    candidates,
)
from service.extraction.attribution.scoring import Scoring
from service.extraction.attribution.setting import Setting
from service.extraction.cues.frames import Frame
from service.extraction.ranking import Model, probabilities
from service.extraction.reading.article import Article

NO_SPEECH: CandidateKind = "no_speech"
NO_SPEECH_FROM = 0.5  # the probability of no speech from which a quotation is left out


def attribute(article: Article, frames: Sequence[Frame], model: Model) -> tuple[Attribution, ...]:
    """An attribution for each quotation that is speech, in article order."""
    scoring = Scoring(Setting(article, tuple(frames)), model)
    found: list[Attribution] = []
    previous: Previous | None = None
    for quotation, words in enumerate(article.quoted):
        if not words:
            continue
        choice = choose(scoring, quotation, previous)
        previous = after(quotation, choice.candidate, previous)
        if choice.candidate.kind != NO_SPEECH:
            found.append(_attribution(quotation, choice))
    named = {_quotation_of_speaker(article, attribution) for attribution in found}
    return tuple(attribution for attribution in found if attribution.quotation not in named)


def after(quotation: int, candidate: Candidate, previous: Previous | None) -> Previous | None:
    """The `previous` of the next quotation, once this one is attributed to `candidate`."""
    frame = candidate.frame
    if frame is None or frame.speaker is None:
        return previous
    return Previous(quotation, frame, candidate.how)


def _quotation_of_speaker(article: Article, attribution: Attribution) -> int | None:
    """The quotation that holds the speaker: a name in marks, which is no speech."""
    head = None if attribution.frame is None else attribution.frame.speaker_head
    return None if head is None or article.words[head].quotation < 0 else article.words[head].quotation


class Chosen(NamedTuple):
    """A candidate, the probability of its speaker, and the other cues of its sentence, likeliest first."""

    candidate: Candidate
    probability: float
    others: tuple[Frame, ...]


def choose(scoring: Scoring, quotation: int, previous: Previous | None) -> Chosen:
    """The choice for a quotation that has words."""
    found = candidates(scoring.setting, quotation, previous)
    if len(found) == 1:
        return Chosen(found[0], 1.0, ())
    chances = probabilities(scoring.of(quotation, found, previous))
    keys = [c.kind if (head := c.speaker_head) is None else head for c in found]
    shares: dict[object, float] = {}
    for key, chance in zip(keys, chances, strict=True):
        shares[key] = shares.get(key, 0.0) + chance
    # First decide whether it is speech: two possible speakers must not make speech less likely.
    silent = shares.pop(NO_SPEECH, 0.0)
    best: object = max(shares, key=shares.__getitem__, default=NO_SPEECH)
    if silent >= NO_SPEECH_FROM:
        best = NO_SPEECH
    shares[NO_SPEECH] = silent
    order = sorted(range(len(found)), key=chances.__getitem__, reverse=True)
    # Of the chosen speaker's candidates take a cue if there is one, else the likeliest.
    same = [found[i] for i in order if keys[i] == best]
    candidate = next((c for c in same if c.kind in CUED), same[0])
    others = (c.frame for i in order if (c := found[i]).kind in CUED and c.how != "none")
    outer = tuple(f for f in others if f is not None and f is not candidate.frame)
    return Chosen(candidate, shares[best], outer)


def _attribution(quotation: int, choice: Chosen) -> Attribution:
    candidate = choice.candidate
    frame = candidate.frame
    if frame is None or frame.speaker is None:
        return Attribution(None, choice.others, "none", choice.probability, quotation)
    return Attribution(frame, choice.others, _how(candidate), choice.probability, quotation)


def _how(candidate: Candidate) -> How:
    """How the quotation was attributed: by a cue, a mention beside it, or a speaker around it."""
    if candidate.kind in MENTIONED:
        return "label"
    if candidate.kind not in CUED:
        return "continued"
    return "governs" if candidate.how == "none" else candidate.how
