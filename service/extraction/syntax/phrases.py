"""Noun phrases in a parse: from a head word to the whole phrase that names somebody."""

from __future__ import annotations

from collections.abc import Iterator

from service.extraction.punctuation import COMMA, INSIDE_WORDS
from service.extraction.reading.article import Article, Word, once
from service.extraction.syntax.tree import dependents

STRESSED = frozenset({"demonstrative", "indefinite"})  # roles of pronouns that have complements
INSIDE_PHRASES = INSIDE_WORDS | {"&", "."}
MAX_MARKED_NAME = 3
REACH_FROM_HEAD = 80  # words of a phrase on each side of its head: no mention is as long


def is_name(article: Article, word: Word) -> bool:
    """Is it capitalised, or known to be part of a name?"""
    return word.text[:1].isupper() and ("name" in word.tags or bool(word.entity) or word.text[1:].islower())


def is_acronym(word: Word) -> bool:
    """Is it written in capitals, as short names of bodies are: "AFP"?"""
    return len(word.text) > 1 and word.text.isupper()


def is_nominal(article: Article, word: Word) -> bool:
    """Can it head a noun phrase?"""
    if article.has_tag(word, "noun", "name"):
        return True
    if is_pronoun(article, word):
        return role_of(article, word) != "reflexive" and not _determines(article, word)
    following = article.words[word.i + 1 : word.i + 2]
    if following and ("pronoun" in word.tags or _counts(article, word)):
        return following[0].norm in article.lexicon.determiners["of"]
    named = bool(word.entity) and "determiner" not in word.deps
    return named or is_person_word(article, word) or is_misread_name(article, word)


def _counts(article: Article, word: Word) -> bool:
    """Does a number or an indefinite article stand without a noun: "une des candidates", "two of the men"?"""
    counted = (
        word.norm in article.lexicon.groups.numbers or word.norm in article.lexicon.determiners["indefinite"]
    )
    return counted and "determiner" not in word.deps


def _determines(article: Article, word: Word) -> bool:
    """Is a possible pronoun the determiner of a noun here ("another Democrat")?"""
    head = article.words[word.head]
    return "determiner" in word.deps and head.i > word.i and article.has_tag(head, "noun", "name")


def is_misread_name(article: Article, word: Word) -> bool:
    """Did the tagger take a name inside a sentence for an adverb ("said Early", "and Skelly called")?"""
    begins = word.i == 0 or article.words[word.i - 1].unit != word.unit
    return word.text[:1].isupper() and not begins and "adverb" in word.tags


def is_marked_name(article: Article, quotation: int) -> bool:
    """Do the marks hold a name, as of somebody known by a nickname?"""
    words = [article.words[i] for i in article.quoted[quotation]]
    return 0 < len(words) <= MAX_MARKED_NAME and all(w.text[:1].isupper() for w in words)


def is_person_word(article: Article, word: Word) -> bool:
    """Does a noun for a speaker (title, person, group, institution) begin here?"""
    return article.person_nouns[word.i] is not None


def phrase_of(article: Article, head: int, low: int = 0, high: int | None = None) -> range:
    """The noun phrase around `head`, within the words `low` to `high`.

    It ends before a relative clause, a participle with words of its own or a quotation, and includes a name
    in apposition after it ("the spokesman of the Kremlin, Dmitry Peskov").
    """
    return _phrase_between(article, head, low, len(article.words) if high is None else high)


@once
def _phrase_between(article: Article, head: int, low: int, high: int) -> range:
    words = article.words
    top = words[head]
    if is_pronoun(article, top) and role_of(article, top) not in STRESSED:
        return range(head, head + 1)
    low, high = max(low, head - REACH_FROM_HEAD), min(high, head + REACH_FROM_HEAD)
    left, right = max(low, top.left), min(high, top.right + 1)
    while left < head and (words[left].quotation != top.quotation or _cannot_begin(article, words[left])):
        left += 1
    end = head + 1
    while end < right and not _cuts(article, words[end], top):
        end += 1
    while end < high and _goes_on(article, words[end]):
        end += 1
    if end > head + 1 and article.text[words[end - 1].start - 1] == "-":
        end = _with_complement(article, end, high)
    end = _with_name(article, head, end, high)
    while left > low and _goes_on(article, words[left]) and not _begins_name(article, words[left]):
        left -= 1
    while end > head + 1 and (words[end - 1].punctuation or "conjunction" in words[end - 1].deps):
        end -= 1
    return range(left, end)


def _with_complement(article: Article, end: int, high: int) -> int:
    """Extend a hyphenated noun, cut up by the tokenizer, over its complement ("l'état-major des armées")."""
    words = article.words
    if end + 1 < high and words[end].norm in article.lexicon.determiners["of"]:
        for k in range(end + 1, min(end + 3, high)):
            if is_nominal(article, words[k]):
                return k + 1
    return end


def _begins_name(article: Article, word: Word) -> bool:
    """Is it a first name after another kind of name: "l'AFP Carole Roy"?"""
    names = article.lexicon.first_names
    before = article.words[word.i - 1]
    return word.norm in names and before.norm not in names and before.text.isalpha()


def _goes_on(article: Article, word: Word) -> bool:
    """Is the word joined to the one before: by a hyphen, or as the next word of a name?"""
    before = article.words[word.i - 1] if word.i else None
    if before is None or before.quotation != word.quotation or before.unit != word.unit:
        return False
    if article.text[word.start - 1 : word.start] == "-" or (word.text == "-" and before.end == word.start):
        return True
    if word.entity.startswith("I-") and word.text[:1].isupper() and before.text[:1].isupper():
        return True
    both = word.text[:1].isupper() and before.text[:1].isupper() and word.start - before.end == 1
    first = before.norm in article.lexicon.first_names
    named = "name" in word.tags or (first and word.norm not in article.lexicon.verbs)
    if both and before.norm in article.lexicon.determiners["articles"] and before.i > 0:
        return article.words[before.i - 1].norm in article.lexicon.first_names
    return both and named and (first or "name" in before.tags)


def is_pronoun(article: Article, word: Word) -> bool:
    """Is it a pronoun, not a title or noun that looks like one ("Me Dupont", "la personne")?"""
    if word.norm not in article.lexicon.pronouns:
        return False
    before = article.words[word.i - 1] if word.i else word
    if "noun" in word.tags and "determiner" in before.deps and before.head == word.i:
        return False
    if not word.text[0].isupper() or word.i + 1 >= len(article.words):
        return True
    title = article.person_nouns[word.i]
    after = () if title is None else article.words[title[0] + 1 : title[0] + 2]
    return not any(following.text[:1].isupper() for following in after)


def role_of(article: Article, word: Word) -> str:
    """The role of the pronoun with the form of a word (see pronouns.toml), "" if there is none."""
    pronoun = article.lexicon.pronouns.get(word.norm)
    return "" if pronoun is None else pronoun.role


def opens_clause(article: Article, word: Word) -> bool:
    """Does the word open a subordinate clause ("that", "si")?  A reflexive pronoun ("s'") does not."""
    if word.norm not in article.lexicon.adverbials["complementizer"]:
        return False
    return role_of(article, word) != "reflexive" or "pronoun" not in word.tags


def _cannot_begin(article: Article, word: Word) -> bool:
    return word.punctuation or article.has_dep(word, "conjunction", "marker", "auxiliary", "negation")


def _cuts(article: Article, word: Word, top: Word) -> bool:
    """Does the phrase end before `word`?"""
    if (
        (word.i in article.asides and word.i > top.i)
        or word.quotation != top.quotation
        or word.unit != top.unit
        or (word.punctuation and word.text not in INSIDE_PHRASES)
    ):
        return True
    if _is_attribute(article, word, top):
        return False
    if "verb" in word.tags and not article.has_dep(word, "modifier", "name_part"):
        return True
    clause = article.words[word.head] if word.head != top.i else word
    for candidate in (word, clause):
        inside = candidate.i > top.i and candidate.left <= word.i
        if inside and article.has_dep(
            candidate, "relative_clause", "participle", "adverbial_clause", "clause"
        ):
            return candidate.left <= word.i
    return False


def _is_attribute(article: Article, word: Word, top: Word) -> bool:
    """Is it a bare participle between a noun and its complement: "le président délégué du Medef"?"""
    bare = word.left == word.right == word.i == top.i + 1 and "participle" in word.deps
    return bare and word.i < top.right and article.words[word.i + 1].norm in article.lexicon.determiners["of"]


def _with_name(article: Article, head: int, end: int, high: int) -> int:
    """Extend a phrase over ", Name" when a title heads it."""
    words = article.words
    if end >= high or words[end].text != COMMA:
        return end
    comma = end
    stop = comma + 1
    while stop < high and words[stop].quotation == words[head].quotation:
        if not (is_name(article, words[stop]) or (stop > comma + 1 and _goes_on(article, words[stop]))):
            break
        stop += 1
    titles = (article.person_nouns[word.i] for word in words[max(0, head - 2) : end])
    title = any(
        found is not None and (found[1].category == "title" or words[head].text[:1].islower())
        for found in titles
    )
    titled = title and words[head].norm not in article.lexicon.pronouns
    closed = stop >= high or words[stop].punctuation or "verb" in words[stop].tags
    return stop if titled and closed and stop - comma > 1 else end


def without_determiner(article: Article, words: range) -> range:
    """A noun phrase without the articles at its beginning, never empty; "one of the" stays."""
    articles, of = article.lexicon.determiners["articles"], article.lexicon.determiners["of"]
    start = words[0]
    while start < words[-1] and (norm := article.words[start].norm) in articles:
        if norm not in of and start + 2 <= words[-1] and article.words[start + 1].norm in of:
            break
        start += 1
    return range(start, words[-1] + 1)


def is_restricted(article: Article, head: int) -> bool:
    """Does a restrictive relative clause say whom a noun means: "the expert who played"?"""
    clauses = dependents(article, head, "relative_clause")
    return any(clause.left > head and article.words[clause.left - 1].text != COMMA for clause in clauses)


def gender_of(article: Article, determiner: str) -> str:
    """The gender that a determiner shows: m, f or ""."""
    forms = article.lexicon.determiners
    return "f" if determiner in forms["feminine"] else "m" if determiner in forms["masculine"] else ""


def parts_of(words: range, longest: int) -> Iterator[range]:
    """The stretches of a phrase with at most `longest` words, the longest first."""
    for size in range(min(longest, len(words)), 0, -1):
        for start in range(words.start, words.stop + 1 - size):
            yield range(start, start + size)
