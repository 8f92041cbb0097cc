"""Restores what the typing of a text left out: accents, and the case of lines in capitals."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from service.extraction.accents import features as of_accents
from service.extraction.accents.accents import Accents, may_lack_accents
from service.extraction.casing import features as of_case
from service.extraction.casing.casing import Casing, in_capitals
from service.extraction.casing.features import Knowledge
from service.extraction.casing.forms import read_forms
from service.extraction.casing.names import names_of
from service.extraction.normal.tracked import Edit
from service.extraction.ranking import MODELS, load_model
from service.extraction.reading.language import SAMPLE, detect_language
from service.extraction.reading.parts import LETTER_RUN, Small, parts_of, seeming
from service.lexicons.catalogue import Catalogue
from service.lexicons.lexicon import Lexicon
from service.reader.pipelines import Pipeline


@dataclass(frozen=True)
class Restoring:
    """Restores both, each in the languages with data for it; `small` tells the loaded languages apart."""

    languages: Collection[str]
    casings: Mapping[str, Casing]
    accents: Mapping[str, Accents]
    small: Small

    def accented(self, text: str, asked: str | None) -> Iterator[Edit]:
        """Edits that restore accents; `asked` is the language of the text, None to detect it."""
        if not self.accents or not may_lack_accents(text):
            return
        language = asked or self._detected(text)
        if language not in self.accents:
            return
        for part in parts_of(text, language, {} if asked else self.small):
            accents, at = self.accents.get(part.language), part.span.start
            if accents is not None:
                edits = accents.restored(part.span.text(text))
                yield from (Edit(start + at, end + at, new) for start, end, new in edits)

    def cased(self, text: str, asked: str | None) -> Iterator[Edit]:
        """Edits that restore the case of lines in capitals; `asked` is the language, None to detect it."""
        if not in_capitals(text):
            return iter(())
        casing = self.casings.get(asked or detect_language(text.lower(), self.languages))
        return iter(()) if casing is None else casing.restored(text)

    def _detected(self, text: str) -> str:
        """The language of a text: by its function words if they show one without accents to restore."""
        shown = seeming(LETTER_RUN.findall(text[:SAMPLE].lower()), "", self.small)
        if shown is not None and shown not in self.accents:
            return shown
        return detect_language(text.lower(), self.languages)


def load_restoring(
    lexicons: Mapping[str, Lexicon],
    catalogue: Catalogue,
    pipelines: Mapping[str, Pipeline],
    small: Small,
) -> Restoring:
    """What restores texts in those of the languages of `lexicons` that have data for it.

    Raises OSError and ModelError as load_model does.
    """
    casings: dict[str, Casing] = {}
    accents: dict[str, Accents] = {}
    for language, lexicon in lexicons.items():
        forms, choice = (MODELS / f"{name}_{language}.txt" for name in ("forms", "accents"))
        if forms.is_file():
            names, spellings = names_of(lexicon, catalogue), pipelines[language].spellings
            knowledge = Knowledge(read_forms(forms), names, spellings, lexicon)
            casings[language] = Casing(
                knowledge, load_model(MODELS / "case.txt", of_case.CASE_FEATURES, of_case.CASE_WORDS)
            )
            if choice.is_file():
                accents[language] = Accents(
                    knowledge, load_model(choice, of_accents.ACCENT_FEATURES, of_accents.ACCENT_WORDS)
                )
    return Restoring(tuple(lexicons), casings, accents, small)
