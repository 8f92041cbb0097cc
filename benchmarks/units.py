"""The scorer's units one by one, so that each wrong one can be shown.

The scorer decides what a unit is and when it is right: `judge` walks a document as the scorer's `score_units`
does, and has its `count_unit` count every gold unit.  `checked` refuses units that do not add up to the
scorer's own counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.people import one_person
from benchmarks.predictions import Prediction
from benchmarks.scorer.score import (
    HALF,
    INSTITUTION,
    INSTITUTIONS,
    NAMED,
    RATES,
    Document,
    count_unit,
    has_speaker,
    score_units,
    speaker_match,
)

ONE_PERSON = "named, one person's spellings as one"
KINDS = (
    "missed",
    "false",
    "no speaker",
    "wrong speaker",
    "needless speaker",
    "wrong name",
    "wrong institution",
)


@dataclass(frozen=True)
class Verdict:
    """One unit: what was expected, what came, and what is wrong with it.

    `attribution` is None for a false unit, and `answer` is None if no prediction shares characters with it.
    `chars` are the unit's characters; `tally` is what it adds to the scorer's counts.
    """

    attribution: dict[str, Any] | None
    answer: Prediction | None
    chars: frozenset[int]
    kinds: tuple[str, ...]
    right: bool
    tally: Counter[str] = field(repr=False)

    @property
    def all_right(self) -> bool:
        """Are quote, speaker and name right?  The institution does not matter."""
        return self.right and "wrong name" not in self.kinds


def relevant(doc: Document, quotes: Sequence[Prediction]) -> list[Prediction]:
    """The predictions that the scorer looks at: with words, and not mostly in optional quotes."""
    bodies = [(quote, doc.body(quote["spans"])) for quote in quotes]
    return [q for q, body in bodies if body and len(body & doc.discard) < HALF * len(body)]


def judge(doc: Document, gold: Sequence[dict[str, Any]], quotes: Sequence[Prediction]) -> list[Verdict]:
    """A verdict on each unit of a document, in article order."""
    verdicts = []
    contents = [doc.body(a["content"]) for a in gold]
    all_content = set().union(*contents)
    covers = [doc.body(q["spans"]) for q in quotes]
    for segment in doc.segments:
        fragments = [(q, cover & segment) for q, cover in zip(quotes, covers, strict=True) if cover & segment]
        used: set[int] = set()
        for attribution, content in zip(gold, contents, strict=True):
            unit = content & segment
            if doc.count_words(unit) < doc.min_words:
                continue
            facing = [i for i, (_, chars) in enumerate(fragments) if chars & unit]
            used.update(facing)
            verdicts.append(_expected(doc, attribution, unit, [fragments[i] for i in facing]))
        rest = [fragment for i, fragment in enumerate(fragments) if i not in used]
        union = set().union(*(chars for _, chars in rest))
        if doc.count_words(union) >= doc.min_words and not union & all_content:
            verdicts.append(_unexpected(union, [quote for quote, _ in rest]))
    return sorted(verdicts, key=lambda verdict: min(verdict.chars))


def _expected(
    doc: Document,
    attribution: dict[str, Any],
    unit: set[int],
    facing: list[tuple[Prediction, set[int]]],
) -> Verdict:
    """The verdict on a unit of the gold, given the predictions that share characters with it."""
    union = set().union(*(chars for _, chars in facing))
    best = max(facing, key=lambda fragment: len(fragment[1] & unit), default=(None, set()))[0]
    answer = best if doc.count_words(union) >= doc.min_words else None
    detected = answer is not None and len(union & unit) >= HALF * len(unit)
    tally: Counter[str] = Counter()
    count_unit(doc, attribution, answer, detected, tally)
    if names := attribution.get("names"):
        _count_one_person(answer, detected, names, bool(tally[f"{NAMED} tp"]), tally)
    known = bool(attribution["source"] or attribution.get("names"))
    spoken = answer is not None and has_speaker(answer)
    matched = answer is not None and detected and spoken and bool(speaker_match(doc, answer, attribution))
    return Verdict(
        attribution,
        best,
        frozenset(unit),
        _kinds(attribution, detected, spoken, matched, tally),
        detected and (matched if known else not spoken),
        tally,
    )


def _count_one_person(
    answer: Prediction | None, detected: bool, names: list[str], named: bool, tally: Counter[str]
) -> None:
    """Count the row that the scorer does not have: like its `named`, but any spelling of the name counts."""
    given = answer["speaker_name"] if answer else None
    person = answer["quote"].speaker.id if answer and given and answer.get("quote") else None
    tally[f"{ONE_PERSON} gold"] += 1
    tally[f"{ONE_PERSON} pred"] += bool(given)
    tally[f"{ONE_PERSON} tp"] += named or bool(detected and given and one_person(given, names, person))


def _kinds(
    attribution: dict[str, Any], detected: bool, spoken: bool, matched: bool, tally: Counter[str]
) -> tuple[str, ...]:
    """What is wrong with a unit of the gold: classes of KINDS."""
    found = []
    if not detected:
        found.append("missed")
    elif attribution["source"] and not spoken:
        found.append("no speaker")
    elif attribution["source"] and not matched:
        found.append("wrong speaker")
    elif tally[f"{NAMED} gold"] and not tally[f"{NAMED} tp"]:
        found.append("wrong name")
    elif spoken and not attribution["source"] and not attribution.get("names"):
        found.append("needless speaker")
    wanted, given, right = (tally[f"{INSTITUTION} {count}"] for count in ("gold", "pred", "tp"))
    if "institutions" in attribution and detected and (wanted or given) and not right:
        found.append("wrong institution")
    return tuple(found)


def _unexpected(chars: set[int], answers: list[Prediction]) -> Verdict:
    """The verdict on predictions where the gold has nothing."""
    tally: Counter[str] = Counter()
    tally["detected pred"] += 1
    tally["units false, no gold content"] += 1
    if any(has_speaker(answer) for answer in answers):
        for row in RATES[1:]:
            tally[f"{row} pred"] += 1
        tally["units false, with speaker"] += 1
        for row in (NAMED, ONE_PERSON):
            tally[f"{row} pred"] += any(answer.get("speaker_name") for answer in answers)
        tally[f"{INSTITUTION} pred"] += any(answer.get("source") in INSTITUTIONS for answer in answers)
    return Verdict(None, answers[0], frozenset(chars), ("false",), False, tally)


def checked(doc: Document, gold: list[dict[str, Any]], quotes: list[Prediction]) -> list[Verdict]:
    """The verdicts on a document; raises ValueError unless they add up to what the scorer counts."""
    verdicts = judge(doc, gold, quotes)
    summed: Counter[str] = Counter()
    for verdict in verdicts:
        summed.update(verdict.tally)
    scored: Counter[str] = Counter()
    score_units(doc, gold, quotes, scored)
    own = {key: n for key, n in summed.items() if not key.startswith(ONE_PERSON)}
    if +Counter(own) != +scored:
        raise ValueError(f"{doc.id}: the units add up to {own}, the scorer counts {dict(scored)}")
    return verdicts
