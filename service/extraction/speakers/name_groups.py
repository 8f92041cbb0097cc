"""Groups the names of an article by person.

Names with the same last word (see names.py) and compatible first names are one person's.  So is a later
occurrence of a known last name, or of a first name unless it introduces somebody ("Brad, a burly man").
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field

from service.extraction.punctuation import COMMA
from service.extraction.reading.article import Article, Word
from service.extraction.speakers.name_parts import ends_compound, name_words, told_gender
from service.extraction.speakers.names import INITIAL, name_key, same_first_name
from service.extraction.speakers.presentations import comes_in_anew, is_of_thing
from service.extraction.speakers.roles import GivenRole, is_called, roles_of, title_before

Title = tuple[str, bool]  # its noun; is it past?

NOWHERE = 10**6
NAMESAKES = 20  # people with one last name who are distinguished: the last ones


@dataclass(slots=True)
class Group:
    """The names of one person, as words, and the ranges of words where they stand."""

    names: list[tuple[str, ...]] = field(default_factory=list)
    mentions: list[range] = field(default_factory=list)
    first_names: tuple[str, ...] = ()  # those of the name that has most of them
    in_full: int = 0
    gender: str = ""  # m or f, by an honorific or the first name
    titles: set[Title] = field(default_factory=set)  # beside the full name
    _starts: list[int] = field(default_factory=list)

    def add(self, name: tuple[str, ...], span: range) -> None:
        """Add a mention."""
        self.names.append(name)
        self.mentions.append(span)
        self.in_full += len(name) > 1
        self.first_names = max(self.first_names, name[:-1], key=len)
        insort(self._starts, span[0])

    def learn(self, article: Article, name: Sequence[str], told: str) -> None:
        """Add the gender by an honorific (`told`) or the first name, and the titles beside a full name."""
        first = article.lexicon.first_names.get(name[0].lower(), "") if len(name) > 1 else ""
        self.gender = told or self.gender or first
        if len(name) > 1:
            self.titles.update(_as_title(article, role) for role in roles_of(article, self.mentions[-1]))

    def distance(self, span: range) -> int:
        """How many words before `span` the person was last named; NOWHERE if not before it."""
        at = bisect_left(self._starts, span[0])
        return span[0] - self._starts[at - 1] if at else NOWHERE


def group_names(article: Article, spans: Sequence[range]) -> list[Group]:
    """Group the names by person: full names first, then those of one word."""
    groups: list[Group] = []
    by_last: dict[str, list[Group]] = {}
    by_first: dict[str, list[Group]] = {}
    named = [(span, name) for span in spans if (name := name_words(article, span))]
    for span, name in sorted(named, key=lambda n: (len(n[1]) < 2, n[0][0])):
        namesakes = by_last.get(name_key(name[-1]), [])[-NAMESAKES:]
        told = told_gender(article, span)
        if len(name) == 1 or name[0].lower() not in article.lexicon.first_names:
            namesakes = _of_gender(namesakes, told)
        if len(name) == 1:
            namesakes = [group for group in namesakes if not _comes_in_as_kin(article, group, span)]
        alike = [group for group in namesakes if same_first_name(group.first_names, name[:-1])]
        same = _of_title(article, alike, span)
        if not same and len(name) == 1 and not comes_in_anew(article, span):
            same = by_first.get(name_key(name[0]), [])[:1]
        if same:
            group = _nearest(same, span)
        else:
            group = Group()
            groups.append(group)
            by_last.setdefault(name_key(name[-1]), []).append(group)
            if len(name) > 1:
                by_first.setdefault(name_key(name[0]), []).append(group)
        group.add(name, span)
        group.learn(article, name, told)
    return groups


def _of_gender(groups: Sequence[Group], told: str) -> list[Group]:
    """The groups that an honorific of this gender may mean: "Mrs. Trump" is not Donald Trump."""
    if not told:
        return list(groups)
    same = [group for group in groups if group.gender == told]
    return same or [group for group in groups if not group.gender]


def _of_title(article: Article, groups: Sequence[Group], span: range) -> list[Group]:
    """The groups with the title that stands before a name: "Sen. Smith" is not "Rep. Adam Smith".

    All groups if none has it.
    """
    role = title_before(article, span) if len(groups) > 1 else None
    if role is None:
        return list(groups)
    title, former = _as_title(article, role)
    titled = [
        group
        for group in groups
        if any(past is former and (is_called(title, t) or is_called(t, title)) for t, past in group.titles)
    ]
    return titled or list(groups)


def _as_title(article: Article, role: GivenRole) -> Title:
    """The noun of a role, and whether the role is past."""
    return role.head, not role.words.isdisjoint(article.lexicon.determiners["former"])


def _comes_in_as_kin(article: Article, group: Group, span: range) -> bool:
    """Is a person introduced after `span` as somebody's kin, so that the name at `span` is the other's?

    "Mayor Thornbury … His son, Ken Thornbury".
    """
    first = min(mention[0] for mention in group.mentions)
    if first < span[0]:
        return False
    at = first - 1 - (article.words[first - 1].text == COMMA)
    noun = article.person_nouns[at] if at > span[-1] else None
    return noun is not None and noun[1].category == "kin"


def _nearest(groups: Sequence[Group], span: range) -> Group:
    """The group named before `span` that is named in full most often, the last one among equals."""
    return min(groups, key=lambda g: (g.distance(span) >= NOWHERE, -g.in_full, g.distance(span)))


def add_known_last_names(article: Article, groups: Sequence[Group], taken: set[int]) -> None:
    """Later mentions that NER missed: a capitalised word that is somebody's last name."""
    by_last: dict[str, list[Group]] = {}
    for group in groups:
        first = {name[0] for name in group.names if name[0].lower() in article.lexicon.first_names}
        for last in {name[-1] for name in group.names if len(name) > 1} or first:
            same = by_last.setdefault(name_key(last), [])
            if not any(group is other for other in same[-NAMESAKES:]):
                same.append(group)
    for word in article.capitals:
        found = None if word.i in taken or len(word.text) < 3 else by_last.get(name_key(word.text))
        if found and not (ends_compound(article, word) or is_of_thing(article, word.i)):
            span = range(word.i, word.i + 1)
            before = article.words[word.i - 1].norm if word.i else ""
            fitting = _of_gender(found[-NAMESAKES:], told_gender(article, span))
            # "La France" is nobody, "Le Pen" somebody.
            if before in article.lexicon.determiners["articles"]:
                fitting = [group for group in fitting if _has_word(group, before)]
            if fitting:
                group = _nearest(_of_title(article, fitting, span), span)
                front = None if group.in_full or word.i - 1 in taken else _first_name(article, word)
                group.add((word.text,) if front is None else (front.text, word.text), span)


def _first_name(article: Article, last: Word) -> Word | None:
    """The first name right before a last name: a capitalised name that is not a title ("Ann Roy")."""
    before = article.words[last.i - 1] if last.i else last
    if before.i == last.i or before.unit != last.unit or before.quotation != last.quotation:
        return None
    glued = article.text[before.end : last.start] == " " and before.text[:1].isupper()
    named = glued and "name" in before.tags and not (before.text.isupper() or INITIAL.match(before.text))
    return before if named and article.person_nouns[before.i] is None else None


def _has_word(group: Group, word: str) -> bool:
    """Is a word, in lower case, one of somebody's names?"""
    return any(part.lower() == word for name in group.names for part in name)
