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
from service.extraction.phrases import is_marked_name, is_nominal, is_pronoun, is_punctuation, phrase_of
from service.lexicons.lexicon import Pronoun, VerbSense

CueKind = Literal["verb", "preposition", "noun"]
MAX_CLIMB = 6
MAX_INCISE = 25


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue with its source.  `words` are the cue's, `source` the words of the mention, if any.

    `head` is the cue's main word; `inverted` says that the source stands right of it; `strength` is the
    lexicon's; `near` marks a preposition that counts only beside a quotation, `parenthetical` a clause like
    "as the paper put it"; `form` is the verb's (see Word).
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
    parenthetical: bool = False
    form: str = ""

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
        before = next((f for f in reversed(found) if f.kind == "verb" and f.source is not None), None)
        if before is not None and article.words[before.head].unit != word.unit:
            before = None
        found.extend(_verb_frame(article, word, before))
        found.extend(_preposition_frame(article, word))
        found.extend(_noun_frame(article, word))
    return tuple(found)


def _verb_frame(article: Article, word: Word, before: Frame | None) -> Iterator[Frame]:
    senses = verb_senses(article, word)
    if not senses or not _is_verb_here(article, word):
        return
    incise = in_incise(article, word)
    if article.has_dep(word, "auxiliary") and word.head != word.i and not incise:
        return
    sense = senses[0]
    source = _source_head(article, word, sense, incise, before)
    if source is not None:
        pronoun = article.lexicon.pronouns.get(article.words[source].norm)
        if (
            pronoun is not None
            and is_pronoun(article, article.words[source])
            and not _means_somebody(pronoun)
        ):
            return
        source = _whole_head(article, source, word.i)
    if _is_passive(article, word) and _agent(article, word) is None:
        return
    clitic = source is not None and article.text[article.words[source].start] == "-"
    begins = word.i == 0 or article.words[word.i - 1].unit != word.unit
    if word.form == "past" and article.has_dep(word, "participle") and not clitic and not begins:
        if not _has_auxiliary(article, word) and (source := _agent(article, word)) is None:
            return
    cue = _cue_words(article, word, sense)
    if clitic and source is not None and source < word.i:
        cue = range(min(cue[0], _cue_start(article, word)), cue[-1] + 1)
    yield Frame(
        kind="verb",
        head=word.i,
        words=cue,
        source_head=source,
        source=_source_words(article, word, cue, source),
        strength=sense.strength,
        takes=frozenset().union(*(s.takes for s in senses)),
        speech=sense.speech,
        group=sense.group,
        inverted=source is not None and source > word.i,
        parenthetical=_parenthesis_start(article, word) is not None,
        form=word.form,
    )


def _source_head(
    article: Article, word: Word, sense: VerbSense, incise: int | None, before: Frame | None
) -> int | None:
    """The head of a verb's source: a clitic, the subject on the right of an incise, or the subject of the parse.

    `incise` is the last word of the quotation that the verb's incise follows, `before` the frame before the
    verb in its sentence, whose source a participle shares ("a-t-il dit, ajoutant que").
    """
    clitic = _clitic_subject(article, word)
    if clitic is not None:
        return clitic
    source = subject_of(article, word)
    if source is not None and not _can_speak(article, source):
        source = None
    opened = _parenthesis_start(article, word)
    if opened is not None:
        own = source is not None and opened < source < word.i
        return source if own else _nominal_after(article, word, sense)
    if incise is not None:
        if source is None or source < incise or source in article.asides:
            source = _subject_between(article, word, incise)
        if source is None and word.form != "present":
            source = inverted_subject(article, word, sense, after_quotation=True)
        return source or (before.source_head if before is not None and word.form == "present" else None)
    if before is not None and word.form == "past" and article.has_dep(word, "coordinated"):
        if not _has_auxiliary(article, word) and not _own_subject(article, word):
            return before.source_head
    if word.form == "present" and before is not None and not _own_subject(article, word):
        comma = word.left > 0 and article.words[max(0, _cue_start(article, word) - 1)].text == ","
        main = _main_subject(article, word) if comma else source
        return before.source_head if main is None else main
    if source is not None and source in article.asides:
        source = None
    if word.form != "present" and (source is None or (word.form == "" and not _own_subject(article, word))):
        right = inverted_subject(article, word, sense)
        source = source if right is None else right
    if source is None and word.form == "present":
        return _main_subject(article, word)
    begins = word.i == 0 or article.words[word.i - 1].unit != word.unit
    if source is None and begins:
        return _nominal_after(article, word, sense)
    beside = _nominal_before(article, word) if word.form in ("", "past") else None
    if beside is not None and (source is None or _is_cut_off(article, source, beside)):
        source = beside
    return (
        source if source is not None or word.form not in ("", "past") else _before_apposition(article, word)
    )


def _before_apposition(article: Article, word: Word) -> int | None:
    """The name before an apposition that a comma closes right before the verb: "X, the head of Y, told"."""
    closing = _cue_start(article, word) - 1
    if closing < 2 or article.words[closing].text != ",":
        return None
    for k in range(closing - 1, max(0, closing - MAX_INCISE), -1):
        other = article.words[k]
        if other.unit != word.unit or other.quotation >= 0 or article.has_tag(other, "verb"):
            return None
        if other.text == ",":
            before = article.words[k - 1]
            return before.i if article.has_tag(before, "name") and _can_speak(article, before.i) else None
    return None


def _main_subject(article: Article, word: Word) -> int | None:
    """The subject of the main verb of the sentence, if that verb is the reporter's."""
    root = next((w for w in article.ancestors(word) if w.head == w.i), word)
    if root.quotation >= 0:
        return None
    subject = _subject_child(article, root)
    return subject if subject is not None and _can_speak(article, subject) else None


def _can_speak(article: Article, source: int) -> bool:
    """May a word be a source: in the narration or a name in marks, and no word of time?"""
    word = article.words[source]
    if word.quotation >= 0:
        return is_marked_name(article, word.quotation)
    return not (source in article.asides or source in article.datelines or _is_time(article, word))


def _is_cut_off(article: Article, source: int, beside: int) -> bool:
    """Does a single comma part the parser's subject from the noun beside the verb ("Called in by X, the ministry said")?"""
    between = [w for w in article.words[source + 1 : beside] if w.quotation < 0]
    commas = sum(w.text == "," for w in between)
    first = phrase_of(article, beside)[0]
    return source < first and commas == 1 and article.words[first - 1].text == ","


def _nominal_before(article: Article, word: Word) -> int | None:
    """The noun right before a finite verb that the parser left without a subject."""
    start = _cue_start(article, word)
    before = article.words[start - 1] if start else None
    if before is None or before.quotation >= 0 or before.unit != word.unit or not is_nominal(article, before):
        return None
    return before.i if not is_punctuation(before) and _can_speak(article, before.i) else None


def _means_somebody(pronoun: Pronoun) -> bool:
    """Can a pronoun stand for a speaker: no relative one left without antecedent, no "this" or "cela"?"""
    if pronoun.role == "demonstrative":
        return pronoun.gender in ("m", "f") or " " in pronoun.form
    return pronoun.role != "relative"


def _whole_head(article: Article, source: int, verb: int) -> int:
    """The noun that a source only complements: for Navalny in "le directeur du Fonds de Navalny", the director.

    A noun in the phrase that opens the sentence ("With days to the election, Moore …") gives way to the one
    after the comma.
    """
    for _ in range(MAX_CLIMB):
        first = phrase_of(article, source)[0]
        opener = (
            first
            if _is_preposition(article, first)
            else first - 1
            if _is_preposition(article, first - 1)
            else None
        )
        if opener is None:
            return source
        if opener == 0 or article.words[opener - 1].unit != article.words[opener].unit:
            return _after_opening(article, source, verb)
        noun = article.words[opener - 1]
        if noun.form in ("present", "past") and not _has_auxiliary(article, noun) and opener > 1:
            noun = article.words[opener - 2]
        apart = noun.quotation >= 0 or is_punctuation(noun) or noun.unit != article.words[source].unit
        if apart or not is_nominal(article, noun) or not _can_speak(article, noun.i):
            return source
        source = noun.i
    return source


def _after_opening(article: Article, source: int, verb: int) -> int:
    """The noun phrase after the comma that ends an opening phrase, if it stands before the verb."""
    comma = phrase_of(article, source)[-1] + 1
    if source > verb or comma >= verb or article.words[comma].text != ",":
        return source
    for word in article.words[comma + 1 : verb]:
        if word.quotation >= 0 or is_punctuation(word):
            return source
        pronoun = article.lexicon.pronouns.get(word.norm)
        if pronoun is not None and pronoun.role == "relative":
            return source
        if is_nominal(article, word) and _can_speak(article, word.i):
            return _head_to_the_right(article, word.i)
    return source


def _is_preposition(article: Article, at: int) -> bool:
    """Is it a word like "of" or "against" that ties a complement to the noun before it?"""
    if at < 0:
        return False
    word = article.words[at]
    return word.norm in article.lexicon.determiners["of"] or article.has_tag(word, "preposition")


def _is_passive(article: Article, word: Word) -> bool:
    """Is the verb in the passive (and not reflexive, as in "s'est dit")?"""
    before = (article.lexicon.pronouns.get(w.norm) for w in article.words[max(0, word.i - 4) : word.i])
    if any(pronoun is not None and pronoun.role == "reflexive" for pronoun in before):
        return False
    return any(article.has_dep(article.words[c], "passive_auxiliary") for c in article.children[word.i])


def _parenthesis_start(article: Article, word: Word) -> int | None:
    """The word that makes the verb's clause a parenthesis ("as", "comme"), not far left of it."""
    auxiliaries = [c for c in article.children[word.i] if article.has_dep(article.words[c], "auxiliary")]
    start = min([word.i, *(c for c in auxiliaries if c > word.i - 5)])
    for k in range(start - 1, max(-1, start - 7), -1):
        other = article.words[k]
        if other.quotation >= 0 or other.unit != word.unit or other.text in ",;:":
            return None
        if phrase_at(article, article.lexicon.adverbials["as_cue"], other) is not None:
            return k
    return None


def _nominal_after(article: Article, word: Word, sense: VerbSense) -> int | None:
    """The noun phrase right after a verb."""
    for k in range(word.i + 1 + len(sense.particles), min(word.i + 6, len(article.words))):
        other = article.words[k]
        if other.quotation >= 0 or is_punctuation(other):
            return None
        if is_nominal(article, other):
            return _head_to_the_right(article, k)
    return None


def _source_words(article: Article, word: Word, cue: range, source: int | None) -> range | None:
    if source is None:
        return None
    if source in cue:
        return range(source, source + 1)
    if source > cue[-1]:
        return phrase_of(article, source, cue[-1] + 1)
    return phrase_of(article, source, 0, word.i)


def _has_auxiliary(article: Article, word: Word) -> bool:
    return any(article.has_dep(article.words[c], "auxiliary") for c in article.children[word.i])


def _agent(article: Article, word: Word) -> int | None:
    """The noun after "by" of a passive participle."""
    for child in article.children[word.i]:
        if article.has_dep(article.words[child], "agent") and article.words[child].quotation < 0:
            below = [
                c
                for c in article.children[child]
                if article.has_dep(article.words[c], "prepositional_object")
            ]
            return below[0] if below else child
    return None


def _clitic_subject(article: Article, word: Word) -> int | None:
    """The subject pronoun hyphenated to the verb or its auxiliary: "a-t-il dit", "estime-t-on"."""
    for k in range(max(0, word.i - 4), min(word.i + 4, len(article.words))):
        other = article.words[k]
        pronoun = article.lexicon.pronouns.get(other.norm)
        if pronoun is None or pronoun.role not in ("subject", "impersonal") or other.quotation >= 0:
            continue
        hyphen = other.text[0] == "-" or article.text[max(0, other.start - 1)] == "-"
        if hyphen and other.unit == word.unit and article.words[k - 1].text[-1].isalpha() | (k > word.i):
            group = range(_cue_start(article, word) - 1, word.i + 4)
            if k in group:
                return k
    return None


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
    between = article.words[k + 1 : word.i]
    nominal = [w for w in between if is_nominal(article, w) and w.i not in article.asides]
    if nominal and not (between[0].text in ",-–—" or article.words[k].text[-1:] in ",?!…."):
        return None
    return k


def _joins_clauses(article: Article, word: Word) -> bool:
    """Is it a conjunction between clauses, or the word that opens a subordinate one?"""
    if article.has_dep(word, "conjunction"):
        return article.has_tag(article.words[word.head], "verb")
    return word.norm in article.lexicon.adverbials["complementizer"]


def _subject_between(article: Article, word: Word, incise: int) -> int | None:
    """The subject between a quotation and its verb: “…”, Macron said."""
    for k in range(incise + 1, word.i):
        other = article.words[k]
        if is_nominal(article, other) and not is_punctuation(other) and k not in article.asides:
            if article.has_dep(other, "prepositional_object", "prepositional", "addressee") or _is_time(
                article, other
            ):
                continue
            return min(_head_to_the_right(article, k), word.i - 1)
    return None


def _is_verb_here(article: Article, word: Word) -> bool:
    if article.has_tag(word, "verb"):
        return not article.has_dep(word, "modifier", "name_part") or follows_quotation(article, word.i)
    if article.has_tag(word, "noun", "name") and _has_determiner(article, word):
        return False
    if any(article.has_dep(article.words[c], "subject") for c in article.children[word.i]):
        return article.has_tag(word, "noun", "name", "adjective")
    beside = follows_quotation(article, _cue_start(article, word))
    return beside and (not word.text[:1].isupper() or article.lexicon.verbs[word.norm][0].strength == 3)


def _has_determiner(article: Article, word: Word) -> bool:
    before = article.words[word.i - 1] if word.i else None
    return (
        before is not None and article.has_dep(before, "determiner", "possessive") and before.head == word.i
    )


def _cue_start(article: Article, word: Word) -> int:
    """The first word of the verb group that ends with `word`: auxiliaries, clitics, adverbs between them."""
    start = word.i
    at = word.i - 1
    while at >= 0 and article.words[at].quotation < 0 and article.words[at].unit == word.unit:
        other = article.words[at]
        group = article.has_dep(other, "auxiliary", "negation") or other.norm == "t"
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
            return _cleft(article, current, subject) or _antecedent(article, current, subject)
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
            current,
            "coordinated",
            "open_clause",
            "adverbial_clause",
            "prepositional_object",
            "parataxis",
            "auxiliary",
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
        if other.quotation >= 0 and verb.quotation < 0 and not is_marked_name(article, other.quotation):
            continue
        if passive and article.has_dep(other, "agent"):
            return _agent(article, verb)
        pronoun = article.lexicon.pronouns.get(other.norm)
        if pronoun is not None and pronoun.role in ("reflexive", "object") and is_pronoun(article, other):
            continue
        if article.has_dep(other, "subject") and other.norm not in ("t", "-t"):
            emphatic = best is not None and pronoun is not None and best < child < verb.i
            nearer = best is None or abs(child - verb.i) < abs(best - verb.i)
            best = child if nearer and not emphatic else best
    return best


def _cleft(article: Article, verb: Word, subject: int) -> int | None:
    """The person of a cleft sentence: "It was he who …", "c'est le ministre qui …"."""
    pronoun = article.lexicon.pronouns.get(article.words[subject].norm)
    if pronoun is None or (pronoun.gender != "n" and pronoun.role not in ("impersonal", "demonstrative")):
        return None
    for child in article.children[verb.i]:
        other = article.words[child]
        if child > verb.i and article.has_dep(other, "object", "subject") and is_nominal(article, other):
            following = (
                article.words[other.right + 1 : other.right + 2] or article.words[child + 1 : child + 2]
            )
            relative = (
                article.lexicon.pronouns.get(w.norm)
                for w in (*following, *article.words[child + 1 : child + 2])
            )
            return child if any(p is not None and p.role == "relative" for p in relative) else None
    return None


def _antecedent(article: Article, verb: Word, subject: int) -> int:
    """The noun that a relative pronoun stands for; other subjects as they are."""
    pronoun = article.lexicon.pronouns.get(article.words[subject].norm)
    if pronoun is None or pronoun.role != "relative" or not article.has_dep(verb, "relative_clause"):
        return subject
    before = subject - 1
    while before > 0 and is_punctuation(article.words[before]):
        before -= 1
    beside = article.words[before]
    named = article.has_tag(beside, "name") and beside.text[:1].isupper() and beside.quotation < 0
    return before if named and before > verb.head else verb.head


def inverted_subject(
    article: Article, word: Word, sense: VerbSense, *, after_quotation: bool = False
) -> int | None:
    """The subject right of a verb in an incise: the first noun phrase that no preposition introduces."""
    after_quotation = after_quotation or follows_quotation(article, _cue_start(article, word))
    if not after_quotation and not _comma_before(article, word):
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
        elif address is not None:
            at = _after_phrase(article, address[0] + 1)
        elif (
            other.norm in article.lexicon.adverbials["complementizer"]
            or other.text in ".;:"
            or (article.has_tag(other, "verb") and not article.has_dep(other, "modifier"))
        ):
            return None
        elif _is_time(article, other):
            at += 1
        elif is_nominal(article, other) and not is_punctuation(other):
            head = _head_to_the_right(article, at)
            return (
                head
                if after_quotation or _ends_clause(article, phrase_of(article, head, at)[-1] + 1)
                else None
            )
        else:
            at += 1
    return None


def _ends_clause(article: Article, at: int) -> bool:
    """Is the word at `at` punctuation, a preposition or of the next sentence, but no quotation and no verb?"""
    if at >= len(article.words) or article.words[at].unit != article.words[at - 1].unit:
        return True
    word = article.words[at]
    pronoun = (
        word.norm in article.lexicon.pronouns or word.norm in article.lexicon.adverbials["complementizer"]
    )
    return word.quotation < 0 and not pronoun and not article.has_tag(word, "verb", "auxiliary")


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
    end = _head_to_the_right(article, stop)
    while end + 1 < len(words) and at <= words[end + 1].head <= end and words[end + 1].text != ",":
        end += 1
    return end + 1


def _head_to_the_right(article: Article, at: int) -> int:
    """The head of the noun phrase whose first noun is `at` (English compounds: the last noun)."""
    word = article.words[at]
    while (
        article.has_dep(word, "name_part", "possessive", "modifier")
        and word.head > word.i
        and word.head - word.i < 6
    ):
        word = article.words[word.head]
    return word.i


def _noun_frame(article: Article, word: Word) -> Iterator[Frame]:
    """A noun of saying with its speaker: "Trump's claim that", "la déclaration du ministre", "a statement from"."""
    if not article.lexicon.is_noun(word.norm, "utterance") or not article.has_tag(word, "noun"):
        return
    for child in article.children[word.i]:
        other = article.words[child]
        if other.quotation >= 0:
            continue
        pronoun = article.lexicon.pronouns.get(other.norm)
        if child < word.i and article.has_dep(other, "possessive"):
            if (pronoun is not None and pronoun.role != "possessive") or not (
                pronoun or is_nominal(article, other)
            ):
                continue
            yield _noun_frame_of(article, word, child)
            return


def _noun_frame_of(article: Article, word: Word, source: int) -> Frame:
    return Frame(
        kind="noun",
        head=word.i,
        words=range(word.i, word.i + 1),
        source_head=source,
        source=phrase_of(article, source, 0, word.i),
        strength=2,
        takes=frozenset({"clause", "phrase", "quote"}),
        speech=True,
        group="noun",
    )


def _preposition_frame(article: Article, word: Word) -> Iterator[Frame]:
    if word.i in article.asides:
        return
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
