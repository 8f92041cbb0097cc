"""What tagger and parser found, as plain values: token by token, spaCy is slow to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.attrs import MORPH, POS, TAG
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


def syntax_of(doc: Doc, heads: list[int], labels: list[str], lexicon: Lexicon) -> Syntax:
    """The syntax of a tagged document whose dependencies are `heads` and `labels`."""
    columns = doc.to_array([TAG, POS, MORPH]).reshape(len(doc), 3).T.tolist()
    strings = doc.vocab.strings
    kinds = list(zip(*columns, strict=True))
    known = {kind: _tag_and_form([strings[key] for key in kind], lexicon) for kind in set(kinds)}
    tags, forms = ([known[kind][i] for kind in kinds] for i in range(2))
    return Syntax(heads, labels, tags, forms, *_edges(heads))


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
