"""Offsets mean the same place in every unit."""

from hypothesis import given
from hypothesis import strategies as st

from service.exchange.offsets import convert

ARTICLE = "“Où” 👩‍👩‍👧 e\u0301té\r\n𝄞 קול"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


def _slices(text: str, offsets: list[int]) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    return (
        convert(text, offsets, "codepoint"),
        convert(text, offsets, "utf16"),
        convert(text, offsets, "byte"),
    )


def test_code_points_stay_as_they_are() -> None:
    assert convert(ARTICLE, range(len(ARTICLE) + 1), "codepoint") == {n: n for n in range(len(ARTICLE) + 1)}


def test_an_emoji_outside_the_first_plane_is_two_utf16_units_and_four_bytes() -> None:
    assert convert("a👩b", [1, 2], "utf16") == {1: 1, 2: 3}
    assert convert("a👩b", [1, 2], "byte") == {1: 1, 2: 5}


def test_no_offsets_convert_to_none() -> None:
    assert convert(ARTICLE, [], "byte") == {}


@given(TEXTS, st.data())
def test_the_slice_is_the_same_words_in_every_unit(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    points, units, octets = _slices(text, [start, end])
    words = text[start:end]
    assert text[points[start] : points[end]] == words
    assert text.encode("utf-16-le")[2 * units[start] : 2 * units[end]].decode("utf-16-le") == words
    assert text.encode()[octets[start] : octets[end]].decode() == words
