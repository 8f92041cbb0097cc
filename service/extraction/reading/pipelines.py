"""The spaCy pipeline of a language: loaded once, with the components that the rules read and no others."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from typing import Any

import spacy
from spacy.language import Language
from thinc.api import NumpyOps, set_current_ops


class MissingPipeline(OSError):
    """No package with the pipeline, of the version that the lexicon asks for, is installed."""


def load_pipeline(wanted: Mapping[str, Any]) -> Language:
    """The pipeline that a lexicon's grammar.toml names; MissingPipeline if it cannot be had."""
    set_current_ops(NumpyOps(use_blis=False))
    for package in wanted["packages"]:
        if importlib.util.find_spec(package) is None:
            continue
        nlp = spacy.load(package)
        if nlp.meta["version"] != wanted["version"]:
            raise MissingPipeline(
                f"{package} is {nlp.meta['version']}, version {wanted['version']} is needed"
            )
        for name in nlp.pipe_names:
            if name not in wanted["components"]:
                nlp.remove_pipe(name)
        nlp.max_length = 10**9
        return nlp
    raise MissingPipeline(f"none of the spaCy packages {', '.join(wanted['packages'])} is installed")
