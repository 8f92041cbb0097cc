"""The shape of the answer: what an Extraction looks like as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from service.exchange.offsets import OffsetUnit, convert
from service.extraction.model import Extraction, Named, Passage, Quote, Source, Span, Speaker

Json = dict[str, Any]

# Made once: json.dumps makes a new encoder at each call that has options.
_ENCODER = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


def answer(extraction: Extraction, article: str, unit: OffsetUnit) -> Json:
    """The JSON object for the quotes of `article`, its offsets in `unit`."""
    places = convert(article, _offsets(extraction), unit)
    return {
        "language": extraction.language,
        "quotes": [_quote(quote, places) for quote in extraction.quotes],
        "extractor": {"version": extraction.version, "model": extraction.model},
    }


def dump(value: Json | str) -> str:
    """The value as compact JSON."""
    return _ENCODER.encode(value)


def _offsets(extraction: Extraction) -> Iterator[int]:
    for quote in extraction.quotes:
        mentions = [held.mention for held in (quote.speaker, quote.source) if held]
        passages = [passage for passage in (quote.content, quote.cue, *mentions) if passage]
        for span in (*quote.spans, *[passage.span for passage in passages]):
            yield span.start
            yield span.end


def _quote(quote: Quote, places: Mapping[int, int]) -> Json:
    return {
        "text": quote.text,
        "type": quote.type,
        "language": quote.language,
        "spans": [_span(span, places) for span in quote.spans],
        "content": _passage(quote.content, places),
        "cue": _passage(quote.cue, places),
        "speaker": _speaker(quote.speaker, places),
        "source": _source(quote.source, places),
        "confidence": round(quote.confidence, 4),
    }


def _span(span: Span, places: Mapping[int, int]) -> Json:
    return {"start": places[span.start], "end": places[span.end]}


def _passage(passage: Passage | None, places: Mapping[int, int]) -> Json | None:
    if passage is None:
        return None
    return {"text": passage.text, **_span(passage.span, places)}


def _speaker(speaker: Speaker | None, places: Mapping[int, int]) -> Json | None:
    if speaker is None:
        return None
    return {
        "id": speaker.id,
        "name": speaker.name,
        "kind": speaker.kind,
        "role": speaker.role,
        "mention": _passage(speaker.mention, places),
        "basis": speaker.basis,
        "members": [_named(member) for member in speaker.members],
    }


def _source(source: Source | None, places: Mapping[int, int]) -> Json | None:
    if source is None:
        return None
    return {
        "id": source.id,
        "name": source.name,
        "country": source.country,
        "basis": source.basis,
        "mention": _passage(source.mention, places),
        "via": None if source.via is None else _named(source.via),
    }


def _named(named: Named) -> Json:
    return {"id": named.id, "name": named.name}
