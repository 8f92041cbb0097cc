"""Reporting frames: a cue, who is its source, and how it stands in its sentence.

Cues are verbs of the lexicon ("said", also inverted: "a-t-il ajouté"), prepositional phrases ("according to",
"selon"), and nouns ("his claim that", "in a statement").  The source of a verb is its subject: by the parse
where it has one, else by the place in an incise, where French and English put it right of the verb
(Grevisse, Le Bon usage, "l'incise"; Huddleston and Pullum, ch. 17, "parentheticals").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from service.extraction.analysis import Article, Word, phrase_at, verb_senses
from service.extraction.phrases import is_nominal, is_punctuation, phrase_of
from service.lexicons.lexicon import VerbSense

CueKind = Literal["verb", "preposition", "noun"]
MAX_CLIMB = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with its source.  `words` are the cue's, `source` the words of the mention, if any.

    `head` is the cue's main word; `inverted` says that the source stands right of it; `strength` is the
    lexicon's; `near` marks a preposition that counts only beside a quotation.
    """

    kind: CueKind
    head: int
    words: range
    source_head: int | None
    source: range | None
    strength: int
    takes: frozenset[str]
    speech: bool
    group: str
    inverted: bool = False
    near: bool = False

    @property
    def start(self) -> int:
        """The first word of the cue and its source."""
        return min(self.words[0], self.source[0]) if self.source else self.words[0]

    @property
    def end(self) -> int:
        """The last word of the cue and its source."""
        return max(self.words[-1], self.source[-1]) if self.source else self.words[-1]


def find_frames(article: Article) -> tuple[Frame, ...]:
    """All reporting frames outside the quotations, in text order."""
    found: list[Frame] = []
    for word in article.words:
        if word.quotation >= 0:
            continue
        found.extend(_verb_frame(article, word))
        found.extend(_preposition_frame(article, word))
    return tuple(found)


def _verb_frame(article: Article, word: Word) -> Iterator[Frame]:
    senses = verb_senses(article, word)
    if not senses or not _is_verb_here(article, word):
        return
    if article.has_dep(word, "auxiliary") and word.head != word.i and not follows_quotation(article, word.i):
        return
    sense = senses[0]
    inverted = False
    source = subject_of(article, word)
    if source is None or (source < word.i and follows_quotation(article, _cue_start(article, word))):
        right = inverted_subject(article, word, sense)
        if right is not None and (source is None or not _own_subject(article, word)):
            source, inverted = right, True
    if source is not None and source > word.i:
        inverted = True
    cue = _cue_words(article, word, sense)
    phrase = None
    if source is not None:
        low, high = (cue[-1] + 1, len(article.words)) if source > cue[-1] else (0, word.i)
        if source in cue:
            low, high = 0, len(article.words)
        phrase = phrase_of(article, source, low, high)
    yield Frame(
        kind="verb",
        head=word.i,
        words=cue,
        source_head=source,
        source=phrase,
        strength=sense.strength,
        takes=frozenset().union(*(s.takes for s in senses)),
        speech=sense.speech,
        group=sense.group,
        inverted=inverted,
    )


def _is_verb_here(article: Article, word: Word) -> bool:
    if article.has_tag(word, "verb"):
        return not article.has_dep(word, "modifier", "name_part") or follows_quotation(article, word.i)
    if article.has_tag(word, "noun", "name") and _has_determiner(article, word):
        return False
    if any(article.has_dep(article.words[c], "subject") for c in article.children[word.i]):
        return article.has_tag(word, "noun", "name", "adjective")
    return follows_quotation(article, _cue_start(article, word)) and not word.text[:1].isupper() or (
        follows_quotation(article, word.i) and article.lexicon.verbs[word.norm][0].strength == 3
    )


def _has_determiner(article: Article, word: Word) -> bool:
    before = article.words[word.i - 1] if word.i else None
    return before is not None and article.has_dep(before, "determiner", "possessive") and before.head == word.i


def _cue_start(article: Article, word: Word) -> int:
    """The first word of the verb group that ends with `word`: auxiliaries, clitics, adverbs between them."""
    start = word.i
    at = word.i - 1
    while at >= 0 and article.words[at].quotation < 0 and article.words[at].unit == word.unit:
        other = article.words[at]
        if article.has_dep(other, "auxiliary", "negation") or other.norm in ("-t", "t"):
            start = at
        elif not (article.has_tag(other, "adverb", "pronoun") and at > word.i - 5):
            break
        at -= 1
    return start


def follows_quotation(article: Article, at: int) -> bool:
    """Does a quotation end right before word `at`, punctuation aside?"""
    k = at - 1
    while k >= 0 and article.words[k].quotation < 0 and article.words[k].text in ",-–—.?!…":
        k -= 1
    return k >= 0 and article.words[k].quotation >= 0 and article.words[k].unit == article.words[at].unit


def _cue_words(article: Article, word: Word, sense: VerbSense) -> range:
    """The verb with its auxiliaries on the left and its particles on the right."""
    start = word.i
    for child in article.children[word.i]:
        other = article.words[child]
        if child < word.i and article.has_dep(other, "auxiliary") and other.quotation < 0:
            start = min(start, child)
    if start < word.i - 6 or any(article.words[k].quotation >= 0 for k in range(start, word.i)):
        start = word.i
    end = word.i + 1
    for particle in sense.particles:
        for k in range(end, min(end + 4, len(article.words))):
            if article.words[k].norm == particle:
                end = k + 1
                break
    return range(start, end)


def _own_subject(article: Article, word: Word) -> bool:
    return any(
        article.has_dep(article.words[c], "subject") and article.words[c].quotation < 0
        for c in article.children[word.i]
    )


def subject_of(article: Article, word: Word) -> int | None:
    """The head of the subject of a verb, outside quotations: its own, or the one of the verb it hangs on."""
    current = word
    for _ in range(MAX_CLIMB):
        subject = _subject_child(article, current)
        if subject is not None:
            return _antecedent(article, current, subject)
        if article.has_dep(current, "relative_clause"):
            return current.head
        if article.has_dep(current, "participle"):
            noun = article.words[current.head]
            after_comma = current.i > 0 and article.words[current.left - 1].text == ","
            if not after_comma:
                return noun.i if noun.quotation < 0 else None
            current = _governing_verb(article, noun)
            if current.i == noun.i:
                return noun.i if is_nominal(article, noun) and noun.quotation < 0 else None
            continue
        linked = article.has_dep(
            current, "coordinated", "open_clause", "adverbial_clause", "prepositional_object", "parataxis", "auxiliary"
        )
        if current.head == current.i or not linked:
            return None
        current = _governing_verb(article, current)
    return None


def _governing_verb(article: Article, word: Word) -> Word:
    """The nearest verb above; the word itself if there is none."""
    for above in article.ancestors(word):
        if article.has_tag(above, "verb") or _subject_child(article, above) is not None:
            return above
    return word


def _subject_child(article: Article, verb: Word) -> int | None:
    best = None
    passive = any(article.has_dep(article.words[c], "passive_auxiliary") for c in article.children[verb.i])
    for child in article.children[verb.i]:
        other = article.words[child]
        if other.quotation >= 0 and verb.quotation < 0:
            continue
        if passive and article.has_dep(other, "agent"):
            objects = [c for c in article.children[child] if article.has_dep(article.words[c], "prepositional_object")]
            return objects[0] if objects else child
        if article.has_dep(other, "subject") and other.norm not in ("t", "-t"):
            best = child if best is None or abs(child - verb.i) < abs(best - verb.i) else best
    return best


def _antecedent(article: Article, verb: Word, subject: int) -> int:
    """The noun that a relative pronoun stands for; other subjects as they are."""
    pronoun = article.lexicon.pronouns.get(article.words[subject].norm)
    if pronoun is not None and pronoun.role == "relative" and article.has_dep(verb, "relative_clause"):
        return verb.head
    return subject


def inverted_subject(article: Article, word: Word, sense: VerbSense) -> int | None:
    """The subject right of a verb in an incise: the first noun phrase that no preposition introduces."""
    if not follows_quotation(article, _cue_start(article, word)) and not _comma_before(article, word):
        return None
    at = word.i + 1 + len(sense.particles)
    end = at + 30
    while at < min(end, len(article.words)):
        other = article.words[at]
        if other.quotation >= 0 or other.unit != word.unit:
            return None
        aside = phrase_at(article, article.lexicon.adverbials["aside"], other)
        address = phrase_at(article, article.lexicon.prepositions["address"], other)
        if aside is not None:
            at = aside[0] + 1
        elif address is not None:
            at = _after_phrase(article, address[0] + 1)
        elif other.norm in article.lexicon.adverbials["complementizer"] or other.text in ".;:":
            return None
        elif article.has_tag(other, "verb") and not article.has_dep(other, "modifier"):
            return None
        elif _is_time(article, other):
            at += 1
        elif is_nominal(article, other) and not is_punctuation(other):
            return _head_to_the_right(article, at)
        else:
            at += 1
    return None


def _comma_before(article: Article, word: Word) -> bool:
    start = _cue_start(article, word)
    return start > 0 and article.words[start - 1].text == ","


def _is_time(article: Article, word: Word) -> bool:
    return article.lexicon.is_noun(word.norm, "time")


def _after_phrase(article: Article, at: int) -> int:
    """Past the noun phrase that begins at `at`, the object of a preposition."""
    words = article.words
    stop = at
    while stop < len(words) and not is_nominal(article, words[stop]):
        stop += 1
        if stop - at > 4:
            return at
    if stop >= len(words):
        return stop
    head = _head_to_the_right(article, stop)
    while head + 1 < len(words) and (
        article.has_dep(words[head + 1], "name_part") or article.has_tag(words[head + 1], "name", "adjective")
    ) and not words[head + 1].text == ",":
        head += 1
    return head + 1


def _head_to_the_right(article: Article, at: int) -> int:
    """The head of the noun phrase whose first noun is `at` (English compounds: the last noun)."""
    word = article.words[at]
    while article.has_dep(word, "name_part", "possessive", "modifier") and word.head > word.i and word.head - word.i < 6:
        word = article.words[word.head]
    return word.i


def _preposition_frame(article: Article, word: Word) -> Iterator[Frame]:
    for table, near in (("source", False), ("source_near_quote", True)):
        found = phrase_at(article, article.lexicon.prepositions[table], word)
        if found is None:
            continue
        last = found[0]
        head = _object_after(article, last + 1)
        if head is None:
            return
        yield Frame(
            kind="preposition",
            head=word.i,
            words=range(word.i, last + 1),
            source_head=head,
            source=phrase_of(article, head, last + 1),
            strength=2 if near else 3,
            takes=frozenset({"clause", "phrase", "quote"}),
            speech=True,
            group=table,
            near=near,
        )
        return


def _object_after(article: Article, at: int) -> int | None:
    """The head of the noun phrase that begins at `at`, if one does before anything else."""
    for word in article.words[at : at + 8]:
        if word.quotation >= 0 or word.text in ",.;:" or (article.has_tag(word, "verb") and not word.entity):
            return None
        if is_nominal(article, word):
            return _head_to_the_right(article, word.i)
    return None
