"""Which body a mention names: rules, the surest first."""

from __future__ import annotations

from service.extraction.reading.article import Article
from service.extraction.rules import Example, Rule
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.phrase import (
    Identifying,
    Phrase,
    Told,
    body_of_country,
    is_definite,
    person_noun,
)

PARTY = "party"  # a type of institutions


def _body_listed(told: Told, mention: Phrase) -> Identity | None:
    """None for a title that the article gives to somebody, such as "le procureur de Paris"."""
    found = told.institutions.listed(mention.text, mention.bare)
    noun = None if found is None else person_noun(told.article, mention)
    if noun is not None and noun[1].category == "title" and told.titles.by_role(mention.words, noun):
        return None
    return found


def _body_called(told: Told, mention: Phrase) -> Identity | None:
    """The body whose name ends a phrase: after a noun for a body, its adjective or its complement."""
    article, words = told.article, mention.words
    first = words.stop
    while first > words[0] + 1 and article.words[first - 1].text[:1].isupper():
        first -= 1
    name = range(first, words.stop)
    head = min(mention.head, first - 1)  # the name may be the parser's head
    noun = article.words[head].norm
    kind = noun in article.lexicon.determiners["enterprise"] or article.lexicon.is_noun(noun, "outlet")
    if not name or not kind or _is_governed(article, head, first):
        return None
    text = article.text_of(name)
    found = told.institutions.named(text, name)
    if found is not None and found.institution is not None and found.institution.type == PARTY:
        return None  # "le groupe LR" sits in a parliament
    return found or Identity(text, "institution", "named", "", "singular")


def _government(told: Told, mention: Phrase) -> Identity | None:
    return told.institutions.of_country(mention.text, mention.bare)


def _body_again(told: Told, mention: Phrase) -> Identity | None:
    return told.institutions.named_before(mention.text, mention.bare)


def _body_of_country(told: Told, mention: Phrase) -> Identity | None:
    """The only body with a short name in the countries of the people that the article has named so far."""
    article, first = told.article, mention.words[0]
    before = article.words[first - 1].norm if first else ""  # "au Château"
    definite = is_definite(article, mention) or before in article.lexicon.determiners["definite"]
    return body_of_country(told, mention.text) if definite else None


def _is_governed(article: Article, head: int, name: int) -> bool:
    """Does a name that begins at a word belong to a preposition, a verb or a mark behind the head?"""
    for k in range(name - 1, head, -1):
        word = article.words[k]
        if word.punctuation or article.has_tag(word, "preposition", "verb"):
            return True
        if word.text.islower() and "noun" in word.tags:
            return False  # what the preposition before it governs: "de défense des droits"
        if article.has_dep(word, "determiner", "conjunction"):
            return True
    return False


BODY_RULES: tuple[Identifying, ...] = (
    Rule(
        "body_listed",
        _body_listed,
        "The catalogue lists the body by this name, or it is a state's body, named with its country.",
        (
            Example("en", "“It is over,” the Norwegian foreign ministry said.", "Norwegian Foreign Ministry"),
            Example("en", "“It is over,” the United Nations said.", "United Nations"),
            Example("fr", "« C'est fini », a indiqué le Kremlin.", "Kremlin"),
        ),
    ),
    Rule(
        "body_called",
        _body_called,
        "A noun for a body with a name right behind it is the body of that name.",
        (
            Example("en", "Anna Smith left. “It is over,” the charity Shelter said.", "Shelter"),
            Example("fr", "« C'est fini », a indiqué l'association de riverains Arbrevert.", "Arbrevert"),
            Example("fr", "« C'est fini », écrit le quotidien régional La Vigie.", "La Vigie"),
        ),
    ),
    Rule(
        "government",
        _government,
        "A country, or its capital, that speaks is its government.",
        (
            Example("en", "“It is over,” Spain said.", "Spain"),
            Example("fr", "« C'est fini », a répondu Madrid.", "Madrid"),
        ),
    ),
    Rule(
        "body_again",
        _body_again,
        "A short name that many bodies have is the one that the article named before.",
        (
            Example(
                "en",
                "The European Commission met on Monday. “It is over,” the Commission said.",
                "European Commission",
            ),
        ),
    ),
    Rule(
        "body_of_country",
        _body_of_country,
        "A short name that many bodies have is that of the country whose people the article names.",
        (
            Example("en", "Emmanuel Macron met Paul Jones. “It is over,” the Palace said.", "Élysée"),
            Example("fr", "Emmanuel Macron est parti. « C'est fini », a indiqué le Palais.", "Élysée"),
        ),
    ),
)
