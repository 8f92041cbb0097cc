"""The members of a group that speaks: "Macron and Merkel", "both leaders", "the senators"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from service.extraction.model import SpeakerBasis
from service.extraction.punctuation import HYPHENS
from service.extraction.reading.article import Article
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.enumerations import Enumeration
from service.extraction.speakers.phrase import PEOPLE, Phrase, Told, is_definite, person_noun, phrase
from service.extraction.syntax.nouns import conjunctions
from service.extraction.syntax.phrases import is_name, phrase_of

PAIR = 2
SENTENCES_TO_PAIR = 3  # sentences back to the members of a pair


def joined_members(told: Told, mention: Phrase, joined: Sequence[int]) -> tuple[Identity, ...]:
    """The identities of the names or titles that are joined in a mention; () if not all are known."""
    named = is_name(told.article, told.article.words[mention.head])
    return (_named(told, mention, joined) if named else ()) or _described(told, mention, joined)


def _named(told: Told, mention: Phrase, joined: Sequence[int]) -> tuple[Identity, ...]:
    """The bearers of the names; () if one is not known."""
    article = told.article
    starts = (mention.words[0], *joined)
    stops = (phrase_of(article, joined[0])[0], *(phrase_of(article, c)[-1] + 1 for c in joined))
    found = []
    for head, start, stop in zip((mention.head, *joined), starts, stops, strict=True):
        entity = told.people.at(head)
        if entity is not None:
            found.append(told.people.identity(entity, "named"))
        elif (known := told.institutions.known(range(start, max(start + 1, stop)))) is not None:
            found.append(known[1])
    return tuple(found) if len(found) == len(joined) + 1 else ()


def _described(told: Told, mention: Phrase, joined: Sequence[int]) -> tuple[Identity, ...]:
    """The people to whom the article gave the coordinated titles; () if they are not one for each title.

    "The president and the chancellor", "the Chairman and Ranking Member".
    """
    article = told.article
    first = conjunctions(article, (mention.head, *joined))[0].i
    heads = (mention.head, *joined)
    phrases = (range(mention.words[0], first), *(phrase_of(article, head) for head in joined))
    found = [_titled(told, words, head) for words, head in zip(phrases, heads, strict=True) if words]
    people = {one.entity.index: one for one in found if one is not None and one.entity is not None}
    return tuple(people.values()) if len(people) == len(heads) else ()


def _titled(told: Told, words: range, head: int) -> Identity | None:
    """The bearer of the title in a phrase: by all its words, or without a determiner the last one."""
    noun = person_noun(told.article, phrase(told.article, words, head))
    if noun is None or noun[1].plural:
        return None
    if "determiner" in told.article.words[words[0]].deps:
        return told.titles.by_role(words, noun)
    found = told.titles.titled(noun[0], words[0], 1)
    return told.people.identity(found[0], "title") if found else None


def enumerated(told: Told, mention: Phrase) -> Identity | None:
    """The group of all people whom a mention enumerates, or who stand in apposition to it."""
    found = told.people.enumeration_of(mention.words, mention.head)
    if found is None or (mention.words.stop < found.words.stop and found.words[0] <= mention.head):
        return None
    return group_of(told, found)


def group_of(told: Told, found: Enumeration, basis: SpeakerBasis = "named") -> Identity:
    """The people of an enumeration as one speaker."""
    members = tuple(told.people.identity(entity, "named") for entity in found.people)
    name = names_of(members, found.conjunction)
    return Identity(name, "group", basis, "", "plural", members=members)


def pair_members(told: Told, mention: Phrase) -> tuple[Identity, ...]:
    """The two whom a plural description means: those of the countries that it names, else the last two met.

    () if the article has mentioned fewer than two lately.
    """
    noun = noun_of_one(told.article, mention.head)
    if noun is None:
        return ()
    by_country = _by_country(told, mention, noun)
    if by_country:
        return by_country
    if not is_both(told.article, mention):
        return ()
    found = tuple(islice(_lately(told, mention.head, noun), PAIR))[::-1]
    return found if len(found) == PAIR else ()


def names_of(members: Sequence[Identity], conjunction: str) -> str:
    """The names of a group's members, as the article has them in full: "Ann Roy, Jane Doe and Paul Hill"."""
    *others, last = (member.name for member in members)
    return f"{', '.join(others)} {conjunction} {last}"


def is_both(article: Article, mention: Phrase) -> bool:
    """Does a mention mean two known people: "both leaders", "the two men", not "two men"?"""
    first = article.words[mention.words[0]]
    before = {article.words[i].norm for i in range(mention.words[0], mention.head)}
    known = is_definite(article, mention) or "number" not in first.tags
    return known and not before.isdisjoint(article.lexicon.determiners["both"])


def _by_country(told: Told, mention: Phrase, noun: str) -> tuple[Identity, ...]:
    """The holders of one office in each of the countries that a mention names by their adjectives."""
    article = told.article
    adjectives = (article.words[i] for i in mention.bare if "adjective" in article.words[i].tags)
    titles = (f"{noun} {word.text}" for word in adjectives)
    found = [told.titles.by_office(mention.bare, title) for title in titles]
    people = [one for one in found if one is not None]
    return tuple(people) if len(people) == PAIR == len({one.name for one in people}) else ()


def _lately(told: Told, at: int, noun: str) -> Iterator[Identity]:
    """The people met last; only those with the role of a noun if there are two of them."""
    unit = told.article.words[at].unit
    lately = [known.identity for known in told.memory.lately() if unit - known.unit <= SENTENCES_TO_PAIR]
    # Of two people named together the memory has the group, and the second one.
    each = [one for identity in lately for one in (*reversed(identity.members), identity)]
    people = list({one.entity.index: one for one in each if one.entity is not None}.values())
    called = [one for one in people if one.entity is not None and told.titles.may_be(one.entity, noun)]
    return iter(called if len(called) >= PAIR else people)


def noun_of_one(article: Article, head: int) -> str | None:
    """The singular of a plural noun for people: "leader" for "leaders"; None for other nouns."""
    span = plural_noun(article, head)
    if span is None:
        return None
    whole = article.norm[article.words[span[0]].start : article.words[span[-1]].end]
    singular = article.lexicon.singulars.get(whole, "")
    one = article.lexicon.persons.get(singular)
    return singular if one is not None and one.category in PEOPLE else None


def plural_noun(article: Article, head: int) -> range | None:
    """The words of a plural noun for people that a word heads: "members of Congress", "co-chairs"."""
    first = head  # the tokenizer cuts "co-chairs" up
    while (
        first > 1 and article.words[first - 1].text in HYPHENS and article.person_nouns[first - 2] is not None
    ):
        first -= 2
    found = article.person_nouns[first]
    before = article.person_nouns[first - 1] if first else None
    if before is not None and before[0] == first and (found is None or not found[1].plural):
        first, found = first - 1, before  # "attorneys general"
    return range(first, max(head, found[0]) + 1) if found is not None and found[1].plural else None
