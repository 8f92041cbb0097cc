"""Which reporting frame a quotation belongs to.

Each quotation weighs the frames of its sentence: a cue beside it (an incise, a colon), a cue above it in the
tree, a cue that closes the sentence, "according to".  The nearest speaker wins over the outermost: in
"Putin told Macron that the West “…”, says the Kremlin" the words are Putin's, and the Kremlin stays as the
one who reports them.  A weak verb yields to a verb of saying; what has no frame may continue the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from service.extraction.analysis import Article, Word, phrase_at
from service.extraction.frames import Frame
from service.extraction.phrases import (
    is_name,
    is_nominal,
    is_person_word,
    is_pronoun,
    is_punctuation,
    phrase_of,
)
from service.extraction.subjects import subject_of

How = Literal[
    "incise", "colon", "before", "governs", "final", "preposition", "label", "signature", "continued", "none"
]

INCISE, COLON, BEFORE, GOVERNS, FINAL = 9.0, 9.0, 8.0, 7.0, 5.5
PREPOSITION_BESIDE, PREPOSITION_GOVERNS, PREPOSITION_ANYWHERE = 7.5, 6.2, 4.5
REPORTED, HEADLINE, PREFER_INCISE = 6.0, 7.2, 1.5
MAX_LABEL = 5
DEPTH, GAP, FAR = 1.2, 0.5, 0.05
OWN_CONTENT, STRONG, WEAK = 2.5, 0.5, 5.5
THRESHOLD = 3.0
SPEAKING_NOUNS = ("document", "outlet", "utterance")
YIELD, PARTICIPLE, INANIMATE = 2.6, 2.5, 2.0


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quotation with the frame that it belongs to, if any, and those further out; `how` says by what.

    `joined` are the quotations that go on the same quote after an incise (see joining.py).
    """

    quotation: int
    frame: Frame | None
    outer: tuple[Frame, ...]
    how: How
    score: float
    joined: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    frame: Frame
    how: How
    score: float


def attribute(article: Article, frames: Sequence[Frame]) -> tuple[Attribution, ...]:
    """One attribution for each quotation, in order."""
    by_unit: dict[int, list[Frame]] = {}
    for frame in frames:
        by_unit.setdefault(article.words[frame.head].unit, []).append(frame)
    found: list[Attribution] = []
    for index, words in enumerate(article.quoted):
        if not words:
            found.append(Attribution(index, None, (), "none", 0.0))
            continue
        found.append(_best(article, index, words, by_unit))
    return tuple(found)


def _best(article: Article, index: int, words: range, by_unit: dict[int, list[Frame]]) -> Attribution:
    units = dict.fromkeys((article.words[words[0]].unit, article.words[words[-1]].unit))
    candidates = [
        candidate
        for unit in units
        for frame in by_unit.get(unit, ())
        if (candidate := _candidate(article, words, frame, by_unit[unit])) is not None
    ]
    candidates.extend(_labels(article, words, by_unit))
    candidates.sort(key=lambda c: (-c.score, abs(c.frame.head - words[0])))
    if not candidates or candidates[0].score < THRESHOLD:
        return Attribution(index, None, tuple(c.frame for c in candidates), "none", 0.0)
    best = candidates[0]
    return Attribution(index, best.frame, tuple(c.frame for c in candidates[1:]), best.how, best.score)


def _candidate(article: Article, words: range, frame: Frame, siblings: Sequence[Frame]) -> _Candidate | None:
    if frame.source is not None and frame.source[0] <= words[0] <= frame.source[-1]:
        return None
    if frame.kind == "preposition" or (frame.parenthetical and frame.head != words[0]):
        return _preposition(article, words, frame)
    before = frame.head < words[0]
    above = _frame_above(article, frame, siblings)
    place = _before(article, words, frame) if before else _after(article, words, frame)
    if place is None:
        return None
    how, score = place
    if frame.strength == 3:
        score += STRONG
    if (
        frame.form == "past"
        and frame.group != "noun"
        and article.has_dep(article.words[frame.head], "participle")
    ):
        score -= PARTICIPLE
    if above is not None and _yields(frame, above):
        score -= YIELD
    if frame.strength == 1 and how not in ("incise", "colon"):
        score -= WEAK
    if frame.source is None:
        score -= 1.0
    elif not _can_say(article, frame):
        score -= INANIMATE
    return _Candidate(frame, how, score)


def _can_say(article: Article, frame: Frame) -> bool:
    """Is the source of a kind that speaks: a name, a pronoun, a noun for people, institutions or texts?"""
    if frame.source is None or frame.source_head is None:
        return False
    head = article.words[frame.source_head]
    if is_name(article, head) or is_pronoun(article, head) or head.entity:
        return True
    if any(article.lexicon.is_noun(head.norm, kind) for kind in SPEAKING_NOUNS):
        return True
    phrase = article.words[frame.source[0] : frame.source_head + 1]
    return any(is_person_word(article, word) for word in phrase)


def _frame_above(article: Article, frame: Frame, siblings: Sequence[Frame]) -> Frame | None:
    """The nearest verb of saying above a cue."""
    cues = {other.head: other for other in siblings if other.kind == "verb" and other.source is not None}
    for above in article.ancestors(article.words[frame.head]):
        if above.i in cues:
            return cues[above.i]
    return None


def _yields(frame: Frame, above: Frame) -> bool:
    """Does a cue leave its quotation to the one above: a belief or a weak verb below a verb of saying?"""
    if frame.kind == "noun" and above.source is not None:
        return True
    if not above.speech or above.strength < 2:
        return False
    if frame.form == "infinitive" or frame.source is None:
        return frame.strength <= above.strength
    return not frame.speech or frame.strength < min(3, above.strength)


def _after(article: Article, words: range, frame: Frame) -> tuple[How, float] | None:
    """The cue stands right of the quotation."""
    begin = frame.words[0] if frame.source is None or frame.source[0] < words[0] else frame.start
    gap = range(words[-1] + 1, begin)
    above = {w.i for w in article.ancestors(article.words[frame.head])}
    between = [article.words[i] for i in gap if not is_punctuation(article.words[i]) and i not in above]
    depth = _depth(article, words, frame)
    free = [w for w in between if not _is_aside(article, w)]
    blocked = any(
        article.has_dep(w, "conjunction")
        or article.has_tag(w, "verb")
        or w.quotation >= 0
        or w.norm in article.lexicon.adverbials["complementizer"]
        for w in between
    )
    options: list[tuple[How, float]] = []
    bare = frame.form == "past" and len(frame.words) == 1 and frame.strength < 3
    participle = (frame.form == "present" or bare) and not frame.inverted
    if not blocked and not participle:
        score = INCISE - GAP * len(free) - (OWN_CONTENT if _has_content(article, frame) else 0.0)
        if between and not _comma_after(article, words) and article.words[begin - 1].text != ",":
            score -= 2.0
        if score > 4.0:
            options.append(("incise", score))
    if depth is not None:
        options.append(("governs", GOVERNS - DEPTH * depth - FAR * len(between)))
    if (
        not participle
        and (_closes_unit(article, frame) or _is_interposed(article, frame))
        and not _has_content(article, frame)
    ):
        options.append(("final", FINAL - FAR * len(between)))
    return max(options, key=lambda o: o[1] + (PREFER_INCISE if o[0] == "incise" else 0), default=None)


def _before(article: Article, words: range, frame: Frame) -> tuple[How, float] | None:
    """The cue stands left of the quotation."""
    gap = [article.words[i] for i in range(frame.end + 1, words[0])]
    between = [w for w in gap if not is_punctuation(w)]
    depth = _depth(article, words, frame)
    options: list[tuple[How, float]] = []
    verbs = sum(article.has_tag(w, "verb") and w.quotation < 0 for w in between)
    if gap and gap[-1].text == ":":
        options.append(("colon", COLON - DEPTH * verbs - FAR * len(between)))
    that_clause = bool(between) and between[0].norm in article.lexicon.adverbials["that"]
    if frame.kind == "noun" and len(between) > 1 and not that_clause:
        return None
    complement = [w for w in between if w.norm not in article.lexicon.adverbials["complementizer"]]
    if not complement and not any(w.text in ";." for w in gap):
        opened = bool(gap) and gap[-1].text == "," and article.text[article.words[words[0]].start].isupper()
        options.append(("colon" if opened and "quote" in frame.takes else "before", BEFORE))
    elif depth is not None:
        options.append(("governs", GOVERNS - DEPTH * depth - FAR * len(between)))
    if complement and _is_complementizer(article, between[0]) and not any(w.text == ";" for w in gap):
        options.append(("governs", REPORTED - DEPTH * verbs / 4 - FAR * len(between)))
    elif (
        depth is None
        and complement
        and not verbs
        and len(between) <= 6
        and "phrase" in frame.takes
        and not any(w.text == ";" for w in gap)
    ):
        options.append(("governs", 4.5 - GAP * len(between) / 2))
    if _is_interposed(article, frame):
        options.append(("final", FINAL - FAR * len(between) / 2))
    if (
        frame.takes & {"quote"}
        and gap
        and gap[-1].text == ","
        and not verbs
        and len(between) < 12
        and article.text[article.words[words[0]].start].isupper()
    ):
        options.append(("before", 6.5 - FAR * len(between)))
    return max(options, key=lambda o: o[1], default=None)


def _is_complementizer(article: Article, word: Word) -> bool:
    return word.norm in article.lexicon.adverbials["complementizer"]


def _preposition(article: Article, words: range, frame: Frame) -> _Candidate | None:
    gap = range(words[-1] + 1, frame.start) if frame.head > words[0] else range(frame.end + 1, words[0])
    between = [article.words[i] for i in gap if not is_punctuation(article.words[i])]
    beside = len(between) <= 1
    if frame.near:
        starts = (
            article.words[frame.head].i == 0
            or article.words[frame.head - 1].unit != article.words[frame.head].unit
        )
        if not (not between and _comma_after(article, words) and frame.head > words[0]) and not (
            starts and frame.end + 1 < len(article.words) and article.words[frame.end + 1].text == ","
        ):
            return None
    top = article.words[frame.words[0]]
    anchor = article.words[article.words[frame.source_head or frame.head].head] if frame.source_head else top
    governed = any(
        anchor.i in {a.i for a in article.ancestors(article.words[i])} or anchor.i == i for i in words
    )
    if beside:
        score = PREPOSITION_BESIDE
    elif governed:
        score = PREPOSITION_GOVERNS
    else:
        score = PREPOSITION_ANYWHERE
    verbs = sum(article.has_tag(w, "verb") and w.quotation < 0 for w in between)
    return _Candidate(frame, "preposition", score - 0.1 * verbs - FAR * len(between))


def _labels(article: Article, words: range, by_unit: dict[int, list[Frame]]) -> Iterator[_Candidate]:
    """Sources without a verb of the lexicon: "Name: “…”", "“…” – Name", a colon at the end of a paragraph."""
    first = article.words[words[0]]
    k = words[0] - 1
    if k >= 0 and article.words[k].text == ":" and article.words[k].quotation < 0:
        unit = article.words[k].unit
        if unit != first.unit:
            for frame in by_unit.get(unit, ()):
                between = [w for w in article.words[frame.end + 1 : k] if not is_punctuation(w)]
                verbs = sum(article.has_tag(w, "verb") for w in between)
                yield _Candidate(frame, "colon", COLON - DEPTH * verbs - FAR * len(between))
        label = _label_before(article, k)
        if label is not None:
            yield label
    headline = _headline_label(article, first)
    if headline is not None:
        yield headline
    signature = _signature(article, words)
    if signature is not None:
        yield signature


def _label_before(article: Article, colon: int) -> _Candidate | None:
    """The speaker before a colon: the subject of the sentence's verb, or a name alone."""
    unit = article.words[colon].unit
    start = colon
    while start > 0 and article.words[start - 1].unit == unit and article.words[start - 1].quotation < 0:
        start -= 1
    sentence = article.words[start:colon]
    verbs = [w for w in sentence if article.has_tag(w, "verb")]
    if verbs:
        for verb in sorted(verbs, key=lambda w: len(list(article.ancestors(w)))):
            subject = subject_of(article, verb)
            if subject is not None and subject < colon:
                return _Candidate(_bare_frame(article, verb.i, subject), "colon", 5.0)
        return None
    names = [w for w in sentence if is_nominal(article, w)]
    if names and len(sentence) <= 12:
        return _Candidate(_bare_frame(article, colon, names[0].i), "label", 7.0)
    return None


def _headline_label(article: Article, word: Word) -> _Candidate | None:
    """The name before a colon that opens a headline: "Sanders: Clinton needs to “…”"."""
    unit = article.units[word.unit]
    for k in unit[:MAX_LABEL]:
        other = article.words[k]
        if other.text == ":" and k > unit[0] and k + 1 < word.i:
            return _Candidate(_bare_frame(article, k, k - 1), "label", HEADLINE)
        if other.quotation >= 0 or not other.text[:1].isupper() or not article.has_tag(other, "name"):
            return None
    return None


def _signature(article: Article, words: range) -> _Candidate | None:
    """“…” – Name, at the end of a paragraph."""
    at = words[-1] + 1
    if at + 1 >= len(article.words) or article.words[at].text not in "-–—―(":
        return None
    name = article.words[at + 1]
    line_end = article.text.find("\n", name.start)
    line = article.text[name.start : line_end if line_end >= 0 else len(article.text)]
    if not is_name(article, name) or len(line.split()) > 12:
        return None
    return _Candidate(_bare_frame(article, at, at + 1), "signature", 7.0)


def _bare_frame(article: Article, at: int, source: int) -> Frame:
    """A frame whose cue is no verb of saying."""
    return Frame(
        "noun", at, range(at, at + 1), source, phrase_of(article, source), 1, frozenset(), True, "label"
    )


def _depth(article: Article, words: range, frame: Frame) -> int | None:
    """How many verbs stand between the cue and the quotation below it; None if it is not below."""
    best: int | None = None
    for i in words:
        word = article.words[i]
        if word.head in words and word.head != i:
            continue
        depth = 0
        below = word
        for above in article.ancestors(word):
            if above.i == frame.head:
                in_source = frame.source_head is not None and below.i == frame.source_head
                if not in_source and (best is None or depth < best):
                    best = depth
                break
            depth += above.i not in words and article.has_tag(above, "verb")
            below = above
    return best


def _has_content(article: Article, frame: Frame) -> bool:
    """Has the cue a reported clause or quotation of its own right of it?"""
    after = frame.end + 1
    while after < len(article.words) and article.words[after].text in ",:":
        after += 1
    if after < len(article.words):
        following = article.words[after]
        if following.quotation >= 0 and following.unit == article.words[frame.head].unit:
            return article.words[after - 1].text in ":," or after == frame.end + 1
        pronoun = article.lexicon.pronouns.get(following.norm)
        relative = pronoun is not None and pronoun.role == "relative" and article.words[after - 1].text == ","
        if _is_complementizer(article, following) and not relative:
            return True
    return any(
        c > frame.head and article.has_dep(article.words[c], "clause") for c in article.children[frame.head]
    )


def _is_interposed(article: Article, frame: Frame) -> bool:
    """Is the cue with its source set between commas inside the sentence: "…, Mr. Obama said, …"?"""
    if frame.source is None or frame.form in ("present", "infinitive") or frame.start == 0:
        return False
    if abs(frame.words[0] - frame.source[-1]) > 3 and abs(frame.source[0] - frame.words[-1]) > 3:
        return False
    after = frame.end + 1
    commas = article.words[frame.start - 1].text == "," and after < len(article.words)
    return commas and article.words[after].text == ","


def _closes_unit(article: Article, frame: Frame) -> bool:
    """Does nothing but adverbials follow the cue and its source, up to the end of the sentence?"""
    before = article.words[frame.start - 1] if frame.start else None
    if before is None or (before.text != "," and before.quotation < 0):
        return False
    unit = article.words[frame.head].unit
    for word in article.words[frame.end + 1 :]:
        if word.unit != unit:
            return True
        if word.quotation >= 0 or article.has_dep(word, "subject"):
            return False
    return True


def _comma_after(article: Article, words: range) -> bool:
    """Does a comma, a question or an exclamation mark close the quotation, inside or outside the marks?"""
    last = article.words[words[-1]]
    following = article.words[words[-1] + 1] if words[-1] + 1 < len(article.words) else None
    return last.text[-1:] in ",?!…." or (following is not None and following.text in ",-–—")


def _is_aside(article: Article, word: Word) -> bool:
    return (
        article.has_tag(word, "adverb")
        or phrase_at(article, article.lexicon.adverbials["aside"], word) is not None
        or article.lexicon.is_noun(word.norm, "time")
    )
