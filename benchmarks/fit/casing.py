"""Which words have a capital: choices between a capital and none, and the tables of counts."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from benchmarks.fit.logit import SEED, Choice
from benchmarks.fit.normal import in_normal_form
from benchmarks.fit.writing import forms_text
from benchmarks.gold import SECRET, TO_READ, Record, locate
from benchmarks.scorer.score import read_jsonl
from service.extraction.casing.features import Knowledge, in_place, own
from service.extraction.casing.forms import CasedForms, KnownForm, Written, forms_of
from service.extraction.casing.names import names_of
from service.extraction.casing.words import CasedWord, is_capital, without_ligatures, words_of
from service.lexicons import LANGUAGES
from service.lexicons.catalogue import load_catalogue
from service.lexicons.lexicon import load_lexicon
from service.reader.pipelines import load_pipeline

PENALTY = 1.0
TEXTS = (*TO_READ, "unannotated_fr")
ENDS_PROSE = tuple('.!?…"”»)')
SHORTEST = 40  # characters of a line of prose; headlines have capitals of their own
SHARE = 0.2  # of the lines are used: there are few features
UNACCENTED = 0.05  # of a word's small forms; one more often without accents may be another word
FEWEST = 5  # articles that must have a feature

Counts = dict[str, Counter[str]]  # by key, the forms


class Line(NamedTuple):
    """A line of prose and its words."""

    text: str
    words: list[CasedWord]

    def form(self, word: CasedWord) -> str:
        """The word as it is written."""
        return self.text[word.start : word.end]


class Article(NamedTuple):
    """An article: its lines of prose, and how often each form of a word stands inside its sentences."""

    id: str
    language: str
    lines: list[Line]
    counts: Counts


@cache
def articles() -> tuple[Article, ...]:
    """The articles to fit on, each once."""
    found: dict[str, Article] = {}
    for record in _texts():
        if record["id"] not in found and record["lang"] in LANGUAGES:
            found[record["id"]] = _article(record)
    return tuple(found.values())


def _texts() -> Iterator[Record]:
    for name in TEXTS:
        path, part = locate(name)
        for record in read_jsonl(path):
            if record.get("part") != SECRET and part in (None, record.get("part")):
                yield in_normal_form({**record, "attributions": []})


def _article(record: Record) -> Article:
    lines = [
        Line(line, words_of(line))
        for line in record["text"].split("\n")
        if len(line) > SHORTEST and line.rstrip().endswith(ENDS_PROSE) and not line.isupper()
    ]
    counts: Counts = {}
    for line in lines:
        for word in line.words:
            if not word.begins:
                counts.setdefault(word.key, Counter())[line.form(word)] += 1
    return Article(record["id"], record["lang"], lines, counts)


def tables() -> dict[str, str]:
    """The tables of the languages that have articles: content by name of file."""
    found: dict[str, str] = {}
    for language in sorted({article.language for article in articles()}):
        own_articles = [article for article in articles() if article.language == language]
        head = {"fitted on": f"{', '.join(TEXTS)}: {len(own_articles)} articles"}
        words = table_of(counts_of(own_articles))
        found[f"forms_{language}.txt"] = forms_text(words, head)
    return found


def counts_of(of: list[Article]) -> Counts:
    """How often each form of a word stands in these articles."""
    counts: Counts = {}
    for article in of:
        for key, forms in article.counts.items():
            counts.setdefault(key, Counter()).update(forms)
    return counts


def table_of(counts: Counts) -> dict[str, KnownForm]:
    """What was counted for each word, by its key."""
    return {key: _known(key, forms) for key, forms in counts.items() if forms}


def _known(key: str, forms: Counter[str]) -> KnownForm:
    """What was counted for a word; of equally frequent forms, the alphabetically first one.

    A word that also occurs without accents is not given any: "a" may be "à".
    """
    by_case = {
        capital: sorted(
            (form for form in forms if forms[form] > 0 and is_capital(form) == capital),
            key=lambda form: (-forms[form], form),
        )
        for capital in (False, True)
    }
    small, capital = (sum(forms[form] for form in by_case[case]) for case in (False, True))
    plain = key.strip("'")
    is_sure = forms[plain] < UNACCENTED * small
    small_form = by_case[False][0] if is_sure and by_case[False] else plain
    capital_form = (by_case[True] or [plain.capitalize()])[0]
    return KnownForm(small, capital, small_form, capital_form, _several(forms))


def _several(forms: Counter[str]) -> tuple[Written, ...]:
    """The forms of a word that has more than one, apart from capitals and ligatures."""
    counts: dict[str, list[int]] = {}
    for form, times in forms.items():
        if times > 0:
            counts.setdefault(without_ligatures(form), [0, 0])[is_capital(form)] += times
    return tuple(Written(form, *counts[form]) for form in sorted(counts)) if len(counts) > 1 else ()


def choices() -> list[Choice]:
    """A choice for each word inside a sentence, in some lines, by what is known without its article."""
    lot = random.Random(SEED)
    catalogue = load_catalogue(None)
    found: list[Choice] = []
    for language in sorted({article.language for article in articles()}):
        own_articles = [article for article in articles() if article.language == language]
        lexicon, counts = load_lexicon(language), counts_of(own_articles)
        names = names_of(lexicon, catalogue)
        pipeline = load_pipeline(lexicon.pipeline)
        forms = forms_of(table_of(counts))
        for article in own_articles:
            knowledge = Knowledge(unseen_of(article, forms, counts), names, pipeline.spellings, lexicon)
            found += _choices(article, knowledge, lot)
    return frequent(found, FEWEST)


def unseen_of(article: Article, forms: CasedForms, counts: Counts) -> CasedForms:
    """What would be known of the article's words if it had not been counted."""
    rest = {key: counts[key] - seen for key, seen in article.counts.items()}
    return CasedForms(table_of(rest), forms.endings)


def _choices(article: Article, knowledge: Knowledge, lot: random.Random) -> Iterator[Choice]:
    own_of = cache(lambda key: own(key, knowledge))
    for line in article.lines:
        if lot.random() > SHARE:
            continue
        capitals = [is_capital(line.form(word)) for word in line.words]
        for number, word in enumerate(line.words):
            if word.begins:
                continue
            before = None if line.words[number - 1].begins else capitals[number - 1]
            place = in_place(line.words, number, before, own_of)
            features = {
                name: value for name, value in {**own_of(word.key).features, **place}.items() if value
            }
            yield Choice(article.id, (features, {}), (capitals[number], not capitals[number]))


def frequent(choices: list[Choice], fewest: int) -> list[Choice]:
    """The choices without the features of words that occur in fewer articles."""
    seen: dict[str, set[str]] = {}
    for choice in choices:
        for candidate in choice.candidates:
            for name in candidate:
                if "=" in name:
                    seen.setdefault(name, set()).add(choice.article)
    rare = {name for name, of in seen.items() if len(of) < fewest}
    return [
        Choice(c.article, [{n: v for n, v in one.items() if n not in rare} for one in c.candidates], c.right)
        for c in choices
    ]
