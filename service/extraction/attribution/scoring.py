"""The scores of the candidates of a quotation by the model, and the features that the model is fitted on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from service.extraction.attribution.candidates import (
    CUED,
    MENTIONED,
    Candidate,
    CandidateKind,
    Previous,
    SpeakerWords,
)
from service.extraction.attribution.features.candidate import (
    GAP,
    PLACE,
    candidate_flags,
    place_numbers,
    speaker_gap,
)
from service.extraction.attribution.features.quotation import quotation_flags
from service.extraction.attribution.features.speaker import (
    FAME,
    WHEREABOUTS,
    fame,
    speaker_flags,
    whereabouts,
)
from service.extraction.attribution.features.words import candidate_words
from service.extraction.attribution.setting import Setting
from service.extraction.ranking import Model, dot

MEASURE = "cue"  # the aspect against which a quotation's features are measured
# The aspect of each kind of candidate: features of the quotation itself have a weight for each aspect.
ASPECT_OF: dict[CandidateKind, str] = {
    kind: MEASURE if kind in CUED else "mention" if kind in MENTIONED else kind
    for kind in get_args(CandidateKind)
}


class Scoring:
    """Scores the candidates of an article's quotations; what several of them share is scored once."""

    def __init__(self, setting: Setting, model: Model) -> None:
        self.setting = setting
        self._model = model
        self._place = [model.weights[name] for name in PLACE]
        self._whereabouts = [model.weights[name] for name in WHEREABOUTS]
        self._gap = [model.weights[name] for name in GAP]
        self._fame = [model.weights[name] for name in FAME]
        self._speakers: dict[SpeakerWords, float] = {}  # the part that is the same for every quotation

    def of(self, quotation: int, found: Sequence[Candidate], previous: Previous | None) -> list[float]:
        """The score of each candidate of a quotation."""
        setting, model = self.setting, self._model
        own = quotation_flags(setting, quotation, previous)
        sides = {MEASURE: 0.0}
        speakers: dict[SpeakerWords | None, float] = {None: 0.0}
        scores = []
        for candidate in found:
            side, speaker = ASPECT_OF[candidate.kind], candidate.speaker
            if side not in sides:
                sides[side] = model.score_flags(own, side)
            if speaker is not None and speaker not in speakers:
                speakers[speaker] = self._of_speaker(quotation, candidate, speaker)
            score = sides[side] + speakers[speaker]
            score += model.score_flags(candidate_flags(setting, quotation, candidate, previous))
            if words := candidate_words(setting, quotation, candidate):
                score += model.score_words(words)
            if candidate.place is not None:
                score += dot(self._place, place_numbers(setting, quotation, candidate))
                score += dot(self._gap, speaker_gap(setting, candidate))
            scores.append(score)
        return scores

    def _of_speaker(self, quotation: int, candidate: Candidate, speaker: SpeakerWords) -> float:
        """The score of a possible speaker, whatever the cue."""
        head = self.setting.article.words[speaker[0]]
        if speaker not in self._speakers:
            assert candidate.frame is not None
            flags = speaker_flags(self.setting, candidate.frame, head)
            numbers = dot(self._fame, fame(self.setting, head))
            self._speakers[speaker] = self._model.score_flags(flags) + numbers
        return self._speakers[speaker] + dot(self._whereabouts, whereabouts(self.setting, quotation, head))


def features(
    setting: Setting, quotation: int, found: Sequence[Candidate], previous: Previous | None
) -> list[dict[str, float]]:
    """All features of each candidate, including the quotation's own: what the model is fitted on."""
    own = quotation_flags(setting, quotation, previous)
    rows = []
    for candidate in found:
        row = dict.fromkeys(candidate_flags(setting, quotation, candidate, previous), 1.0)
        row.update(dict.fromkeys(candidate_words(setting, quotation, candidate), 1.0))
        numbers = [zip(PLACE, place_numbers(setting, quotation, candidate), strict=False)]
        numbers.append(zip(GAP, speaker_gap(setting, candidate), strict=False))
        if candidate.speaker is not None and candidate.frame is not None:
            head = setting.article.words[candidate.speaker[0]]
            row.update(dict.fromkeys(speaker_flags(setting, candidate.frame, head), 1.0))
            numbers.append(zip(FAME, fame(setting, head), strict=True))
            numbers.append(zip(WHEREABOUTS, whereabouts(setting, quotation, head), strict=True))
        row.update((name, float(value)) for named in numbers for name, value in named if value)
        if (side := ASPECT_OF[candidate.kind]) != MEASURE:
            row.update((f"{side}:{name}", 1.0) for name in own)
        rows.append(row)
    return rows
