"""Each named rule answers its own examples, under its own name, with the words that it promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

import pytest

from benchmarks.reasons import RULES
from service.extraction.answers.answer import speakers_and_sources
from service.extraction.attribution.labels import LABEL_RULES, labels
from service.extraction.attribution.setting import Setting
from service.extraction.cues.clause import Clause
from service.extraction.cues.frames import Frame
from service.extraction.cues.speaker_rules import ON_A_SIDE, speaker_of
from service.extraction.cues.verb_rules import EXCLUSIONS, VERB_RULES
from service.extraction.extractor import Extractor
from service.extraction.model import Options
from service.extraction.reading.article import Article, verb_senses
from service.extraction.rules import Example, Rule, first_answer
from service.extraction.speakers.asking import Asked, IdentityCandidate
from service.extraction.speakers.discourse import Identity
from tests.extraction.test_candidates import setting_of

SPEAKER_RULES = tuple(rule for rule in RULES["speaker"] if rule not in LABEL_RULES)
ALL_RULES: tuple[Rule[Any, Any], ...] = tuple(chain.from_iterable(RULES.values()))


def examples(rules: Sequence[Rule[Any, Any]]) -> Callable[[Any], Any]:
    """The test for each example of the rules."""
    cases = [
        pytest.param(rule, example, id=f"{rule.name}: {example.text}")
        for rule in rules
        for example in rule.examples
    ]
    return pytest.mark.parametrize(("rule", "example"), cases)


def told(article: Article, frames: Iterator[Frame] | Sequence[Frame]) -> set[tuple[str, str]]:
    """The rule of each frame, and the mention of its speaker."""
    return {(f.rule, "" if f.speaker is None else article.span(f.speaker).text(article.text)) for f in frames}


def clauses(article: Article, form: str) -> Iterator[Clause]:
    """The places where a form may be a verb of saying."""
    for word in article.words:
        if word.text == form and word.quotation < 0:
            yield Clause(article, word, verb_senses(article, word), None)


@examples(SPEAKER_RULES)
def test_a_rule_finds_the_speaker_of_its_examples(rule: Rule[Any, Any], example: Example) -> None:
    setting = setting_of(example.text, example.language)
    assert (rule.name, example.answer) in told(setting.article, setting.frames)


@examples(LABEL_RULES)
def test_a_label_names_the_speaker_of_its_examples(rule: Rule[Any, Any], example: Example) -> None:
    setting: Setting = setting_of(example.text, example.language)
    found = labels(setting.article, setting.article.quoted[-1], setting.sentences)
    assert (rule.name, example.answer) in told(setting.article, [frame for frame, _ in found])


@examples(VERB_RULES)
def test_a_rule_tells_whether_its_examples_are_verbs(rule: Rule[Any, Any], example: Example) -> None:
    setting = setting_of(example.text, example.language)
    found = [first_answer(VERB_RULES, clause) for clause in clauses(setting.article, example.answer)]
    names = {name for name, _ in filter(None, found)}
    heads = {setting.article.words[frame.head].text for frame in setting.frames if frame.kind == "verb"}
    assert names == {rule.name}
    assert (example.answer in heads) is any(is_verb for _, is_verb in filter(None, found))


@examples(EXCLUSIONS)
def test_a_rule_excludes_its_examples(rule: Rule[Any, Any], example: Example) -> None:
    setting = setting_of(example.text, example.language)
    found = [
        first_answer(EXCLUSIONS, clause, (speaker_of(clause) or ("", None))[1])
        for clause in clauses(setting.article, example.answer)
    ]
    assert [name for name, _ in filter(None, found)] == [rule.name]
    assert example.answer not in {setting.article.words[frame.head].text for frame in setting.frames}


class AsTheRulesSay:
    """Chooses what the rules say, because a newly fitted model may choose otherwise."""

    def choose(
        self, asked: Asked, candidates: Sequence[IdentityCandidate], features: Sequence[Mapping[str, float]]
    ) -> Identity:
        """The rules' choice of whom a mention means."""
        return next(candidate.identity for candidate in candidates if candidate.rules)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """The extractor of English and French, in which the rules have the last word on identities."""
    return Extractor(chooser=AsTheRulesSay())


@examples(RULES["identity"])
def test_a_rule_tells_who_the_speaker_of_its_examples_is(
    extractor: Extractor, rule: Rule[Any, Any], example: Example
) -> None:
    stages = extractor.stages(example.text, Options(example.language))
    assert (rule.name, example.answer) in {(i.rule, i.name) for i in stages.resolver.identities.values()}


@examples(RULES["source"])
def test_a_rule_finds_the_institution_that_answers_for_its_examples(
    extractor: Extractor, rule: Rule[Any, Any], example: Example
) -> None:
    stages = extractor.stages(example.text, Options(example.language))
    answered = speakers_and_sources(stages.attributions, stages.resolver, stages.authorities)
    found = [source for _, source in answered if source is not None]
    assert (rule.name, example.answer) in {(s.rule, s.institution.name(example.language)) for s in found}


@examples(RULES["via"])
def test_a_rule_finds_the_medium_that_the_words_of_its_examples_came_through(
    extractor: Extractor, rule: Rule[Any, Any], example: Example
) -> None:
    stages = extractor.stages(example.text, Options(example.language))
    answered = speakers_and_sources(stages.attributions, stages.resolver, stages.authorities)
    found = [source for _, source in answered if source is not None and source.via is not None]
    assert (rule.name, example.answer) in {(s.via_rule, s.via.name) for s in found if s.via}


def test_each_identity_names_a_rule(extractor: Extractor) -> None:
    known = {rule.name for rule in RULES["identity"]}
    texts = sorted({(e.language, e.text) for rule in ALL_RULES for e in rule.examples})
    stages = (extractor.stages(text, Options(language)) for language, text in texts)
    named = {identity.rule for one in stages for identity in one.resolver.identities.values()}
    assert named == known


def test_each_rule_has_a_name_of_its_own_a_reason_and_an_example() -> None:
    names = [rule.name for rule in ALL_RULES]
    assert len(set(names)) == len(names)
    assert [rule.name for rule in ALL_RULES if not rule.reason.endswith(".") or not rule.examples] == []


def test_each_frame_names_a_rule() -> None:
    texts = {(e.language, e.text) for e in chain.from_iterable(rule.examples for rule in ALL_RULES)}
    known = {rule.name for rule in ALL_RULES} | {"nobody", ON_A_SIDE}
    frames = [frame for language, text in sorted(texts) for frame in setting_of(text, language).frames]
    assert len(frames) > len(texts) // 2
    assert {frame.rule for frame in frames} <= known
    assert {frame.cue_rule for frame in frames if frame.kind == "verb"} <= known
