"""Why an answer is as it is: for each quote, the rules, the place of its cue and the decisive weights."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.extraction.answers.answer import quotes_of, speakers_and_sources
from service.extraction.attribution.attribution import Attribution, Framed
from service.extraction.attribution.candidates import Candidate, Previous, candidates
from service.extraction.attribution.choosing import after, choose
from service.extraction.attribution.labels import LABEL_RULES
from service.extraction.attribution.scoring import Scoring, features
from service.extraction.attribution.setting import Setting
from service.extraction.cues.clause import Clause
from service.extraction.cues.incise_speakers import ANYWHERE, FOR_NOBODY, IN_INCISE, IN_PARENTHESIS
from service.extraction.cues.narration_speakers import IN_NARRATION
from service.extraction.cues.noun_cues import NOUN_RULES
from service.extraction.cues.preposition_cues import PREPOSITION_RULES
from service.extraction.cues.speaker_rules import speaker_of
from service.extraction.cues.verb_rules import EXCLUSIONS, VERB_RULES
from service.extraction.model import Quote, Span
from service.extraction.ranking import Model, probabilities
from service.extraction.reading.article import verb_senses
from service.extraction.rules import Rule, first_answer
from service.extraction.speakers.describing_rules import DESCRIBING_RULES
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.impersonal import IMPERSONAL_RULES
from service.extraction.speakers.naming_rules import NAMING_RULES
from service.extraction.speakers.nobody_rules import NOBODY_RULES
from service.extraction.speakers.office_holders import HOLDER_RULES
from service.extraction.speakers.pronoun_rules import PRONOUN_RULES
from service.extraction.speakers.sources import SOURCE_RULES, VIA_RULES, Authority
from service.extraction.speakers.turn_rules import TURN_RULES
from service.extraction.stages import Stages

# What a rule may decide: that words are a cue, whose cue it is, how it stands to the quote, who its speaker
# is, on whose authority the words reach the reader, and through which medium.
DECISIONS = ("cue", "speaker", "place", "identity", "source", "via")
NO_CUE = "no cue"  # decided by the rules that keep a form of a verb from making a frame
OF_VERBS: tuple[Rule[Any, Any], ...] = (*FOR_NOBODY, *ANYWHERE, *IN_PARENTHESIS, *IN_INCISE, *IN_NARRATION)
MEANING: tuple[Rule[Any, Any], ...] = (
    *TURN_RULES,
    *PRONOUN_RULES,
    *DESCRIBING_RULES,
    *NOBODY_RULES,
    *HOLDER_RULES,
)
RULES: Mapping[str, tuple[Rule[Any, Any], ...]] = {
    "cue": VERB_RULES,
    "speaker": (*OF_VERBS, *NOUN_RULES, *PREPOSITION_RULES, *LABEL_RULES),
    "identity": (*IMPERSONAL_RULES, *NAMING_RULES, *MEANING),
    "source": SOURCE_RULES,
    "via": VIA_RULES,
    NO_CUE: EXCLUSIONS,
}  # all rules with examples, by what they decide
Decided = tuple[str, str]  # what was decided, and the rule


@dataclass(frozen=True)
class Choice:
    """Who was chosen for a quotation, and the best rival.

    `weights` are the features in which the two differ, with what each adds to the log-odds of the first
    against the second, the largest effect first.
    """

    chosen: Candidate
    probability: float
    rival: Candidate | None
    rival_probability: float
    weights: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Reasons:
    """A quote, and what made it; `choice` is None for an indirect quote, for which no cues compete."""

    quote: Quote
    framed: Framed
    identity: Identity | None
    source: Authority | None
    choice: Choice | None

    @property
    def rules(self) -> dict[str, str]:
        """The rules that made the quote, by what they decided (see DECISIONS)."""
        frame, identity = self.framed.frame, self.identity
        found: dict[str, str] = {"place": self.framed.how}
        if frame is not None:
            found |= {"cue": frame.cue_rule or frame.kind, "speaker": frame.rule}
        if identity is not None:
            found["identity"] = identity.rule
        if self.source is not None:
            found["source"] = self.source.rule
            if self.source.via_rule:
                found["via"] = self.source.via_rule
        return found


Made = tuple[Framed, Identity | None, Authority | None]


def reasons(stages: Stages, model: Model | None = None) -> tuple[Reasons, ...]:
    """The reasons for each quote of an article, in article order.

    `model` is the speakers' model; without it there are no choices, and none need be repeated.
    """
    made = dict(_made(stages))
    choices = {} if model is None else dict(_choices(stages, model))
    found: list[Reasons] = []
    for quote in quotes_of(stages):
        framed, identity, source = made[quote.spans]
        choice = choices.get(framed.quotation) if isinstance(framed, Attribution) else None
        found.append(Reasons(quote, framed, identity, source, choice))
    return tuple(found)


def _made(stages: Stages) -> Iterator[tuple[tuple[Span, ...], Made]]:
    """What each quote, identified by its spans, is made of: its frame, its speaker and its source."""
    article, resolver, authorities = stages.article, stages.resolver, stages.authorities
    answered = speakers_and_sources(stages.attributions, resolver, authorities)
    for attribution, (identity, source) in zip(stages.attributions, answered, strict=True):
        parts = (attribution.quotation, *attribution.joined)
        spans = tuple(span for part in parts for span in article.quotations[part].spans)
        yield spans, (attribution, identity, source)
    for report in stages.reports:
        head = report.frame.speaker_head
        identity = None if head is None else resolver.identities.get(head)
        source = authorities.of(report, identity, None)
        yield tuple(map(article.span, report.parts)), (report, identity, source)


def _choices(stages: Stages, model: Model) -> Iterator[tuple[int, Choice]]:
    """The choice for each quotation, repeated in order."""
    setting = Setting(stages.article, stages.frames)
    scoring = Scoring(setting, model)
    previous: Previous | None = None
    for quotation, words in enumerate(stages.article.quoted):
        if words:
            chosen = choose(scoring, quotation, previous).candidate
            found = candidates(setting, quotation, previous)
            known = [_weighed(one, model) for one in features(setting, quotation, found, previous)]
            yield quotation, _choice(chosen, found, known, model)
            previous = after(quotation, chosen, previous)


def _weighed(known: Mapping[str, float], model: Model) -> dict[str, float]:
    """The features that the model has; it leaves out words that occur in few articles."""
    return {name: value for name, value in known.items() if name in model.weights}


def _choice(
    chosen: Candidate, found: Sequence[Candidate], known: Sequence[Mapping[str, float]], model: Model
) -> Choice:
    """A choice with its best rival: any other speaker, or nobody."""
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
    """How often each rule for cues (or for none), speakers and identities fired in an article."""
    found: Counter[Decided] = Counter()
    for frame in stages.frames:
        found["cue", frame.cue_rule or frame.kind] += 1
        found["speaker", frame.rule] += 1
    for identity in stages.resolver.identities.values():
        found["identity", identity.rule] += 1
    found.update(_no_cues(stages))
    return found


def _no_cues(stages: Stages) -> Iterator[Decided]:
    """The rules that keep words that may be verbs of saying from making a frame."""
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
