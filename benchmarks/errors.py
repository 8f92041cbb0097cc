"""Every wrong unit in a few lines: where it is, what was expected, what was predicted."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from benchmarks.predictions import Prediction
from benchmarks.scorer.score import Document
from benchmarks.units import KINDS, Verdict

AROUND = 200
WIDTH = 150


def stretches(chars: Collection[int], text: str) -> list[tuple[int, int]]:
    """Characters as spans; marks and spaces between two of them are included."""
    spans: list[tuple[int, int]] = []
    for i in sorted(chars):
        if spans and not any(c.isalnum() for c in text[spans[-1][1] : i]):
            spans[-1] = (spans[-1][0], i + 1)
        else:
            spans.append((i, i + 1))
    return spans


def marked(text: str, chars: Collection[int]) -> str:
    """The unit marked by >>> <<< in the text around it, on one line."""
    spans = stretches(chars, text)
    pieces, at = [], max(0, spans[0][0] - AROUND)
    for start, end in spans:
        pieces += [text[at:start], ">>>", text[start:end], "<<<"]
        at = end
    pieces.append(text[at : at + AROUND])
    return " ".join("".join(pieces).replace("\n\n", " ¶ ").split())


def surface(text: str, spans: Iterable[Sequence[int]]) -> str:
    """The words of some spans; a dash for none."""
    return " … ".join(" ".join(text[start:end].split()) for start, end in spans) or "–"


def expectation(text: str, attribution: dict[str, Any] | None) -> str:
    """What the gold has."""
    if attribution is None:
        return "nothing"
    parts = [attribution["type"], f"mention: {surface(text, attribution['source'])}"]
    if "names" in attribution:
        parts.append(f"names: {' / '.join(attribution['names']) or '–'}")
    parts.append(f"cue: {surface(text, attribution.get('cue', []))}")
    if "institutions" in attribution:
        parts.append(f"source: {' / '.join(attribution['institutions']) or '–'}")
    return "; ".join(parts)


def outcome(text: str, answer: Prediction | None) -> str:
    """What was predicted."""
    if answer is None:
        return "nothing"
    quote = answer.get("quote")
    speaker, source = (quote.speaker, quote.source) if quote else (None, None)
    confidence = answer.get("confidence")
    parts = [
        answer.get("type") or "?",
        f"mention: {surface(text, answer['speaker'])}",
        f"name: {answer.get('speaker_name') or '–'}"
        + (f" ({speaker.basis}, {speaker.kind})" if speaker else ""),
        f"cue: {surface(text, answer.get('cue', []))}",
        f"source: {answer.get('source') or (source.name if source else '–')}"
        + (f" ({source.basis})" if source else ""),
        "confidence: " + ("–" if confidence is None else f"{confidence:.2f}"),
        f"text: {textwrap.shorten(surface(text, answer['spans']), 90, placeholder=' …')}",
    ]
    return "; ".join(parts)


def block(doc: Document, verdict: Verdict) -> str:
    """A wrong unit as a block of text."""
    lines = [f"## {doc.id} @{min(verdict.chars)}: {', '.join(verdict.kinds)}"]
    for title, words in (
        ("", marked(doc.text, verdict.chars)),
        ("expected  ", expectation(doc.text, verdict.attribution)),
        ("got       ", outcome(doc.text, verdict.answer)),
    ):
        lines += textwrap.wrap(words, WIDTH, initial_indent=f"  {title}", subsequent_indent="  ")
    return "\n".join(lines)


def report(judged: Iterable[tuple[Document, list[Verdict]]], kind: str | None) -> str:
    """All wrong units, or those of one class, and how many there are of each class."""
    blocks, counts = [], Counter[str]()
    for doc, verdicts in judged:
        for verdict in verdicts:
            counts.update(verdict.kinds)
            if verdict.kinds and (kind is None or kind in verdict.kinds):
                blocks.append(block(doc, verdict))
    summary = ", ".join(f"{counts[name]} {name}" for name in KINDS if counts[name]) or "none"
    return "\n\n".join([*blocks, f"wrong units: {summary}"])
