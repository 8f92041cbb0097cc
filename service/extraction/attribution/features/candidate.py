"""Features of a candidate beside a quotation: its cue, its speaker, and how far away both are."""

from __future__ import annotations

import math
from collections.abc import Iterator

from service.extraction.attribution.candidates import CUED, MENTIONED, Candidate, Previous
from service.extraction.attribution.features.names import CLAUSES, GOVERNED, GROUPS, NOUNS
from service.extraction.attribution.features.quotation import top_of
from service.extraction.attribution.place import Place
from service.extraction.attribution.placement import comma_after, gives_name, is_predicate
from service.extraction.attribution.saying import can_say
from service.extraction.attribution.setting import Setting
from service.extraction.attribution.tracks import count, has
from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Article, Word
from service.extraction.syntax.phrases import is_name, is_person_word, is_pronoun

MOST = 6
BESIDE = 3  # words between what stands beside each other
INCISE = 12  # words and marks in which a verb after the quotation is an incise's
FAR = 40  # words in which what stands between speaker and quotation is counted


def candidate_features(
    setting: Setting, quotation: int, candidate: Candidate, previous: Previous | None
) -> dict[str, float]:
    """The features of a candidate of a quotation, those that are not 0, without those of its speaker."""
    found = {f"kind-{candidate.kind}": 1.0}
    frame = candidate.frame
    if frame is None or frame.speaker_head is None:
        return found
    head = setting.article.words[frame.speaker_head]
    if candidate.kind in MENTIONED:
        found.update(dict.fromkeys(_mention(setting, quotation, head), 1.0))
    if candidate.kind in CUED:
        found.update(dict.fromkeys(_cue(setting, quotation, candidate, frame), 1.0))
        if frame.kind == "verb" and candidate.kind == "frame":
            found.update(_to_speaker(setting, frame))
        if candidate.place is not None:
            found.update(_between(setting, quotation, candidate.place))
            found.update(_below(setting, quotation, frame, candidate.place))
    if previous is not None and candidate.kind != "previous":
        found.update(dict.fromkeys(_continued(setting, frame, previous.frame), 1.0))
    if head.head == frame.head and setting.article.has_dep(head, "subject"):
        found["source-own-subject"] = 1.0
    return found


def speaker_features(setting: Setting, quotation: int, candidate: Candidate) -> dict[str, float]:
    """The features of a candidate's speaker, the same for all candidates that have it; none without one."""
    frame = candidate.frame
    if frame is None or frame.speaker_head is None:
        return {}
    head = setting.article.words[frame.speaker_head]
    return {**_kind_of_speaker(setting, frame, head), **_whereabouts(setting, quotation, head)}


def _cue(setting: Setting, quotation: int, candidate: Candidate, frame: Frame) -> Iterator[str]:
    """The cue, and how it stands to the quotation."""
    article, words = setting.article, setting.article.quoted[quotation]
    yield f"how-{candidate.how}"
    yield f"cue-{frame.kind}"
    yield f"strength-{frame.strength}"
    yield f"how-{candidate.how}-strength-{frame.strength}"
    if frame.group in GROUPS:
        yield f"group-{frame.group}"
    yield from (f"takes-{what}" for what in frame.takes)
    if frame.form:
        yield f"form-{frame.form}"
    head = article.words[frame.head]
    top = top_of(article, words)
    apart = "-apart" if candidate.place is not None and candidate.place.depth is None else ""
    yield from (f"cue-in-{role}{apart}" for role in CLAUSES if article.has_dep(head, role))
    if top.head == head.i:
        yield "governs-directly"
        yield from (f"governs-{role}" for role in GOVERNED if article.has_dep(top, role))
    flags = {
        "negated": _is_negated(article, head),
        "speech": frame.speech,
        "inverted": frame.inverted,
        "near-only": frame.near,
        "parenthetical": frame.parenthetical,
        "predicate": is_predicate(article, words, frame),
    }
    yield from (name for name, holds in flags.items() if holds)
    if candidate.kind == "label" and candidate.how == "label":
        yield "label-beside" if frame.head == words[0] - 1 else "label-apart"
    if gives_name(article, words, frame):
        yield "gives-name"
    standing = candidate.standing
    if standing is not None:
        standings = {
            "content": standing.has_content,
            "interposed": standing.is_interposed,
            "closes": standing.closes_unit,
            "cue-above": standing.above is not None,
            "yields": standing.yields,
        }
        yield from (name for name, holds in standings.items() if holds)


def _mention(setting: Setting, quotation: int, head: Word) -> Iterator[str]:
    """A mention without a known cue: its verb, and whether both follow the quotation as an incise does."""
    article, words = setting.article, setting.article.quoted[quotation]
    verb = article.words[head.head]
    if article.text[head.start] == "-":
        yield "mention-clitic"
    beside = setting.beside(head.i)
    if beside is not None:
        yield f"mention-beside-{beside.strength}"
        yield "mention-before-cue" if head.i < beside.head else "mention-after-cue"
        if beside.head == verb.i:
            yield "mention-of-cue"
    if not article.has_tag(verb, "verb") or verb.i == head.i:
        yield "mention-no-verb"
        return
    if _follows(article, verb, words):
        side = "inverted" if head.i > verb.i else "straight"
        yield f"mention-incise-{side}"
        if comma_after(article, words):
            yield f"mention-incise-{side}-paused"
    if verb.i < words[0]:
        if any(w.i == verb.i for w in article.ancestors(article.words[words[0]])):
            yield "mention-above"
        if words[0] - verb.i <= BESIDE:
            yield "mention-verb-beside"
    yield from (f"mention-{role}" for role in CLAUSES if article.has_dep(verb, role))


def _follows(article: Article, verb: Word, words: range) -> bool:
    """Does a verb stand right after the quotation of `words`, a few words aside, in its sentence?"""
    if not words[-1] < verb.i <= words[-1] + INCISE or verb.unit != article.words[words[-1]].unit:
        return False
    gap = [article.words[i] for i in range(words[-1] + 1, verb.i)]
    verbs = any(article.has_tag(w, "verb") and not article.has_dep(w, "auxiliary") for w in gap)
    return not verbs and sum(not w.punctuation for w in gap) <= BESIDE


def _is_negated(article: Article, verb: Word) -> bool:
    """Does a negation belong to the verb?"""
    negations = article.lexicon.adverbials["negation"]
    below = (article.words[c] for c in article.children[verb.i])
    return any(w.norm in negations and article.has_dep(w, "negation") for w in below)


def _continued(setting: Setting, frame: Frame, before: Frame) -> Iterator[str]:
    """What the candidate has in common with who spoke last."""
    if frame is before:
        yield "same-cue"
    if frame.speaker_head is None or before.speaker_head is None:
        return
    if frame.speaker_head == before.speaker_head:
        yield "same-source"
    elif setting.article.words[frame.speaker_head].norm == setting.article.words[before.speaker_head].norm:
        yield "same-word"


def _to_speaker(setting: Setting, frame: Frame) -> dict[str, float]:
    """What stands between a verb and its speaker, and whether the speaker may be a complement after all."""
    article, speaker = setting.article, frame.speaker
    assert speaker is not None
    before = article.words[speaker[0] - 1] if speaker[0] else None
    opens = article.has_tag(article.words[speaker[0]], "preposition")
    behind = before is not None and before.i not in frame.words and article.has_tag(before, "preposition")
    start, stop = (frame.words[-1] + 1, speaker[0]) if frame.inverted else (speaker[-1] + 1, frame.words[0])
    tracks = setting.tracks
    found = {
        "speaker-in-complement": float(opens or behind),
        "speaker-gap": math.log1p(max(0, stop - start)),
        "speaker-gap-commas": float(min(MOST, count(tracks.commas, start, stop))),
        "speaker-gap-verbs": float(min(MOST, count(tracks.told_finite, start, stop))),
        "speaker-gap-nominals": float(min(MOST, count(tracks.told_nominals, start, stop))),
        "speaker-gap-quotation": float(has(tracks.quoted, start, stop)),
    }
    return {name: value for name, value in found.items() if value}


def _between(setting: Setting, quotation: int, place: Place) -> dict[str, float]:
    """What stands between a cue and the quotation."""
    tracks, start, stop = setting.tracks, place.start, place.stop
    near = min(stop, start + FAR)
    found = {
        "cue-before": float(place.before),
        "between": math.log1p(len(place.between)),
        "verbs-between": float(min(count(tracks.told_verbs, start, stop), MOST)),
        "between-commas": float(min(MOST, count(tracks.commas, start, near))),
        "between-stop": float(has(tracks.stops, start, near)),
        "clause-between": float(has(tracks.openers, start, stop)),
        "subject-between": float(has(tracks.subjects, start, stop)),
        "quotation-between": float(has(tracks.quoted, start, stop)),
        "nothing-between": float(not place.between),
    }
    return {name: value for name, value in found.items() if value}


def _below(setting: Setting, quotation: int, frame: Frame, place: Place) -> dict[str, float]:
    """Whether and how deep the quotation hangs below the cue."""
    if place.depth is None:
        return {"not-below": 1.0}
    article = setting.article
    path = _path(article, top_of(article, article.quoted[quotation]), frame.head)
    clauses = sum(article.has_dep(w, "relative_clause", "adverbial_clause") for w in path)
    found = {
        "below": float(place.depth == 0),
        "depth": float(min(place.depth, MOST)),
        "path": float(min(MOST, len(path))),
        "path-nouns": float(min(MOST, sum(article.has_tag(w, "noun", "name") for w in path))),
        "path-clauses": float(clauses),
        "path-in-subject": float(article.has_dep(path[-1], "subject")),
    }
    return {name: value for name, value in found.items() if value}


def _path(article: Article, word: Word, cue: int) -> list[Word]:
    """The words from the top of a quotation up to the one that hangs on the cue."""
    path = [word]
    for above in article.ancestors(word):
        if above.i == cue or len(path) > MOST:
            break
        path.append(above)
    return path


def _kind_of_speaker(setting: Setting, frame: Frame, head: Word) -> dict[str, float]:
    """What kind of mention the speaker is, and how much is heard of it: the same for every quotation."""
    assert frame.speaker is not None
    key = head.i, frame.speaker.start, frame.speaker.stop
    if key not in setting.speaker_features:
        found = dict.fromkeys(_speaker(setting, frame, head), 1.0)
        numbers = {
            "source-named": math.log1p(setting.named[head.norm]),
            "source-reported": math.log1p(setting.reported[head.norm]),
            "source-depth": float(min(MOST, sum(1 for _ in setting.article.ancestors(head)))),
        }
        found.update((name, value) for name, value in numbers.items() if value)
        setting.speaker_features[key] = found
    return setting.speaker_features[key]


def _speaker(setting: Setting, frame: Frame, head: Word) -> Iterator[str]:
    """What kind of mention the speaker is."""
    article = setting.article
    assert frame.speaker is not None
    speaker = [article.words[i] for i in frame.speaker]
    pronoun = article.lexicon.pronouns.get(head.norm)
    labels = {w.entity.partition("-")[2] for w in speaker if w.entity}
    flags = {
        "pronoun": is_pronoun(article, head),
        "first-person": pronoun is not None and pronoun.person in (1, 2),
        "relative": pronoun is not None and pronoun.role in ("relative", "demonstrative"),
        "neuter": pronoun is not None and pronoun.gender == "n",
        "name": is_name(article, head),
        "person": not labels.isdisjoint(article.lexicon.entities["person"]),
        "organisation": not labels.isdisjoint(article.lexicon.entities["organisation"]),
        "place": not labels.isdisjoint(article.lexicon.entities["place"]),
        "person-word": any(is_person_word(article, w) for w in speaker),
        "can-say": can_say(article, frame),
        "is-subject": article.has_dep(head, "subject"),
        "is-object": article.has_dep(head, "object", "prepositional_object", "addressee"),
        "is-modifier": article.has_dep(head, "modifier"),
        "of-root": article.words[head.head].head == head.head,
        "speaks": head.i in setting.speakers,
        "first-word": head.i == article.units[head.unit][0],
        "of-cue": article.words[head.head].norm in article.lexicon.verbs,
        "quoted": head.quotation >= 0,
        "long": len(speaker) > 3,
        "plural": article.has_tag(head, "plural"),
    }
    yield from (f"source-{name}" for name, holds in flags.items() if holds)
    yield from (f"source-{kind}-noun" for kind in NOUNS if article.lexicon.is_noun(head.norm, kind))


def _new_line(article: Article, one: Word, other: Word) -> bool:
    """Are two words in different lines?"""
    return article.lines_between(*sorted((one.start, other.start))) > 0


def _whereabouts(setting: Setting, quotation: int, head: Word) -> dict[str, float]:
    """Where the speaker stands to the quotation."""
    article, words = setting.article, setting.article.quoted[quotation]
    first, last = article.words[words[0]], article.words[words[-1]]
    left = head.i < first.i
    gap = range(head.i + 1, first.i) if left else range(last.i + 1, head.i)
    near = gap[-FAR:] if left else gap[:FAR]
    tracks, start, stop = setting.tracks, near.start, near.stop
    found = {
        "source-left": float(left),
        "source-distance": math.log1p(len(gap)),
        "source-verbs": float(min(MOST, count(tracks.verbs, start, stop))),
        "source-commas": float(min(MOST, count(tracks.commas, start, stop))),
        "source-quotations": float(min(4, len(set(tracks.quotation_numbers[start:stop])))),
        "source-paragraph": float(_new_line(article, head, first)),
        "source-units": float(min(8, abs(head.unit - first.unit))),
    }
    return {name: value for name, value in found.items() if value}
