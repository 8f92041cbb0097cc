"""Rules for phrases that pick one of two people: "the former", "his host", "le Français".

The two are those whom the article last mentioned together.  Some such phrases are converse terms (Lyons,
Semantics, ch. 9.1): a host is whoever is host to the other.
"""

from __future__ import annotations

from service.extraction.rules import Example, Rule
from service.extraction.speakers.discourse import Identity, agreement, nobody
from service.extraction.speakers.phrase import Identifying, Phrase, Told, is_definite
from service.extraction.syntax.phrases import gender_of

SENTENCES_TO_TWO = 3  # sentences back to the two
FORMER = "former"  # the rule of the first of two


def _former(told: Told, mention: Phrase) -> Identity | None:
    """The first of those last named together; an unresolved identity if there are none."""
    article, pronoun = told.article, mention.fixed
    if pronoun is None or article.words[mention.head].norm not in article.lexicon.determiners["first"]:
        return None
    agrees = agreement(pronoun, neuter=False)
    together = told.discourse.together(mention.words[0], lambda one: one.number != "plural", SENTENCES_TO_TWO)
    first = together[0] if together and agrees(together[0]) else None
    return nobody(article.text_of(mention.words)) if first is None else first._replace(basis="pronoun")


def _other_of_two(told: Told, mention: Phrase) -> Identity | None:
    """The person last named together with the owner of a possessive before a converse noun: "his host"."""
    article, first = told.article, mention.words[0]
    noun, lexicon = article.words[mention.head], article.lexicon
    if noun.norm not in lexicon.determiners["converse"]:
        return None
    owner = told.discourse.owner(first, article.words[mention.head].norm)
    if owner is None or (owner.entity is None and owner.office is None):
        return None
    country = _country(told, mention)
    word = article.person_nouns[noun.i]
    gender = "" if word is None else word[1].gender

    def fits(one: Identity) -> bool:
        return (
            one.entity is not None
            and one.entity is not owner.entity
            and (not gender or one.gender in ("", gender))
            and (country is None or (one.entity.person is not None and one.entity.person.country == country))
        )

    together = told.discourse.together(
        first, lambda one: one.entity is owner.entity or fits(one), SENTENCES_TO_TWO
    )
    others = [one for one in together if one.entity is not owner.entity]
    if len(others) == 1 < len(together):
        return others[0]._replace(basis="description")
    return None if country is None else _by_office(told, mention, owner, country)


def _by_office(told: Told, mention: Phrase, owner: Identity, country: str) -> Identity | None:
    """The person with the same office as `owner` in another country; a stranger if not one is known."""
    own = owner.office if owner.entity is None else told.titles.office_on_day(owner.entity)
    found = None if own is None else told.titles.counterparts(own, country)
    if found is None:
        return None
    office, holders = found
    if len(holders) == 1:
        return told.people.identity(holders[0], "description")
    stranger = Identity(mention.text, "person", "description", "", "singular")
    return stranger._replace(speaks_for=told.titles.speaks_in(office), office=office if office.sole else None)


def _country(told: Told, mention: Phrase) -> str | None:
    """The country whose adjective stands in a mention: "his French counterpart"."""
    codes = (told.titles.country_of(told.article.words[i].text) for i in mention.words)
    return next(filter(None, codes), None)


def _national(told: Told, mention: Phrase) -> Identity | None:
    """The only person of a country met lately: "le Français", "the Russian"."""
    article = told.article
    if len(mention.bare) != 1 or not is_definite(article, mention):
        return None
    plural = "plural" in article.words[mention.head].tags
    first = article.words[mention.words[0]].norm
    if plural or first in article.lexicon.determiners["plural"] or not mention.text[:1].isupper():
        return None
    code = told.titles.nationality_of(mention.text)
    if code is None:
        return None
    gender = gender_of(article, first)
    people = [known.identity for known in told.memory.lately()]
    each = [one for identity in people for one in (*identity.members, identity) if one.entity is not None]
    found = {
        one.entity.index: one
        for one in each
        if one.entity is not None
        and one.entity.person is not None
        and one.entity.person.country == code
        and (not gender or one.gender in ("", gender))
    }
    return next(iter(found.values()))._replace(basis="description") if len(found) == 1 else None


FIRST_OF_TWO: Identifying = Rule(
    FORMER,
    _former,
    "“The former” is the first of the two who were named together last.",
    (
        Example("en", "Anna Smith met Paul Jones. “I agree,” the former said.", "Anna Smith"),
        Example("fr", "Paul Petit a reçu Anne Roy. Le premier se dit « ravi ».", "Paul Petit"),
    ),
)

TWO_RULES: tuple[Identifying, ...] = (
    Rule(
        "other_of_two",
        _other_of_two,
        "A host, a guest, a counterpart of somebody is who was named with them last.",
        (
            Example("en", "Anna Smith met Paul Jones. “I agree,” her host said.", "Paul Jones"),
            Example("fr", "Anne Roy a reçu Paul Petit. « D'accord », a répondu son invité.", "Paul Petit"),
        ),
    ),
    Rule(
        "national",
        _national,
        "“The Frenchman” is the only one of the people met last who is French.",
        (
            Example("en", "Emmanuel Macron met Joe Biden. “I agree,” the Frenchman said.", "Emmanuel Macron"),
            Example("fr", "Joe Biden a vu Emmanuel Macron. « Oui », a dit l'Américain.", "Joe Biden"),
        ),
    ),
)
