"""What is read of an article, and what remains of it afterwards."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from service.exchange.reading import Extract
from service.extraction.extractor import Extractor
from service.extraction.marks.quotations import find_quotations
from service.extraction.model import QUOTE_TYPES, Options
from service.extraction.reading.selection import parts_to_read
from service.lexicons.lexicon import load_lexicon
from service.reader import PLAIN, pipelines


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> Extractor:
    """An extractor that keeps no word that articles bring."""
    monkeypatch.setattr(pipelines, "ENOUGH_WORDS", 0)
    return Extractor()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_word_of_an_article_stays_once_there_are_enough(
    forgetful: Extractor, seeds: list[dict[str, Any]], language: str
) -> None:
    texts = [seed["text"] for seed in seeds if seed["lang"] == language]
    vocabulary = forgetful._pipelines[language].nlp.vocab
    words = {word for text in texts for word in text.split()}
    known = {word for word in words if word in vocabulary.strings}
    for text in texts:
        forgetful.extract(text, language=language)
    assert {word for word in words if word in vocabulary.strings} == known


def test_answers_do_not_depend_on_words_forgotten_or_on_what_other_threads_read(
    forgetful: Extractor, extract: Extract, seeds: list[dict[str, Any]]
) -> None:
    texts = [seed["text"] for seed in seeds] * 4
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda text: forgetful.extract(text, types=QUOTE_TYPES), texts))
    assert found == [extract(text, Options(None, QUOTE_TYPES)) for text in texts]


SENTENCES = [
    *("“We go,” said Smith to Brown.\n", "There was Anna Smith, ", "There was Karl Brown, ", "\n"),
    *("so it went on and on, " * 15, "“It rains,” said Brown. ", "It rained.\n", "Brown left. "),
]
LONG = "There was Anna Smith, " + "so it went on and on, " * 9 + "and Karl Brown, " + "and so on, " * 40


@example(text=f"It rained.\nIt did.\n{LONG}\nIt does.\n“We go,” said Smith to Brown.")
@given(text=st.lists(st.sampled_from(SENTENCES), max_size=15).map("".join))
def test_no_stretch_of_a_text_is_read_twice(text: str) -> None:
    lexicon = load_lexicon("en")
    quotations = find_quotations(text, lexicon)
    parts = parts_to_read(text, quotations, ("direct", "mixed"), lexicon)
    assert bool(parts) == bool(quotations)
    assert all(one.end <= other.start for one, other in pairwise(parts))


@pytest.mark.parametrize("name", ["Anna Smith", "Štefan Łukasz", "Ágnes Őri", "Œdipe Ýr"])
def test_the_sentence_with_the_full_name_is_read_for_a_quote_that_has_the_last(name: str) -> None:
    lexicon = load_lexicon("en")
    text = f"It rained.\nIt did.\n{name} came.\nIt does.\nIt is.\n“We go,” said {name.split()[1]}."
    parts = parts_to_read(text, find_quotations(text, lexicon), ("direct", "mixed"), lexicon)
    assert f"{name} came." in [part.text(text).strip() for part in parts]


def test_answers_are_the_same_by_spacys_own_loops(extract: Extract, seeds: list[dict[str, Any]]) -> None:
    plain = Extractor(reader=PLAIN)
    answers = [plain.extract(seed["text"], types=QUOTE_TYPES) for seed in seeds]
    assert answers == [extract(seed["text"], Options(None, QUOTE_TYPES)) for seed in seeds]
    assert all(answer.quotes for answer in answers)


def test_another_reader_is_refused() -> None:
    with pytest.raises(ValueError, match="reader: quick; there are fast, plain"):
        Extractor(reader="quick")
