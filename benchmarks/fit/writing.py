"""Writes models and tables of words in the form of their files, which the service reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from service.extraction.casing.forms import SHARES, KnownForm, known
from service.extraction.ranking import FORMAT, FORMAT_KEY, Model

DECIMALS = 4


def model_text(model: Model) -> str:
    """A model in the form of its file."""
    rows = (f"{name} {weight:.{DECIMALS}f}" for name, weight in sorted(model.weights.items()))
    return _text_of(model.head, rows)


def forms_text(words: Mapping[str, KnownForm], head: Mapping[str, str]) -> str:
    """A table of words in the form of its file."""
    lines = []
    for key, word in sorted(words.items()):
        plain = known(key, 0, 0, ())
        own = ((word.small_form, plain.small_form), (word.capital_form, plain.capital_form))
        forms = (form for form, usual in own if form != usual)
        several = (SHARES.join(map(str, written)) for written in word.several)
        lines.append(" ".join([key, str(word.small), str(word.capital), *forms, *several]))
    return _text_of(head, lines)


def _text_of(head: Mapping[str, str], lines: Iterable[str]) -> str:
    told = (f"# {key}: {value}" for key, value in {FORMAT_KEY: FORMAT, **head}.items())
    return "".join(f"{line}\n" for line in (*told, *lines))
