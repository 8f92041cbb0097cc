"""A disguised text is read like the plain one; the answer has the places and words of what was sent."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.disguises import (
    DISGUISES,
    Disguise,
    capitals,
    disguised,
    glued,
    unaccented,
    unaccented_capitals,
)
from service.exchange.reading import Extract
from service.extraction.casing.casing import in_capitals
from service.extraction.model import QUOTE_TYPES, Extraction, Options, Span
from service.extraction.normal.form import normal_form, told_of
from service.extraction.normal.front import words_of
from service.lexicons import LANGUAGES
from service.lexicons.lexicon import load_lexicon

ALL = Options(types=QUOTE_TYPES)
FRONT = words_of(load_lexicon(language).front for language in LANGUAGES)

FORMS = [
    ("a line goes on in lower case", "said the\nmayor", "said the mayor"),
    (
        "a block is wrapped",
        "He spoke to the old mayor of\nKelder, who had not been at\nhome.",
        "He spoke to the old mayor of Kelder, who had not been at home.",
    ),
    (
        "a block is wrapped before a word and a colon",
        "He told the council of the\nKelder district on Monday that:\n“It is over for us and for\nyou.”",
        "He told the council of the Kelder district on Monday that: “It is over for us and for you.”",
    ),
    ("a word is cut at the end of a line", "the li-\nbrary", "the library"),
    ("a word in capitals is cut at the end of a line", "THE LI-\nBRARY", "THE LIBRARY"),
    ("a compound is broken at its hyphen", "a-t-\nil dit", "a-t-il dit"),
    ("a word before a pronoun is cut", "affir-\nme-t-il", "affirme-t-il"),
    ("a blank line parts", "the end\n\nof it", "the end\n\nof it"),
    ("a bullet parts", "the end\n- of it", "the end\n- of it"),
    ("a label parts", "they sang\nMarsh: no", "they sang\nMarsh: no"),
    ("tags show nothing", "<p>said <a href='x'>Neil Marsh</a></p>", "said Neil Marsh"),
    ("an element of quotation has marks", "<q>Yes</q>, he said", "“Yes”, he said"),
    ("what stands between < and > is kept", "a <x and y> d", "a <x and y> d"),
    ("tags of forums show nothing", "[b]Neil[/b] left", "Neil left"),
    ("an editor's letter is kept", "“[i]t is over”", "“[i]t is over”"),
    ("of a link the words stay", "said [Ann Lee](https://a.example/b)", "said Ann Lee"),
    ("of emphasis the words stay", "*“Never,”* said **Ann Lee** and _she_", "“Never,” said Ann Lee and she"),
    ("a star at a word is kept", "the price* rose * 3", "the price* rose * 3"),
    ("a heading's sign shows nothing", "## The plan", "The plan"),
    ("a footnote's number shows nothing", "he said.[12]", "he said."),
    ("an entity is its character", "&ldquo;Yes&#8221; &amp; no", "“Yes” & no"),
    ("what is no entity is kept", "AT&T; x", "AT&T; x"),
    ("invisible characters show nothing", "min\u00adis\u200bter", "minister"),
    ("accents are composed", "He\u0301le\u0300ne", "Hélène"),
    ("ligatures are letters", "of\ufb01ce", "office"),
    ("typed chevrons are guillemets", "<< Oui >>", "« Oui »"),
    ("spaced single guillemets are guillemets", "‹ Oui ›", "« Oui »"),
    ("a » that closes nothing is a bullet", "» Marsh : « Oui »", "• Marsh : « Oui »"),
    ("a » that closes stays", "« Oui\n» dit-il", "« Oui\n» dit-il"),
    ("a glued dash is a dash", "“Yes.” -Ann Lee", "“Yes.” — Ann Lee"),
    ("a dateline is none of the text", "Paris (AFP) – Il pleut", "Il pleut"),
    ("a dateline in capitals is none of the text", "BERLIN, June 3 (AP) — It rains", "It rains"),
    ("a byline is none of the text", "By Ann Lee, in Kelder\nIt rains.", "\nIt rains."),
    ("a credit is none of the text", "It rains. (Photo: Ann Lee)", "It rains. "),
    ("a glued credit is none of the text", "La crise en imagespar RTV\nOui.", "La crise en images\nOui."),
    ("glued paragraphs are parted", "It is over.The mayor left.", "It is over.\nThe mayor left."),
    ("a glued quotation ends a paragraph", 'Il part. "Non."Le maire', 'Il part. "Non."\nLe maire'),
    ("a glued quotation begins a paragraph", 'dit-il."Non, merci"', 'dit-il.\n"Non, merci"'),
    ("glued guillemets part", "dit-il.« Non. »Le maire", "dit-il.\n« Non. »\nLe maire"),
    ("two glued marks part", 'dit "oui.""Non", dit-il', 'dit "oui."\n"Non", dit-il'),
    ("a glued title ends at its mark", 'part. "C\'est fini"Le maire', 'part. "C\'est fini"\nLe maire'),
    ("a heading has its line", "dit-il.- Une crise -Le maire", "dit-il.\n- Une crise -\nLe maire"),
    ("a quoted heading has its line", 'ans. - "Pas ça" -Le maire', 'ans.\n- "Pas ça" -\nLe maire'),
    (
        "a glued name ends before an article",
        "a dit Paul PetitLe maire part",
        "a dit Paul Petit\nLe maire part",
    ),
    ("a glued word ends before a capital", "en finirMacron a dit", "en finir\nMacron a dit"),
    ("a glued year ends before a capital", "January 26, 2022Ann Lee", "January 26, 2022\nAnn Lee"),
    ("a trade name that comes twice is kept", "easyJet said easyJet", "easyJet said easyJet"),
    (
        "inside a quotation only a space is missing",
        "« Il part.Le maire reste »",
        "« Il part. Le maire reste »",
    ),
    ("an initial ends no paragraph", "J.K.Rowling", "J.K.Rowling"),
    ("a shortened title ends no paragraph", "said Sen.Reid", "said Sen.Reid"),
    ("a company's capitals part nothing", "a LinkedIn page of MacDonald", "a LinkedIn page of MacDonald"),
    (
        "a hyphen inside a sentence opens no heading",
        "le vol Paris - Lyon - Nice",
        "le vol Paris - Lyon - Nice",
    ),
    (
        "an ordinary text stays as it is",
        "“Yes,” said Ann Lee (PS) – twice.\nNo.",
        "“Yes,” said Ann Lee (PS) – twice.\nNo.",
    ),
]


@pytest.mark.parametrize(("text", "plain"), [form[1:] for form in FORMS], ids=[form[0] for form in FORMS])
def test_a_text_without_its_disguise(text: str, plain: str) -> None:
    normal = normal_form(text, FRONT)
    assert (text if normal is None else normal.text) == plain


PIECES = [*(form[1] for form in FORMS), "\n", " ", "\u0301", "&lt;", ">"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_each_character_of_the_normal_form_comes_from_the_text(text: str) -> None:
    normal = normal_form(text, FRONT)
    if normal is not None:
        places = [normal.origin(Span(i, i + 1)) for i in range(len(normal.text))]
        assert all(0 <= place.start < place.end <= len(text) for place in places)
        assert all(one.start <= other.start for one, other in pairwise(places))


# Capitals, lost lines, and texts typed without accents cost a quote or two.
LOSING = (glued, capitals, unaccented, unaccented_capitals)
SAME = [disguise for disguise in DISGUISES.values() if disguise not in LOSING]
NEARLY = 0.95  # of the quotes


@pytest.mark.parametrize(
    "text", ["By Jane Doe", "PARIS (AFP) – ", "(Photo: AFP)", "Paris (AFP) –\n\n(Photo: X)"]
)
def test_a_text_of_nothing_but_bylines_and_credits_is_a_text_without_quotes(
    extract: Extract, text: str
) -> None:
    assert extract(text, Options("en")).quotes == ()


@pytest.mark.parametrize("disguise", SAME, ids=[disguise.__name__ for disguise in SAME])
def test_an_article_in_disguise_gives_the_same_quotes_speakers_and_sources(
    extract: Extract, seeds: list[dict[str, Any]], disguise: Disguise
) -> None:
    for seed in seeds:
        text = seed["text"]
        sent = disguised(text, disguise)
        assert sent.text != text
        plain, found = extract(text, ALL), extract(sent.text, ALL)
        assert plain.quotes
        assert _told(told_of(found, text, sent)) == _told(plain)


def test_articles_in_capitals_give_nearly_all_quotes_with_the_same_speakers_and_sources(
    extract: Extract, seeds: list[dict[str, Any]]
) -> None:
    plain, same = 0, 0
    for seed in seeds:
        text = seed["text"]
        sent = disguised(text, capitals)
        found = _told(told_of(extract(sent.text, ALL), text, sent))
        told = _told(extract(text, ALL))
        plain += len(told)
        same += sum(quote in found for quote in told)
    assert same >= NEARLY * plain


GLUED = [
    (
        "en",
        "Kelder votes on a new bridge\nAnn Lee, the mayor, is for it. “We need it,” she said.\n"
        "Paul Roy is against it. He called it “a waste of money”.\nThe council meets on Friday. “It is not "
        "settled,” Lee added.",
    ),
    (
        "fr",
        'La ville vote\nLa maire, Anne Petit, approuve. "Il nous le faut", dit-elle. "Nous paierons."\nPaul '
        'Roy est contre. Il dénonce un "gâchis".\n- Une réunion -\nLe conseil se réunit vendredi.\n'
        "« Rien n'est fait », a ajouté Anne Petit.\nIl pleut.",
    ),
]


@pytest.mark.parametrize(("language", "text"), GLUED, ids=[one[0] for one in GLUED])
def test_an_article_whose_lines_are_glued_gives_the_same_quotes_speakers_and_sources(
    extract: Extract, language: str, text: str
) -> None:
    sent = disguised(text, glued)
    plain = extract(text, Options(language))
    assert len(plain.quotes) > 2
    assert _told(told_of(extract(sent.text, Options(language)), text, sent)) == _told(plain)


IN_CAPITALS = [
    ("“WE WILL NEVER GIVE UP,” SAID JANE KELDERMAN, THE MAYOR OF KELDER.", "Jane Kelderman"),
    ("MRS. BRANDOVA SAID ON MONDAY THAT IT WAS “OUT OF THE QUESTION”.", "Brandova"),
    ("EMMANUEL MACRON A DÉCLARÉ : « NOUS IRONS À KIEV AVEC NOS AMIS. »", "Emmanuel Macron"),
    ("« C’EST UNE ERREUR », REGRETTE HÉLÈNE KELDERMAN, MAIRE DE LYON.", "Hélène Kelderman"),
    ("Une ville ordinaire.\n« C’EST UNE ERREUR », REGRETTE HÉLÈNE KELDERMAN.\nIl pleut.", "Hélène Kelderman"),
]


@pytest.mark.parametrize(("text", "name"), IN_CAPITALS)
def test_a_name_in_a_text_in_capitals_is_told_in_its_ordinary_case(
    extract: Extract, text: str, name: str
) -> None:
    (quote,) = extract(text, Options()).quotes
    assert quote.speaker is not None
    assert quote.speaker.name == name
    assert quote.speaker.mention is not None
    assert quote.speaker.mention.text in text


def test_signs_and_initials_in_capitals_leave_an_ordinary_text_as_it_is() -> None:
    text = "SPORT\nMARSH : « Oui. »\nL’OTAN et l’ONU l’ont dit."
    assert not in_capitals(text)


@pytest.mark.parametrize("disguise", DISGUISES.values(), ids=DISGUISES)
def test_places_and_words_are_those_of_the_text_as_it_was_sent(
    extract: Extract, seeds: list[dict[str, Any]], disguise: Disguise
) -> None:
    sent = disguised(seeds[0]["text"], disguise).text
    quotes = extract(sent, ALL).quotes
    assert quotes
    for quote in quotes:
        assert quote.text == " […] ".join(sent[span.start : span.end] for span in quote.spans)
        passages = (quote.content, quote.cue, quote.speaker and quote.speaker.mention)
        assert all(passage.text == passage.span.text(sent) for passage in passages if passage)


def _told(extraction: Extraction) -> list[tuple[Any, ...]]:
    """What must not depend on how a text was sent."""
    return [
        (
            quote.spans,
            quote.type,
            quote.speaker and (quote.speaker.name, quote.speaker.id),
            quote.source and quote.source.id,
        )
        for quote in extraction.quotes
    ]
