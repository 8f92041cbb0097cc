"""All models, and what each of them is fitted on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.fit import accents, casing, confidence, identities, reports, speakers
from benchmarks.fit.logit import FOLDS, Choice, cross_validate, fit
from benchmarks.gold import NO_RULE_MADE_FOR, TO_READ, WITH_REPORTS
from service.extraction.accents.features import ACCENT_FEATURES
from service.extraction.answers.confidence import CONFIDENCE_FEATURES
from service.extraction.attribution.features.names import SPEAKER_FEATURES
from service.extraction.casing.features import CASE_FEATURES
from service.extraction.ranking import Model
from service.extraction.reports.features import REPORT_FEATURES
from service.extraction.speakers.features.names import IDENTITY_FEATURES


@dataclass(frozen=True)
class Task:
    """A model to fit: the name of its file, its features, the penalty on its weights, its choices.

    `tables` are files of counts made on the way: name and content.
    """

    name: str
    features: Sequence[str]
    l2: float
    choices: Callable[[], list[Choice]]
    gold: Sequence[str] = TO_READ
    tables: Callable[[], dict[str, str]] = dict


# Each model is one line here and a module that makes its choices.
TASKS = {
    task.name: task
    for task in (
        Task("speakers", SPEAKER_FEATURES, speakers.PENALTY, speakers.choices),
        Task("identities", IDENTITY_FEATURES, identities.PENALTY, identities.choices),
        Task("case", CASE_FEATURES, casing.PENALTY, casing.choices, casing.TEXTS, casing.tables),
        Task("accents_fr", ACCENT_FEATURES, accents.PENALTY, accents.choices, casing.TEXTS),
        Task("confidence", CONFIDENCE_FEATURES, confidence.PENALTY, confidence.choices, NO_RULE_MADE_FOR),
        Task("reports", REPORT_FEATURES, reports.PENALTY, reports.choices, WITH_REPORTS),
    )
}


def fitted(task: Task, choices: Sequence[Choice]) -> Model:
    """The model, with what it was fitted on."""
    articles = len({choice.article for choice in choices})
    head = {
        "fitted on": f"{', '.join(task.gold)}: {len(choices)} choices of {articles} articles",
        "penalty": f"{task.l2:g}",
    }
    return Model(fit(choices, task.features, task.l2), head)


def report(task: Task, choices: Sequence[Choice]) -> str:
    """How often the likeliest candidate is right on unseen articles, and how often one could be."""
    chances = cross_validate(choices, task.features, task.l2)
    best = [max(range(len(p)), key=p.__getitem__) for p in chances]
    right = sum(choice.right[i] for choice, i in zip(choices, best, strict=True))
    possible = sum(map(any, (choice.right for choice in choices)))
    share = 100 / max(1, len(choices))
    return (
        f"{len(choices)} choices, right in {right * share:.1f} % cross-validated by article ({FOLDS} folds), "
        f"at best {possible * share:.1f} %"
    )
