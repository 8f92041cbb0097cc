"""The people of one article: whom a phrase names, and how the answer calls them."""

from __future__ import annotations

from service.extraction.model import SpeakerBasis
from service.extraction.reading.article import Article
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.entities import Entity
from service.lexicons.catalogue_values import Person
from service.lexicons.catalogue_words import fold


class People:
    """The people that the article names; phrases are ranges of its words."""

    def __init__(self, article: Article, entities: tuple[Entity, ...]) -> None:
        self._article = article
        self._language = article.lexicon.language
        self.entities = entities
        self._entity_at: dict[int, tuple[Entity, range]] = {
            i: (entity, mention) for entity in entities for mention in entity.mentions for i in mention
        }

    def ending_at(self, word: int) -> Entity | None:
        """The person with a mention that ends with the word of this index."""
        entity, mention = self._entity_at.get(word, (None, range(0)))
        return entity if mention and mention[-1] == word else None

    def identity(self, entity: Entity, basis: SpeakerBasis) -> Identity:
        """A person as a speaker, under the name to give."""
        name = entity.name if entity.person is None else self._catalogued(entity, entity.person)
        return Identity(name, "person", basis, entity.gender, "singular", entity)

    def _catalogued(self, entity: Entity, person: Person) -> str:
        """The fullest form in the article, unless it is another language's or only a part of the name."""
        last = fold(entity.name.split()[-1])
        own = {fold(form.split()[-1]) for form in person.names.get(self._language, ())}
        foreign = {fold(form.split()[-1]) for forms in person.names.values() for form in forms} - own
        family = {fold(form) for forms in person.family.values() for form in forms}
        whole = " " in entity.name and last not in foreign and fold(entity.name) not in family
        return entity.name if whole else person.name(self._language)

    def named_in(self, words: range, head: int) -> Entity | None:
        """The person that a phrase names: its head, a name after a title, an apposition; no complement."""
        article = self._article
        if head in self._entity_at and not self._is_complement(self._entity_at[head][1], words):
            return self._entity_at[head][0]
        for i in words:
            if i in self._entity_at and not self._is_complement(self._entity_at[i][1], words):
                between = article.words[words[0] : i]
                if any(article.has_dep(w, "conjunction") for w in between):
                    return None
                return self._entity_at[i][0]
        return None

    def _is_complement(self, mention: range, words: range) -> bool:
        """Does the name only qualify another noun: "Trump's lawyer", "la mère de Paul"?"""
        article = self._article
        following = mention[-1] + 1
        if following <= words[-1] and article.words[following].norm in ("'s", "'"):
            return True
        if article.words[mention[-1]].norm.endswith("'s"):
            return True
        if mention[0] == words[0]:
            return mention[-1] < words[-1] and any(
                article.has_dep(article.words[i], "name_part", "possessive")
                and article.words[i].head not in mention
                and article.words[article.words[i].head].i in words
                and not article.words[mention[-1] + 1].punctuation
                for i in mention
            )
        before = article.words[mention[0] - 1]
        prepositional = article.has_tag(before, "preposition")
        return before.i in words and prepositional
