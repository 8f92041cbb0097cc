"""The roles that an article gives a person: titles before the name, appositions after it."""

from __future__ import annotations

from dataclasses import dataclass

from service.extraction.punctuation import BEFORE_APPOSITION, BETWEEN_NAMES, COMMA, INSIDE_WORDS
from service.extraction.reading.article import Article, Word, once
from service.extraction.speakers.presentations import is_person
from service.extraction.syntax.brackets import closing, opening
from service.extraction.syntax.phrases import opens_clause, role_of
from service.lexicons.lexicon import PersonWord

MAX_ROLE = 12
MAX_BRACKETS_IN_TITLE = 6  # words in brackets between a title and a name, including the brackets
ROLE_REACH = 5
APPOSED = frozenset({"title", "person", "kin"})  # categories of nouns for one person after the name
PREPOSED = APPOSED | {"honorific"}  # and before it


@dataclass(frozen=True, slots=True)
class GivenRole:
    """An office, profession or relation that the article gives a person.

    `head` is its noun, as in the lexicon; `at` the first word of the mention beside it.  `address`: is it
    only a title of address ("Mr.", "Mme")?
    """

    text: str
    head: str
    words: frozenset[str]
    at: int
    address: bool = False


def is_called(title: str, noun: str) -> bool:
    """Is a title the noun, or an abbreviation of it: "Sen." for "senator"?"""
    return bool(title) and (title == noun or (title.endswith(".") and noun.startswith(title[:-1])))


@once
def roles_of(article: Article, mention: range) -> tuple[GivenRole, ...]:
    """The roles that stand beside a mention: the title right before it and the apposition after it."""
    found = (title_before(article, mention), _apposition_after(article, mention))
    return tuple(role for role in found if role is not None)


def title_before(article: Article, mention: range) -> GivenRole | None:
    """ "Russian Foreign Minister Sergei Lavrov", "the Minister of Defense, Sergei Shoigu"."""
    end = _before_brackets(article, mention[0])
    best: int | None = None
    for at in range(end - 1, max(-1, end - 1 - MAX_ROLE), -1):
        word = article.words[at]
        tied = _ties_on(article, word) and (best is not None or at == end - 1)
        if tied or not _may_be_of_title(article, word, article.words[mention[0]]):
            break
        found = article.person_nouns[at]
        if found is not None and found[1].category in PREPOSED and not _is_adjective(article, word, found[0]):
            best = at
            if found[1].category == "honorific":
                break
        elif best is not None and "determiner" in word.deps:
            break
    return None if best is None else _role(article, _with_modifiers(article, best, end), mention[0])


def title_of_all(article: Article, mention: range) -> str:
    """The plural title before several names, the mention among them: "Senators Roy and Hill"; or ""."""
    for k in range(mention[0] - 1, max(-1, mention[0] - 1 - MAX_ROLE), -1):
        word, found = article.words[k], article.person_nouns[k]
        if word.unit != article.words[mention[0]].unit:
            return ""
        if found is not None and found[1].plural:
            return article.norm[word.start : article.words[found[0]].end]
        if not (word.text[:1].isupper() or word.text in BETWEEN_NAMES or "conjunction" in word.deps):
            return ""
    return ""


def _before_brackets(article: Article, end: int) -> int:
    """Where a title ends before a comma and brackets: "the leader of the party (LR), Anna Roy"."""
    end -= bool(end) and article.words[end - 1].text == COMMA
    opened = opening(article, end - 1, MAX_BRACKETS_IN_TITLE) if end else None
    return end if opened is None else opened


def _after_brackets(article: Article, at: int) -> int:
    """Where an apposition after a name opens: at `at`, or at the comma after the brackets there."""
    closed = closing(article, at, MAX_BRACKETS_IN_TITLE)
    behind = () if closed is None else article.words[closed + 1 : closed + 2]
    return behind[0].i if behind and behind[0].text == COMMA else at


def _may_be_of_title(article: Article, word: Word, named: Word) -> bool:
    """Can a word belong to the title before a name: is it no verb, mark or other name?"""
    if word.unit != named.unit or word.quotation != named.quotation:
        return False
    mark = word.punctuation and word.text not in INSIDE_WORDS
    person = is_person(article, word) and article.person_nouns[word.i] is None  # "Sergeant Roy" to NER
    return not (mark or person or "verb" in word.tags)


def _ties_on(article: Article, word: Word) -> bool:
    """Does the word separate two people: "an adviser to President X"?"""
    return "preposition" in word.tags or "conjunction" in word.deps


def _with_modifiers(article: Article, start: int, end: int) -> range:
    """A title with the adjectives and nouns before it ("Russian Foreign Minister")."""
    while start > 0:
        word = article.words[start - 1]
        same = word.unit == article.words[start].unit and word.quotation == article.words[start].quotation
        if not same or not article.has_dep(word, "modifier", "name_part") or word.punctuation:
            break
        start -= 1
    return range(start, end)


def _apposition_after(article: Article, mention: range) -> GivenRole | None:
    """ "Anne Roy, analyste au centre Carnegie"; "Dmitry Peskov, the Kremlin's spokesman"."""
    words = article.words
    comma = _after_brackets(article, mention[-1] + 1)
    own = words[comma : comma + 1]
    if not any(w.text in BEFORE_APPOSITION and w.quotation == words[mention[0]].quotation for w in own):
        return None
    noun = _apposed_noun(article, comma + 1)
    end = None if noun is None else _end_of_apposition(article, mention, noun)
    if noun is None or end is None:
        return None
    begin = comma + 1
    while "determiner" in words[begin].deps and begin < noun[0]:
        begin += 1
    return _role(article, range(begin, end), mention[0])


def _apposed_noun(article: Article, first: int) -> range | None:
    """The noun for one person in an apposition that begins at word `first`; None without one.

    Neither "the Rev. Roy, of Mayfield Church", nor "M. Roy, les professeurs ne sont pas…",
    but "Anne Roy, l'une des chanteuses".
    """
    words = article.words[first : first + ROLE_REACH]
    if not words or "preposition" in words[0].tags:
        return None
    quotation = article.words[first - 1].quotation
    for k, word in enumerate(words):
        if word.punctuation or word.quotation != quotation or _begins_clause(article, word):
            return None
        found = article.person_nouns[word.i]
        if found is not None and found[1].category in APPOSED and not _is_adjective(article, word, found[0]):
            of_several = any("preposition" in before.tags for before in words[:k])
            return None if found[1].plural and not of_several else range(word.i, found[0] + 1)
    return None


def _end_of_apposition(article: Article, mention: range, noun: range) -> int | None:
    """The index after the last word of the apposition with this noun; None if the noun is about another.

    So it is in "According to X, the minister said", and before the next item of an enumeration.
    """
    words = article.words
    fronted = mention[0] > 0 and "preposition" in words[mention[0] - 1].tags
    end = noun[-1] + 1
    while end < len(words) and end - noun[0] < MAX_ROLE and not words[end].punctuation:
        subject = fronted and "verb" in words[end].tags and "subject" in words[noun[-1]].deps
        if subject or (is_person(article, words[end]) and not _ties_on(article, words[end - 1])):
            return None
        if _begins_clause(article, words[end]) or words[end].quotation != words[noun[0]].quotation:
            break
        end += 1
    return end


def _begins_clause(article: Article, word: Word) -> bool:
    """Does a word open a clause, or is it a verb: "l'architecte qui partage sa vie"?"""
    return "verb" in word.tags or role_of(article, word) == "relative" or opens_clause(article, word)


def _role(article: Article, span: range, at: int) -> GivenRole | None:
    """The words as a role, if a title or noun for a person is among them."""
    head = person_word_in(article, span)
    if head is None:
        return None
    words = frozenset(article.words[i].norm for i in span)
    return GivenRole(article.text_of(span), head[0], words, at, address=head[1].category == "honorific")


def person_word_in(
    article: Article, span: range, top: int = -1, last: int = -1
) -> tuple[str, PersonWord] | None:
    """The first title or noun for a person that begins in a stretch of words: its form and lexicon entry.

    The word `top`, known to head the phrase, counts even if the tagger calls it an adjective.  A noun of
    several words must end by word `last`, or by the end of the stretch if none is given.
    """
    last = max(last, span[-1])
    for i in span:
        found = article.person_nouns[i]
        if found is None or found[0] > last or found[1].category in ("group", "institution"):
            continue
        if i == top or not _is_adjective(article, article.words[i], found[0]):
            return article.norm[article.words[i].start : article.words[found[0]].end], found[1]
    return None


def _is_adjective(article: Article, word: Word, last: int) -> bool:
    """Is a word that could be a person ("an American") an adjective here?"""
    return last == word.i and "adjective" in word.tags
