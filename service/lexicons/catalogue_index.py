"""What the catalogue knows in one language, indexed by words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, partial
from operator import or_
from typing import TypeVar

from service.lexicons.catalogue_building import Parts
from service.lexicons.catalogue_values import (
    MEDIA,
    Body,
    Country,
    Forms,
    Grammar,
    Institution,
    Network,
    Office,
    Person,
    Post,
    Role,
    in_language,
)
from service.lexicons.catalogue_words import REMEMBERED, FoldedWords, Index, casing_of, split, without

Value = TypeVar("Value")
RECENT = 16  # phrases to remember: each is looked up in several dictionaries, one after the other


class LanguageIndex:
    """Dictionaries from words, without the language's function words, to what they name."""

    def __init__(self, language: str, grammar: Grammar, parts: Parts) -> None:
        self.grammar = grammar
        self.language = language
        self._functions = grammar.articles | grammar.links
        self._unsaid = grammar.modifiers | grammar.former
        self.all_words = lru_cache(maxsize=REMEMBERED)(partial(split, genitives=grammar.genitives))
        self.words = lru_cache(maxsize=RECENT)(self._words)
        self.institutions: Index[Institution] = Index()
        self.anaphors: Index[Institution] = Index()
        self.names: Index[Country] = Index()
        self.capitals: Index[Country] = Index()
        self.demonyms: Index[Country] = Index()
        self.bodies: Index[Body] = Index()
        self.posts: Index[Post] = Index()
        self.local_posts: Index[tuple[str, Post]] = Index()
        self.roles: Index[Role] = Index()
        self.offices: Index[Office] = Index()
        self.alone: Index[Office] = Index()
        self.people: Index[Person] = Index()
        self.families: Index[Person] = Index()
        self.networks: Index[Network] = Index()
        self._add_states(parts)
        self._add_institutions(parts)
        self._add_people(parts)
        self._media = frozenset(self._begin_media())
        self._bodies = frozenset({*self.institutions.lengths, *self.bodies.lengths})
        titles = (self.alone, self.offices, self.posts, self.local_posts, self.roles)
        self._titles = frozenset(first for index in titles for first in index.lengths)

    def _words(self, phrase: str) -> FoldedWords:
        """The words of `phrase` that count, without articles and links ("of", "de la").

        A function word in capitals stays ("LA Times"), unless the whole phrase is in capitals.
        """
        words = self.all_words(phrase)
        if self._functions.isdisjoint(words.folded):
            return words
        kept = [word not in self._functions for word in words.folded]
        acronyms = [len(word) > 1 and word.isupper() for word in words.raw]
        if len(words) == 1 or any(word != word.upper() for word in words.raw):
            kept = list(map(or_, kept, acronyms))
        return words.where(kept) if any(kept) else words

    def named(self, index: Index[Value], phrase: str) -> Value | None:
        """The first value in a dictionary whose name is exactly the phrase."""
        # Most phrases contain no first word of a name; for these, which words count need not be found out.
        return index.get(self.words(phrase)) if index.begins_in(self.all_words(phrase)) else None

    def may_name_institution(self, phrase: str) -> bool:
        """Does a name of an institution or a state body begin in a phrase?"""
        return not self._bodies.isdisjoint(self.all_words(phrase).folded)

    def may_name_office(self, words: FoldedWords) -> bool:
        """Does the title of an office, or a word for a role in any institution, begin among `words`?"""
        return not self._titles.isdisjoint(words.folded)

    def may_name_medium(self, phrase: str) -> bool:
        """Does a name of a medium or a network begin in a phrase?"""
        return not self._media.isdisjoint(self.all_words(phrase).folded)

    def may_name_post(self, words: FoldedWords) -> bool:
        """Are `words` the title of a post that any state may have, or does a state body begin in them?"""
        return bool(self.posts.all(words) or self.local_posts.all(words)) or self.bodies.begins_in(words)

    def title_words(self, phrase: str) -> FoldedWords:
        """The words of a title that count; "former", "acting" and the like are left out, too."""
        return without(self.words(phrase), self._unsaid)

    def countries_inside(self, words: FoldedWords) -> Iterator[tuple[Country, FoldedWords]]:
        """Each country named in `words`, by name or adjective, with the remaining words if there are any."""
        for index in (self.names, self.demonyms):
            for country, rest in index.inside(words):
                if rest:
                    yield country, rest

    def states_inside(self, words: FoldedWords) -> Iterator[tuple[Country, FoldedWords]]:
        """Each country that a title names; by its capital only beside a word for its ruler."""
        yield from self.countries_inside(words)
        for country, rest in self.capitals.inside(words):
            if rest and self.grammar.rulers.issuperset(rest.folded):
                yield country, rest

    def may_be_one(self, word: str) -> bool:
        """May the adjective of a country mean one person, and not only all of them: "Russian", but not
        "French"?
        """
        words = self.words(word)
        return len(words) != 1 or words.folded[0] not in self.grammar.collective

    def outlet(self, words: FoldedWords) -> Institution | None:
        """The outlet that `words` name together with its kind: "the German daily Bild"."""
        name = without(words, self.grammar.outlets)
        if name is words:
            return None
        names = [name, *(rest for _, rest in self.countries_inside(name))]
        found = (institution for rest in names for institution in self.institutions.all(rest))
        return next((institution for institution in found if institution.type in MEDIA), None)

    def _begin_media(self) -> Iterator[str]:
        """The first words of the names of media and networks."""
        yield from self.networks.lengths
        for words, found in self.institutions.entries.items():
            if any(institution.type in MEDIA for institution, _ in found):
                yield words[0]

    def _add_states(self, parts: Parts) -> None:
        """Add countries, and the bodies, posts and roles that any of them may have."""
        for country in parts.countries.values():
            self._add_all(self.names, country.names, country, cased=True)
            self._add_all(self.capitals, country.capitals, country, cased=True)
            self._add_all(self.demonyms, country.demonyms, country, cased=True)
            self._add_all(self.demonyms, country.adjectives, country, cased=True)
        for body in parts.bodies.values():
            self._add_all(self.bodies, body.forms, body)
        for post in parts.posts.values():
            self._add_all(self.posts, post.titles, post)
            for code, titles in post.local.items():
                self._add_all(self.local_posts, titles, (code, post))
        for role, titles in parts.roles.items():
            self._add_all(self.roles, titles, role)

    def _add_institutions(self, parts: Parts) -> None:
        """Add the listed institutions, their offices, and networks."""
        for institution in parts.institutions.values():
            for forms in (institution.names, institution.aliases):
                self._add_all(self.institutions, forms, institution, institution.cased)
            self._add_all(self.anaphors, institution.anaphors, institution)
        for office in parts.offices.values():
            self._add_all(self.offices, office.titles, office)
            self._add_all(self.alone, office.alone, office)
        for network in parts.networks.values():
            self._add_all(self.networks, network.names, network, cased=True)

    def _add_people(self, parts: Parts) -> None:
        """Add people under their names in every language, because articles use any of them."""
        for person in parts.people.values():
            for name in (*_in_all(person.names), *person.spellings):
                self.people.add(self.words(name), person)
            for name in _in_all(person.family):
                self.families.add(self.words(name), person, "capital")

    def _add_all(self, index: Index[Value], forms: Forms, value: Value, cased: bool = False) -> None:
        """Add a value under its forms in this language."""
        for name in in_language(forms, self.language):
            index.add(self.words(name), value, casing_of(name, cased))


def _in_all(forms: Forms) -> tuple[str, ...]:
    """The forms of all languages, each once."""
    return tuple(dict.fromkeys(name for names in forms.values() for name in names))
