"""Incises and parentheses: cues set beside a quotation, where the subject often stands right of the verb.

"regretted the spokesman", "a-t-il ajouté", "a averti dans le quotidien X le chef de la diplomatie": Grevisse,
Le Bon usage, "l'incise"; Huddleston and Pullum, ch. 17, "parentheticals".
"""

from __future__ import annotations

from service.extraction.punctuation import (
    BEFORE_SUBJECT,
    COLONS,
    COMMA,
    PAUSES,
    PHRASE_ENDS,
    SPEECH_ENDS,
)
from service.extraction.reading.article import Article, Word, phrase_at
from service.extraction.syntax.brackets import in_brackets
from service.extraction.syntax.inversion import head_to_the_right
from service.extraction.syntax.phrases import is_nominal, opens_clause, role_of
from service.extraction.syntax.verb_groups import cue_start, is_time, verb_group

MAX_INCISE_WORDS = 25
MAX_VERBLESS = 80  # words of a sentence in which a missing verb is looked for


def in_incise(article: Article, word: Word) -> int | None:
    """The last word of the quotation right before the verb's clause, with at most a subject between them."""
    quoted = _quoted_before(article, word)
    if quoted is None:
        return None
    between = article.words[quoted + 1 : word.i]
    if any(_parts_incise(article, other, word) for other in between) or _in_subject(article, quoted, word):
        return None
    nominal = [w for w in between if is_nominal(article, w) and w.i not in article.asides]
    if nominal and not (between[0].text in BEFORE_SUBJECT or article.words[quoted].text[-1:] in SPEECH_ENDS):
        return None
    return quoted


def _quoted_before(article: Article, word: Word) -> int | None:
    """The nearest quoted word left of a word, in its sentence."""
    quoted = article.last_quoted[word.i - 1] if word.i else -1
    near = quoted >= max(0, word.i - MAX_INCISE_WORDS - 1)
    return quoted if near and article.words[quoted].unit == word.unit else None


def is_only_verb(article: Article, word: Word) -> bool:
    """Must the word be a verb, as only its subject separates it from the quotation: "“…,” the ad states"?"""
    quoted = _quoted_before(article, word)
    if quoted is None or article.words[quoted].text[-1:] not in ",?!":
        return False
    unit = article.units[word.unit]
    following = article.words[word.i + 1] if word.i + 1 < unit.stop else None
    ends = following is None or following.text in ".,:" or "preposition" in following.tags
    near = (*article.words[quoted + 1 : word.i], *article.words[word.i + 1 : min(unit.stop, word.i + 3)])
    verbs = (w for w in near if article.has_tag(w, "verb", "auxiliary") and w.quotation < 0)
    verbless = all(w.i > word.i and "passive_auxiliary" in w.deps for w in verbs)
    return ends and verbless and is_nominal(article, article.words[word.i - 1])


def is_missing_verb(article: Article, word: Word) -> bool:
    """Is a word the only one of its sentence that may be its verb: "La mairie riposte : «…»"?

    It stands right after a noun phrase, and before a colon, an article or a quotation.  No verb is missing if
    the narration has one other than participles.
    """
    unit = article.units[word.unit]
    if not unit[0] < word.i < unit[-1] or len(unit) > MAX_VERBLESS:
        return False
    before, after = article.words[word.i - 1], article.words[word.i + 1]
    beside = is_nominal(article, before) and before.quotation < 0 and not before.punctuation
    opens = after.text == ":" or after.quotation >= 0 or "determiner" in after.deps
    return (
        beside
        and opens
        and not any(
            w.quotation < 0 and article.has_tag(w, "verb", "auxiliary") and w.form != "past"
            for w in article.words[unit[0] : unit[-1] + 1]
        )
    )


def _parts_incise(article: Article, other: Word, verb: Word) -> bool:
    """Does a word between a quotation and a verb show that there is no incise: a colon, another verb?"""
    other_verb = "verb" in other.tags and other.head != verb.i and verb.head != other.i
    other_verb = other_verb and not _is_split_auxiliary(article, other, verb)
    return other.text in COLONS or other_verb or _joins_clauses(article, other)


def _is_split_auxiliary(article: Article, other: Word, verb: Word) -> bool:
    """Is it the auxiliary of the verb, with a fixed phrase between them: "a de son côté dit"?"""
    between = range(other.i + 1, verb.i)
    return other.norm in article.lexicon.perfect and all(k in article.asides for k in between)


def _in_subject(article: Article, quoted: int, verb: Word) -> bool:
    """Does the subject of the verb hold the quoted word: "the ad, titled “…”, concludes"?"""
    return any(
        "subject" in article.words[c].deps
        and article.words[c].quotation < 0
        and c < quoted <= article.words[c].right
        and not parted_by_comma(article, c, quoted)
        for c in article.children[verb.i]
    )


def parted_by_comma(article: Article, subject: int, quoted: int) -> bool:
    """Is a comma after the quotation that ends with word `quoted` the first mark after the subject?

    It separates clauses: in languages with inversion the incise has its own subject, after its verb.
    """
    after = article.words[quoted + 1 : quoted + 2]
    if article.lexicon.subject_first or not after or after[0].text != COMMA:
        return False
    return not any(word.text in PHRASE_ENDS and word.quotation < 0 for word in article.words[subject:quoted])


def _joins_clauses(article: Article, word: Word) -> bool:
    """Is it a conjunction between clauses, or the word that opens a subordinate one?"""
    if "conjunction" in word.deps:
        return "verb" in article.words[word.head].tags
    return opens_clause(article, word)


def subject_between(article: Article, word: Word, incise: int) -> int | None:
    """The subject between a quotation and its verb: “…”, Macron said."""
    for k in range(incise + 1, word.i):
        other = article.words[k]
        if is_nominal(article, other) and not other.punctuation and k not in article.asides:
            if (
                article.has_dep(other, "prepositional_object", "prepositional", "addressee")
                or is_time(article, other)
                or role_of(article, other) == "object"
                or in_brackets(article, other, incise)
            ):
                continue
            return min(head_to_the_right(article, k), word.i - 1)
    return None


def follows_statement(article: Article, word: Word) -> bool:
    """Does the verb group follow a comma, and a clause with its own verb before that?

    Then a subject left of it is that verb's: "Le pont est fermé, a annoncé la mairie".  Only phrases without
    a finite verb and clauses with an opening word may come between a subject and its verb ("le maire, qui
    est prêt, a dit"); such clauses have one verb each ("ceux qui veulent viendront, a dit").
    """
    comma = cue_start(article, word) - 1
    if article.lexicon.subject_first or comma < 1 or article.words[comma].text != COMMA:
        return False
    opened = False
    for other in article.words[article.units[word.unit].start : comma]:
        opened = other.text != COMMA and (opened or opens_clause(article, other))
        finite = article.has_tag(other, "verb", "auxiliary") and other.form == "" and other.quotation < 0
        if finite and not opened and not article.has_dep(other, "relative_clause"):
            return True
        opened = opened and not finite
    return False


def clitic_subject(article: Article, word: Word) -> int | None:
    """The subject pronoun joined to the verb or its auxiliary by a hyphen: "a-t-il dit", "estime-t-on"."""
    near = range(max(0, word.i - 4), min(word.i + 4, len(article.words)))
    if "-" not in article.text[max(0, article.words[near[0]].start - 1) : article.words[near[-1]].end]:
        return None
    for k in near:
        other = article.words[k]
        if role_of(article, other) not in ("subject", "impersonal") or other.quotation >= 0:
            continue
        hyphen = other.text[0] == "-" or article.text[max(0, other.start - 1)] == "-"
        if hyphen and other.unit == word.unit and article.words[k - 1].text[-1].isalpha() | (k > word.i):
            group = range(cue_start(article, word) - 1, word.i + 4)
            if k in group:
                return k
    return None


def parenthesis_start(article: Article, word: Word) -> int | None:
    """The word shortly before the verb that makes its clause a parenthesis ("as", "comme")."""
    if word.form == "present":
        return None
    auxiliaries = verb_group(article, word, "auxiliary")
    start = min([word.i, *(c for c in auxiliaries if c > word.i - 5)])
    for k in range(start - 1, max(-1, start - 7), -1):
        other = article.words[k]
        if other.quotation >= 0 or other.unit != word.unit or other.text in PAUSES:
            return None
        if phrase_at(article, article.lexicon.adverbials["as_cue"], other) is not None:
            return k
    return None
