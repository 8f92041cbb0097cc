"""Indirect quotes: what is returned as reported speech without marks, whose it is, what is none."""

from __future__ import annotations

from itertools import pairwise

import pytest

from service.exchange.reading import Extract
from service.extraction.model import Options, Quote
from service.extraction.ranking import MODELS, load_model
from service.extraction.reports.features import REPORT_FEATURES, REPORT_WORDS


def reported(extract: Extract, text: str, language: str) -> list[Quote]:
    """The indirect quotes of a text, all types asked for."""
    found = extract(text, Options(language, ("direct", "mixed", "indirect"))).quotes
    return [quote for quote in found if quote.type == "indirect"]


ANOTHER = {
    "en": ("Jonas Weber said that the bridge was closed.", "the bridge was closed"),
    "fr": ("Jonas Weber a dit que le pont était fermé.", "le pont était fermé"),
}


def reports_beside_another(extract: Extract, text: str, language: str) -> list[str]:
    """The indirect quotes of a text, except that of a paragraph added to it, which must be found."""
    sentence, words = ANOTHER[language]
    *found, last = reported(extract, f"{text}\n{sentence}", language)
    assert last.text == words
    return [quote.text for quote in found]


ENGLISH = [
    (
        "Emmanuel Macron said that Russia must respect the treaty.",
        "Russia must respect the treaty",
        "Emmanuel Macron",
    ),
    (
        "Angela Merkel told reporters on Monday the talks would go on.",
        "the talks would go on",
        "Angela Merkel",
    ),
    (
        "The talks will go on next week, Angela Merkel said.",
        "The talks will go on next week",
        "Angela Merkel",
    ),
    (
        "The talks will go on next week, Angela Merkel said on Tuesday.",
        "The talks will go on next week",
        "Angela Merkel",
    ),
    (
        "According to Angela Merkel, the talks will go on next week.",
        "the talks will go on next week",
        "Angela Merkel",
    ),
    (
        "PARIS (AFP) — The talks will go on next week, according to Angela Merkel.",
        "The talks will go on next week",
        "Angela Merkel",
    ),
    (
        "Angela Merkel said the talks would go on, adding that nobody had left the table.",
        "the talks would go on",
        "Angela Merkel",
    ),
    (
        "Angela Merkel said the talks would go on, adding that nobody had left the table.",
        "nobody had left the table",
        "Angela Merkel",
    ),
    (
        "Angela Merkel said the talks would go on, while the markets fell in Frankfurt.",
        "the talks would go on",
        "Angela Merkel",
    ),
]
FRENCH = [
    (
        "Emmanuel Macron a déclaré que la Russie devait respecter le traité.",
        "la Russie devait respecter le traité",
        "Emmanuel Macron",
    ),
    (
        "Emmanuel Macron a déclaré il recevra les ambassadeurs demain.",
        "il recevra les ambassadeurs demain",
        "Emmanuel Macron",
    ),
    (
        "Emmanuel Macron a annoncé lundi avoir reçu les ambassadeurs.",
        "avoir reçu les ambassadeurs",
        "Emmanuel Macron",
    ),
    (
        "Emmanuel Macron a dit vouloir recevoir les ambassadeurs.",
        "vouloir recevoir les ambassadeurs",
        "Emmanuel Macron",
    ),
    (
        "Emmanuel Macron a confié à la presse ne pas craindre les élections.",
        "ne pas craindre les élections",
        "Emmanuel Macron",
    ),
    (
        "Les négociations reprendront lundi à Genève, a indiqué Emmanuel Macron.",
        "Les négociations reprendront lundi à Genève",
        "Emmanuel Macron",
    ),
    (
        "Les habitants de Genève seront reçus dès lundi, a indiqué mardi la présidente Angela Merkel.",
        "Les habitants de Genève seront reçus dès lundi",
        "Angela Merkel",
    ),
    (
        "Selon Emmanuel Macron, les négociations reprendront lundi à Genève.",
        "les négociations reprendront lundi à Genève",
        "Emmanuel Macron",
    ),
    (
        "Les négociations reprendront lundi à Genève, selon Emmanuel Macron.",
        "Les négociations reprendront lundi à Genève",
        "Emmanuel Macron",
    ),
    (
        "Emmanuel Macron affirme que la paix est possible, alors que les combats continuent.",
        "la paix est possible",
        "Emmanuel Macron",
    ),
]


@pytest.mark.parametrize(("text", "clause", "speaker"), ENGLISH, ids=str)
def test_an_english_report_is_the_clause_of_its_cue_without_that(
    extract: Extract, text: str, clause: str, speaker: str
) -> None:
    found = {quote.text: quote for quote in reported(extract, text, "en")}
    assert clause in found
    said_by = found[clause].speaker
    assert said_by is not None
    assert said_by.name == speaker


@pytest.mark.parametrize(("text", "clause", "speaker"), FRENCH, ids=str)
def test_a_french_report_is_the_clause_of_its_cue_without_que(
    extract: Extract, text: str, clause: str, speaker: str
) -> None:
    found = {quote.text: quote for quote in reported(extract, text, "fr")}
    assert clause in found
    said_by = found[clause].speaker
    assert said_by is not None
    assert said_by.name == speaker


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Angela Merkel thinks that the talks will go on.", "en"),
        ("Angela Merkel hopes to visit Warsaw before the summer.", "en"),
        ("Angela Merkel fears the talks will fail.", "en"),
        ("Emmanuel Macron croit que les négociations reprendront.", "fr"),
        ("Emmanuel Macron espère recevoir les ambassadeurs.", "fr"),
        ("Emmanuel Macron craint que les négociations échouent.", "fr"),
    ],
)
def test_beliefs_wishes_and_fears_are_no_speech(extract: Extract, text: str, language: str) -> None:
    assert reports_beside_another(extract, text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Angela Merkel did not say whether the talks would go on.", "en"),
        ("Angela Merkel left Warsaw without saying whether the talks would go on.", "en"),
        ("Emmanuel Macron n'a pas dit si les négociations reprendraient.", "fr"),
        ("Emmanuel Macron a quitté Genève sans préciser si les négociations reprendraient.", "fr"),
    ],
)
def test_what_was_not_said_is_no_report(extract: Extract, text: str, language: str) -> None:
    assert reports_beside_another(extract, text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Angela Merkel promised to visit Warsaw before the summer.", "en"),
        ("Angela Merkel asked whether the talks would go on.", "en"),
        ("Angela Merkel urged the ministers to go on with the talks.", "en"),
        ("The study shows how cities grow.", "en"),
        ("Emmanuel Macron a demandé si les négociations reprendraient.", "fr"),
        ("Emmanuel Macron a demandé aux ministres de reprendre les négociations.", "fr"),
        ("Les tests permettent de dire si un malade est contagieux.", "fr"),
    ],
)
def test_what_is_asked_promised_ordered_or_shown_states_nothing_and_is_no_report(
    extract: Extract, text: str, language: str
) -> None:
    assert reports_beside_another(extract, text, language) == []


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("It said that the talks would go on.", "en"),
        ("I said that the talks would go on.", "en"),
        ("On dit que les négociations reprendront.", "fr"),
        ("Angela Merkel published a statement on Monday.", "en"),
        ("Emmanuel Macron a réaffirmé l'innocence de son ministre, qu'il reçoit mardi.", "fr"),
    ],
)
def test_without_a_speaker_or_a_clause_there_is_no_report(extract: Extract, text: str, language: str) -> None:
    assert reports_beside_another(extract, text, language) == []


def test_a_cue_inside_its_report_leaves_two_spans(extract: Extract) -> None:
    text = "The talks, Angela Merkel said, will go on next week."
    (quote,) = reported(extract, text, "en")
    assert [span.text(text) for span in quote.spans] == ["The talks", "will go on next week"]
    assert quote.text == "The talks […] will go on next week"


def test_what_follows_a_cue_and_tells_of_the_speaker_is_not_reported(extract: Extract) -> None:
    text = "Les négociations reprendront, a annoncé Emmanuel Macron, interrogé par la presse lundi matin."
    assert [quote.text for quote in reported(extract, text, "fr")] == ["Les négociations reprendront"]


def test_brackets_in_a_report_stay_closed(extract: Extract) -> None:
    text = "Angela Merkel said the talks would be held in Geneva (Switzerland)."
    assert [quote.text for quote in reported(extract, text, "en")] == [
        "the talks would be held in Geneva (Switzerland)"
    ]


def test_of_a_report_in_a_report_the_nearest_speaker_is_given_and_quotes_never_overlap(
    extract: Extract,
) -> None:
    text = "Angela Merkel said that Vladimir Putin had promised that the talks would go on."
    speakers = {q.text: q.speaker.name for q in reported(extract, text, "en") if q.speaker}
    assert speakers == {"the talks would go on": "Vladimir Putin"}


def test_who_passes_a_report_on_is_its_source_and_not_its_speaker(extract: Extract) -> None:
    text = (
        "Vladimir Poutine a déclaré à Emmanuel Macron que l'Occident avait ignoré Moscou, "
        "a indiqué le Kremlin."
    )
    (quote,) = reported(extract, text, "fr")
    assert quote.text == "l'Occident avait ignoré Moscou"
    assert quote.speaker is not None
    assert quote.speaker.name == "Vladimir Poutine"
    assert quote.source is not None
    assert (quote.source.id, quote.source.basis) == ("kremlin", "stated")


def test_reports_come_in_article_order_among_the_quotes_and_never_share_a_character(extract: Extract) -> None:
    text = (
        "Angela Merkel said that the talks would go on. “We are patient,” she said, adding that "
        "nobody had left the table. She told reporters that Warsaw was “a friend”."
    )
    quotes = extract(text, Options("en", ("direct", "mixed", "indirect"))).quotes
    assert [quote.type for quote in quotes] == ["indirect", "direct", "indirect", "mixed"]
    spans = [span for quote in quotes for span in quote.spans]
    assert spans == sorted(spans)
    assert not any(a.overlaps(b) for a, b in pairwise(spans))


def test_reports_come_only_when_they_are_asked_for(extract: Extract) -> None:
    text = "Angela Merkel said that the talks would go on. “We are patient,” she said."
    assert [quote.type for quote in extract(text, Options("en")).quotes] == ["direct"]
    assert [quote.type for quote in extract(text, Options("en", ("indirect",))).quotes] == ["indirect"]


def test_a_sentence_with_marks_is_quoted_once(extract: Extract) -> None:
    text = "Angela Merkel said that the talks were “a great success” for Europe."
    quotes = extract(text, Options("en", ("direct", "mixed", "indirect"))).quotes
    assert [(quote.type, quote.text) for quote in quotes] == [("mixed", "a great success")]


def test_the_model_that_is_delivered_knows_the_features_of_the_code() -> None:
    assert set(load_model(MODELS / "reports.txt", REPORT_FEATURES, REPORT_WORDS).weights) >= set(
        REPORT_FEATURES
    )
