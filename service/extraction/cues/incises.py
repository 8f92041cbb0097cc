"""Incises and parentheses: cues set beside a quotation, where the subject often stands right of the verb.

"regretted the spokesman", "a-t-il ajouté", "a averti dans le quotidien X le chef de la diplomatie": Grevisse,
Le Bon usage, "l'incise"; Huddleston and Pullum, ch. 17, "parentheticals".
"""

from __future__ import annotations

from service.extraction.cues.phrases import (
    is_marked_name,
    is_name,
    is_nominal,
    is_punctuation,
    opens_clause,
    phrase_of,
)
from service.extraction.cues.verbs import (
    comma_before,
    cue_start,
    follows_quotation,
    is_preposition,
    is_time,
    verb_group,
)
from service.extraction.reading.article import Article, Word, phrase_at
from service.lexicons.lexicon import VerbSense

MAX_INCISE = 25


def in_incise(article: Article, word: Word) -> int | None:
    """The last word of the quotation right before the verb's clause, with at most a subject between them."""
    k = word.i - 1
    while k >= 0 and word.i - k <= MAX_INCISE and article.words[k].quotation < 0:
        other = article.words[k]
        if other.unit != word.unit or other.text in ";:" or _joins_clauses(article, other):
            return None
        if article.has_tag(other, "verb") and other.head != word.i and word.head != other.i:
            return None
        k -= 1
    if k < 0 or article.words[k].quotation < 0 or article.words[k].unit != word.unit:
        return None
    if _in_subject(article, k, word):
        return None
    between = article.words[k + 1 : word.i]
    nominal = [w for w in between if is_nominal(article, w) and w.i not in article.asides]
    if nominal and not (between[0].text in ",-–—(" or article.words[k].text[-1:] in ",?!…."):
        return None
    return k


def is_only_verb(article: Article, word: Word) -> bool:
    """Must the word be a verb, as only its subject parts it from the quotation: "“…,” the ad states"?"""
    k = word.i - 1
    while k >= 0 and word.i - k <= MAX_INCISE and article.words[k].quotation < 0:
        other = article.words[k]
        if other.unit != word.unit or article.has_tag(other, "verb", "auxiliary"):
            return False
        k -= 1
    if k < 0 or article.words[k].quotation < 0 or article.words[k].text[-1:] not in ",?!":
        return False
    unit = article.units[word.unit]
    following = article.words[word.i + 1] if word.i + 1 < unit.stop else None
    ends = following is None or following.text in ".,:" or article.has_tag(following, "preposition")
    verbless = all(
        w.quotation >= 0
        or not article.has_tag(w, "verb", "auxiliary")
        or article.has_dep(w, "passive_auxiliary")
        for w in article.words[word.i + 1 : min(unit.stop, word.i + 3)]
    )
    return ends and verbless and is_nominal(article, article.words[word.i - 1])


def _in_subject(article: Article, quoted: int, verb: Word) -> bool:
    """Does the subject of the verb hold the quoted word: "the ad, titled “…”, concludes"?"""
    return any(
        article.has_dep(article.words[c], "subject")
        and article.words[c].quotation < 0
        and c < quoted <= article.words[c].right
        for c in article.children[verb.i]
    )


def _joins_clauses(article: Article, word: Word) -> bool:
    """Is it a conjunction between clauses, or the word that opens a subordinate one?"""
    if article.has_dep(word, "conjunction"):
        return article.has_tag(article.words[word.head], "verb")
    return opens_clause(article, word)


def subject_between(article: Article, word: Word, incise: int) -> int | None:
    """The subject between a quotation and its verb: “…”, Macron said."""
    for k in range(incise + 1, word.i):
        other = article.words[k]
        if is_nominal(article, other) and not is_punctuation(other) and k not in article.asides:
            pronoun = article.lexicon.pronouns.get(other.norm)
            if (
                article.has_dep(other, "prepositional_object", "prepositional", "addressee")
                or is_time(article, other)
                or (pronoun is not None and pronoun.role == "object")
                or in_brackets(article, other, incise)
            ):
                continue
            return min(head_to_the_right(article, k), word.i - 1)
    return None


def in_brackets(article: Article, word: Word, begin: int) -> bool:
    """Does the word stand in brackets opened after word `begin`?"""
    before = [w.text for w in article.words[begin + 1 : word.i]]
    return before.count("(") > before.count(")")


def clitic_subject(article: Article, word: Word) -> int | None:
    """The subject pronoun hyphenated to the verb or its auxiliary: "a-t-il dit", "estime-t-on"."""
    for k in range(max(0, word.i - 4), min(word.i + 4, len(article.words))):
        other = article.words[k]
        pronoun = article.lexicon.pronouns.get(other.norm)
        if pronoun is None or pronoun.role not in ("subject", "impersonal") or other.quotation >= 0:
            continue
        hyphen = other.text[0] == "-" or article.text[max(0, other.start - 1)] == "-"
        if hyphen and other.unit == word.unit and article.words[k - 1].text[-1].isalpha() | (k > word.i):
            group = range(cue_start(article, word) - 1, word.i + 4)
            if k in group:
                return k
    return None


def inverted_subject(
    article: Article, word: Word, sense: VerbSense, *, after_quotation: bool = False
) -> int | None:
    """The subject right of a verb in an incise: the first noun phrase that no preposition introduces."""
    if "hearer" in sense.takes or _is_participle_phrase(article, word):
        return None
    after_quotation = after_quotation or follows_quotation(article, cue_start(article, word))
    if not after_quotation and not comma_before(article, word):
        return None
    at = word.i + 1 + len(sense.particles)
    end = at + 30
    while at < min(end, len(article.words)):
        other = article.words[at]
        if other.quotation >= 0 and after_quotation and is_marked_name(article, other.quotation):
            return at
        if other.quotation >= 0 or other.unit != word.unit:
            return None
        aside = phrase_at(article, article.lexicon.adverbials["aside"], other)
        address = phrase_at(article, article.lexicon.prepositions["address"], other)
        if aside is not None:
            at = aside[0] + 1
        elif address is not None or (article.has_tag(other, "preposition") and at > word.i + 1):
            at = _after_phrase(article, (address[0] if address is not None else at) + 1)
        elif (
            opens_clause(article, other)
            or other.text in ".;:"
            or (article.has_tag(other, "verb") and not article.has_dep(other, "modifier"))
        ):
            return None
        elif is_time(article, other):
            at += 1
        elif is_nominal(article, other) and not is_punctuation(other):
            head = head_to_the_right(article, at)
            return (
                head
                if after_quotation or _ends_clause(article, phrase_of(article, head, at)[-1] + 1)
                else None
            )
        else:
            at += 1
    return None


def _is_participle_phrase(article: Article, word: Word) -> bool:
    """Is it a participle alone with a preposition right after it: "compared to"?"""
    following = article.words[word.i + 1 : word.i + 2]
    alone = word.form == "past" and not verb_group(article, word, "auxiliary")
    return alone and bool(following) and article.has_tag(following[0], "preposition")


def _ends_clause(article: Article, at: int) -> bool:
    """Can the clause end before word `at`: a new sentence, or no pronoun, conjunction, verb, quotation?"""
    if at >= len(article.words) or article.words[at].unit != article.words[at - 1].unit:
        return True
    word = article.words[at]
    pronoun = (
        word.norm in article.lexicon.pronouns or word.norm in article.lexicon.adverbials["complementizer"]
    )
    return word.quotation < 0 and not pronoun and not article.has_tag(word, "verb", "auxiliary")


def _after_phrase(article: Article, at: int) -> int:
    """Past the noun phrase that begins at `at`, the object of a preposition, and its own complements."""
    words = article.words
    stop = at
    while stop < len(words) and not is_nominal(article, words[stop]):
        stop += 1
        if stop - at > 4:
            return at
    if stop >= len(words):
        return stop
    end = head_to_the_right(article, stop)
    while end + 1 < len(words) and words[end + 1].text != "," and words[end + 1].quotation < 0:
        following = words[end + 1]
        if is_preposition(article, following.i) and end + 2 < len(words):
            return _after_phrase(article, following.i + 1)
        if not at <= following.head <= end or _begins_subject(article, words[end], following):
            break
        end += 1
    return end + 1


def _begins_subject(article: Article, last: Word, word: Word) -> bool:
    """Does somebody begin at `word` whom the phrase ending with `last` cannot hold: "à l'AFP M. Bergé"?"""
    if article.has_dep(word, "determiner") or article.has_tag(word, "pronoun"):
        return True
    title = phrase_at(article, article.lexicon.persons, word)
    if title is not None and title[1].category == "honorific":
        return True
    named = is_name(article, word) and not article.has_dep(word, "name_part")
    texts = any(article.lexicon.is_noun(last.norm, kind) for kind in ("document", "event", "time"))
    return named and (texts or (is_name(article, last) and word.norm in article.lexicon.first_names))


def head_to_the_right(article: Article, at: int) -> int:
    """The head of the noun phrase whose first noun is `at` (English compounds: the last noun)."""
    word = article.words[at]
    while (
        article.has_dep(word, "name_part", "possessive", "modifier")
        and word.head > word.i
        and word.head - word.i < 6
    ):
        word = article.words[word.head]
    return word.i


def nominal_after(article: Article, word: Word, sense: VerbSense) -> int | None:
    """The noun phrase right after a verb."""
    for k in range(word.i + 1 + len(sense.particles), min(word.i + 6, len(article.words))):
        other = article.words[k]
        if other.quotation >= 0 or is_punctuation(other):
            return None
        if is_nominal(article, other):
            return head_to_the_right(article, k)
    return None


def parenthesis_start(article: Article, word: Word) -> int | None:
    """The word that makes the verb's clause a parenthesis ("as", "comme"), not far left of it."""
    if word.form == "present":
        return None
    auxiliaries = verb_group(article, word, "auxiliary")
    start = min([word.i, *(c for c in auxiliaries if c > word.i - 5)])
    for k in range(start - 1, max(-1, start - 7), -1):
        other = article.words[k]
        if other.quotation >= 0 or other.unit != word.unit or other.text in ",;:":
            return None
        if phrase_at(article, article.lexicon.adverbials["as_cue"], other) is not None:
            return k
    return None
