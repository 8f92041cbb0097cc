"""What tagger and parser found, as plain values: token by token, spaCy is slow to tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.attrs import MORPH, POS, TAG
from spacy.tokens import Doc

from service.lexicons.lexicon import NO_DEP, NO_TAG, Lexicon
from service.lexicons.schema import Dependency, Tag


@dataclass(frozen=True, slots=True)
class Syntax:
    """A value a token: `left` and `right` are the edges of its subtree; for the others see `article.Word`."""

    heads: list[int]
    deps: list[frozenset[Dependency]]
    tags: list[frozenset[Tag]]
    forms: list[str]
    left: list[int]
    right: list[int]


def syntax_of(doc: Doc, heads: list[int], labels: list[str], lexicon: Lexicon) -> Syntax:
    """The syntax of a tagged document whose dependencies are `heads` and `labels`."""
    columns = doc.to_array([TAG, POS, MORPH]).reshape(len(doc), 3).T.tolist()
    strings = doc.vocab.strings
    kinds = list(zip(*columns, strict=True))
    known = {kind: _tags_and_form([strings[key] for key in kind], lexicon) for kind in set(kinds)}
    tags, forms = [known[kind][0] for kind in kinds], [known[kind][1] for kind in kinds]
    deps = [lexicon.dependencies.get(label, NO_DEP) for label in labels]
    return Syntax(heads, deps, tags, forms, *_edges(heads))


def _tags_and_form(kind: Sequence[str], lexicon: Lexicon) -> tuple[frozenset[Tag], str]:
    """The kinds of the tag, and the form of an infinitive or participle; "" for finite verbs and other words.

    `kind` is spaCy's tag ("" in French), part of speech and features.
    """
    fine, coarse, features = kind
    tag = fine or coarse
    kinds = lexicon.tags.get(tag, NO_TAG)
    if "verb" not in kinds:
        return kinds, ""
    marked = f"{tag}|{features}|"
    found = (form for form, marks in lexicon.forms.items() if any(mark in marked for mark in marks))
    return kinds, next(found, "")


def _edges(heads: list[int]) -> tuple[list[int], list[int]]:
    """The first and the last word of each subtree."""
    left, right = list(range(len(heads))), list(range(len(heads)))
    # The first word to come to a head is its outermost; whoever is above the head was told of that one, too.
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
