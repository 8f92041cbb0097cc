"""Which marks are quotation marks, and what they enclose, however an author or a program typed them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.extraction.marks.costs import close_cost, ignore_cost, open_cost, pair_cost
from service.extraction.marks.events import events_of
from service.extraction.marks.quotations import find_quotations
from service.lexicons.lexicon import load_lexicon
from service.lexicons.marks import Marks

ENGLISH = load_lexicon("en")

QUOTED = {
    "two pairs of one line": ("He said “yes” and “no”.", ["yes", "no"]),
    "straight marks, which look alike": ('"Yes," she said. "No," he said.', ["Yes,", "No,"]),
    "marks of a typewriter": ("``Yes,'' she said.", ["Yes,"]),
    "German marks": ("„Yes“, she said.", ["Yes"]),
    "marks that point inwards": ("»Yes«, she said.", ["Yes"]),
    "marks typed the wrong way round": ("”Yes“, she said, and ”no“.", ["Yes", "no"]),
    "a quotation inside another is part of it": (
        "“He called it ‘a joke’ twice,” she said.",
        ["He called it ‘a joke’ twice,"],
    ),
    "an apostrophe is no mark": ("He didn't say it's Anna's.", []),
    "a word that lost its beginning": ("She said ‘we told ’em so’ to us.", ["we told ’em so"]),
    "a year that lost its century": ("She said ‘we left in ’68’ to us.", ["we left in ’68"]),
    "the plural that owns what follows": ("The ministers’ plan was ‘dead’, she said.", ["dead"]),
    "a mark that never closes ends with its paragraph": (
        "“We are ready, she said.\n\nIt rained. “Yes,” she said.",
        ["We are ready, she said.", "Yes,"],
    ),
    "single marks around sentences of several lines": (
        "He said: 'We won't wait.\nIt is the workers' time.'\nShe left.",
        ["We won't wait.\nIt is the workers' time."],
    ),
    "an apostrophe before a line's end": ("She met the workers'\nleaders, and 'yes' was said.", ["yes"]),
    "the path through a site": ("News » World » Europe\n« Yes », she said.", ["Yes"]),
    "an attribute of a tag": ('<a title="no quote">He said "yes" twice.</a>', ["yes"]),
}


@pytest.mark.parametrize(("text", "quoted"), QUOTED.values(), ids=QUOTED)
def test_what_the_marks_enclose(text: str, quoted: list[str]) -> None:
    assert [q.spans[0].text(text) for q in find_quotations(text, ENGLISH)] == quoted


def test_a_quotation_that_opens_each_paragraph_anew_is_one() -> None:
    text = "“We are ready.\n\n“It is time,” she said."
    (quotation,) = find_quotations(text, ENGLISH)
    assert [span.text(text) for span in quotation.spans] == ["We are ready.", "It is time,"]
    assert quotation.closed


@pytest.mark.parametrize(("opening", "closing"), ['""', "''"], ids=["double", "single"])
def test_paragraphs_that_open_anew_may_have_quotations_of_their_own(opening: str, closing: str) -> None:
    text = (
        f'She said: {opening}We are ready.\n{opening}Nobody calls it "fair and just" now.\n'
        f"{opening}It is time.{closing}"
    )
    (quotation,) = find_quotations(text, ENGLISH)
    assert [span.text(text) for span in quotation.spans] == [
        "We are ready.",
        'Nobody calls it "fair and just" now.',
        "It is time.",
    ]


def test_a_mark_before_the_words_of_a_new_line_closes_nothing() -> None:
    text = 'She said: "We are ready...\n"...It is time, and we go.\nSMITH: "Yes."'
    first, last = find_quotations(text, ENGLISH)
    assert [span.text(text) for span in first.spans] == ["We are ready...", "...It is time, and we go."]
    assert last.spans[0].text(text) == "Yes."


def test_a_quotation_whose_end_is_guessed_says_so() -> None:
    (quotation,) = find_quotations("“We are ready, she said.", ENGLISH)
    assert not quotation.closed


PIECES = [*"“”«»\"'’‘", "word", "Word", " ", ", ", ".", "\n", "\n\n", "’em", "6’2"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_quotations_are_in_order_and_apart_and_hold_their_spans(text: str) -> None:
    end = 0
    for quotation in find_quotations(text, ENGLISH):
        assert end <= quotation.outer.start < quotation.outer.end
        assert quotation.outer.start <= quotation.spans[0].start
        assert quotation.spans[-1].end <= quotation.outer.end
        assert all(span.text(text).strip() == span.text(text) != "" for span in quotation.spans)
        end = quotation.outer.end


def test_marks_and_ends_of_lines_and_paragraphs_are_told_in_order() -> None:
    events = list(events_of("“A”\nB\n\n“C”", ENGLISH))
    assert [event.glyph for event in events] == ["“", "”", "\n", "\n\n", "“", "”"]
    assert [event.begins_line for event in events if event.glyph == "“"] == [True, True]


def test_a_mark_costs_little_the_way_that_it_is_drawn_and_spaced() -> None:
    def opening(glyph: str, before: str, after: str) -> float:
        text = before + glyph + after
        return open_cost(text, 1, 2, glyph, before, after, ENGLISH)

    def closing(glyph: str, before: str, after: str) -> float:
        text = before + glyph + after
        return close_cost(text, 1, 2, glyph, before, after, ENGLISH)

    assert opening("“", " ", "a") < opening("”", " ", "a")
    assert opening('"', " ", "a") < opening('"', "a", " ")
    assert closing('"', "a", " ") < closing('"', " ", "a")
    assert opening("’", "a", "b") > 10  # inside a word


def test_a_pair_of_one_kind_costs_less_than_a_mixed_one() -> None:
    assert pair_cost("“", "”", ENGLISH.marks) < pair_cost("“", "»", ENGLISH.marks)
    assert pair_cost("«", "»", ENGLISH.marks) < pair_cost("«", '"', ENGLISH.marks)


INWARD = Marks({"«": 2.5}, {"»": 2.5}, {("»", "«"): 0.0}, {})


def test_which_mark_opens_and_which_closes_is_the_languages() -> None:
    text = "»Ja«, sagte sie. »Nein« und »nie, sagte er."
    quotations = find_quotations(text, replace(ENGLISH, marks=INWARD))
    assert [quotation.spans[0].text(text) for quotation in quotations] == ["Ja", "Nein", "nie, sagte er."]
    assert find_quotations(text, ENGLISH) != quotations


def test_feet_and_inches_are_no_marks() -> None:
    assert ignore_cost("6'2\"", 3, 4, '"') < ignore_cost('see"', 3, 4, '"')


INCHES = [
    ('We bought a 6" pipe and a 7" disc for the tank.', []),
    ('"We need a 6" pipe," he said.', ['We need a 6" pipe,']),
    ('He was "born in 68" and "raised" there.', ["born in 68", "raised"]),
]


@pytest.mark.parametrize(("text", "quoted"), INCHES)
def test_a_measure_in_inches_opens_and_closes_no_quotation(text: str, quoted: list[str]) -> None:
    assert [q.spans[0].text(text) for q in find_quotations(text, ENGLISH)] == quoted
