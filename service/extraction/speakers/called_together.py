"""Plural mentions of people whom the article named in one enumeration: "the lawmakers", "the pair".

A plural noun means people called by it, or by a narrower noun (hyponymy: Lyons, Semantics, ch. 9.4); a noun
for several, and "the two", mean people whose number fits.  The last enumeration that fits is meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from service.extraction.reading.article import Article, once
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.enumerations import Enumeration
from service.extraction.speakers.groups import group_of, is_both, noun_of_one, plural_noun
from service.extraction.speakers.names import name_key
from service.extraction.speakers.phrase import Phrase, Told, is_definite
from service.extraction.speakers.roles import is_called
from service.extraction.syntax.nouns import apposed_to

SHORT_PLURAL_WORDS = 3  # words of a plural phrase that introduces nobody: "the two senators"
MOST_ENUMERATIONS = 30  # the last enumerations, which are looked at
SENTENCES_TO_THEM = 6  # sentences from "they" back to the people meant
SENTENCES_TO_COUNTED = 3  # the same for a number alone
CHARACTERS_BEHIND = 12  # characters after a name that may say what its bearer is: " (both D-Cal"
WRITING_GROUPS = frozenset({"writing", "publishing"})  # groups of verbs for making texts


def listed(told: Told, mention: Phrase) -> Identity | None:
    """The group that a short definite plural means: the last enumeration of people who are called so.

    "Senators Ann Roy (R) and Paul Hill (D) … the senators": by one noun before all, or by one for each.
    """
    article = told.article
    noun = _noun_of_each(article, mention)
    if noun is None or not _is_known(article, mention):
        return None
    size = number_of(article, mention)
    signed = noun in article.lexicon.groups.signers
    for found in told.people.enumerations_before(mention.words[0], MOST_ENUMERATIONS):
        meant = _called(told, found, noun)
        if meant is None and signed and _signed(article, found):
            meant = found
        if meant is None or size not in (0, len(meant.people)):
            continue
        others = not any(is_called(title, noun) for title in found.titles) and _are_others(
            told, mention, found
        )
        return None if others else group_of(told, meant, "description")
    return None


def _noun_of_each(article: Article, mention: Phrase) -> str | None:
    """The singular noun for each member of a plural mention: "the senators", "the pair of senators"."""
    behind = mention.head + 1
    if article.words[mention.head].norm not in article.lexicon.groups.together or behind >= mention.words[-1]:
        return noun_of_one(article, mention.head)
    of = article.words[behind].norm in article.lexicon.determiners["of"]
    return noun_of_one(article, mention.words[-1]) if of else None


def _are_others(told: Told, mention: Phrase, found: Enumeration) -> bool:
    """Has the article called others by the noun since the enumeration?"""
    noun = told.article.words[mention.head].norm
    return any(
        (noun in known.nouns or noun == known.identity.name.lower())
        and known.at > found.words[-1]
        and not known.identity.members
        for known in told.memory.lately()
    )


def acted_together(told: Told, mention: Phrase) -> Identity | None:
    """The group that a noun for several means: the last people of that number named as doing something.

    None if the article calls something else so, or if a body that it might mean has spoken.
    """
    article = told.article
    noun = article.words[mention.head].norm
    size = article.lexicon.groups.together.get(noun)
    if size is None or not _is_plain(article, mention):
        return None
    only = _is_called_only_so(article, noun) and not (size == 0 and _has_body_spoken(told))
    for found in told.people.enumerations_before(mention.words[0], MOST_ENUMERATIONS):
        if size not in (0, len(found.people)):
            continue
        if noun in found.called or (only and _do_something(article, found)):
            return group_of(told, found, "description")
    return None


def of_one_family(told: Told, mention: Phrase) -> Identity | None:
    """The group that "the couple", "the brothers" mean: the last two of one family name named together."""
    article = told.article
    noun = article.person_nouns[mention.head]
    kin = noun is not None and noun[1].category == "kin" and noun[1].plural
    one = article.words[mention.head].norm
    if not _is_plain(article, mention) or not (kin or one in article.lexicon.groups.family):
        return None
    gender = noun[1].gender if noun is not None and kin else ""
    for found in told.people.enumerations_before(mention.words[0], MOST_ENUMERATIONS):
        women = all(entity.gender != "m" for entity in found.people)
        if len(found.people) == 2 and _are_family(told.article, found) and (women or gender != "f"):
            return group_of(told, found, "description")
    return None


def so_many(told: Told, mention: Phrase, last: Identity | None) -> Identity | None:
    """The group that a number means ("the two"): the last enumeration of that size, else `last`."""
    size = number_of(told.article, mention)
    if not size:
        return last
    unit = told.article.words[mention.words[0]].unit
    for found in told.people.enumerations_before(mention.words[0], MOST_ENUMERATIONS):
        if (
            len(found.people) == size
            and unit - told.article.words[found.words[-1]].unit <= SENTENCES_TO_COUNTED
        ):
            return group_of(told, found, "pronoun")
    return None if last is None or last.members else last


def whole_group(told: Told, mention: Phrase, found: Identity | None, gender: str) -> Identity | None:
    """The whole enumeration, if a plural pronoun of this gender was found to mean some of it, or nobody."""
    unit = told.article.words[mention.head].unit
    meant = set() if found is None else {one.entity.index for one in _each(found) if one.entity is not None}
    if found is not None and not meant:
        return found
    for enumerated in told.people.enumerations_before(mention.words[0], MOST_ENUMERATIONS):
        if unit - told.article.words[enumerated.words[-1]].unit > SENTENCES_TO_THEM:
            break
        people = {entity.index for entity in enumerated.people}
        known = bool(meant) or _do_something(told.article, enumerated)
        if known and meant <= people and _agree(enumerated, gender):
            return group_of(told, enumerated)
    return found


def _each(identity: Identity) -> tuple[Identity, ...]:
    """The members of a group, or the single identity."""
    return identity.members or (identity,)


def _agree(found: Enumeration, gender: str) -> bool:
    """May a pronoun of a gender mean an enumeration: "elles" has no men, "ils" not only women?"""
    genders = {entity.gender for entity in found.people}
    return gender not in ("m", "f") or (genders != {"f"} if gender == "m" else "m" not in genders)


def named_together(told: Told, mention: Phrase, members: Sequence[Identity]) -> Identity | None:
    """The `members` of a pair as a group, if the article named them in one enumeration and nobody else."""
    people = {member.name for member in members}
    for found in told.people.enumerations_before(mention.words[0], MOST_ENUMERATIONS):
        group = group_of(told, found, "description")
        if {member.name for member in group.members} == people:
            return group
    return None


def number_of(article: Article, mention: Phrase) -> int:
    """The number that a mention gives; 0 if it gives none."""
    numbers = article.lexicon.groups.numbers
    return max((numbers.get(article.words[i].norm, 0) for i in mention.words), default=0)


def _is_known(article: Article, mention: Phrase) -> bool:
    """Are the people meant known already: "the senators", "both senators", mid-sentence "Senators"?"""
    noun = plural_noun(article, mention.head) or mention.words
    first = article.words[min(noun[0], mention.words[0])]
    before = article.words[first.i - 1] if first.i and article.words[first.i - 1].unit == first.unit else None
    several = article.words[mention.head].norm in article.lexicon.groups.together
    if several or len(mention.words) > len(noun):
        others = len(mention.words) - len(noun)
        return others < SHORT_PLURAL_WORDS and (is_definite(article, mention) or is_both(article, mention))
    determiners = article.lexicon.determiners
    behind_article = before is not None and before.norm in determiners["articles"] & determiners["definite"]
    # "Democrats" is always capitalised, and more often means the party.
    office = noun_of_one(article, mention.head) in article.lexicon.groups.wider
    return behind_article or (
        office and before is not None and article.words[mention.head].text[:1].isupper()
    )


def _called(told: Told, found: Enumeration, noun: str) -> Enumeration | None:
    """The people of an enumeration who are called by a noun: all, or some if the others have other titles."""
    groups = told.article.lexicon.groups
    so = any(noun == called or groups.is_wider(noun, called) for called in found.called)
    if so or all(_is_one(told, found, k, noun) for k in range(len(found.people))):
        return found
    some = [k for k, title in enumerate(found.titles) if is_called(title, noun)]
    if len(some) < 2 or not all(found.titles):
        return None
    people = tuple(found.people[k] for k in some)
    return found._replace(people=people, titles=tuple(found.titles[k] for k in some))


def _is_one(told: Told, found: Enumeration, k: int, noun: str) -> bool:
    """Is somebody in an enumeration called by a noun, or by a narrower one?"""
    entity, groups = found.people[k], told.article.lexicon.groups
    title = found.titles[k]
    titles = told.titles.given(entity).union((title,), title.split())
    if any(is_called(title, noun) or groups.is_wider(noun, title) for title in titles):
        return True
    if told.titles.may_be(entity, noun):
        return True
    tag = _tag(told.article, found, k)
    if not tag:
        return False
    others = any(groups.is_wider(tag, title) for title in titles)
    return noun == tag or groups.is_wider(noun, tag) or (groups.is_wider(tag, noun) and not others)


def _tag(article: Article, found: Enumeration, k: int) -> str:
    """The noun that a tag right after a name stands for: "(D-Mich.)"; "" for none."""
    mentions = found.people[k].mentions
    own = mentions[bisect_left(mentions, found.words[0], key=lambda mention: mention[0])]
    end = article.words[own[-1]].end
    behind = article.text[end : end + CHARACTERS_BEHIND]
    return next((noun for pattern, noun in article.lexicon.groups.tags if pattern.match(behind)), "")


def _signed(article: Article, found: Enumeration) -> bool:
    """Do the people of an enumeration do something in a sentence about a text?"""
    return _do_something(article, found) and _is_of_text(article, article.words[found.words[0]].unit)


@once
def _is_of_text(article: Article, unit: int) -> bool:
    """Is a sentence about a text, or about somebody who writes?"""
    for i in article.units[unit]:
        word = article.words[i]
        writes = any(sense.group in WRITING_GROUPS for sense in article.lexicon.verbs.get(word.norm, ()))
        if article.lexicon.is_noun(word.norm, "document") or writes:
            return True
    return False


def _is_plain(article: Article, mention: Phrase) -> bool:
    """Is a mention an article and a noun, with at most plain words between: "the bipartisan group"?"""
    if mention.words[-1] != mention.head or not is_definite(article, mention):
        return False
    passed = article.lexicon.groups.plain | article.lexicon.groups.numbers.keys()
    first = article.words[mention.words[0]].norm
    between = (article.words[i].norm for i in range(mention.words[0] + 1, mention.head))
    return first in article.lexicon.determiners["articles"] and all(word in passed for word in between)


@once
def _is_called_only_so(article: Article, noun: str) -> bool:
    """Is a noun always definite and without complement in the narration: no "group of farmers"?"""
    determiners, plain = article.lexicon.determiners, article.lexicon.groups.plain
    for word in article.words:
        if word.norm != noun or word.quotation >= 0:
            continue
        at = word.i - 1
        while at >= 0 and article.words[at].norm in plain:
            at -= 1
        behind = article.words[word.i + 1 : word.i + 2]
        if at < 0 or article.words[at].norm not in determiners["definite"]:
            return False
        if behind and (behind[0].norm in determiners["of"] or behind[0].text[:1].isupper()):
            return False
    return True


def _has_body_spoken(told: Told) -> bool:
    """Has a body spoken lately, or a group with unknown members?"""
    lately = (known for known in told.memory.lately() if known.spoken)
    return any(k.identity.kind in ("institution", "group") and not k.identity.members for k in lately)


def _do_something(article: Article, found: Enumeration) -> bool:
    """Is a subject among the names of an enumeration, or do they open their sentence?"""
    if any("subject" in article.words[i].deps for i in apposed_to(article, found.words).union(found.words)):
        return True
    first = article.units[article.words[found.words[0]].unit][0]
    before = article.words[first : found.words[0]]
    return not any(article.has_tag(word, "verb", "preposition") for word in before)


def _are_family(article: Article, found: Enumeration) -> bool:
    """Is one called kin, or do all share a family name, given each or once: "Ann and Paul Roy"?"""
    nouns = (article.lexicon.persons.get(title) for title in found.titles)
    if any(noun is not None and noun.category == "kin" for noun in nouns):
        return True
    *others, last = (entity.name.split() for entity in found.people)
    same = all(len(name) == 1 or name_key(name[-1]) == name_key(last[-1]) for name in others)
    return len(last) > 1 and same
