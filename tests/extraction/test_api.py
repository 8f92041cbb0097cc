"""The Python API as its docstrings promise it."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import service
from service import EmptyText, ExtractionError, Extractor, UnsupportedLanguage
from service.collector import uncollected
from service.extraction.model import Span

PYTHONS_OWN = {"Any", "TYPE_CHECKING", "annotations"}  # what the package's own code imports of Python
TEXT = "🎙 “We will study the answer,” Vladimir Putin said on Friday."


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """An extractor for English only."""
    return Extractor(languages=("en",))


def test_offsets_are_pythons_indices_of_the_text(extractor: Extractor) -> None:
    (quote,) = extractor.extract(TEXT).quotes
    assert quote.speaker
    assert quote.speaker.mention
    assert quote.cue
    assert quote.text == quote.spans[0].text(TEXT) == "We will study the answer,"
    for passage in (quote.content, quote.cue, quote.speaker.mention):
        assert TEXT[passage.span.start : passage.span.end] == passage.text


def test_a_text_or_language_that_cannot_be_read_is_an_extraction_error(extractor: Extractor) -> None:
    with pytest.raises(EmptyText):
        extractor.extract(" \n")
    with pytest.raises(UnsupportedLanguage) as told:
        extractor.extract(TEXT, language="fr")
    assert (told.value.language, told.value.supported, told.value.detected) == ("fr", ("en",), False)
    assert issubclass(ExtractionError, ValueError)


@pytest.mark.parametrize("text", ["", " \n", "\ufeff", "\u200b", "<p></p>"])
def test_a_text_that_shows_nothing_is_an_empty_text(extractor: Extractor, text: str) -> None:
    with pytest.raises(EmptyText, match="the text holds nothing but white space"):
        extractor.extract(text)


def test_a_byte_order_mark_changes_nothing_but_offsets(extractor: Extractor) -> None:
    text = f"MOSCOW (Reuters) - The talks will go on next week in Geneva.\n{TEXT}"
    (plain,) = extractor.extract(text).quotes
    (marked,) = extractor.extract("\ufeff" + text).quotes
    assert plain.source
    assert plain.source.via
    assert marked.spans == tuple(Span(span.start + 1, span.end + 1) for span in plain.spans)
    assert (marked.text, marked.source) == (plain.text, plain.source)


def test_a_type_that_there_is_not_is_a_value_error(extractor: Extractor) -> None:
    with pytest.raises(ValueError, match="types: reported; there are direct, mixed, indirect"):
        extractor.extract(TEXT, types=["direct", "reported"])  # type: ignore[list-item]


def test_garbage_is_collected_again_after_an_article_and_after_one_that_is_refused(
    extractor: Extractor,
) -> None:
    assert gc.isenabled()
    extractor.extract(TEXT)
    assert gc.isenabled()
    with pytest.raises(EmptyText):
        extractor.extract(" ")
    assert gc.isenabled()


def test_garbage_is_collected_again_when_all_threads_are_done() -> None:
    first, second = uncollected(), uncollected()
    first.__enter__()
    second.__enter__()
    assert not gc.isenabled()
    first.__exit__(None, None, None)
    second.__exit__(None, None, None)
    assert gc.isenabled()


def test_every_name_of_the_package_can_be_imported_and_no_other() -> None:
    inside = [module for name, module in sys.modules.items() if name.partition(".")[0] == "service"]
    names = {name for module in inside for name in vars(module) if not name.startswith("_")}
    had = {name: getattr(service, name) for name in names | {"no_such_name"} if hasattr(service, name)}
    values = {name for name, value in had.items() if not isinstance(value, ModuleType)}
    assert values - PYTHONS_OWN == set(service.__all__)


def test_importing_the_package_loads_no_model_and_its_types_are_marked() -> None:
    code = "import service, sys; print('spacy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=300)
    assert (ran.stdout, ran.stderr) == ("False\n", "")
    assert (Path(service.__file__).parent / "py.typed").exists()
