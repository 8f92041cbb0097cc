"""Rules for what a mention says of somebody whom the article does not name, the surest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from service.extraction.model import SpeakerKind
from service.extraction.reading.article import Article, Word
from service.extraction.rules import Example, Rule
from service.extraction.speakers.called_together import named_together
from service.extraction.speakers.discourse import Identity, nobody
from service.extraction.speakers.groups import pair_members
from service.extraction.speakers.phrase import Identifying, Phrase, Told
from service.extraction.speakers.roles import person_word_in
from service.extraction.syntax.phrases import gender_of, is_acronym, is_name, is_pronoun
from service.extraction.syntax.subjects import is_subject_of_cue
from service.lexicons.lexicon import PersonWord

PRONOUN_ALONE = "pronoun_alone"
KIND_OF_CATEGORY: Mapping[str, SpeakerKind] = {
    "group": "group",
    "institution": "institution",
    "title": "person",
    "person": "person",
    "kin": "person",
}


def _pronoun_alone(told: Told, mention: Phrase) -> Identity | None:
    return None if mention.pronoun is None else nobody(mention.text.lstrip("-"))


def _stranger(told: Told, mention: Phrase) -> Identity:
    """Somebody whom the article does not name, with the kind, gender and number that the phrase shows."""
    article = told.article
    word = _person_word(article, mention)
    determiner = article.words[mention.words[0]].norm
    several = determiner in article.lexicon.determiners["plural"]
    plural = (word is not None and word.plural) or several
    gender: str = word.gender if word is not None else ""
    if not gender and not plural:
        gender = gender_of(article, determiner)
    plural = plural or "plural" in article.words[mention.head].tags
    category: str = word.category if word is not None else ""
    if not category and _is_called(article, article.words[mention.head]):
        person = _is_lone_surname(article, mention) or _is_titled(article, mention)
        category = "person" if person else "institution"
    kind: SpeakerKind = "group" if plural else KIND_OF_CATEGORY.get(category, "unknown")
    proper = kind != "person" and _is_proper(article, mention)
    number = "any" if plural and proper and not several else "plural" if plural else "singular"
    return Identity(mention.text, kind, "named" if proper else "description", gender, number)


def _pair(told: Told, mention: Phrase) -> Identity | None:
    """The two under the noun they are called by, or under their names if one enumeration named them."""
    members = pair_members(told, mention)
    if not members:
        return None
    together = named_together(told, mention, members)
    return _stranger(told, mention)._replace(members=members) if together is None else together


def _is_called(article: Article, word: Word) -> bool:
    """Is a word a name, and capitalised not only as the first of its sentence?"""
    begins = not word.i or article.words[word.i - 1].unit != word.unit
    named = is_name(article, word) and not is_pronoun(article, word)
    return named and (not begins or "name" in word.tags or bool(word.entity))


def _is_proper(article: Article, mention: Phrase) -> bool:
    """Is a mention nothing but a name: "Kelder Police", "Logéo"?"""
    called = _is_called(article, article.words[mention.head])
    return called and all(article.words[i].text[:1].isupper() for i in mention.bare)


def _is_lone_surname(article: Article, mention: Phrase) -> bool:
    """Is a single capitalised subject of a cue unknown to NER?  It is more often a surname than a body."""
    word = article.words[mention.words[0]]
    says = is_subject_of_cue(article, word)
    return len(mention.words) == 1 and says and not word.entity and not is_acronym(word)


def _is_titled(article: Article, mention: Phrase) -> bool:
    """Does a title end right before the head of a mention: "Princess Mathilda"?"""
    nouns = (article.person_nouns[i] for i in range(mention.words[0], mention.head))
    return any(noun is not None and noun[0] == mention.head - 1 for noun in nouns)


def _person_word(article: Article, mention: Phrase) -> PersonWord | None:
    """The entry of the noun for a speaker that includes the head of a phrase, honorifics aside."""
    first = mention.bare[0]
    for i in range(first, max(mention.head, first) + 1):
        found = article.person_nouns[i]
        if found is not None and found[1].category != "honorific" and found[0] >= mention.head:
            return found[1]
    return _one_of_several(article, mention)


def _one_of_several(article: Article, mention: Phrase) -> PersonWord | None:
    """The entry, made singular, for one of several: "l'un des proches", "one of the researchers"."""
    head, behind = article.words[mention.head], range(mention.head + 1, mention.words.stop)
    if not behind or article.has_tag(head, "noun", "name"):
        return None
    found = person_word_in(article, behind)
    counted = article.words[behind[0]].norm in article.lexicon.determiners["of"]
    return replace(found[1], plural=False) if found is not None and counted and found[1].plural else None


NOBODY_RULES: tuple[Identifying, ...] = (
    Rule(
        PRONOUN_ALONE,
        _pronoun_alone,
        "A pronoun that stands for nobody who can be told is all that is known of the speaker.",
        (
            Example("en", "“We are ready,” he said.", "he"),
            Example("fr", "« Nous sommes prêts », a-t-il dit.", "il"),
        ),
    ),
    Rule(
        "pair",
        _pair,
        "A pair is the two of whom the article spoke last, or who hold an office in two countries.",
        (
            Example("en", "Anna Smith met Paul Jones. “We agree,” both leaders said.", "both leaders"),
            Example("fr", "Anne Roy a reçu Paul Petit. « Oui », ont dit les deux femmes.", "deux femmes"),
        ),
    ),
    Rule(
        "stranger",
        _stranger,
        "Whom the article does not name is who the phrase says.",
        (
            Example("en", "“We are ready,” a young man said.", "young man"),
            Example("fr", "« Nous sommes prêts », a dit une voisine.", "voisine"),
        ),
    ),
)
