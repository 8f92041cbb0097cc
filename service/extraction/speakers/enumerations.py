"""People named in one enumeration: "Senators Ann Roy (R), Paul Hill and Jane Doe of Ohio"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from service.extraction.punctuation import (
    BEFORE_APPOSITION,
    BEFORE_ENUMERATION,
    BETWEEN_NAMES,
    BRACKETS,
    CLOSING_BRACKETS,
    COMMA,
)
from service.extraction.reading.article import Article, Word, phrase_at
from service.extraction.speakers.entities import Entity
from service.extraction.speakers.roles import PREPOSED, title_before

MAX_BETWEEN_NAMES = 10  # words between two names: a title, a place, a party in brackets
MAX_APPOSED = 30  # the same with an apposition: "of Iowa, chairman of the Committee on Finance, and Senator"
PASSED = BRACKETS | BETWEEN_NAMES  # a full stop inside a sentence belongs to a title or a state
CLOSED = CLOSING_BRACKETS | {COMMA}  # what an apposition ends with
TITLE_TOKENS = 3  # of a plural title: "Sens.", "co-chairs"
BEFORE_JOINING = 8  # words of a tag before what joins another name: "(R-SD), along with"

BEFORE = 6  # words before the first name that may say that these are examples

NamedWords = tuple[range, Entity]
Gap = Literal["listed", "joined", ""]  # what stands between two names


class Enumeration(NamedTuple):
    """Two or more people in text order: the words from first to last name, and their conjunction.

    `titles` has each one's title before the names, "" for none; `called` has the nouns for all of them, in
    the singular: "Ann Roy and Paul Hill, both lawyers", "a group, Ann Roy and Paul Hill".
    """

    words: range
    people: tuple[Entity, ...]
    conjunction: str
    titles: tuple[str, ...]
    called: frozenset[str]


def enumerations(article: Article, entities: Sequence[Entity]) -> tuple[Enumeration, ...]:
    """The enumerations of people in the narration, in text order.

    Between the names there may be commas, conjunctions, titles, appositions, brackets and places, but no
    verb; the last name follows a conjunction.
    """
    runs = (run for joined in _runs(article, _narrated(article, entities)) for run in joined)
    return tuple(found for run in runs if (found := _closed(article, run)) is not None)


def joined_enumerations(article: Article, entities: Sequence[Entity]) -> tuple[Enumeration, ...]:
    """The enumerations that a joining phrase extends: "Ann Roy and Paul Hill, along with Jane Doe"."""
    several = (runs for runs in _runs(article, _narrated(article, entities)) if len(runs) > 1)
    found = (_enumeration(article, [named for run in runs for named in run]) for runs in several)
    return tuple(one for one in found if len(one.people) > 1)


def is_whole(article: Article, found: Enumeration) -> bool:
    """Is an enumeration complete: no examples ("including …"), and no "or"?"""
    first = found.words[0]
    begin = max(article.units[article.words[first].unit][0], first - BEFORE)
    table = article.lexicon.prepositions["part"]
    examples = any(phrase_at(article, table, article.words[k]) is not None for k in range(begin, first))
    return not examples and found.conjunction.lower() == article.lexicon.groups.conjunction


def _narrated(article: Article, entities: Sequence[Entity]) -> list[NamedWords]:
    """The names in the narration, in text order."""
    named = ((mention, entity) for entity in entities for mention in entity.mentions)
    told = (one for one in named if article.words[one[0][0]].quotation < 0)
    return sorted(told, key=lambda one: one[0][0])


def _runs(article: Article, named: Sequence[NamedWords]) -> Iterator[list[list[NamedWords]]]:
    """Runs of names with only what an enumeration has between them; runs that are joined come together."""
    runs = [[*named[:1]]]
    for before, after in pairwise(named):
        between = range(before[0][-1] + 1, after[0][0])
        gap = _gap(article, between)
        if gap == "listed" and not (_is_fronted(article, runs[0][0][0]) and _is_new(article, between)):
            runs[-1].append(after)
        elif gap:
            runs.append([after])
        else:
            yield runs
            runs = [[after]]
    yield runs


def _gap(article: Article, between: range) -> Gap:
    """How the gap between two names links them: as an enumeration, by a joining phrase, or not at all."""
    if not 0 < len(between) <= MAX_APPOSED:
        return ""
    if article.words[between[0]].unit != article.words[between.stop].unit:
        return ""
    joining = _joining(article, between)
    rest = [article.words[i] for i in between if i not in joining]
    if any(_parts(word) for word in rest):
        return ""
    if joining:
        return "joined"
    return "listed" if _is_listed(article, between) else ""


def _parts(word: Word) -> bool:
    """Does a word interrupt an enumeration: a mark, a verb, a quotation?"""
    return (word.punctuation and word.text not in PASSED) or word.quotation >= 0 or "verb" in word.tags


def _is_listed(article: Article, between: range) -> bool:
    """Is there a comma or conjunction between two names, and no preposition outside an apposition?"""
    words = [article.words[i] for i in between]
    last = max((word.i for word in words if word.text == COMMA or "conjunction" in word.deps), default=None)
    if last is None or _is_governed(article, between):
        return False
    of = article.lexicon.determiners["of"]
    governing = [word.i for word in words if "preposition" in word.tags and word.norm not in of]
    if len(words) <= MAX_BETWEEN_NAMES and not governing:
        return True
    return _is_apposed(article, between, last) and max(governing, default=-1) < last


def _joining(article: Article, between: range) -> range:
    """The phrase between two names that joins the second ("along with"), right before it and its titles."""
    for at in between[:BEFORE_JOINING]:
        found = phrase_at(article, article.lexicon.prepositions["joining"], article.words[at])
        if found is not None:
            before = range(found[0] + 1, between.stop)
            plain = all("preposition" not in article.words[k].tags for k in before)
            while plain and at > between[0] and "verb" in article.words[at - 1].tags:
                at -= 1  # "was joined by"
            return range(at, found[0] + 1) if plain else range(0)
    return range(0)


def _is_fronted(article: Article, first: range) -> bool:
    """Does a sentence open with people who are joined to others: "Joined by Paul Hill, Ann Roy …"?"""
    opening = article.words[article.units[article.words[first[0]].unit][0]]
    between = range(opening.i, first[0])
    return len(between) > 0 and bool(_joining(article, between))


def _is_new(article: Article, between: range) -> bool:
    """Is there no conjunction between two names?  After a fronted phrase the second may be the subject."""
    return not any("conjunction" in article.words[i].deps for i in between)


def _is_apposed(article: Article, between: range, last: int) -> bool:
    """Do the words hold an apposition, after a comma or in brackets, that ends right before word `last`?"""
    if article.words[last].text != COMMA and article.words[last - 1].text not in CLOSED:
        return False
    opened = next((i for i in between if article.words[i].text in BEFORE_APPOSITION), last)
    nouns = (article.person_nouns[k] for k in range(opened + 1, last))
    return any(noun is not None and noun[1].category in PREPOSED and not noun[1].plural for noun in nouns)


def _is_governed(article: Article, between: range) -> bool:
    """Does a preposition stand before the second name and its titles: "the lawyer of President Hill"?"""
    for k in reversed(between):
        word, noun = article.words[k], article.person_nouns[k]
        if "determiner" not in word.deps and (noun is None or noun[1].category not in PREPOSED):
            return "preposition" in word.tags
    return False


def _closed(article: Article, run: Sequence[NamedWords]) -> Enumeration | None:
    """The enumeration up to the name after its last conjunction; None without one, or for one person."""
    for last in range(len(run) - 1, 0, -1):
        between = [article.words[i] for i in range(run[last - 1][0][-1] + 1, run[last][0][0])]
        # "of schools and parks experts Hill": a plural noun is not one person's title.
        of_several = "plural" in between[-1].tags
        if any("conjunction" in word.deps for word in between) and not of_several:
            found = _enumeration(article, run[: last + 1])
            return found if len(found.people) > 1 else None
    return None


def _enumeration(article: Article, run: Sequence[NamedWords]) -> Enumeration:
    """The people of a run, each once."""
    people = {entity.index: entity for _, entity in run}
    titles: dict[int, str] = {}
    plural = ""
    for mention, entity in run:
        plural, own = _title_before(article, mention, plural)
        titles.setdefault(entity.index, own)
    words = range(run[0][0][0], run[-1][0][-1] + 1)
    conjunctions = [article.words[i].text for i in words if "conjunction" in article.words[i].deps]
    groups = article.lexicon.groups
    conjunction = groups.joining((conjunctions or [groups.conjunction])[-1])
    called = frozenset((*_called_before(article, words[0]), *_called_behind(article, words.stop)))
    return Enumeration(words, tuple(people.values()), conjunction, tuple(titles.values()), called)


def is_apposed_to(article: Article, found: Enumeration, words: range, head: int) -> bool:
    """Is an enumeration in apposition to a noun for several in a phrase: "the lawyers, Ann Roy and …"?

    It is right after the noun, or after a mark if a mark ends it, too: in "to the lawyers, Ann Roy and Paul
    Hill are right" it is not.
    """
    noun = article.words[head].norm
    first = _before_titles(article, found.words[0])
    if not found.called.union(found.titles).isdisjoint((noun, article.lexicon.singulars.get(noun, noun))):
        if first == head + 1:
            return True
        marked = first - 1 > head and article.words[first - 1].text in BEFORE_ENUMERATION
        behind = article.words[found.words.stop : found.words.stop + 1]
        return marked and words[0] <= first - 2 <= words.stop and all(word.punctuation for word in behind)
    return False


def _called_before(article: Article, first: int) -> Iterator[str]:
    """The nouns to which an enumeration stands in apposition: "the family's lawyers, Mr Roy and …"."""
    first = _before_titles(article, first)
    mark = article.words[first - 1] if first else None
    if mark is None or mark.text not in BEFORE_ENUMERATION:
        return
    for word in reversed(article.words[max(0, mark.i - MAX_BETWEEN_NAMES) : mark.i]):
        if word.unit != mark.unit or _parts(word) or word.text in BEFORE_ENUMERATION:
            return
        yield from _one_of(article, word.i)
        if word.norm in article.lexicon.groups.together:
            yield word.norm


def _before_titles(article: Article, first: int) -> int:
    """Where the titles before a name begin."""
    while True:
        tokens = range(max(0, first - TITLE_TOKENS), first)
        begin = next((k for k in tokens if _is_title(article, k, first - 1)), None)
        if begin is None:
            return first
        first = begin


def _is_title(article: Article, at: int, last: int) -> bool:
    """Is a title of one person written from a word to another?"""
    noun = article.person_nouns[at]
    return noun is not None and noun[0] == last and noun[1].category in PREPOSED and not noun[1].plural


def _called_behind(article: Article, stop: int) -> Iterator[str]:
    """The nouns in apposition after an enumeration: "…, both lawyers"."""
    comma = article.words[stop : stop + 1]
    if comma and comma[0].text == COMMA:
        for word in article.words[stop + 1 : stop + 1 + TITLE_TOKENS]:
            yield from _one_of(article, word.i)


def _one_of(article: Article, at: int) -> Iterator[str]:
    """The singular of the plural noun for people that begins at a word."""
    found = article.person_nouns[at]
    if found is not None and found[1].plural:
        noun = article.norm[article.words[at].start : article.words[found[0]].end]
        yield article.lexicon.singulars.get(noun, "")


def _title_before(article: Article, mention: range, plural: str) -> tuple[str, str]:
    """The plural title in force at a name, in the singular, and the name's own title; "" for none.

    "Sens. Ann Roy and Paul Hill" are each "sen."; in "Sens. Ann Roy and Representative Paul Hill" he is not.
    """
    singulars = article.lexicon.singulars
    for k in range(max(0, mention[0] - TITLE_TOKENS), mention[0]):
        found = article.person_nouns[k]
        if found is not None and found[0] == mention[0] - 1 and found[1].plural:
            title = singulars.get(article.norm[article.words[k].start : article.words[found[0]].end], "")
            return title, title
    role = title_before(article, mention)
    if role is None:
        return plural, plural
    title = singulars.get(role.head, "")
    return title, title or role.head
