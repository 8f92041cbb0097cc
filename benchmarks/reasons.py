"""Why an answer is as it is: for each quote the rules, the place of its cue and the weights that decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.extraction.attribution.attribution import Attribution
from service.extraction.attribution.candidates import Candidate, Previous, candidates
from service.extraction.attribution.choosing import after, choose
from service.extraction.attribution.scoring import Scoring, features
from service.extraction.attribution.setting import Setting
from service.extraction.cues.clause import Clause
from service.extraction.cues.speaker_rules import speaker_of
from service.extraction.cues.verb_rules import EXCLUSIONS, VERB_RULES
from service.extraction.model import Quote, Span
from service.extraction.ranking import Model, probabilities
from service.extraction.reading.article import verb_senses
from service.extraction.rules import first_answer
from service.extraction.speakers.discourse import Identity
from service.extraction.stages import Stages

# What a rule may decide: that words are a cue, whose it is, how it stands to the quote, who its speaker is.
DECISIONS = ("cue", "speaker", "place", "identity")
NO_CUE = "no cue"  # what the rules decide by which a form of a verb makes no frame
Decided = tuple[str, str]  # what was decided, and the rule


@dataclass(frozen=True)
class Choice:
    """Who was chosen for a quotation, and who comes next.

    `weights` are the features in which the two differ, each with what it adds to the log-odds of the first
    against the second; what weighs most comes first.
    """

    chosen: Candidate
    probability: float
    rival: Candidate | None
    rival_probability: float
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Reasons:
    """A quote, and what made it: `choice` is None for an indirect quote, which no other cue competes for."""

    quote: Quote
    attribution: Attribution
    identity: Identity | None
    choice: Choice | None

    @property
    def rules(self) -> dict[str, str]:
        """The rules that made the quote, by what they decided (see DECISIONS)."""
        frame, identity = self.attribution.frame, self.identity
        found: dict[str, str] = {"place": self.attribution.how}
        if frame is not None:
            found |= {"cue": frame.cue_rule or frame.kind, "speaker": frame.rule}
        if identity is not None:
            found["identity"] = identity.basis
        return found


def reasons(stages: Stages, model: Model | None = None) -> tuple[Reasons, ...]:
    """The reasons of each quote of an article, in article order.

    `model` is that of the speakers; without it no choice is told, which saves making each anew.
    """
    made: dict[tuple[Span, ...], Attribution] = {}
    for attribution in stages.attributions:
        parts = (attribution.quotation, *attribution.joined)
        made[tuple(span for part in parts for span in stages.article.quotations[part].spans)] = attribution
    for report in stages.reports:
        made[tuple(map(stages.article.span, report.parts))] = report.attribution
    choices = {} if model is None else dict(_choices(stages, model))
    return tuple(_reasons(stages, quote, made[quote.spans], choices) for quote in stages.quotes())


def _reasons(
    stages: Stages, quote: Quote, attribution: Attribution, choices: Mapping[int, Choice]
) -> Reasons:
    head = None if attribution.frame is None else attribution.frame.speaker_head
    identity = None if head is None else stages.resolver.identities.get(head)
    return Reasons(quote, attribution, identity, choices.get(attribution.quotation))


def _choices(stages: Stages, model: Model) -> Iterator[tuple[int, Choice]]:
    """The choice for each quotation, made anew in their order."""
    setting = Setting(stages.article, stages.frames)
    scoring = Scoring(setting, model)
    previous: Previous | None = None
    for quotation, words in enumerate(stages.article.quoted):
        if words:
            chosen = choose(scoring, quotation, previous).candidate
            found = candidates(setting, quotation, previous)
            yield quotation, _choice(chosen, found, features(setting, quotation, found, previous), model)
            previous = after(quotation, chosen, previous)


def _choice(
    chosen: Candidate, found: Sequence[Candidate], known: Sequence[Mapping[str, float]], model: Model
) -> Choice:
    """A choice with its best rival: of whoever else may have said it, or that nobody did."""
    chances = probabilities([model.score(one) for one in known])
    own = found.index(chosen)
    others = [i for i, other in enumerate(found) if not _is_same(chosen, other)]
    rival = max(others, key=chances.__getitem__, default=None)
    against = {} if rival is None else known[rival]
    names = {*known[own], *against}
    gains = {name: model.weights[name] * (known[own].get(name, 0) - against.get(name, 0)) for name in names}
    return Choice(
        chosen,
        sum(chance for i, chance in enumerate(chances) if i not in others),
        None if rival is None else found[rival],
        0.0 if rival is None else chances[rival],
        tuple(sorted(((n, g) for n, g in gains.items() if g), key=lambda gain: -abs(gain[1]))),
    )


def _is_same(one: Candidate, other: Candidate) -> bool:
    """Do both candidates name the same speaker?"""
    if one.speaker_head is None or other.speaker_head is None:
        return one.kind == other.kind
    return one.speaker_head == other.speaker_head


def fired_in(stages: Stages) -> Counter[Decided]:
    """How often each rule for cues fired in an article."""
    found: Counter[Decided] = Counter()
    for frame in stages.frames:
        found["cue", frame.cue_rule or frame.kind] += 1
        found["speaker", frame.rule] += 1
    found.update(_no_cues(stages))
    return found


def _no_cues(stages: Stages) -> Iterator[Decided]:
    """The rules by which words that may be verbs of saying make no frame."""
    article = stages.article
    heads = {frame.head for frame in stages.frames if frame.kind == "verb"}
    for word in article.words:
        if word.quotation >= 0 or word.i in heads or word.norm not in article.lexicon.verbs:
            continue
        senses = verb_senses(article, word)
        if not senses:
            continue
        clause = Clause(article, word, senses, None)
        found = first_answer(VERB_RULES, clause)
        if found is not None and found[1]:
            told = speaker_of(clause)
            found = first_answer(EXCLUSIONS, clause, None if told is None else told[1])
        if found is not None:
            yield NO_CUE, found[0]
