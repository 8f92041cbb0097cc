"""The verb group of a cue: its auxiliaries, the passive and its agent, and what stands right before it."""

from __future__ import annotations

from service.extraction.punctuation import BESIDE_SPEECH, COMMA
from service.extraction.reading.article import Article, Word, phrase_at
from service.extraction.syntax.phrases import is_marked_name, is_misread_name, role_of
from service.extraction.syntax.tree import dependents, has_subject
from service.lexicons.schema import Dependency

MAX_SPLIT = 7  # words between an auxiliary and its participle: "a, pour sa part, également dit"
MAX_QUOTED_HEADS = 6  # heads from a quoted noun up to the verb of its clause
MAX_PREDICATE = 40  # words from a passive to its agent, over a quoted predicate


def verb_group(article: Article, verb: Word, kind: Dependency) -> list[int]:
    """The auxiliaries of a `kind` of a verb; those in quotations only if the verb is quoted, too."""
    below = dependents(article, verb.i, kind)
    return [word.i for word in below if word.quotation < 0 or verb.quotation >= 0]


def auxiliary_before(article: Article, word: Word) -> int | None:
    """The perfect auxiliary left of a participle, by position, skipping adverbs and fixed phrases."""
    if word.form != "past":
        return None
    at = word.i - 1
    while at >= 0 and word.i - at <= MAX_SPLIT and article.words[at].unit == word.unit:
        other = article.words[at]
        if other.norm in article.lexicon.perfect and other.quotation < 0:
            return at
        if other.i not in article.asides and not article.has_tag(other, "adverb", "pronoun"):
            return None
        at -= 1
    return None


def is_passive(article: Article, word: Word) -> bool:
    """Is the verb in the passive (and not reflexive, as in "s'est dit")?"""
    if not verb_group(article, word, "passive_auxiliary"):
        return False
    return not any(role_of(article, w) == "reflexive" for w in article.words[max(0, word.i - 4) : word.i])


def hangs_on_quoted_clause(article: Article, word: Word) -> bool:
    """Did the parser attach a participle after a quotation to a word of a quoted clause?

    It is the verb of an incise then: "“We need the keys”, estimated in Moscow Ann Roy".
    """
    top = article.words[word.head]
    if word.quotation >= 0 or top.quotation < 0 or not follows_quotation(article, word.i):
        return False
    for _ in range(MAX_QUOTED_HEADS):
        if "verb" in top.tags and has_subject(article, top.i):
            return True
        above = article.words[top.head]
        if above.i == top.i or above.quotation != top.quotation:
            return False
        top = above
    return False


def is_quoted_saying(article: Article, word: Word) -> bool:
    """Is it the gerund of a passive report: "is quoted as saying", "was heard shouting"?"""
    if word.form != "present" or not article.has_dep(word, "prepositional_object", "open_clause"):
        return False
    above = article.words[word.head]
    finite = article.words[above.head] if "prepositional_object" in word.deps else above
    return bool(verb_group(article, finite, "passive_auxiliary"))


def quoter(article: Article, word: Word) -> Word | None:
    """The verb by which somebody quotes the actual speaker: "quoted" in "X quoted Y as saying".

    None if it is reflexive: somebody who describes himself as feeling something says it himself.
    """
    if word.form != "present" or not word.i or word.quotation >= 0:
        return None
    link = article.words[word.i - 1]
    if phrase_at(article, article.lexicon.adverbials["predicative"], link) is None:
        return None
    above = article.words[word.head]
    finite = article.words[above.head] if above.i == link.i else above
    objects = dependents(article, finite.i, "object")
    return None if any(role_of(article, told) == "reflexive" for told in objects) else finite


def quoted_sayer(article: Article, word: Word) -> int | None:
    """The actual speaker Y in "X quoted Y as saying" (object), "Y was quoted by X as saying" (subject)."""
    finite = quoter(article, word)
    if finite is None:
        return None
    kind: Dependency = "subject" if verb_group(article, finite, "passive_auxiliary") else "object"
    told = (w for w in dependents(article, finite.i, kind) if w.i < word.i - 1)
    return next((w.i for w in told if w.quotation < 0), None)


def is_finite_after_all(article: Article, word: Word) -> bool:
    """Did the parser take a sentence's only verb for a participle: "X, its head, compared Y to …"?"""
    if word.form != "past" or "participle" not in word.deps or verb_group(article, word, "auxiliary"):
        return False
    noun = article.words[word.head]
    after_comma = word.i > 0 and article.words[word.i - 1].text == COMMA
    if noun.quotation >= 0:  # what is attached to quoted words from outside is no part of their phrase
        return after_comma and not article.lexicon.subject_first and agent(article, word) is None
    return after_comma and noun.head == noun.i and "verb" not in noun.tags


def agent(article: Article, word: Word) -> int | None:
    """The noun after "by" of a passive participle."""
    told = next((w for w in dependents(article, word.i, "agent") if w.quotation < 0), None)
    return _agent_behind_quotation(article, word) if told is None else agent_noun(article, told.i)


def _agent_behind_quotation(article: Article, verb: Word) -> int | None:
    """The noun after a "by" that the parser attached to quoted words: "called “a failure” by Ann Roy"."""
    for word in article.words[verb.i + 1 : verb.i + MAX_PREDICATE]:
        if word.unit != verb.unit or (word.quotation < 0 and "verb" in word.tags):
            return None
        if word.quotation < 0 and word.norm in article.lexicon.determiners["agent"]:
            behind = article.words[word.i - 1].quotation >= 0
            noun = agent_noun(article, word.i)
            return noun if behind and noun != word.i else None
    return None


def agent_noun(article: Article, at: int) -> int:
    """The noun of an agent: the word at `at`, or its object, as English attaches the noun to "by"."""
    return next((word.i for word in dependents(article, at, "prepositional_object")), at)


def cue_start(article: Article, word: Word) -> int:
    """The first word of the verb group that ends with `word`: auxiliaries, clitics, adverbs between them."""
    start = word.i
    at = word.i - 1
    linking = article.lexicon.adverbials["linking"]
    while at >= 0 and article.words[at].quotation < 0 and article.words[at].unit == word.unit:
        other = article.words[at]
        if is_misread_name(article, other):
            break
        group = article.has_dep(other, "auxiliary", "negation") or other.norm in linking
        if not group and not (
            (article.has_tag(other, "adverb", "pronoun") or at in article.asides) and at > word.i - 6
        ):
            break
        start = at
        at -= 1
    return start


def follows_quotation(article: Article, at: int) -> bool:
    """Does a quotation end right before word `at`, punctuation aside?"""
    k = at - 1
    while k >= 0 and article.words[k].quotation < 0 and article.words[k].text in BESIDE_SPEECH:
        k -= 1
    return k >= 0 and article.words[k].quotation >= 0 and article.words[k].unit == article.words[at].unit


def is_time(article: Article, word: Word) -> bool:
    """Is it a word of time, which never speaks (unless it is part of a name: "the New York Times")?"""
    if not article.lexicon.is_noun(word.norm, "time"):
        return False
    named = word.text[:1].isupper() and "name" in word.tags and not word.text.isupper()
    return not (named and any(w.i < word.i for w in dependents(article, word.i, "determiner", "name_part")))


def can_speak(article: Article, speaker: int) -> bool:
    """May a word be a speaker: in the narration, no number or word of time; or a name in marks?"""
    word = article.words[speaker]
    if word.quotation >= 0:
        return is_marked_name(article, word.quotation)
    number = word.text.isdigit()
    return not (number or speaker in article.asides or is_time(article, word))


def is_preposition(article: Article, at: int) -> bool:
    """Is it a word like "of" or "against" that ties a complement to the noun before it?"""
    if at < 0:
        return False
    word = article.words[at]
    if "marker" in word.deps and "verb" in article.words[word.head].tags:
        return False
    return word.norm in article.lexicon.determiners["of"] or "preposition" in word.tags


def has_determiner(article: Article, word: Word) -> bool:
    """Does a determiner that belongs to the word stand right before it?"""
    before = article.words[word.i - 1] if word.i else None
    return (
        before is not None and article.has_dep(before, "determiner", "possessive") and before.head == word.i
    )
