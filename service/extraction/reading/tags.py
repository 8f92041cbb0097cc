"""Translates the labels of tagger and parser into the kinds that the rules ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from service.lexicons.lexicon import NO_DEP, NO_TAG, Lexicon
from service.lexicons.schema import Tag
from service.reader.plain import Tags


def syntax_of(
    found: Sequence[Tags], heads: list[int], labels: list[str], first: int, lexicon: Lexicon
) -> dict[str, Iterable[Any]]:
    """The fields of `article.Word` that come from tagger and parser, one value per token.

    `heads` are counted from the first token, which is word `first` of the article.
    """
    known = {tags: _tags_and_form(tags, lexicon) for tags in set(found)}
    left, right = _edges(heads)
    return {
        "tags": [known[each][0] for each in found],
        "form": [known[each][1] for each in found],
        "deps": [lexicon.dependencies.get(label, NO_DEP) for label in labels],
        "head": [first + i for i in heads],
        "left": [first + i for i in left],
        "right": [first + i for i in right],
    }


def _tags_and_form(found: Tags, lexicon: Lexicon) -> tuple[frozenset[Tag], str]:
    """The kinds of the tag, and the form of an infinitive or participle; "" for any other word."""
    fine, coarse, features = found
    tag = fine or coarse
    kinds = lexicon.tags.get(tag, NO_TAG)
    if "verb" not in kinds:
        return kinds, ""
    marked = f"{tag}|{features}|"
    forms = (form for form, marks in lexicon.forms.items() if any(mark in marked for mark in marks))
    return kinds, next(forms, "")


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """The first and the last word of each subtree."""
    left, right = list(range(len(heads))), list(range(len(heads)))
    # The first word to reach a head is its outermost; the heads above it then have that word already.
    for i, head in enumerate(heads):
        while left[head] > i:
            left[head] = i
            head = heads[head]
    for i in range(len(heads) - 1, -1, -1):
        head = heads[i]
        while right[head] < i:
            right[head] = i
            head = heads[head]
    return left, right
