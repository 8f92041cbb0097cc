"""Who speaks if the parse or the tagger errs, or if the sentence is built in an unusual way."""

from __future__ import annotations

import pytest

from service.exchange.reading import Extract
from service.extraction.model import Options

SPEAKERS = [
    ("The decision was described as “absurd and unfair” by Leeds City Council.", "Leeds City Council"),
    ("The plan was described as “absurd and unfair” by the foundation.", "the foundation"),
    ("“It is ours to lose at this point,” added another Ohio senator.", "another Ohio senator"),
    ("“The river rises every spring,” the Times wrote.", "the Times"),
    ("“We have the files and they are valuable,” said Skelly, explaining his work.", "Skelly"),
    ("“Our method works where others fail,” Braynard is quoted as saying.", "Braynard"),
    ("“Our method works where others fail,” state media quoted the minister as saying.", "the minister"),
    ("“Our method works where others fail,” the Times cited the mayor as saying.", "the mayor"),
    ("“They leak it in the evening,” the minister was quoted by the paper as saying.", "the minister"),
    ("Said Ellis: “I do not get the sense that she cares for reform.”", "Ellis"),
    ("“They know that she is the only one,” a voice-over in the film states.", "a voice-over in the film"),
    pytest.param(
        "The film, titled “Unifier?”, concludes that the mayor is too “dangerous and reckless” to lead.",
        "The film",
        marks=pytest.mark.xfail(strict=True, reason="a predicate of two words is taken for a term"),
    ),
    ("After saying her foot was “so swollen I could barely walk,” she was taken to hospital.", "she"),
    ("“You should resign at once,” Warren told the banker, after he admitted his error.", "Warren"),
]


@pytest.mark.parametrize(("text", "mention"), SPEAKERS)
def test_the_speaker_is_found_however_the_sentence_is_built(
    extract: Extract, text: str, mention: str
) -> None:
    quote = extract(text, Options("en")).quotes[-1]
    assert quote.speaker is not None
    assert quote.speaker.mention is not None
    assert quote.speaker.mention.text == mention


def test_a_headline_gives_its_words_to_the_name_before_the_colon(extract: Extract) -> None:
    (quote,) = extract(
        "Sanders: Clinton needs to 'get away from all of this gossip' now.", Options("en")
    ).quotes
    assert quote.speaker is not None
    assert quote.speaker.name == "Sanders"


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Harry Reid has gone after the banker as a “human leech who bleeds the country”.", "Harry Reid"),
        ("Mrs. Merkel introduced him as “a fighter for families” and a friend.", "Mrs. Merkel"),
    ],
)
def test_what_somebody_is_made_out_to_be_is_said_by_the_subject_whatever_the_verb(
    extract: Extract, text: str, mention: str
) -> None:
    (quote,) = extract(text, Options("en")).quotes
    assert quote.speaker is not None
    assert quote.speaker.mention is not None
    assert quote.speaker.mention.text == mention


def test_each_turn_of_a_transcript_belongs_to_the_name_that_opens_it(extract: Extract) -> None:
    text = (
        "The transcript follows:\n\n"
        '"SMITHERS: Let us start with the news of today. Will they come?\n\n'
        '"JONES: Well, look, she thinks that this is a game.\n\n'
        '"And it is not a game at all.\n\n'
        '"SMITHERS: If I may, sir, will she be there?"'
    )
    quotes = extract(text, Options("en")).quotes
    assert [quote.speaker.name if quote.speaker else None for quote in quotes] == [
        "SMITHERS",
        "JONES",
        "SMITHERS",
    ]
    assert [len(quote.spans) for quote in quotes] == [1, 2, 1]
    assert quotes[0].text.startswith("Let us start")


def test_a_belief_is_said_by_who_reports_it_between_commas(extract: Extract) -> None:
    text = "In all these years, Mr. Reid said, a majority of voters have come to believe “that it is real”."
    (quote,) = extract(text, Options("en")).quotes
    assert quote.speaker is not None
    assert quote.speaker.mention is not None
    assert quote.speaker.mention.text == "Mr. Reid"


def test_who_is_shown_speaking_is_the_speaker_and_not_who_shows_them(extract: Extract) -> None:
    text = "The film shows pictures of Angela Merkel saying, “We are not there by now, you know.”"
    (quote,) = extract(text, Options("en")).quotes
    assert quote.speaker is not None
    assert quote.speaker.name == "Angela Merkel"


def test_a_quote_goes_on_with_who_spoke_and_not_with_who_is_said_to_have_spoken_there(
    extract: Extract,
) -> None:
    text = "“We won,” Paul Hale said on Monday at a rally where Anna Rowe also spoke. “We will win again.”"
    speaker = extract(text, Options("en")).quotes[-1].speaker
    assert speaker is not None
    assert speaker.name == "Paul Hale"


def test_who_replies_in_a_relative_clause_says_what_follows(extract: Extract) -> None:
    text = "“Come,” Anna Rowe told Paul Hale, who replied, “I will not come.”"
    speaker = extract(text, Options("en")).quotes[-1].speaker
    assert speaker is not None
    assert speaker.name == "Paul Hale"
