"""Features of a possible speaker, whatever the cue: what kind of mention it is, and where it stands."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import compress

from service.extraction.attribution.features.families import holding
from service.extraction.attribution.features.names import FAR_WORDS, MOST_COUNTED, NOUNS
from service.extraction.attribution.saying import can_say
from service.extraction.attribution.setting import Setting
from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Word
from service.extraction.syntax.phrases import is_name, is_pronoun

MOST_UNITS = 8  # sentences; larger distances are capped at this
CAPPED = tuple(min(MOST_COUNTED, count) for count in range(FAR_WORDS + 1))
LONG_MENTION_WORDS = 3  # words over which a mention is long

FAME = ("source-named", "source-reported", "source-depth")
WHEREABOUTS = (
    "source-left",
    "source-distance",
    "source-verbs",
    "source-commas",
    "source-paragraph",
    "source-units",
)

_noun_flags = holding("source-{}-noun", NOUNS)


def speaker_flags(setting: Setting, frame: Frame, head: Word) -> list[str]:
    """The features that are 1 of a frame's speaker, with its `head`; the same for every quotation."""
    assert frame.speaker is not None
    article, lexicon = setting.article, setting.article.lexicon
    words = article.words[frame.speaker.start : frame.speaker.stop]
    above = article.words[head.head]
    pronoun = lexicon.pronouns.get(head.norm)
    labels = {w.entity[2:] for w in words if w.entity}
    roles, name, pronominal = head.deps, is_name(article, head), is_pronoun(article, head)
    flags = {
        "source-pronoun": pronominal,
        "source-first-person": pronoun is not None and pronoun.person in (1, 2),
        "source-relative": pronoun is not None
        and pronoun.role in ("relative", "demonstrative", "indefinite"),
        "source-neuter": pronoun is not None and pronoun.gender == "n",
        "source-name": name,
        "source-person": not labels.isdisjoint(lexicon.entities["person"]),
        "source-organisation": not labels.isdisjoint(lexicon.entities["organisation"]),
        "source-place": not labels.isdisjoint(lexicon.entities["place"]),
        "source-person-word": any(article.person_nouns[frame.speaker.start : frame.speaker.stop]),
        "source-can-say": name or pronominal or can_say(article, frame),
        "source-is-subject": "subject" in roles,
        "source-is-object": not roles.isdisjoint(("object", "prepositional_object", "addressee")),
        "source-is-modifier": "modifier" in roles,
        "source-of-root": above.head == above.i,
        "source-speaks": head.i in setting.speakers,
        "source-first-word": head.i == article.units[head.unit].start,
        "source-of-cue": above.norm in lexicon.verbs,
        "source-quoted": head.quotation >= 0,
        "source-long": len(words) > LONG_MENTION_WORDS,
        "source-plural": "plural" in head.tags,
    }
    return [*compress(flags, flags.values()), *_noun_flags(lexicon.noun_kinds(head.norm))]


def fame(setting: Setting, head: Word) -> Sequence[float]:
    """How prominent a speaker is, as the features FAME; the same for every quotation."""
    named, reported = setting.named.get(head.norm, 0), setting.reported.get(head.norm, 0)
    return math.log1p(named), math.log1p(reported), setting.article.depth(head, MOST_COUNTED)


def whereabouts(setting: Setting, quotation: int, head: Word) -> Sequence[float]:
    """Where a speaker stands to a quotation, as the features WHEREABOUTS."""
    article, words = setting.article, setting.article.quoted[quotation]
    first = article.words[words.start]
    left = head.i < first.i
    # Of the words between, only those nearest to the quotation are counted.
    distance = first.i - head.i - 1 if left else max(0, head.i - words.stop)
    seen = min(distance, FAR_WORDS)
    start = first.i - seen if left else words.stop
    tracks = setting.tracks
    return (
        left,
        math.log1p(distance),
        CAPPED[tracks.verbs.count(1, start, start + seen)],
        CAPPED[tracks.commas.count(1, start, start + seen)],
        article.lines[head.i] != article.lines[first.i],
        min(MOST_UNITS, abs(head.unit - first.unit)),
    )
