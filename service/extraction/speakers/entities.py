"""The people of an article: which names belong to one person, and the roles that the article gives them.

Names are found (name_spans.py) and grouped by person (name_groups.py); each person's roles are read
(roles.py), by which descriptions ("the minister") are resolved later.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.extraction.reading.article import Article
from service.extraction.speakers.name_groups import add_known_last_names, group_names
from service.extraction.speakers.name_parts import told_gender
from service.extraction.speakers.name_spans import name_spans
from service.extraction.speakers.names import INITIAL
from service.extraction.speakers.people_index import PeopleIndex
from service.extraction.speakers.presentations import comes_in_anew
from service.extraction.speakers.roles import GivenRole, roles_of, title_of_all
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue_values import Person


@dataclass(frozen=True, slots=True)
class Entity:
    """One person of the article; `mentions` are ranges of words, `person` the catalogue's entry, if any."""

    index: int
    name: str
    forms: tuple[tuple[str, ...], ...]
    gender: str
    roles: tuple[GivenRole, ...]
    mentions: tuple[range, ...]
    person: Person | None


def find_entities(article: Article, people: PeopleIndex, catalogue: ArticleCatalogue) -> tuple[Entity, ...]:
    """The people named in the article, in the order of their first mention."""
    spans = name_spans(article, catalogue, people)
    groups = group_names(article, spans)
    add_known_last_names(article, groups, {i for span in spans for i in span})
    found = []
    for index, group in enumerate(sorted(groups, key=lambda g: min(m[0] for m in g.mentions))):
        name = _fullest(group.names)
        mentions = tuple(sorted(group.mentions, key=lambda m: m[0]))
        roles = tuple(role for mention in mentions for role in roles_of(article, mention))
        told = next(filter(None, (told_gender(article, mention) for mention in mentions)), "")
        person = _known(article, people, name, told, mentions)
        if person is not None and len(name) == 1:
            titles = {role.head for role in roles}.union(title_of_all(article, m) for m in mentions)
            person = None if _is_another(article, catalogue, person, titles) else person
        found.append(
            Entity(
                index=index,
                name=" ".join(name),
                forms=tuple(dict.fromkeys(group.names)),
                gender=_gender(article, name, told, roles, person),
                roles=roles,
                mentions=mentions,
                person=person,
            )
        )
    return tuple(found)


def _known(
    article: Article, people: PeopleIndex, name: Sequence[str], told: str, mentions: Sequence[range]
) -> Person | None:
    """The catalogue's person of a name; a lone first name must be spelled so and introduce nobody."""
    first = len(name) == 1 and not told and name[0].lower() in article.lexicon.first_names
    if first and comes_in_anew(article, mentions[0]):
        return None
    return people.find(name, told, spelled=first)


def _is_another(article: Article, catalogue: ArticleCatalogue, person: Person, titles: Iterable[str]) -> bool:
    """Do the titles beside a surname rule out the catalogue's person: one never held, or a woman's?"""
    lexicon = article.lexicon
    singular = [lexicon.singulars.get(title, title) for title in titles]
    nouns = (lexicon.persons.get(title) for title in singular)
    woman = person.gender == "m" and any(noun is not None and noun.gender == "f" for noun in nouns)
    return woman or any(catalogue.refutes(title, person, lexicon.language) for title in singular)


def _fullest(names: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest form; initials count less, and the form met first wins among equals."""
    return max(dict.fromkeys(names), key=lambda n: (sum(not INITIAL.match(w) for w in n), len(n)))


def _gender(
    article: Article,
    name: tuple[str, ...],
    told: str,
    roles: Sequence[GivenRole],
    person: Person | None,
) -> str:
    """m, f or "" (unknown), by the catalogue, an honorific (`told`), the first name or a title."""
    if told or (person is not None and person.gender):
        return person.gender if person is not None else told
    if len(name) > 1 or person is None:
        for part in (name[0], *name[0].split("-")):
            if gender := article.lexicon.first_names.get(part.lower()):
                return gender
    for role in roles:
        found_role = article.lexicon.persons.get(role.head)
        if found_role is not None and found_role.gender:
            return found_role.gender
    return ""
