"""The names of all features, and why each may tell who speaks or whether anybody does.

A model knows exactly these, and the words of the articles it was fitted on (words.py).  Features of a
quotation have a weight for each aspect of a candidate ("nobody:free"): for or against nobody, no speech, a
mention, whoever spoke before …, measured against a cue.
"""

from __future__ import annotations

from typing import get_args

from service.extraction.attribution.attribution import How
from service.extraction.attribution.candidates import CUED, MENTIONED, CandidateKind
from service.extraction.attribution.features.families import each, over
from service.extraction.cues.frames import CueKind
from service.extraction.punctuation import NAMES_BESIDE_QUOTATION
from service.lexicons.schema import Complement, Dependency, Form, NamedGroup, NounKind, Strength, Tag

HOWS: tuple[How, ...] = get_args(How)
NOUNS: tuple[NounKind, ...] = get_args(NounKind)
GROUPS: tuple[NamedGroup, ...] = get_args(NamedGroup)
PHRASE_TAGS: tuple[Tag, ...] = ("noun", "name", "verb", "adjective", "adverb", "preposition", "pronoun")
FUNCTIONS: tuple[Dependency, ...] = (
    "subject", "object", "clause", "prepositional_object", "modifier", "apposition", "parataxis",
    "coordinated",
)  # fmt: skip
GOVERNED: tuple[Dependency, ...] = ("object", "clause", "prepositional")
CLAUSES: tuple[Dependency, ...] = (
    "relative_clause", "adverbial_clause", "participle", "coordinated", "clause", "open_clause", "parataxis",
)  # fmt: skip
FAR_WORDS = 40  # most words between two others in which something is counted
MOST_COUNTED = 6  # higher counts are capped at this
QUOTED_WORDS, OUTSIDE_WORDS, FRAMES = (1, 2, 3, 5, 8, 15, 30), (2, 5, 10, 20), (0, 1, 2)
QUOTATIONS, UNITS = (1, 3, 8), (0, 1, 2, 4)
NEIGHBOURS = ("none", "quotation", "mark", *dict.fromkeys(NAMES_BESIDE_QUOTATION.values()))
SIDES = ("before", "after")
SUBJECTS = ("pronoun", "speaker", "thing")
# What may stand beside a term, how long it is, how far a cue is from its quotation.
BESIDE_TERM = (
    "none", "quotation", "comma", "colon", "bracket", "mark", "determiner", "of", "that",
    "preposition", "verb", "auxiliary", "name", "noun", "adjective", "other",
)  # fmt: skip
SIZES = ("one", "few", "some", "many")
DISTANCES = ("beside", "near", "apart", "far")


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


QUOTATION: dict[str, tuple[str, ...]] = {
    "terms and names are short, sentences that somebody said are long": over("words", QUOTED_WORDS),
    "names and titles have capitals, sentences begin with one": _split(
        "capital no-letter-first all-capitals capitals title-case"
    ),
    "only speech has finite verbs, stops and several sentences": _split(
        "finite verb infinitive-first pronoun first-person stop-inside calls comma-inside sentences"
    ),
    "what kind of phrase is in the marks": (*each("first-{}", PHRASE_TAGS), "first-determiner"),
    "what an article marks twice is a term": ("repeated",),
    "short words are somebody's below a verb of judging, seldom below one of announcing": (
        *each("above-{}", GROUPS),
        "above-other",
    ),
    "speech is a clause or an object, a term an epithet or a complement": (
        *each("is-{}", FUNCTIONS),
        "is-root",
    ),
    "what stands beside the marks ties them to a noun, or sets them apart": tuple(
        f"{side}-{what}" for side in SIDES for what in (*NEIGHBOURS, *PHRASE_TAGS, *each("{}-noun", NOUNS))
    ),
    "a determiner or preposition outside the marks makes them part of the reporter's phrase": _split(
        "before-determiner before-definite before-possessive before-of before-that before-as before-cue"
        " paused-after"
    ),
    "nouns near the marks announce titles, terms, offences, words": (*each("near-{}", NOUNS), "near-person"),
    "a quotation alone in its sentence goes on somebody's speech": _split(
        "free sentence-of-its-own no-verb-outside other-quotations headline"
    ),
    "the more a sentence tells, the likelier it tells who speaks": (
        *over("outside", OUTSIDE_WORDS),
        *over("frames", FRAMES),
    ),
    "another subject in the sentence ends a run of speech": each("subject-{}", SUBJECTS),
    "where a cue stands ready, nobody else is needed; one without a subject needs somebody": (
        *each("has-{}", HOWS),
        *each("open-{}", HOWS),
    ),
    "intertitles are lines of their own, captions and headlines come first": _split(
        "line-of-its-own opens-line first-line single-marks broken-marks nested-marks"
    ),
    "a name in marks is no speech where it is a cue's subject": ("names-source",),
    "an article with many quotations has runs of them": over("quotations", QUOTATIONS),
    "speech goes on close to where somebody spoke, and by what cue": (
        *over("units-since", UNITS),
        *each("spoke-{}", HOWS),
        *_split("nobody-spoke other-marks-since close-to-speech paragraph-since"),
    ),
}

CANDIDATE: dict[str, tuple[str, ...]] = {
    "how often each kind is right": each("kind-{}", get_args(CandidateKind)),
    "an incise is surer than a cue that governs, a verb of saying than one of judging": (
        *each("how-{}", HOWS),
        *each("strength-{}", get_args(Strength)),
        *(f"how-{how}-strength-{strength}" for how in HOWS for strength in get_args(Strength)),
        *each("cue-{}", get_args(CueKind)),
        *each("group-{}", GROUPS),
        "speech",
    ),
    "what a cue takes: a quotation, a clause, a name": (
        *each("takes-{}", get_args(Complement)),
        *_split("predicate gives-name"),
    ),
    "a cue beside the marks is surer than one far off, by its way and its side": tuple(
        f"{how}-{side}-{what}"
        for how in HOWS
        for side in ("left", "right")
        for what in (*DISTANCES, *each("strength-{}", get_args(Strength)))
    ),
    "a cue that has said the words before or after says these less, or both": (
        *each("serves-before-{}", HOWS),
        *each("serves-after-{}", HOWS),
    ),
    "a label stands beside its words, or opens a headline": _split("label-beside label-apart"),
    "participles and infinitives report less than finite verbs, negated ones nothing": (
        *each("form-{}", get_args(Form)),
        "negated",
    ),
    "how a cue is set in its sentence": _split(
        "inverted near-only parenthetical content interposed closes cue-above yields"
    ),
    "a subject stands close to its verb, behind no preposition": _split(
        "speaker-in-complement speaker-gap speaker-gap-commas speaker-gap-verbs speaker-gap-nominals"
        " speaker-gap-quotation"
    ),
    "a clause beside that of the quotation gives no cue": tuple(
        f"cue-in-{role}{apart}" for role in CLAUSES for apart in ("", "-apart")
    ),
    "words that a cue has for its object or clause are its own; those deep in a noun phrase are terms": (
        "governs-directly",
        *each("governs-{}", GOVERNED),
        *_split("below not-below depth path path-nouns path-clauses path-in-subject"),
    ),
    "what stands between a cue and the quotation parts them": _split(
        "cue-before between verbs-between between-commas between-stop clause-between subject-between"
        " quotation-between nothing-between"
    ),
    "a mention beside a cue, or whose verb follows the quotation as an incise does, speaks": (
        *each("mention-beside-{}", get_args(Strength)),
        *_split(
            "mention-clitic mention-before-cue mention-after-cue mention-of-cue mention-no-verb mention-above"
            " mention-verb-beside mention-incise-inverted mention-incise-straight"
            " mention-incise-inverted-paused mention-incise-straight-paused"
        ),
        *each("mention-{}", CLAUSES),
    ),
    "who spoke last goes on": _split("same-cue same-word"),
    "people, bodies and texts speak; things, times and places do not": (
        *_split(
            "source-pronoun source-first-person source-relative source-neuter source-name"
            " source-person source-organisation source-place source-person-word source-can-say source-plural"
            " source-long source-quoted"
        ),
        *each("source-{}-noun", NOUNS),
    ),
    "subjects speak, complements seldom": _split(
        "source-is-subject source-own-subject source-is-object source-is-modifier source-of-root"
        " source-of-cue source-first-word source-depth"
    ),
    "who speaks is near, in the same paragraph": _split(
        "source-left source-distance source-verbs source-commas source-paragraph source-units"
    ),
    "who is named and quoted often speaks again": _split("source-speaks source-named source-reported"),
}

_VERBS, _CASES = ("finite", "verbless"), ("capital", "small")
TERM: dict[str, tuple[str, ...]] = {
    "two words behind a determiner are a term, ten are speech": tuple(
        f"term-{place}-{size}"
        for place in (*each("behind-{}", BESIDE_TERM), *each("ahead-{}", BESIDE_TERM), *_VERBS)
        for size in SIZES
    ),
    "names have capitals behind a noun, clauses a verb behind a cue": tuple(
        f"term-behind-{place}-{what}" for place in BESIDE_TERM for what in (*_VERBS, *_CASES, *BESIDE_TERM)
    ),
    "a term stands elsewhere without marks, a part of what was said in the whole of it": (
        *("term-told", "term-within"),
        *each("term-within-{}", SIZES),
    ),
}

ASPECTS: tuple[str, ...] = (
    "mention",
    *(kind for kind in get_args(CandidateKind) if kind not in CUED | MENTIONED),
)


def _names(families: dict[str, tuple[str, ...]]) -> list[str]:
    return [name for names in families.values() for name in names]


SPEAKER_FEATURES: tuple[str, ...] = tuple(
    sorted(
        [
            *(name for names in (CANDIDATE, TERM) for name in _names(names)),
            *(f"{aspect}:{name}" for aspect in ASPECTS for name in _names(QUOTATION)),
        ]
    )
)
