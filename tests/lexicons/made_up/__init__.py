"""A spaCy pipeline of a made-up language: names have capitals, verbs end in "-um", nouns in "-o".

Its components are written by hand: nothing is learned, and the fast reader knows none of their layers.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy import blank
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import load_model_from_init_py

VERSION = "1.0.0"
NAME, VERB, NOUN, MARK, OTHER = "PROPN", "VERB", "NOUN", "PUNCT", "X"


def _kind(word: str) -> str:
    if not any(letter.isalpha() for letter in word):
        return MARK
    endings = {"um": VERB, "o": NOUN}
    kind = next((kind for ending, kind in endings.items() if word.endswith(ending)), OTHER)
    return NAME if word[0].isupper() else kind


@Language.component("made_up_tagger")
def tagger(doc: Doc) -> Doc:
    """The document with a part of speech for each word."""
    for token in doc:
        token.pos_ = _kind(token.text)
    return doc


@Language.component("made_up_parser")
def parser(doc: Doc) -> Doc:
    """The document with a tree for each sentence: its root is the first verb, and the subject comes next."""
    starts = [token.i for token in doc if token.i == 0 or token.is_sent_start]
    heads, labels = list(range(len(doc))), ["dep"] * len(doc)
    for start, end in zip(starts, [*starts[1:], len(doc)], strict=True):
        kinds = [_kind(token.text) for token in doc[start:end]]
        root = start + (kinds.index(VERB) if VERB in kinds else 0)
        subject = next((i for i in range(root + 1, end) if kinds[i - start] in (NAME, NOUN)), root)
        for i in range(start, end):
            heads[i], labels[i] = root, "punct" if kinds[i - start] == MARK else "dep"
        labels[subject], labels[root] = "subj", "ROOT"
        for i in range(subject + 1, end):
            if kinds[i - start] != NAME or kinds[i - 1 - start] != NAME:
                break
            heads[i], labels[i] = subject, "name"
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        pos=[token.pos_ for token in doc],
        heads=heads,
        deps=labels,
    )


@Language.component("made_up_ner")
def ner(doc: Doc) -> Doc:
    """The document with its people: the last two of several names in a row."""
    names = [_kind(token.text) == NAME for token in doc]
    ends = (i for i in range(1, len(doc)) if names[i - 1] and names[i] and not any(names[i + 1 : i + 2]))
    doc.ents = [Span(doc, end - 1, end + 1, "HUMAN") for end in ends]
    return doc


def write(folder: Path) -> None:
    """Write the package `made_up` into a folder on Python's path, as pip would install it."""
    nlp = blank("xx", meta={"name": "made_up", "version": VERSION})
    for name in ("tagger", "parser", "ner"):
        nlp.add_pipe(f"made_up_{name}", name=name)
    package = folder / "made_up"
    package.mkdir()
    (package / "__init__.py").write_text(Path(__file__).read_text("utf-8"), "utf-8")
    nlp.to_disk(package / f"xx_made_up-{VERSION}")
    (package / "meta.json").write_text(
        (package / f"xx_made_up-{VERSION}" / "meta.json").read_text("utf-8"), "utf-8"
    )
    installed = folder / f"made_up-{VERSION}.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text(f"Name: made_up\nVersion: {VERSION}\n", "utf-8")


def load(**overrides: Any) -> Language:
    """The pipeline of the package, of which this file is then a part."""
    return load_model_from_init_py(__file__, **overrides)
