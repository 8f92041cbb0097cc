"""The diff of answers: what it says about two answers, and the texts it compares answers to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.answers_diff.comparing import Difference, differences, pairs
from benchmarks.answers_diff.texts import DAMAGES, Text, damaged, read_texts
from service.exchange.answer import answer
from service.exchange.reading import Extract
from service.extraction.model import Options

Json = dict[str, Any]


def _quote(*spans: tuple[int, int], **members: Any) -> Json:
    """A quote of an answer, with the members that these tests look at."""
    quote: Json = {
        "text": "words",
        "type": "direct",
        "language": "en",
        "spans": [{"start": start, "end": end} for start, end in spans],
        "content": {"text": "words", "start": spans[0][0], "end": spans[-1][1]},
        "cue": {"text": "said", "start": 90, "end": 94},
        "speaker": {"id": None, "name": "Anna Smith", "kind": "person", "role": None, "basis": "named"},
        "source": None,
        "confidence": 0.9,
    }
    return quote | members


def _answer(*quotes: Json, **members: Any) -> Json:
    return {"language": "en", "quotes": list(quotes), **members}


def _differences(before: Json, after: Json) -> list[tuple[str, str, str]]:
    return [(one.field, one.before, one.after) for one in differences(before, after)]


def test_equal_answers_do_not_differ(extract: Extract, seeds: list[Json]) -> None:
    answers = [answer(extract(s["text"], Options()), s["text"], "codepoint") for s in seeds]
    assert all(found["quotes"] for found in answers)
    assert [list(differences(found, json.loads(json.dumps(found)))) for found in answers] == [[]] * len(seeds)


SPEAKER = _quote((0, 5))["speaker"]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"type": "mixed"}, ("type", "direct", "mixed")),
        ({"spans": [{"start": 0, "end": 4}]}, ("spans", "0-5", "0-4")),
        ({"content": {"text": "word", "start": 0, "end": 4}}, ("content", "words @0", "word @0")),
        ({"cue": None}, ("cue", "said @90", "–")),
        ({"cue": {"text": "said", "start": 70, "end": 74}}, ("cue", "said @90", "said @70")),
        ({"speaker": None}, ("speaker", "Anna Smith", "–")),
        ({"speaker": SPEAKER | {"name": "Smith"}}, ("speaker.name", "Anna Smith", "Smith")),
        ({"speaker": SPEAKER | {"kind": "group"}}, ("speaker.kind", "person", "group")),
        ({"speaker": SPEAKER | {"basis": "pronoun"}}, ("speaker.basis", "named", "pronoun")),
        ({"source": {"id": "un", "name": "United Nations"}}, ("source", "–", "United Nations")),
        ({"confidence": 0.8}, ("confidence", "0.9", "0.8")),
    ],
)
def test_a_change_of_a_quote_is_told_by_its_field(changed: Json, expected: tuple[str, str, str]) -> None:
    before, after = _answer(_quote((0, 5))), _answer(_quote((0, 5), **changed))
    assert _differences(before, after) == [expected]


def test_each_changed_field_is_told() -> None:
    after = _quote((0, 5), type="mixed", speaker=SPEAKER | {"id": "smith", "role": "minister"})
    told = [field for field, *_ in _differences(_answer(_quote((0, 5))), _answer(after))]
    assert told == ["type", "speaker.id", "speaker.role"]


def test_a_quote_of_one_revision_alone_is_found_or_lost() -> None:
    one, other, third = _quote((0, 5)), _quote((10, 15), text="others"), _quote((20, 25), type="indirect")
    assert list(differences(_answer(one, other), _answer(one, third))) == [
        Difference("lost", 10, "others", "direct, Anna Smith", "–"),
        Difference("found", 20, "words", "–", "indirect, Anna Smith"),
    ]


def test_a_member_that_only_one_revision_knows_is_no_difference() -> None:
    assert not _differences(_answer(_quote((0, 5))), _answer(_quote((0, 5), rule="incise")))


def test_an_answer_that_became_a_problem_is_told() -> None:
    before, after = _answer(_quote((0, 5))), {"problem": "/problems/internal", "quotes": []}
    told = _differences(before, after)
    assert ("problem", "–", "/problems/internal") in told
    assert "lost" in [field for field, *_ in told]


def test_quotes_that_share_words_are_one_changed_quote() -> None:
    before = [_quote((0, 30)), _quote((40, 60))]
    after = [_quote((0, 10)), _quote((12, 30)), _quote((38, 60))]
    assert pairs(before, after) == [(None, after[0]), (before[0], after[1]), (before[1], after[2])]


QUOTES = st.lists(
    st.builds(
        lambda start, length, kind: _quote((start, start + length), type=kind),
        st.integers(0, 20),
        st.integers(1, 9),
        st.sampled_from(["direct", "mixed", "indirect"]),
    ),
    max_size=6,
)


@given(before=QUOTES, after=QUOTES)
def test_each_quote_is_in_one_pair(before: list[Json], after: list[Json]) -> None:
    matched = pairs(before, after)
    for side, quotes in enumerate((before, after)):
        held = [pair[side] for pair in matched if pair[side] is not None]
        assert sorted(map(repr, held)) == sorted(map(repr, quotes))
    assert (None, None) not in matched


def test_articles_that_nobody_may_look_at_are_not_read(tmp_path: Path) -> None:
    records = [
        {"id": "seen", "part": "read", "text": "A text."},
        {"id": "hidden", "part": "check", "text": "Another."},
        {"id": "copy", "text": "Another."},
    ]
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(map(json.dumps, records)))
    assert [text.name for text in read_texts([gold])] == ["seen"]


def test_each_damage_changes_a_text_and_always_in_the_same_way(seeds: list[Json]) -> None:
    texts = [Text(seed["id"], "seeds", "", seed["text"]) for seed in seeds]
    made = damaged(texts)
    assert {text.damage for text in made} == set(DAMAGES)
    assert made == damaged(texts)
    assert not {text.text for text in made} & {text.text for text in texts}
