"""What the parser found, as plain values: token by token, spaCy is slow to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from spacy.attrs import DEP, HEAD, MORPH, POS, TAG
from spacy.tokens import Doc

from service.lexicons.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Syntax:
    """A value a token: `left` and `right` are the edges of its subtree; for the others see `article.Word`."""

    heads: list[int]
    labels: list[str]
    tags: list[str]
    forms: list[str]
    left: list[int]
    right: list[int]


def syntax_of(doc: Doc, lexicon: Lexicon) -> Syntax:
    """The tags, verb forms and dependencies of a parsed document."""
    columns = doc.to_array([HEAD, DEP, TAG, POS, MORPH]).reshape(len(doc), 5).T
    heads: list[int] = (columns[0].astype(np.int64) + np.arange(len(doc))).tolist()
    strings = doc.vocab.strings
    labels = {key: strings[key] for key in set(columns[1].tolist())}
    kinds = list(zip(*columns[2:].tolist(), strict=True))
    known = {kind: _tag_and_form([strings[key] for key in kind], lexicon) for kind in set(kinds)}
    return Syntax(
        heads,
        [labels[key] for key in columns[1].tolist()],
        [known[kind][0] for kind in kinds],
        [known[kind][1] for kind in kinds],
        *_edges(heads),
    )


def _tag_and_form(kind: Sequence[str], lexicon: Lexicon) -> tuple[str, str]:
    """The tag, and the form of an infinitive or participle; "" for finite verbs and other words.

    `kind` is spaCy's tag ("" in French), part of speech and features.
    """
    fine, coarse, features = kind
    tag = fine or coarse
    if "verb" not in lexicon.tags.get(tag, ()):
        return tag, ""
    marked = f"{tag}|{features}|"
    found = (form for form, marks in lexicon.forms.items() if any(mark in marked for mark in marks))
    return tag, next(found, "")


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """The first and the last word of each subtree."""
    left, right = list(range(len(heads))), list(range(len(heads)))
    changed = True
    while changed:  # once, and once more where arcs cross
        changed = False
        for i, head in enumerate(heads):
            if left[i] < left[head]:
                left[head], changed = left[i], True
        for i in range(len(heads) - 1, -1, -1):
            head = heads[i]
            if right[i] > right[head]:
                right[head], changed = right[i], True
    return left, right
