"""The texts that speed is measured on: gold and plain articles if they are at hand, else the seeds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from itertools import cycle, islice
from pathlib import Path

from benchmarks.gold import SEEDS, SHARED

CORPORA = {"en": ("polnear_dev", "polnear_train"), "fr": ("news_dev_fr", "unannotated_fr")}


def _articles(path: Path, language: str) -> list[str]:
    with path.open(encoding="utf-8") as lines:
        records = map(json.loads, lines)
        return [record["text"] for record in records if record["lang"] == language]


@cache
def corpus(language: str) -> tuple[str, ...]:
    """The articles in one language, each once; those for which figures are published come first."""
    paths = [path for name in CORPORA[language] if (path := SHARED / f"{name}.jsonl").is_file()]
    return tuple(dict.fromkeys(text for path in paths or [SEEDS] for text in _articles(path, language)))


def corpus_names(language: str) -> str:
    """Where the articles come from."""
    return ", ".join(name for name in CORPORA[language] if (SHARED / f"{name}.jsonl").is_file()) or "seeds"


def words(text: str) -> int:
    """How many words a text has."""
    return len(text.split())


def samples(language: str, size: int, rounds: int) -> tuple[list[list[str]], list[str]]:
    """Articles for several rounds, about `size` words each, and others of as many words to warm up with.

    No article is read twice, as in real use, where what a reader remembers helps only with words that new
    articles share.  If there are too few, as among the seeds, all rounds use the same.
    """
    articles = iter(corpus(language))
    turns = [_some(articles, size) for _ in range(rounds)]
    others = _some(articles, size * rounds)
    if turns[-1]:
        return turns, others
    return [list(corpus(language))] * rounds, list(corpus(language))


def _some(articles: Iterator[str], size: int) -> list[str]:
    """The next articles, `size` words of them or a little more."""
    chosen: list[str] = []
    while sum(map(words, chosen)) < size and (text := next(articles, None)) is not None:
        chosen.append(text)
    return chosen


def long_text(language: str, characters: int) -> str:
    """Whole paragraphs of successive articles, together at most so many characters."""
    taken: list[str] = []
    length = 0
    for text in cycle(corpus(language)):
        for paragraph in text.split("\n"):
            length += len(paragraph) + 1
            if length > characters:
                return "\n".join(taken)
            taken.append(paragraph)
    raise ValueError(f"no text in {language}")


def pieces(text: str, count: int) -> list[str]:
    """The text in `count` pieces of nearly the same length, each of whole paragraphs."""
    found = [""] * count
    at = 0
    for paragraph in text.splitlines(keepends=True):
        found[at * count // len(text)] += paragraph
        at += len(paragraph)
    return found


def one_article(language: str, size: int) -> str:
    """An article of `size` words, made of whole ones and cut to length."""
    text = long_text(language, 20 * size)
    at = 0
    for word in text.split()[:size]:
        at = text.index(word, at) + len(word)
    return text[:at]


def stream(count: int) -> list[str]:
    """`count` articles, in the two languages in turn, repeated as often as necessary."""
    pairs = zip(cycle(corpus("en")), cycle(corpus("fr")), strict=False)
    return list(islice((text for pair in pairs for text in pair), count))
