"""Narration inside the marks is not the speaker's, and the words on both sides of it are one quote."""

from __future__ import annotations

import pytest

from service.exchange.reading import Extract
from service.extraction.marks.narration import split_narration
from service.extraction.marks.quotations import find_quotations
from service.extraction.model import Options
from service.lexicons.lexicon import load_lexicon

PIECES = {
    "an incise parts the words of one speaker": (
        "fr",
        "« Nous partons, a dit Anne Roy. C'est fini. »",
        [("Nous partons", False), ("C'est fini.", True)],
    ),
    "an incise with a pronoun": (
        "fr",
        "« Nous partons, ajoute-t-elle, et c'est fini. »",
        [("Nous partons", False), ("et c'est fini.", True)],
    ),
    "a name in capitals before the words of a transcript": ("en", "“SMITH: We go.”", [("We go.", False)]),
    "a dash begins the words of somebody else": (
        "fr",
        "« Nous restons.\n— Pourquoi ?»",
        [("Nous restons.", False), ("Pourquoi ?", False)],
    ),
    "a verb that is no verb of saying": (
        "fr",
        "« Nous partons, mange Anne Roy. C'est fini. »",
        [("Nous partons, mange Anne Roy. C'est fini.", False)],
    ),
    "a name with a particle behind the title of who speaks": (
        "fr",
        "« Nous partons, a dit la maire, Anne van Roy. C'est fini. »",
        [("Nous partons", False), ("C'est fini.", True)],
    ),
    "a name with an elided particle behind the title": (
        "fr",
        "« Nous partons, a dit la maire, Anne d’Arnal. C'est fini. »",
        [("Nous partons", False), ("C'est fini.", True)],
    ),
    "a title of who speaks, after a comma": (
        "fr",
        "« Nous partons, a dit Anne Roy, la maire de Lyon. C'est fini. »",
        [("Nous partons", False), ("C'est fini.", True)],
    ),
}


@pytest.mark.parametrize(("language", "text", "pieces"), PIECES.values(), ids=PIECES)
def test_what_the_reporter_says_inside_the_marks_is_taken_out(
    language: str, text: str, pieces: list[tuple[str, bool]]
) -> None:
    lexicon = load_lexicon(language)
    found = split_narration(text, find_quotations(text, lexicon), lexicon)
    assert [(text[q.spans[0].start : q.spans[-1].end], q.goes_on) for q in found] == pieces


INSIDE = [
    (
        "« Nous avons perdu, a dit Anne Forestier. Nous partons. »",
        ["Nous avons perdu", "Nous partons."],
    ),
    (
        "« Nous avons perdu, a dit Anne Forestier, la maire de Lyon. Nous partons. »",
        ["Nous avons perdu", "Nous partons."],
    ),
    (
        "« Nous avons perdu, explique à franceinfo Anne Forestier. Nous partons. »",
        ["Nous avons perdu", "Nous partons."],
    ),
    (
        "« Nous avons perdu, a dit Mme. Anne Forestier. Nous partons. »",
        ["Nous avons perdu", "Nous partons."],
    ),
    (
        "« Nous avons tout essayé, explique Anne Forestier. Rien n'y fait.\n\n"
        "« Nous irons au tribunal, ajoute-t-elle. Nous partons. »",
        ["Nous avons tout essayé", "Rien n'y fait.", "Nous irons au tribunal", "Nous partons."],
    ),
]


@pytest.mark.parametrize(("text", "spans"), INSIDE)
def test_an_incise_inside_the_marks_parts_no_quote_in_two(
    extract: Extract, text: str, spans: list[str]
) -> None:
    (quote,) = extract(text, Options("fr")).quotes
    assert [span.text(text) for span in quote.spans] == spans
    assert quote.speaker is not None
    assert quote.speaker.name == "Anne Forestier"


def test_two_peoples_words_are_two_quotes_where_the_first_mark_is_never_closed(extract: Extract) -> None:
    text = "« Nous avons perdu, a dit Anne Forestier.\n\n« Ce n’est pas fini », a répondu Noël Marais."
    told = {quote.text: quote.speaker and quote.speaker.name for quote in extract(text, Options("fr")).quotes}
    assert told == {"Nous avons perdu": "Anne Forestier", "Ce n’est pas fini": "Noël Marais"}


def test_what_follows_the_name_after_a_comma_is_quoted_where_it_is_no_title(extract: Extract) -> None:
    text = "« Oui, a dit Paul Garnier, le maire ment à tout le monde. »"
    (quote,) = extract(text, Options("fr")).quotes
    assert [span.text(text) for span in quote.spans] == ["Oui", "le maire ment à tout le monde."]


def test_a_dash_that_begins_a_line_inside_the_marks_begins_anothers_words(extract: Extract) -> None:
    text = (
        "« Nous restons, a prévenu Anne Forestier.\n— Et pourquoi ? a demandé Noël Marais.\n— C'est à nous. »"
    )
    quotes = extract(text, Options("fr")).quotes
    assert [quote.text for quote in quotes] == ["Nous restons", "Et pourquoi ?", "C'est à nous."]
    assert [quote.speaker and quote.speaker.name for quote in quotes][:2] == ["Anne Forestier", "Noël Marais"]


def test_whom_the_words_tell_of_being_asked_is_no_subject_of_an_incise(extract: Extract) -> None:
    text = "She said: “The Company, asked FERC to do its duty, and left.”"
    (quote,) = extract(text, Options("en")).quotes
    assert quote.text == "The Company, asked FERC to do its duty, and left."
