"""A mention whose meaning is a learned choice (a pronoun, a title, a description), and its candidates.

What is never wrong is a rule here: gender and number agree, and people, bodies and things are kept apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import islice
from typing import Literal, NamedTuple

from service.extraction.model import Span
from service.extraction.reading.article import Article
from service.extraction.speakers.bodies import is_body_noun
from service.extraction.speakers.discourse import Identity, agreement
from service.extraction.speakers.entities import Entity
from service.extraction.speakers.memory import Known, Memory, key_of
from service.extraction.speakers.people import People
from service.extraction.speakers.phrase import Phrase
from service.extraction.speakers.roles import person_word_in
from service.extraction.speakers.titles import MIN_CONTENT_LETTERS, Titles
from service.extraction.syntax.phrases import gender_of, is_name
from service.lexicons.lexicon import PersonWord
from service.lexicons.schema import Pronoun

MAX_KNOWN, MAX_TO_COME, MAX_TITLED = 16, 4, 4  # most candidates, besides nobody and the rules' choice
MAX_PHRASE_WORDS = 40  # words of a phrase that are looked at
PERSON_NOUNS = frozenset({"title", "person", "kin"})


class Asked(NamedTuple):
    """A mention to be resolved: its words, its head, and what these say about the person or body meant.

    `place` is that of its head in the article; `forms` are its noun as written and as in the lexicon,
    `content` its other words; `category` is that of the noun ("" for none), `gender` the one that noun,
    pronoun and determiner show.
    """

    words: range
    head: int
    place: Span
    pronoun: Pronoun | None
    noun: PersonWord | None
    forms: frozenset[str]
    content: frozenset[str]
    category: str
    gender: str
    language: str

    @property
    def kind(self) -> Literal["he", "the"]:
        """Is it a pronoun or a phrase?  Their features have separate weights."""
        return "the" if self.pronoun is None else "he"


class IdentityCandidate(NamedTuple):
    """Somebody whom a mention may mean; `known` if the article has mentioned them before."""

    identity: Identity
    known: Known | None
    rules: bool  # the rules' own choice
    nobody: bool


def ask(article: Article, mention: Phrase) -> Asked | None:
    """The mention as one to be resolved, if it is of one person or body.

    None for names, for several people, for somebody new ("a minister"), for "one" and "I".
    """
    if mention.pronoun is not None:
        return _ask_pronoun(article, mention, mention.pronoun)
    words, head = mention.words, mention.head
    word, first = article.words[head], article.words[words[0]].norm
    language = article.lexicon.language
    body = is_body_noun(article, word)
    found = None if body else person_word_in(article, range(min(words[0], head), head + 1), head, words[-1])
    noun = None if found is None else found[1]
    category = "body" if body else noun.category if noun else ""
    named = is_name(article, word) and (category not in PERSON_NOUNS or _bears_name(article, words, head))
    plural = _is_plural(article, mention, noun)
    several = mention.fixed is not None and mention.fixed.role == "indefinite"  # "l'un d'entre eux"
    new = first in article.lexicon.determiners["indefinite"] or several
    if named or plural or new or article.lexicon.is_noun(word.norm, "document"):
        return None
    forms = frozenset({word.norm} if found is None else {word.norm, found[0]})
    # "la procureur", "cette professeur": the determiner shows the gender if the noun does not.
    gender = gender_of(article, first) or (noun.gender if noun is not None else "")
    content = _content(article, mention.bare) - forms
    place = Span(word.start, word.end)
    return Asked(words, head, place, None, noun, forms, content, category, gender, language)


def _bears_name(article: Article, words: range, head: int) -> bool:
    """Is the head a name after a title, and not part of that noun: "Princess Mathilda"?"""
    nouns = (article.person_nouns[i] for i in range(min(words[0], head), head + 1))
    return not any(noun is not None and noun[0] >= head for noun in nouns)


def _ask_pronoun(article: Article, mention: Phrase, pronoun: Pronoun) -> Asked | None:
    """A pronoun as a mention to be resolved, if it stands for one person or body."""
    known = pronoun.gender != "any" and pronoun.number == "singular"
    if pronoun.role in ("impersonal", "indefinite", "relative") or pronoun.person != 3 or not known:
        return None
    word = article.words[mention.head]
    gender: str = pronoun.gender if pronoun.gender in ("m", "f") else ""
    place = Span(word.start, word.end)
    none: frozenset[str] = frozenset()
    language = article.lexicon.language
    return Asked(mention.words, mention.head, place, pronoun, None, none, none, "", gender, language)


def _is_plural(article: Article, mention: Phrase, noun: PersonWord | None) -> bool:
    """Does a mention mean several people or bodies?"""
    if article.words[mention.words[0]].norm in article.lexicon.determiners["plural"]:
        return True
    return "plural" in article.words[mention.head].tags or (noun is not None and noun.plural)


def _content(article: Article, bare: range) -> frozenset[str]:
    """The content words of a phrase."""
    determiners = article.lexicon.determiners
    own = {article.words[i].norm for i in bare[:MAX_PHRASE_WORDS]}
    own -= determiners["articles"] | determiners["definite"]
    return frozenset(w for w in own if len(w) >= MIN_CONTENT_LETTERS and w.isalpha())


class Candidates:
    """The candidates of the mentions of one article."""

    def __init__(self, article: Article, people: People, titles: Titles, memory: Memory) -> None:
        self._article = article
        self._people = people
        self._titles = titles
        self._memory = memory
        self._coming = sorted(people.entities, key=lambda e: e.mentions[0][0])
        self._first = [entity.mentions[0][0] for entity in self._coming]

    def of(self, asked: Asked, rules: Identity, nobody: Identity) -> list[IdentityCandidate]:
        """The candidates: nobody first, then the rules' choice, then the others, the latest ones first."""
        known = self._memory.known
        own = None if asked.pronoun is not None else key_of(nobody)
        chosen = key_of(rules)
        inside = self._named_inside(asked)
        fits = self._fitting(asked, inside)
        stranger = not rules.resolved or chosen == own or any(rules.entity is one for one in inside)
        found: dict[Hashable, Identity] = {} if stranger else {chosen: rules}
        for key, identity in self._others(asked):
            if key not in found and key != own and fits(identity):
                found[key] = identity
        return [
            IdentityCandidate(nobody, None if own is None else known.get(own), stranger, True),
            *[
                IdentityCandidate(i, known.get(k), not stranger and k == chosen, False)
                for k, i in found.items()
            ],
        ]

    def _others(self, asked: Asked) -> Iterator[tuple[Hashable, Identity]]:
        """People and bodies met last, people who have the title anywhere, people named soon after."""
        for key, known in islice(reversed(self._memory.known.items()), MAX_KNOWN):
            yield key, known.identity
        titled = [e for form in asked.forms for e in self._titles.titled(form, asked.head, MAX_TITLED)]
        at = bisect_right(self._first, asked.head)
        for entity in (*titled, *self._coming[at : at + MAX_TO_COME]):
            yield entity.index, self._people.identity(entity, "named")

    def _fitting(self, asked: Asked, inside: Sequence[Entity]) -> Callable[[Identity], bool]:
        """Can a mention mean somebody, by gender, number and kind?  It means nobody named `inside` it."""
        if asked.pronoun is not None:
            return agreement(asked.pronoun, neuter=self._article.lexicon.neuter)
        return lambda one: _describes(asked, one) and not any(one.entity is entity for entity in inside)

    def _named_inside(self, asked: Asked) -> list[Entity]:
        """The people named inside a phrase, as its complements: "l'avocat de X"."""
        return [entity for i in asked.words if (entity := self._people.at(i)) is not None]


def _describes(asked: Asked, identity: Identity) -> bool:
    """Can a title or a description apply to somebody?"""
    person = asked.category in PERSON_NOUNS
    if person != (identity.kind == "person") and (asked.category or identity.kind == "unknown"):
        return False
    if person and asked.gender and identity.gender not in ("", asked.gender):
        return False
    return identity.number != "plural"
