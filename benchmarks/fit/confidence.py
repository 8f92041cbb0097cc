"""Whether answers to annotated articles are right: choices between right and wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.accuracy import judged
from benchmarks.fit.logit import Choice
from benchmarks.fit.unseeing import answers
from benchmarks.gold import NO_RULE_MADE_FOR
from service.extraction.answers.confidence import UNSURE
from service.extraction.ranking import Features, Model

PENALTY = 3.0  # on the weights


@dataclass(frozen=True)
class Recorder(Model):
    """Remembers the features of each answer, in order."""

    seen: list[Features] = field(default_factory=list)

    def score_known(self, features: Features) -> float:
        """As likely as not."""
        self.seen.append(features)
        return 0.0


def choices() -> list[Choice]:
    """The choices of the articles that no rule was made for: on the others, rules are right more often."""
    return list(_choices())


def _choices() -> Iterator[Choice]:
    """Each answer that the scorer looks at, by models that have not seen its article: is it right?"""
    recorder = Recorder(UNSURE.weights, {})
    for _, record, found in answers(lambda _: recorder, NO_RULE_MADE_FOR):
        known = {id(answer["quote"]): features for answer, features in zip(found, recorder.seen, strict=True)}
        recorder.seen.clear()
        for _, verdicts in judged([record], {record["id"]: found}):
            for verdict in verdicts:
                if verdict.answer is not None:
                    right = verdict.all_right
                    yield Choice(record["id"], (known[id(verdict.answer["quote"])], {}), (right, not right))
