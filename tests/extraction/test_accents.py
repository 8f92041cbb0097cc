"""A French text typed without accents is read as if it had them; a text with accents stays as it is."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest

from benchmarks.disguises import Disguise, disguised, unaccented, unaccented_capitals
from service.exchange.reading import Extract
from service.extraction.model import QUOTE_TYPES, Extraction, Options
from service.extraction.normal.form import normal_form, told_of
from service.extraction.normal.front import words_of
from service.extraction.reading.parts import function_words
from service.extraction.restoring import Restoring, load_restoring
from service.lexicons import LANGUAGES
from service.lexicons.catalogue import load_catalogue
from service.lexicons.lexicon import load_lexicon
from service.reader.pipelines import load_pipeline

ALL = Options(types=QUOTE_TYPES)
LEXICONS = {language: load_lexicon(language) for language in LANGUAGES}
FRONT = words_of(lexicon.front for lexicon in LEXICONS.values())


@pytest.fixture(scope="module")
def restoring() -> Restoring:
    french = {"fr": LEXICONS["fr"]}
    pipelines = {"fr": load_pipeline(LEXICONS["fr"].pipeline)}
    return load_restoring(french, load_catalogue(None), pipelines, function_words(LEXICONS))


def read(restoring: Restoring, text: str, asked: str | None = None) -> str:
    """The text as it is read."""
    normal = normal_form(text, FRONT, [partial(restoring.accented, asked=asked)])
    return text if normal is None else normal.text


# Words with several meanings; what stands beside each tells which one is meant.
SENTENCES = [
    "Le ministre a expliqué que la réunion était annulée à Paris.",
    "« C’est une erreur », explique le président de la région, élu à Lyon.",
    "Les blessés ont été transportés à l’hôpital où ils sont soignés.",
    "Le préfet a décidé de fermer l’école dès lundi ou mardi.",
    "Le député est sûr que la sécurité des élèves repose sur eux, a-t-il déclaré.",
    "« Nous sommes prêts », a affirmé Hélène Kelderman, la présidente du comité.",
    "La société a déréglementé puis démantelé le réseau, déplore-t-elle.",
]
NEARLY = 0.95  # of the words that have accents, or that resemble such words


def test_sentences_typed_without_accents_are_read_with_nearly_all_that_they_would_have(
    restoring: Restoring,
) -> None:
    for wrapped in (False, True):
        sent = [text.replace(" la ", "\nla ", 1) if wrapped else text for text in SENTENCES]
        told = [read(restoring, disguised(text, unaccented).text, "fr").split() for text in sent]
        words = [
            (word, other)
            for text, found in zip(sent, told, strict=True)
            for word, other in zip(text.split(), found, strict=True)
            if not word.isascii() or not other.isascii()
        ]
        assert sum(word == other for word, other in words) >= NEARLY * len(words)


def test_lines_in_capitals_get_their_accents_in_a_text_that_has_its_own(restoring: Restoring) -> None:
    head, body = "LE PRESIDENT EST ARRIVE A L’HOPITAL", "Il a été opéré, a précisé le président de la région."
    assert read(restoring, f"{head}\n{body}", "fr") == f"LE PRÉSIDENT EST ARRIVÉ À L’HÔPITAL\n{body}"


@pytest.mark.parametrize(
    "text",
    [
        "Le président a été opéré. Le president de la region a parle, dit un café voisin.",
        "« Tu viens ou tu pars ? » a dit Anne, sur le quai de la gare.",
        "La presidente de Kelder est partie.",
        "The president of the region said that his vehicle was in the college with an academic.",
        "",
    ],
    ids=["it has some", "it needs none", "one word may be a slip", "it is another language", "it is empty"],
)
def test_a_text_that_does_not_plainly_lack_accents_is_read_as_it_is(restoring: Restoring, text: str) -> None:
    assert read(restoring, text) == text


def test_a_word_whose_small_letters_are_more_than_its_capitals_stays_in_a_text_without_accents(
    restoring: Restoring,
) -> None:
    sent = "Le president de la region a declare que la securite des eleves etait assuree a İstanbul. "
    assert read(restoring, sent + sent.replace("İ", "I") * 4, "fr").startswith(
        "Le président de la région a déclaré que la sécurité des élèves était assurée à İstanbul. "
    )


def test_a_part_in_another_language_is_read_as_it_is(restoring: Restoring) -> None:
    french = "Le president de la region a declare que la securite des eleves etait assuree. " * 6
    english = "The president of the region said that a vehicle of the college was his own. " * 6
    told = read(restoring, f"{french}\n\n{english}")
    assert english in told
    assert "a déclaré que la sécurité des élèves était assurée" in told


@pytest.mark.parametrize("disguise", [unaccented, unaccented_capitals])
def test_an_article_without_accents_gives_the_same_speakers_and_sources(
    extract: Extract, seeds: list[dict[str, Any]], disguise: Disguise
) -> None:
    for seed in seeds:
        if seed["lang"] == "fr":
            sent = disguised(seed["text"], disguise)
            plain, found = extract(seed["text"], ALL), extract(sent.text, ALL)
            assert plain.quotes
            assert speakers(told_of(found, seed["text"], sent)) == speakers(plain)


def test_a_name_typed_without_accents_is_told_with_them_and_stands_where_it_was_sent(
    extract: Extract,
) -> None:
    text = "« C'est une erreur », a regrette la ministre Helene Kelderman, elue a Lyon et tres critiquee."
    (quote,) = extract(text, Options()).quotes
    assert quote.speaker is not None
    assert quote.speaker.name == "Hélène Kelderman"
    assert quote.speaker.mention is not None
    assert "Helene Kelderman" in quote.speaker.mention.text
    assert quote.speaker.mention.span.text(text) == quote.speaker.mention.text


def speakers(extraction: Extraction) -> list[tuple[Any, ...]]:
    """Who says each quote, and on whose authority."""
    return [
        (quote.spans, quote.speaker and quote.speaker.name, quote.source and quote.source.id)
        for quote in extraction.quotes
    ]
