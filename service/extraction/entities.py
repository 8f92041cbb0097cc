"""The people of an article: which names are one person, and what the article calls them besides.

A name is what NER says, what follows a title or a honorific, what begins with a known first name, and any
later occurrence of a known last name.  Names with the same last name word (see names.py) and compatible
first names are one person.  Titles before a name and appositions after it become the person's roles, by
which descriptions ("the minister") are resolved later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from service.extraction.analysis import Article, Word, phrase_at
from service.extraction.names import INITIAL, name_key, same_first_name
from service.extraction.phrases import is_punctuation
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue import Catalogue
from service.lexicons.catalogue_values import Person
from service.lexicons.lexicon import PersonWord

MAX_NAME, MAX_ROLE = 6, 12
ROLE_REACH = 5
ROLES = frozenset({"title", "person", "kin", "honorific"})


@dataclass(frozen=True, slots=True)
class Role:
    """An office, profession or relation that the article gives a person: its words and its head noun."""

    text: str
    head: str
    words: frozenset[str]
    at: int


@dataclass(frozen=True, slots=True)
class Entity:
    """One person of the article; `mentions` are ranges of words, `person` the catalogue's entry, if any."""

    index: int
    name: str
    forms: tuple[tuple[str, ...], ...]
    gender: str
    roles: tuple[Role, ...]
    mentions: tuple[range, ...]
    person: Person | None


@dataclass(slots=True)
class _Group:
    names: list[tuple[str, ...]] = field(default_factory=list)
    mentions: list[range] = field(default_factory=list)

    def first_names(self) -> tuple[str, ...]:
        return max((n[:-1] for n in self.names), key=len)


class PeopleIndex:
    """The catalogue's people by the key of their last name."""

    def __init__(self, catalogue: Catalogue, language: str) -> None:
        self._by_last: dict[str, list[tuple[tuple[str, ...], Person]]] = {}
        for person in catalogue.people:
            forms = {form for forms in person.names.values() for form in forms} | set(person.spellings)
            for form in forms:
                words = tuple(form.split())
                self._by_last.setdefault(name_key(words[-1]), []).append((words, person))

    def find(self, name: Sequence[str]) -> Person | None:
        """The one person of that name; for a last name alone, only if nobody else in the catalogue has it."""
        entries = self._by_last.get(name_key(name[-1]), [])
        found = {p.key: p for words, p in entries if len(name) == 1 or same_first_name(words[:-1], name[:-1])}
        return next(iter(found.values())) if len(found) == 1 else None


def find_entities(article: Article, people: PeopleIndex, catalogue: ArticleCatalogue) -> tuple[Entity, ...]:
    """The people named in the article, in the order of their first mention."""
    spans = _name_spans(article, catalogue)
    groups = _group(article, spans)
    _add_known_last_names(article, groups, {i for span in spans for i in span})
    found = []
    for index, group in enumerate(sorted(groups, key=lambda g: min(m[0] for m in g.mentions))):
        name = _fullest(group.names)
        mentions = tuple(sorted(group.mentions, key=lambda m: m[0]))
        roles = tuple(role for mention in mentions for role in _roles(article, mention))
        found.append(
            Entity(
                index=index,
                name=" ".join(name),
                forms=tuple(dict.fromkeys(group.names)),
                gender=_gender(article, name, mentions, roles, person := people.find(name)),
                roles=roles,
                mentions=mentions,
                person=person,
            )
        )
    return tuple(found)


def _name_spans(article: Article, catalogue: ArticleCatalogue) -> list[range]:
    """Stretches of words that name a person, disjoint, in order."""
    found: list[range] = []
    at = 0
    while at < len(article.words):
        span = _name_at(article, at)
        if span is not None and not _is_other_name(article, span, catalogue):
            found.append(span)
            at = span[-1] + 1
        else:
            at += 1
    return found


def _name_at(article: Article, at: int) -> range | None:
    """The name that begins at word `at`: by NER, or by a first name or honorific before capitals."""
    word = article.words[at]
    if not word.text[:1].isupper() or is_punctuation(word):
        return None
    title = phrase_at(article, article.lexicon.persons, word)
    if title is not None and not _is_person(article, article.words[title[0]]):
        return None
    end = at
    if _is_person(article, word):
        while (
            end < len(article.words) and _is_person(article, article.words[end]) and _inside(article, at, end)
        ):
            end += 1
        while end < len(article.words) and _continues_name(article, at, end):
            end += 1
    elif word.norm in article.lexicon.first_names or _after_honorific(article, at):
        end = at + 1
        while end < len(article.words) and _continues_name(article, at, end):
            end += 1
        if end == at + 1 and not _after_honorific(article, at):
            return None
    begin = at
    while begin < end and phrase_at(article, article.lexicon.persons, article.words[begin]) is not None:
        begin += 1
    while end > begin and not article.words[end - 1].text[:1].isupper():
        end -= 1
    while end - begin > 1 and _is_place_or_body(article, begin):
        begin += 1
    return range(begin, end) if begin < end and end - begin <= MAX_NAME else None


def _is_place_or_body(article: Article, at: int) -> bool:
    """Is the word a common first part of what NER glues to a name: "Kremlin Dmitri Peskov"?"""
    word = article.words[at]
    return (
        word.norm not in article.lexicon.first_names
        and article.words[at + 1].norm in article.lexicon.first_names
    )


def _inside(article: Article, at: int, end: int) -> bool:
    """Does the entity of NER go on, on the same line and in the same quotation, with no new one begun?"""
    first, word = article.words[at], article.words[end]
    if word.unit != first.unit or word.quotation != first.quotation or word.norm == "'s":
        return False
    return end == at or not word.entity.startswith("B-")


def _is_person(article: Article, word: Word) -> bool:
    return word.entity[2:] in article.lexicon.entities["person"]


def _continues_name(article: Article, at: int, end: int) -> bool:
    """Does the name go on with a capitalised word right after it?"""
    word, last = article.words[end], article.words[end - 1]
    if word.unit != article.words[at].unit or word.quotation != last.quotation or not word.text[:1].isupper():
        return False
    if article.text[last.end : word.start] not in (" ", "", "\xa0") or is_punctuation(word):
        return False
    first = (
        end == at + 1 and last.norm in article.lexicon.first_names and word.norm not in article.lexicon.verbs
    )
    return article.has_tag(word, "name") or _is_person(article, word) or first


def _after_honorific(article: Article, at: int) -> bool:
    for k in (at - 1, at - 2):
        if k >= 0 and article.words[k].unit == article.words[at].unit:
            found = phrase_at(article, article.lexicon.persons, article.words[k])
            if found is not None and found[0] == at - 1 and found[1].category == "honorific":
                return article.words[at].text[:1].isupper()
    return False


def _is_other_name(article: Article, span: range, catalogue: ArticleCatalogue) -> bool:
    """Is it the name of an institution, a country, a paper, a day?"""
    language = article.lexicon.language
    text = article.span(span).text(article.text)
    if (
        len(span) == 1
        and span[0]
        and article.words[span[0] - 1].norm in article.lexicon.determiners["articles"]
    ):
        return True
    if all(article.lexicon.is_noun(article.words[i].norm, "time") for i in span):
        return True
    if len(span) == 1 and span[0] and _heads_institution(article, article.words[span[0] - 1]):
        return True
    return bool(
        catalogue.find_institution(text, language)
        or catalogue.find_government(text, language)
        or catalogue.find_network(text, language)
        or (len(span) == 1 and catalogue.demonym(text, language))
    )


def _heads_institution(article: Article, word: Word) -> bool:
    """Is the word before a name one for a body or a work: "le centre Carnegie", "the newspaper Bild"?"""
    found = phrase_at(article, article.lexicon.persons, word)
    body = found is not None and found[0] == word.i and found[1].category == "institution"
    return body or any(article.lexicon.is_noun(word.norm, kind) for kind in ("outlet", "work"))


def _group(article: Article, spans: Sequence[range]) -> list[_Group]:
    """Put the names of one person together: full names first, then those of one word."""
    groups: list[_Group] = []
    by_last: dict[str, list[_Group]] = {}
    by_first: dict[str, list[_Group]] = {}
    named = [(span, name_words(article, span)) for span in spans]
    for span, name in sorted(named, key=lambda n: (len(n[1]) < 2, n[0][0])):
        if not name:
            continue
        same = [g for g in by_last.get(name_key(name[-1]), []) if same_first_name(g.first_names(), name[:-1])]
        if not same and len(name) == 1:
            same = by_first.get(name_key(name[0]), [])[:1]
        if same:
            group = _nearest(same, span)
        else:
            group = _Group()
            groups.append(group)
            by_last.setdefault(name_key(name[-1]), []).append(group)
            if len(name) > 1:
                by_first.setdefault(name_key(name[0]), []).append(group)
        group.names.append(name)
        group.mentions.append(span)
    return groups


def _nearest(groups: Sequence[_Group], span: range) -> _Group:
    """The group last named before `span`, those named in full more often first among equals."""

    def distance(group: _Group) -> int:
        before = [m[0] for m in group.mentions if m[0] < span[0]]
        return span[0] - max(before) if before else 10**6

    return min(groups, key=lambda g: (distance(g) >= 10**6, -sum(len(n) > 1 for n in g.names), distance(g)))


def name_words(article: Article, span: range) -> tuple[str, ...]:
    """The words of a name, without possessive endings."""
    words = article.span(span).text(article.text).replace("’s", "'s").removesuffix("'s").split()
    return tuple(w.rstrip("’',") for w in words if any(c.isalpha() for c in w))


def _add_known_last_names(article: Article, groups: Sequence[_Group], taken: set[int]) -> None:
    """Later mentions that NER missed: a capitalised word that is somebody's last name."""
    by_last: dict[str, list[_Group]] = {}
    for group in groups:
        if any(len(name) > 1 for name in group.names):
            for name in group.names:
                if len(name) > 1 and group not in by_last.setdefault(name_key(name[-1]), []):
                    by_last[name_key(name[-1])].append(group)
    for word in article.words:
        if word.i in taken or len(word.text) < 3 or not word.text[0].isupper():
            continue
        found = by_last.get(name_key(word.text))
        if found:
            span = range(word.i, word.i + 1)
            group = _nearest(found, span)
            group.names.append((word.text,))
            group.mentions.append(span)


def _fullest(names: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest form; initials count less, and the form met first wins among equals."""
    return max(dict.fromkeys(names), key=lambda n: (sum(not INITIAL.match(w) for w in n), len(n)))


def _roles(article: Article, mention: range) -> Iterator[Role]:
    """Titles right before the name and appositions after it."""
    before = _title_before(article, mention)
    if before is not None:
        yield before
    after = _apposition_after(article, mention)
    if after is not None:
        yield after


def _title_before(article: Article, mention: range) -> Role | None:
    """ "Russian Foreign Minister Sergei Lavrov", "the Minister of Defense, Sergei Shoigu"."""
    words = article.words
    end = mention[0]
    if end and words[end - 1].text == ",":
        end -= 1
    start = end
    best: int | None = None
    while start > 0 and end - start < MAX_ROLE:
        word = words[start - 1]
        if word.unit != words[mention[0]].unit or word.quotation != words[mention[0]].quotation:
            break
        if is_punctuation(word) and word.text not in "-'’":
            break
        if article.has_tag(word, "verb") or article.has_dep(word, "conjunction"):
            break
        start -= 1
        found = phrase_at(article, article.lexicon.persons, word)
        if found is not None and found[1].category in ROLES and not _is_adjective(article, word, found[0]):
            best = start
            if found[1].category == "honorific":
                break
        elif article.has_dep(word, "determiner") and best is not None:
            break
    if best is None:
        return None
    return _role(article, _with_modifiers(article, best, end), mention[0])


def _with_modifiers(article: Article, start: int, end: int) -> range:
    """A title with the adjectives and nouns before it ("Russian Foreign Minister")."""
    while start > 0:
        word = article.words[start - 1]
        same = word.unit == article.words[start].unit and word.quotation == article.words[start].quotation
        if not same or not article.has_dep(word, "modifier", "name_part") or is_punctuation(word):
            break
        start -= 1
    return range(start, end)


def _apposition_after(article: Article, mention: range) -> Role | None:
    """ "Alexandre Baounov, analyste au centre Carnegie"; "Dmitry Peskov, the Kremlin's spokesman"."""
    words = article.words
    comma = mention[-1] + 1
    if (
        comma + 1 >= len(words)
        or words[comma].text not in (",", "(")
        or words[comma].quotation != words[mention[0]].quotation
    ):
        return None
    for k in range(comma + 1, min(comma + 1 + ROLE_REACH, len(words))):
        word = words[k]
        if (
            is_punctuation(word)
            or article.has_tag(word, "verb")
            or word.quotation != words[mention[0]].quotation
        ):
            return None
        found = phrase_at(article, article.lexicon.persons, word)
        if (
            found is None
            or found[1].category not in ROLES - {"honorific"}
            or _is_adjective(article, word, found[0])
        ):
            continue
        end = found[0] + 1
        while end < len(words) and end - k < MAX_ROLE and not is_punctuation(words[end]):
            if article.has_tag(words[end], "verb") or words[end].quotation != word.quotation:
                break
            end += 1
        begin = comma + 1
        while article.has_dep(words[begin], "determiner") and begin < k:
            begin += 1
        return _role(article, range(begin, end), mention[0])
    return None


def _role(article: Article, span: range, at: int) -> Role | None:
    head = person_word_in(article, span)
    if head is None:
        return None
    words = frozenset(article.words[i].norm for i in span)
    return Role(article.span(span).text(article.text), head[0], words, at)


def person_word_in(article: Article, span: range) -> tuple[str, PersonWord] | None:
    """The first title or noun for a person in a stretch of words: its form and what is known of it."""
    for i in span:
        found = phrase_at(article, article.lexicon.persons, article.words[i])
        if found is None or found[0] > span[-1] or _is_adjective(article, article.words[i], found[0]):
            continue
        if found[1].category not in ("group", "institution"):
            return article.norm[article.words[i].start : article.words[found[0]].end], found[1]
    return None


def _is_adjective(article: Article, word: Word, last: int) -> bool:
    """Is a word that could be a person ("an American") an adjective here?"""
    return last == word.i and article.has_tag(word, "adjective")


def _gender(
    article: Article,
    name: tuple[str, ...],
    mentions: Sequence[range],
    roles: Sequence[Role],
    person: Person | None,
) -> str:
    """m, f, or "" where nothing tells: the catalogue, honorifics and titles, the first name."""
    if person is not None and person.gender:
        return person.gender
    for mention in mentions:
        if mention[0] and _after_honorific(article, mention[0]):
            for k in (mention[0] - 1, mention[0] - 2):
                found = phrase_at(article, article.lexicon.persons, article.words[max(0, k)])
                if found is not None and found[1].gender:
                    return str(found[1].gender)
    if len(name) > 1:
        for part in (name[0], *name[0].split("-")):
            if gender := article.lexicon.first_names.get(part.lower()):
                return gender
    for role in roles:
        found_role = article.lexicon.persons.get(role.head)
        if found_role is not None and found_role.gender:
            return found_role.gender
    return ""
