"""The names in lexicon and catalogue, as casing looks them up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from service.extraction.casing.words import CasedWord, is_capital, words_of
from service.lexicons.catalogue import Catalogue
from service.lexicons.catalogue_values import in_language
from service.lexicons.catalogue_words import fold
from service.lexicons.lexicon import Lexicon

CasedPhrase = tuple[tuple[str, ...], tuple[str, ...]]  # keys, and the forms of the words

NAME_KINDS = ("first_name", "person", "family", "place", "body")


@dataclass(frozen=True)
class Names:
    """The words of names by kind, each with its form, and the names of several words by their first key."""

    kinds: Mapping[str, Mapping[str, str]]
    phrases: Mapping[str, Sequence[CasedPhrase]]

    def form(self, key: str) -> str | None:
        """The form of a word of a name."""
        return next((self.kinds[kind][key] for kind in NAME_KINDS if key in self.kinds[kind]), None)

    def inside(self, words: Sequence[CasedWord]) -> dict[int, str]:
        """The forms of the words of a line that make up a known name, by their indices."""
        found: dict[int, str] = {}
        for first, word in enumerate(words):
            for keys, forms in self.phrases.get(word.key, ()):
                if tuple(other.key for other in words[first : first + len(keys)]) == keys:
                    for number, form in enumerate(forms, first):
                        found.setdefault(number, form)
                    break
        return found


def names_of(lexicon: Lexicon, catalogue: Catalogue) -> Names:
    """The names that may occur in articles in the language of a lexicon."""
    kinds: dict[str, dict[str, str]] = {kind: {} for kind in NAME_KINDS}
    kinds["first_name"] = {fold(name): name.title() for name in lexicon.first_names}
    phrases: dict[str, set[CasedPhrase]] = {}
    for kind, name in _named(catalogue, lexicon.language):
        words = words_of(name)
        forms = tuple(name[word.start : word.end] for word in words)
        kinds[kind].update({w.key: form for w, form in zip(words, forms, strict=True) if is_capital(form)})
        if len(words) > 1:
            phrases.setdefault(words[0].key, set()).add((tuple(word.key for word in words), forms))
    return Names(
        kinds,
        {key: sorted(found, key=lambda phrase: (-len(phrase[0]), phrase)) for key, found in phrases.items()},
    )


def _named(catalogue: Catalogue, language: str) -> Iterator[tuple[str, str]]:
    """Kind and name of everything in the catalogue, except bodies whose names are common words."""
    for person in catalogue.people:
        yield from (("person", name) for name in chain(*person.names.values(), person.spellings))
        yield from (("family", name) for name in chain(*person.family.values()))
    for country in catalogue.countries:
        for forms in (country.names, country.capitals):
            yield from (("place", name) for name in in_language(forms, language))
    for institution in catalogue.institutions:
        if not institution.cased:
            for forms in (institution.names, institution.aliases):
                yield from (("body", name) for name in in_language(forms, language))
