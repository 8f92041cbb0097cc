"""Whole contents, gold and predicted, that have no partner by the scorer's relaxed rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from benchmarks.predictions import Prediction
from benchmarks.scorer.score import HALF, Document, has_speaker, score_contents, speaker_match
from benchmarks.units import Verdict


def pairs(doc: Document, gold: Sequence[dict[str, Any]], quotes: Sequence[Prediction]) -> dict[int, int]:
    """Which prediction each gold content is paired with: by IoU, best first, one to one."""
    contents = [doc.body(a["content"]) for a in gold]
    covers = [doc.body(q["spans"]) for q in quotes]
    owners: dict[int, list[int]] = defaultdict(list)
    for j, cover in enumerate(covers):
        for i in cover:
            owners[i].append(j)
    near = []
    for g, content in enumerate(contents):
        shared_with = Counter(j for i in content for j in owners.get(i, ()))
        for j, shared in shared_with.items():
            overlap = shared / (len(content) + len(covers[j]) - shared)
            if overlap >= HALF:
                near.append((-overlap, g, j))
    match: dict[int, int] = {}
    for _, g, j in sorted(near):
        if g not in match and j not in match.values():
            match[g] = j
    return match


def judge_contents(doc: Document, gold: list[dict[str, Any]], quotes: list[Prediction]) -> list[Verdict]:
    """A verdict on each content; raises ValueError unless they add up to what the scorer counts."""
    match = pairs(doc, gold, quotes)
    scored: Counter[str] = Counter()
    score_contents(doc, gold, quotes, scored)
    if len(match) != scored["content relaxed tp"]:
        raise ValueError(
            f"{doc.id}: {len(match)} contents paired, {scored['content relaxed tp']} by the scorer"
        )
    verdicts = []
    for g, attribution in enumerate(gold):
        answer = quotes[match[g]] if g in match else None
        kinds = _kinds(doc, attribution, answer)
        if chars := doc.body(attribution["content"]):
            verdicts.append(Verdict(attribution, answer, frozenset(chars), kinds, not kinds, Counter()))
    for j, quote in enumerate(quotes):
        if j not in match.values():
            chars = doc.body(quote["spans"])
            verdicts.append(Verdict(None, quote, frozenset(chars), ("false",), False, Counter()))
    return sorted(verdicts, key=lambda verdict: min(verdict.chars))


def _kinds(doc: Document, attribution: dict[str, Any], answer: Prediction | None) -> tuple[str, ...]:
    """What is wrong with a gold content and its partner."""
    if answer is None:
        return ("missed",)
    if not attribution["source"]:
        return ()
    if not has_speaker(answer):
        return ("no speaker",)
    return () if speaker_match(doc, answer, attribution) else ("wrong speaker",)
