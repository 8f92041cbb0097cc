"""Which form a word has in a text without accents: a choice between the forms that may be meant."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from functools import cache

from benchmarks.fit.casing import Article, articles, counts_of, frequent, table_of, unseen_of
from benchmarks.fit.logit import SEED, Choice
from service.extraction.accents.accents import case_of
from service.extraction.accents.candidates import AccentedForm, Ranked, candidates, ranked
from service.extraction.accents.features import FEW, in_place, own, told
from service.extraction.casing.features import Knowledge
from service.extraction.casing.forms import forms_of
from service.extraction.casing.names import names_of
from service.extraction.casing.words import is_capital, without_ligatures
from service.lexicons.catalogue import load_catalogue
from service.lexicons.lexicon import load_lexicon
from service.reader.pipelines import load_pipeline

LANGUAGE = "fr"
PENALTY = 1.0
CAPITALS = 0.15  # of the lines are read as if in capitals
SURE, SHARE = 0.99, 0.05  # there are many words nearly always of one form: this share of them is used
FEWEST = 10  # articles that must have a feature of the words beside a word


def choices() -> list[Choice]:
    """A choice for each word with several possible forms, by what is known without its article."""
    lot = random.Random(SEED)
    of = [article for article in articles() if article.language == LANGUAGE]
    lexicon, counts = load_lexicon(LANGUAGE), counts_of(of)
    names = names_of(lexicon, load_catalogue(None))
    spellings = load_pipeline(lexicon.pipeline).spellings
    forms, rank = forms_of(table_of(counts)), cache(ranked(spellings))
    found: list[Choice] = []
    for article in of:
        knowledge = Knowledge(unseen_of(article, forms, counts), names, spellings, lexicon)
        found += _choices(article, knowledge, lot, rank)
    return frequent(found, FEWEST)


def _choices(article: Article, knowledge: Knowledge, lot: random.Random, rank: Ranked) -> Iterator[Choice]:
    possible = cache(lambda key, case: candidates(key, case, knowledge, rank))
    for line in article.lines:
        forms = [without_ligatures(line.form(word)) for word in line.words]
        cased = None if lot.random() < CAPITALS else [is_capital(line.form(word)) for word in line.words]
        for number, word in enumerate(line.words):
            case = case_of(line.words, number, cased)
            of = possible(word.key, case)
            right = [one.form == forms[number] for one in of]
            if len(of) < 2 or not any(right) or (_is_sure(of) and lot.random() > SHARE):
                continue
            places = list(in_place(line.words, number, forms, knowledge, cased))
            given = (
                {**own(one, case), **dict.fromkeys(told(one.form, places, knowledge.endings), 1.0)}
                for one in of
            )
            yield Choice(article.id, [{n: v for n, v in one.items() if v} for one in given], right)


def _is_sure(of: Sequence[AccentedForm]) -> bool:
    """Has a word been seen often, and nearly always in one form?"""
    return of[0].seen >= FEW and max(one.times for one in of) > SURE * of[0].seen
