"""The subject of a verb: by the parse, or if the parse has none, by the words before the verb.

Relative clauses lead to their antecedent, participles and infinitives to the clause on which they depend,
clefts ("c'est le ministre qui") to the focused person (Huddleston and Pullum, ch. 14; Grevisse, Le Bon
usage).
"""

from __future__ import annotations

from service.extraction.punctuation import COMMA
from service.extraction.reading.article import Article, Word
from service.extraction.syntax.phrases import (
    is_marked_name,
    is_name,
    is_nominal,
    is_pronoun,
    phrase_of,
    role_of,
)
from service.extraction.syntax.tree import dependents
from service.extraction.syntax.verb_groups import agent, auxiliary_before, can_speak, cue_start, verb_group
from service.lexicons.schema import Dependency, Pronoun

# The dependencies of a verb on another with which it may share the subject.
SHARING: tuple[Dependency, ...] = (
    "coordinated", "open_clause", "adverbial_clause", "prepositional_object", "parataxis", "auxiliary",
)  # fmt: skip
MAX_VERBS_UP = 6
MAX_APPOSITION = 25


def subject_of(article: Article, word: Word) -> int | None:
    """The head of the subject of a verb, outside quotations: its own, or that of the verb above it.

    A finite verb that the parser attached to a noun has that noun as its subject if there is no other.
    """
    found = _climb(article, word)
    if found is not None or word.form or "participle" not in word.deps:
        return found
    return word.head if article.words[word.head].quotation < 0 else None


def subject_of_auxiliary(article: Article, word: Word) -> int | None:
    """The subject that the parser gave to the auxiliary of a participle: "X a de son côté promis"."""
    at = auxiliary_before(article, word)
    return None if at is None else _subject_child(article, article.words[at])


def _climb(article: Article, word: Word) -> int | None:
    """The subject of the verb itself or of the nearest one above with which it may share one."""
    current = word
    for _ in range(MAX_VERBS_UP):
        subject = _subject_child(article, current)
        if subject is not None:
            person = _cleft(article, current, subject)
            return _antecedent(article, current, subject) if person is None else person
        if "relative_clause" in current.deps:
            return current.head
        above = _sharing_verb(article, current)
        if above is None:
            return _noun_of_participle(article, current)
        current = above
    return None


def _sharing_verb(article: Article, verb: Word) -> Word | None:
    """The verb above with which a verb without subject may share one."""
    below = verb
    if "participle" in verb.deps:
        if not _follows_comma(article, verb):
            return None
        below = article.words[verb.head]
    elif verb.head == verb.i or not article.has_dep(verb, *SHARING):
        return None
    above = _governing_verb(article, below)
    return None if above.i == below.i else above


def _noun_of_participle(article: Article, verb: Word) -> int | None:
    """The noun on which a participle depends, outside the marks."""
    noun = article.words[verb.head]
    return noun.i if "participle" in verb.deps and noun.quotation < 0 else None


def _follows_comma(article: Article, verb: Word) -> bool:
    """Does a comma stand right before the verb and its dependents?"""
    return verb.i > 0 and article.words[verb.left - 1].text == COMMA


def _governing_verb(article: Article, word: Word) -> Word:
    """The nearest verb above; the word itself if there is none."""
    for above in article.ancestors(word):
        if "verb" in above.tags or _subject_child(article, above) is not None:
            return above
    return word


def _subject_child(article: Article, verb: Word) -> int | None:
    """The subject that the parser gave the verb itself, outside quotations; an agent in the passive."""
    best = None
    if verb_group(article, verb, "passive_auxiliary") and (told := agent(article, verb)) is not None:
        return told
    for child in article.children[verb.i]:
        other = article.words[child]
        if other.quotation >= 0 and verb.quotation < 0 and not is_marked_name(article, other.quotation):
            continue
        role = role_of(article, other)
        if role in ("reflexive", "object") and is_pronoun(article, other):
            continue
        if "subject" in other.deps and other.norm not in article.lexicon.adverbials["linking"]:
            emphatic = best is not None and role != "" and best < child < verb.i
            nearer = best is None or abs(child - verb.i) < abs(best - verb.i)
            best = child if nearer and not emphatic else best
    return best


def own_subject(article: Article, word: Word) -> bool:
    """Has the verb a subject of its own, outside the marks?"""
    return any(subject.quotation < 0 for subject in dependents(article, word.i, "subject"))


def is_subject_of_cue(article: Article, word: Word) -> bool:
    """Is the word the subject of what may be a verb of saying?"""
    return "subject" in word.deps and article.words[word.head].norm in article.lexicon.verbs


def _cleft(article: Article, verb: Word, subject: int) -> int | None:
    """The person of a cleft sentence: "It was he who …", "c'est le ministre qui …"."""
    pronoun = article.lexicon.pronouns.get(article.words[subject].norm)
    if pronoun is None or (
        pronoun.gender != "n" and pronoun.role not in ("impersonal", "indefinite", "demonstrative")
    ):
        return None
    for child in article.children[verb.i]:
        other = article.words[child]
        if child > verb.i and article.has_dep(other, "object", "subject") and is_nominal(article, other):
            after = (w for k in (other.right, child) for w in article.words[k + 1 : k + 2])
            return child if any(role_of(article, w) == "relative" for w in after) else None
    return None


def _antecedent(article: Article, verb: Word, subject: int) -> int:
    """The antecedent of a relative pronoun; other subjects as they are.

    If the parser attached the clause to a verb, it is the noun right before the pronoun: "à X, qui répond".
    """
    if role_of(article, article.words[subject]) != "relative":
        return subject
    before = subject - 1
    while before > 0 and article.words[before].punctuation:
        before -= 1
    beside = article.words[before]
    if "name_part" in beside.deps:
        beside = article.words[beside.head]
    if "relative_clause" not in verb.deps:
        noun = article.has_tag(beside, "noun", "name") or bool(beside.entity)
        return beside.i if noun and beside.quotation < 0 and beside.unit == verb.unit else subject
    named = is_name(article, beside) and beside.quotation < 0
    return beside.i if named and beside.i > verb.head else verb.head


def main_subject(article: Article, word: Word) -> int | None:
    """The subject of the main verb of the sentence, if that verb is the reporter's."""
    root = next((w for w in article.ancestors(word) if w.head == w.i), word)
    subject = _subject_child(article, root)
    return subject if subject is not None and can_speak(article, subject) else None


def nominal_before(article: Article, word: Word) -> int | None:
    """The noun right before a finite verb that the parser left without a subject."""
    start = cue_start(article, word)
    while start and article.words[start - 1].head == word.i and "modifier" in article.words[start - 1].deps:
        start -= 1
    before = article.words[start - 1] if start else None
    if before is not None and "determiner" in before.deps and start < cue_start(article, word):
        return start  # an adjective in the place of a noun: "la première confie"
    if before is None or before.quotation >= 0 or before.unit != word.unit or not is_nominal(article, before):
        return None
    return before.i if not before.punctuation and can_speak(article, before.i) else None


def person_before(article: Article, word: Word) -> int | None:
    """The person whose name stands right before a gerund: "footage of Clinton asking"."""
    before = article.words[word.i - 1] if word.i else None
    if before is None or before.unit != word.unit or not can_speak(article, before.i):
        return None
    label = before.entity.partition("-")[2]
    return before.i if label in article.lexicon.entities["person"] else None


def before_apposition(article: Article, word: Word) -> int | None:
    """The name before an apposition that a comma closes right before the verb: "X, the head of Y, told"."""
    closing = cue_start(article, word) - 1
    if closing < 2 or article.words[closing].text != COMMA:
        return None
    for k in range(closing - 1, max(0, closing - MAX_APPOSITION), -1):
        other = article.words[k]
        if other.unit != word.unit or other.quotation >= 0:
            break
        before = article.words[k - 1]
        if other.text == COMMA and "name" in before.tags and can_speak(article, before.i):
            return before.i
    return None


def is_cut_off(article: Article, speaker: int, beside: int) -> bool:
    """Does a single comma separate the parser's subject from the noun beside the verb?

    So it does in "Called in by X, the ministry said".
    """
    between = [w for w in article.words[speaker + 1 : beside] if w.quotation < 0]
    commas = sum(w.text == COMMA for w in between)
    first = phrase_of(article, beside)[0]
    return speaker < first and commas == 1 and article.words[first - 1].text == COMMA


def means_somebody(pronoun: Pronoun) -> bool:
    """Can a pronoun stand for a speaker?  Not a relative one without antecedent, nor "this" or "cela"."""
    if pronoun.role == "demonstrative":
        return pronoun.gender in ("m", "f")
    return pronoun.role != "relative"
