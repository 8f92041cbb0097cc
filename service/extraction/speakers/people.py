"""The people of one article: whom a phrase names, and under which name the answer gives them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from service.extraction.model import SpeakerBasis
from service.extraction.reading.article import Article, Word
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.entities import Entity
from service.extraction.speakers.enumerations import (
    Enumeration,
    enumerations,
    is_apposed_to,
    is_whole,
    joined_enumerations,
)
from service.extraction.speakers.roles import PREPOSED
from service.extraction.syntax.nouns import first_joined, governing_nouns, qualifies_next
from service.extraction.syntax.tree import dependents
from service.lexicons.catalogue_values import Person
from service.lexicons.catalogue_words import fold
from service.lexicons.lexicon import PersonWord

PERSON_NAMED = "person_named"  # the rule of a person who is called by name
MAX_JOINED = 20  # words from a preposition to the last of the names that it governs
WORDS_TO_NAMES = 6  # words of a mark and titles between a noun for several and the first of their names
MAX_PEOPLE = 100  # of an enumeration that a plural may later mean


class People:
    """The people that the article names; phrases are ranges of its words."""

    def __init__(self, article: Article, entities: tuple[Entity, ...]) -> None:
        self._article = article
        self._language = article.lexicon.language
        self.entities = entities
        self._identities: dict[tuple[int, SpeakerBasis], Identity] = {}  # by the indices of entities
        self._entity_at: dict[int, tuple[Entity, range]] = {
            i: (entity, mention) for entity in entities for mention in entity.mentions for i in mention
        }

    @property
    def ends(self) -> Iterator[int]:
        """The last words of the mentions."""
        return (mention[-1] for entity in self.entities for mention in entity.mentions)

    def ending_at(self, word: int) -> Entity | None:
        """The person with a mention that ends with the word of this index."""
        entity, mention = self._entity_at.get(word, (None, range(0)))
        return entity if mention and mention[-1] == word else None

    def top_of(self, word: Word) -> Word:
        """The highest word of the name that a word belongs to, or of the first name coordinated with it."""
        _, mention = self._entity_at.get(word.i, (None, range(word.i, word.i + 1)))
        return first_joined(self._article, mention)

    def is_inner(self, word: Word) -> bool:
        """Does a name only say who somebody else is: "Ann Roy, a lawyer of Paul Hill and Jane Doe"?"""
        own = self.at(word.i)
        others = (self.at(above.i) for above in governing_nouns(self._article, self.top_of(word))[1:])
        return any(other is not None and other is not own for other in others)

    def at(self, word: int) -> Entity | None:
        """The person with a mention that holds the word of this index."""
        return self._entity_at.get(word, (None,))[0]

    def starting_at(self, word: int) -> range | None:
        """The mention of a person that begins with the word of this index."""
        _, mention = self._entity_at.get(word, (None, range(0)))
        return mention if mention and mention[0] == word else None

    def enumerations_before(self, word: int, most: int) -> Iterator[Enumeration]:
        """The last enumerations of people before a word, at most `most`, the latest first.

        One that a joining phrase extends comes in its longer form first.
        """
        stop = bisect_left(self._all, word, key=lambda found: found.words[-1])
        return reversed(self._all[max(0, stop - most) : stop])

    def enumeration_of(self, words: range, head: int) -> Enumeration | None:
        """The people whom a phrase enumerates, including its head, or who are in apposition to its noun."""
        own = self._entity_at.get(head)
        begun = None if own is None else self._enumerations.get(own[1][0])
        if begun is not None:
            return begun
        starts = self._starts
        for first in starts[bisect_left(starts, words[0]) : bisect_left(starts, words.stop + WORDS_TO_NAMES)]:
            found = self._enumerations[first]
            if head in found.words or is_apposed_to(self._article, found, words, head):
                return found
        return None

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """The first words of the enumerations."""
        return tuple(self._enumerations)

    @cached_property
    def _enumerations(self) -> dict[int, Enumeration]:
        """The enumerations of people, by their first words, in text order."""
        return {found.words[0]: found for found in enumerations(self._article, self.entities)}

    @cached_property
    def _all(self) -> list[Enumeration]:
        """The enumerations that a plural may mean, in the order of their ends; very long ones are left out.

        Those that a joining phrase extends are among them.
        """
        found = (*self._enumerations.values(), *joined_enumerations(self._article, self.entities))
        whole = (one for one in found if len(one.people) <= MAX_PEOPLE and is_whole(self._article, one))
        return sorted(whole, key=lambda one: (one.words.stop, -one.words.start))

    def identity(self, entity: Entity, basis: SpeakerBasis) -> Identity:
        """A person as a speaker, under the name to give."""
        known = self._identities.get((entity.index, basis))
        if known is None:
            name = entity.name if entity.person is None else self._catalogued(entity, entity.person)
            known = Identity(name, "person", basis, entity.gender, "singular", entity, rule=PERSON_NAMED)
            self._identities[entity.index, basis] = known
        return known

    def _catalogued(self, entity: Entity, person: Person) -> str:
        """The article's fullest form of the name; the catalogue's if that is foreign or only a part."""
        last = fold(entity.name.split()[-1])
        own = {fold(form.split()[-1]) for form in person.names.get(self._language, ())}
        foreign = {fold(form.split()[-1]) for forms in person.names.values() for form in forms} - own
        family = {fold(form) for forms in person.family.values() for form in forms}
        whole = " " in entity.name and last not in foreign and fold(entity.name) not in family
        return entity.name if whole else person.name(self._language)

    def named_in(self, words: range, head: int) -> Entity | None:
        """The person that a phrase names: its head, a name after a title or in apposition; no complement."""
        article = self._article
        if head in self._entity_at and not self._is_complement(self._entity_at[head][1], words):
            return self._entity_at[head][0]
        for i in words:
            if i in self._entity_at and not self._is_complement(self._entity_at[i][1], words):
                if any(self._joins_another(article.words[k], head) for k in range(words[0], i)):
                    return None
                return self._entity_at[i][0]
        return None

    def _joins_another(self, word: Word, head: int) -> bool:
        """Does a conjunction join somebody else to the head ("the mayor and Paul Roy"), no second title?"""
        article = self._article
        if "conjunction" not in word.deps:
            return False
        joined = article.words[word.head]
        complement = any("preposition" in below.tags for below in dependents(article, joined.i))
        if complement or (joined.head != head and joined.i != head):
            return False
        if self._is_mere_name(joined):
            return False  # "the editor of the Post and ABC, Anna Smith"
        return not is_second_noun(article, joined, article.words[head])

    def _is_mere_name(self, word: Word) -> bool:
        """Is it a name without article that is not a person's: a second paper, party or place?"""
        own = dependents(self._article, word.i, "determiner")
        return "name" in word.tags and not own and self.at(word.i) is None

    def _is_complement(self, mention: range, words: range) -> bool:
        """Does the name only qualify another noun: "Trump's lawyer", "la mère de Paul", "les frères Roy"?"""
        article = self._article
        following, genitive = mention[-1] + 1, article.lexicon.determiners["genitive"]
        owns = following < words[-1] and article.words[following].norm in genitive
        if owns or (following <= words[-1] and article.words[mention[-1]].norm.endswith(tuple(genitive))):
            return True
        part = qualifies_next(article, mention, words)
        if part or mention[0] <= words[0]:
            return part
        if self._is_of_several(range(words[0], mention[0])):
            return True
        before = self._before_titles(mention[0] - 1, words)
        if before in words and "conjunction" in article.words[before].deps:
            first = max(words[0], before - MAX_JOINED)
            return any("preposition" in article.words[k].tags for k in range(first, before))
        return before in words and "preposition" in article.words[before].tags

    def _is_of_several(self, words: range) -> bool:
        """Are the words only a noun for several people: "les frères", not "chef des armées"?"""
        noun = self._article.person_nouns[words[-1]]
        if noun is None or noun[0] != words[-1] or not (noun[1].plural or noun[1].category == "group"):
            return False
        return all("determiner" in self._article.words[k].deps for k in words[:-1])

    def _before_titles(self, at: int, words: range) -> int:
        """The word before the titles that end at a word: in "adviser to President" the preposition."""
        article = self._article
        first = at
        while first > words[0]:
            title = article.person_nouns[first]
            ends = title is not None and title[0] <= at and _may_be_title(title[1], article.words[first])
            if not ends and not (first < at and "determiner" in article.words[first].deps):
                break
            first -= 1
        return first


def _may_be_title(noun: PersonWord, word: Word) -> bool:
    """Can a noun be the title of a person named right after it?

    Not a plural ("de la Chambre des représentants Anne Roy"), nor a capitalised noun that is no title
    ("le préfet de Corse Paul Roy").
    """
    own = noun.category in ("honorific", "title") or word.text.islower()
    return own and noun.category in PREPOSED and not noun.plural


def is_second_noun(article: Article, joined: Word, head: Word) -> bool:
    """Is a coordinated noun only another word for the same person: "l'acteur et musicien"?

    Both are then nouns for one person, the second without a determiner.
    """
    nouns = [article.person_nouns[word.i] for word in (head, joined)]
    if any(noun is None or noun[1].plural or noun[1].category not in PREPOSED for noun in nouns):
        return False
    return not dependents(article, joined.i, "determiner", "possessive")
