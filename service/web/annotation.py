"""The answer as W3C Web Annotations (JSON-LD): the target is what was said, the body who said it."""

from __future__ import annotations

import base64
import hashlib
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from service.exchange.answer import Json
from service.web.negotiation import ANNOTATION_PROFILE

CONTENT_TYPE = f'application/ld+json; profile="{ANNOTATION_PROFILE}"'
CONTEXT = [
    ANNOTATION_PROFILE,
    {
        "schema": "https://schema.org/",
        "roleName": "schema:roleName",  # what a body is to the quote: speaker, member, source or via
        "identifier": "schema:identifier",  # the catalogue's key
        "jobTitle": "schema:jobTitle",
        "addressCountry": "schema:addressCountry",
        "articleBody": "schema:articleBody",
        "softwareVersion": "schema:softwareVersion",
        "confidence": "http://www.w3.org/2005/11/its/rdf#taConfidence",
    },
]
_AROUND = 32  # characters before and after a quote, which tell it from others with the same words
_SPEAKER_CLASS = {"person": "schema:Person", "institution": "schema:Organization"}


def collection(answer: Json, article: str) -> Json:
    """The annotations of `article`; `answer` must have its offsets in code points, as the standard counts.

    The same answer gets the same ids; the article is named by its hash (RFC 6920).
    """
    source = article_id(article)
    items = [_annotation(quote, article, source) for quote in answer["quotes"]]
    names = (source, answer["extractor"], [item["id"] for item in items])
    return {
        "@context": CONTEXT,
        "id": _id("collection", *names),
        "type": "AnnotationCollection",
        "generator": {
            "type": "Software",
            "name": answer["extractor"]["model"],
            "softwareVersion": answer["extractor"]["version"],
        },
        **({"articleBody": answer["article"]} if "article" in answer else {}),
        "total": len(items) + answer.get("omitted", 0),
        "first": {
            "id": _id("page", *names),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def article_id(article: str) -> str:
    """The `ni:` name of the text: the SHA-256 of its UTF-8."""
    digest = hashlib.sha256(article.encode()).digest()
    return "ni:///sha-256;" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _annotation(quote: Json, article: str, source: str) -> Json:
    targets = [_target(span, article, source) for span in quote["spans"]]
    return {
        "id": _id(source, quote),
        "type": "Annotation",
        "motivation": "identifying",
        "confidence": quote["confidence"],
        "body": _bodies(quote),
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(span: dict[str, int], article: str, source: str) -> Json:
    start, end = span["start"], span["end"]
    return {
        "type": "SpecificResource",
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": article[start:end],
                "prefix": article[max(0, start - _AROUND) : start],
                "suffix": article[end : end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def _bodies(quote: Json) -> list[Json]:
    """The quote's type, then who said it and for whom, as far as these are known."""
    bodies: list[Json] = [{"type": "TextualBody", "purpose": "classifying", "value": quote["type"]}]
    if speaker := quote["speaker"]:
        kind = _SPEAKER_CLASS.get(speaker["kind"], "schema:Thing")
        bodies.append(_named("speaker", kind, speaker, jobTitle=speaker["role"]))
        bodies += [_named("member", "schema:Thing", member) for member in speaker["members"]]
    if source := quote["source"]:
        bodies.append(_named("source", "schema:Organization", source, addressCountry=source["country"]))
        if source["via"]:
            bodies.append(_named("via", "schema:Organization", source["via"]))
    return bodies


def _named(role: str, kind: str, named: Json, **more: Any) -> Json:
    told = {"identifier": named["id"], **more}
    return {
        "type": ["TextualBody", kind],
        "purpose": "identifying",
        "roleName": role,
        "value": named["name"],
        **{name: value for name, value in told.items() if value is not None},
    }


def _id(*parts: Any) -> str:
    return uuid5(NAMESPACE_URL, repr(parts)).urn
