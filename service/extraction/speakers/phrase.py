"""What the rules for identities get: a mention, and what is known of the article up to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from service.extraction.reading.article import Article
from service.extraction.rules import Rule
from service.extraction.speakers.affiliations import Affiliations
from service.extraction.speakers.bodies import is_body_noun
from service.extraction.speakers.discourse import Discourse, Identity
from service.extraction.speakers.institutions import Institutions
from service.extraction.speakers.memory import Memory
from service.extraction.speakers.people import People
from service.extraction.speakers.roles import person_word_in
from service.extraction.speakers.titles import Titles
from service.extraction.syntax.phrases import is_pronoun, without_determiner
from service.lexicons.lexicon import PersonWord
from service.lexicons.schema import Pronoun

PEOPLE = frozenset({"title", "person"})  # the categories of nouns for one person


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an article up to a mention; `identify` resolves another mention."""

    article: Article
    people: People
    titles: Titles
    institutions: Institutions
    discourse: Discourse
    memory: Memory
    affiliations: Affiliations
    identify: Callable[[range, int], Identity]


class Phrase(NamedTuple):
    """A mention: its words, its head, its words without articles (`bare`), and the text of these.

    `pronoun` is the pronoun that its head is, if any; `fixed` is one of several words: "ce dernier".
    """

    words: range
    head: int
    bare: range
    text: str
    pronoun: Pronoun | None
    fixed: Pronoun | None


Identifying = Rule[[Told, Phrase], Identity]  # a rule that says who a mention is


def body_of_country(told: Told, text: str) -> Identity | None:
    """The only body with a short name in the countries of the people that the article has named so far."""
    people = (known.identity.entity for known in told.memory.known.values())
    countries = {one.person.country for one in people if one is not None and one.person is not None}
    return told.institutions.of_countries(text, countries)


def phrase(article: Article, words: range, head: int) -> Phrase:
    """The mention of `words` whose head word is `head`."""
    bare = without_determiner(article, words)
    if len(bare) > 1 and article.words[bare[-1]].norm in article.lexicon.determiners["genitive"]:
        bare = bare[:-1]  # "according to the Times's"
    pronouns, top = article.lexicon.pronouns, article.words[head]
    pronoun = pronouns[top.norm] if len(words) <= 2 and is_pronoun(article, top) else None
    return Phrase(words, head, bare, article.text_of(bare), pronoun, pronouns.get(article.norm_of(words)))


def person_noun(article: Article, mention: Phrase) -> tuple[str, PersonWord] | None:
    """The noun for a person in a mention: its form and its entry in the lexicon."""
    words, head = mention.words, mention.head
    if is_body_noun(article, article.words[head]):
        return None
    after = range(head + 1, words.stop)  # "first woman president", but no complement: "the minister's office"
    stop = next((i for i in after if "preposition" in article.words[i].tags), words.stop)
    return person_word_in(article, range(min(words[0], head), max(stop, head + 1)), head, words[-1])


def is_human(article: Article, mention: Phrase) -> bool:
    """Does a mention give only sex and age: "le jeune homme", not "homme d'affaires"?"""
    noun = person_noun(article, mention)
    return noun is not None and article.lexicon.is_noun(noun[0], "human")


def is_definite(article: Article, mention: Phrase) -> bool:
    """Does a mention begin with a definite determiner ("the", "cette")?"""
    return article.words[mention.words[0]].norm in article.lexicon.determiners["definite"]
