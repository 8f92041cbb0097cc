"""Subjects right of their verb: "a déclaré à l'AFP, lundi, la ministre", "a-t-on appris auprès de la mairie".

What stands between them is skipped: fixed phrases, days, prepositional phrases.
"""

from __future__ import annotations

from itertools import takewhile

from service.extraction.punctuation import CLAUSE_ENDS, COMMA, PHRASE_ENDS
from service.extraction.reading.article import Article, Word, phrase_at
from service.extraction.syntax.brackets import closing
from service.extraction.syntax.phrases import (
    is_acronym,
    is_marked_name,
    is_name,
    is_nominal,
    opens_clause,
    phrase_of,
)
from service.extraction.syntax.verb_groups import (
    cue_start,
    follows_quotation,
    is_preposition,
    is_time,
    verb_group,
)
from service.lexicons.lexicon import VerbSense
from service.lexicons.schema import SAYING, Preposition

INFORMING: tuple[Preposition, ...] = ("informant", "bearer")  # the surest first
MAX_TO_INFORMANT = 10  # words from the verb
MAX_TO_SUBJECT = 30  # words from the verb
MAX_COMPLEMENTS = 30  # in a row ("of the head of the office of …"): no subject stands after more


def inverted_subject(
    article: Article, word: Word, sense: VerbSense, *, after_quotation: bool = False
) -> int | None:
    """The subject right of a verb in an incise: the first noun phrase that no preposition introduces."""
    start = cue_start(article, word)
    after_quotation = after_quotation or follows_quotation(article, start)
    # After a quotation, a form of a pure verb of saying is no participle: "« … », dit à l'AFP le maire".
    finite = after_quotation and sense.strength == SAYING and not article.lexicon.subject_first
    if "hearer" in sense.takes or (not finite and _is_participle_phrase(article, word)):
        return None
    if not after_quotation and (not start or article.words[start - 1].text != COMMA):
        return None
    head = _subject_after(article, word, word.i + 1 + len(sense.particles), marked=after_quotation)
    if head is None or after_quotation:
        return head
    return head if _ends_clause(article, phrase_of(article, head, head)[-1] + 1) else None


def _subject_after(article: Article, verb: Word, at: int, *, marked: bool) -> int | None:
    """The head of the first noun phrase from word `at` on that no preposition introduces.

    With `marked` it may be a name in marks.
    """
    stop = min(at + MAX_TO_SUBJECT, len(article.words))
    while at < stop and article.words[at].unit == verb.unit:
        word = article.words[at]
        if word.quotation >= 0:
            return at if marked and is_marked_name(article, word.quotation) else None
        closed = closing(article, at, MAX_TO_SUBJECT)  # "a dit à Tourcoing (Nord) le maire"
        behind = _behind_phrase(article, word, first=at == verb.i + 1) if closed is None else closed + 1
        if behind is not None:
            at = behind
        elif _ends_search(article, word):
            break
        elif is_nominal(article, word) and not word.punctuation and not is_time(article, word):
            return head_to_the_right(article, at)
        else:
            at += 1
    return None


def _behind_phrase(article: Article, word: Word, *, first: bool) -> int | None:
    """The index after the fixed phrase or complement that begins with a word; None if none does.

    The `first` word after an English verb may be a particle: it opens a complement only in a phrase of the
    lexicon.
    """
    aside = phrase_at(article, article.lexicon.adverbials["aside"], word)
    if aside is not None:
        return int(aside[0]) + 1
    address = phrase_at(article, article.lexicon.prepositions["address"], word)
    if address is not None:
        return _after_phrase(article, address[0] + 1)
    opens = "preposition" in word.tags and not (first and article.lexicon.subject_first)
    return _after_phrase(article, word.i + 1) if opens else None


def _ends_search(article: Article, word: Word) -> bool:
    """Does a clause begin or end with a word, so that no subject of the verb can follow?"""
    verb = "verb" in word.tags and "modifier" not in word.deps
    return opens_clause(article, word) or word.text in CLAUSE_ENDS or verb


def _is_participle_phrase(article: Article, word: Word) -> bool:
    """Is it a participle alone with a preposition right after it: "compared to"?"""
    following = article.words[word.i + 1 : word.i + 2]
    alone = word.form == "past" and not verb_group(article, word, "auxiliary")
    return alone and bool(following) and "preposition" in following[0].tags


def _ends_clause(article: Article, at: int) -> bool:
    """Can the clause end before word `at`: at a sentence's end, or before no pronoun, verb or quotation?"""
    if at >= len(article.words) or article.words[at].unit != article.words[at - 1].unit:
        return True
    word = article.words[at]
    pronoun = (
        word.norm in article.lexicon.pronouns or word.norm in article.lexicon.adverbials["complementizer"]
    )
    return word.quotation < 0 and not pronoun and not article.has_tag(word, "verb", "auxiliary")


def _after_phrase(article: Article, at: int) -> int:
    """The index after the noun phrase at `at`, the object of a preposition, and its complements."""
    for _ in range(MAX_COMPLEMENTS):
        at, ended = _after_noun_phrase(article, at)
        if ended:
            break
    return at


def _after_noun_phrase(article: Article, at: int) -> tuple[int, bool]:
    """The index after the noun phrase at `at`, True; or after the preposition of its complement, False."""
    words = article.words
    stop = at
    while stop < len(words) and not is_nominal(article, words[stop]):
        stop += 1
        if stop - at > 4:
            return at, True
    if stop >= len(words):
        return stop, True
    end = head_to_the_right(article, stop)
    person = person_after_place(article, stop, end)
    if person is not None:
        return person, True
    while end + 1 < len(words) and words[end + 1].text != COMMA and words[end + 1].quotation < 0:
        following = words[end + 1]
        if following.i in article.asides:
            end += 1
            continue
        complement = is_preposition(article, following.i) or "conjunction" in following.deps
        if complement and end + 2 < len(words):
            return following.i + 1, False
        begins = _begins_subject(article, words[end], following)
        more = following.text[:1].isupper() or following.text.isdigit()
        of_name = words[end].text[:1].isupper() and more
        if begins or not (of_name or at <= following.head <= end):
            break
        end += 1
    return end + 1, True


def person_after_place(article: Article, at: int, head: int) -> int | None:
    """The first word of a person's name that the parse joins to a place: "in Moscow Sergei Lavrov"."""
    words = article.words
    if words[at].entity[2:] not in article.lexicon.entities["place"]:
        return None
    for k in range(at + 1, head):
        hyphened = article.norm[words[k].start : words[min(k + 2, head)].end]  # "Jean-Yves" is three words
        if not article.lexicon.first_names.keys().isdisjoint((words[k].norm, hyphened)):
            return k
    return None


def _begins_subject(article: Article, last: Word, word: Word) -> bool:
    """Does a person's name begin at `word`, outside the phrase that ends with `last`: "à l'AFP M. Bergé"?"""
    if "determiner" in word.deps or "pronoun" in word.tags:
        return True
    title = article.person_nouns[word.i]
    if title is not None and title[1].category == "honorific":
        return True
    named = is_name(article, word) and "name_part" not in word.deps
    texts = any(article.lexicon.is_noun(last.norm, kind) for kind in ("document", "event", "time"))
    # The name of a body in capitals ends before a person's: "à l'AFP Anne Forestier".
    first_name = word.norm in article.lexicon.first_names
    complete = first_name or (is_acronym(last) and not word.text.isupper())
    # A first name is never part of an acronym, whatever the parse: "à l'AFP Karim".
    apart = first_name and is_acronym(last) and is_name(article, word)
    return apart or (named and (texts or (is_name(article, last) and complete)))


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
    """The head of the noun phrase right after a verb."""
    for k in range(word.i + 1 + len(sense.particles), min(word.i + 6, len(article.words))):
        other = article.words[k]
        if other.quotation >= 0 or other.punctuation:
            return None
        if is_nominal(article, other):
            return head_to_the_right(article, k)
    return None


def infinitive_teller(article: Article, word: Word) -> int | None:
    """The subject of an infinitive of narration: "Et le maire de conclure" (Grevisse, Le Bon usage)."""
    at = word.i - 2
    if word.form != "infinitive" or at < 1:
        return None
    if article.words[word.i - 1].norm not in article.lexicon.determiners["of"]:
        return None
    first = phrase_of(article, at)[0] if is_nominal(article, article.words[at]) else 0
    opens = first > 0 and "conjunction" in article.words[first - 1].deps
    begins = first == 1 or article.words[first - 2].unit != word.unit
    return at if opens and begins else None


def informant(article: Article, word: Word) -> int | None:
    """The source of what "one" has learnt or says: "a-t-on appris auprès de la préfecture", "dit-on à l'AMF".

    Also the thing with the words on it: "peut-on lire sur les pancartes", "sur une bâche, on pouvait lire".
    """
    told = _same_clause(article, word)
    opening = article.words[article.units[word.unit][0]]
    tables = [article.lexicon.prepositions[name] for name in INFORMING]
    for table in tables:
        for other in (*told, opening) if opening.i < word.i else told:
            found = phrase_at(article, table, other) if other.quotation < 0 else None
            head = None if found is None else _informs(article, found[0])
            if head is not None:
                return head
    return None


def _same_clause(article: Article, word: Word) -> tuple[Word, ...]:
    """The words after a verb, up to the next mark or quotation of its sentence."""
    after = article.words[word.i + 1 : word.i + 1 + MAX_TO_INFORMANT]
    return tuple(
        takewhile(lambda w: w.unit == word.unit and w.quotation < 0 and w.text not in PHRASE_ENDS, after)
    )


def _informs(article: Article, last: int) -> int | None:
    """The head of the informant, after a preposition that ends with word `last`."""
    if "noun" in article.words[last].tags:
        return last
    nominal = (w.i for w in article.words[last + 1 : last + 4] if is_nominal(article, w))
    first = next(nominal, None)
    if first is None or is_time(article, article.words[first]) or article.words[first].quotation >= 0:
        return None
    return head_to_the_right(article, first)
