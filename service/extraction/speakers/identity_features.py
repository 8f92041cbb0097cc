"""What tells for and against a candidate being whom a mention means: named numbers, each with its reason.

The names begin with "he:" for pronouns and "the:" for titles and descriptions: the same evidence weighs
differently there.  Distances are logarithms: the first sentence away counts most.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.extraction.reading.article import Article, Word
from service.extraction.speakers.asking import MAX_WORDS, MIN_CONTENT, PERSON_NOUNS, Asked, Candidate
from service.extraction.speakers.entities import Entity
from service.extraction.speakers.institutions import is_medium
from service.extraction.speakers.memory import NEVER, Known, Memory
from service.lexicons.catalogue_words import fold

MAX_CALLS = 20  # ways of calling a person, looked at
LATELY = math.log1p(4)
FAR = 4.0  # the logarithm of a distance that no text measures
MOST = 200  # counted; what is over counts as the last
LOG = [math.log1p(n) for n in range(MOST)]

# Whom a candidate is.
KINDS = ("named", "described", "body", "unknown", "nobody", "gender-known", "full-name")
# Where and how the candidate was last met; how much the article speaks of them.
PLACES = (
    "sentences",
    "paragraphs",
    "same-sentence",
    "sentence-before",
    "same-paragraph",
    "last-subject",
    "last-speaker",
    "last-quoted",
    "quoted-here",
    "last-nested",
    "subject-sentences",
    "speaker-sentences",
    "quoting-sentences",
    "latest-speaker",
    "latest-quoting",
    "latest-subject",
    "mentions",
    "spoken",
    "in-lead",
    "rank",
    "only-one",
    "only-named",
    "only-in-paragraph",
    "others-fit",
    "nearest-subject",
    "last-main",
    "main-sentences",
    "opens-paragraph",
    "article-mentions",
    "article-quoted",
    "in-quotation",
)
# Those named only later, and what comes next of the others.
COMING = ("to-come", "to-come-sentences", "to-come-same-paragraph", "next-sentence", "later-in-paragraph")
# What the rules say.
RULES = ("rules", "rules-nobody", "rules-title", "rules-office", "rules-described", "rules-far")
SHARED = (*KINDS, *PLACES, *COMING, *RULES)
PRONOUNS = (
    "nobody-neuter",
    "body-same-sentence",
    "body-person-lately",
    "body-subject",
    "body-speaker",
    "described-speaker",
    "described-subject",
    "incise-same-subject",
    "incise-quoting",
    "object-pronoun",
    "quoting-same-paragraph",
)
PHRASES = (
    "role",
    "role-to-come",
    "role-part",
    "role-words",
    "role-words-to-come",
    "role-missing-words",
    "role-other",
    "role-none",
    "role-only-one",
    "role-agrees",
    "role-disagrees",
    "role-latest",
    "called-so",
    "called-so-only-one",
    "name-words",
    "medium",
    "name-part",
    "nobody-definite",
    "nobody-demonstrative",
    "nobody-indefinite",
    "nobody-possessive",
    "nobody-bare",
    "nobody-complement",
    "nobody-words",
    "nobody-former",
    "nobody-title",
    "nobody-person",
    "nobody-kin",
    "nobody-body",
    "nobody-no-noun",
    "nobody-public",
    "nobody-role-exists",
    "nobody-role-to-come",
    "nobody-called-so",
    "nobody-somebody-near",
    "nobody-nobody-fits",
    "nobody-met-before",
    "gender-agrees",
    "famous",
    "famous-person",
    "body-latest-quoting",
    "body-mentions",
    "possessor",
    "demonstrative-sentence-before",
    "complement-role",
    "complement-no-role",
    "described-near",
)
HE, THE = "he:", "the:"
FEATURES = (
    *(HE + name for name in (*SHARED, *PRONOUNS)),
    *(THE + name for name in (*SHARED, *PHRASES)),
)


def named(asked: Asked, features: Mapping[str, float]) -> dict[str, float]:
    """The features of a candidate that are not 0, under their full names: what the model is fitted on."""
    return {f"{asked.kind}:{name}": float(value) for name, value in features.items() if value}


class Evidence:
    """Computes the features of the candidates of one article's mentions."""

    def __init__(self, article: Article, memory: Memory, quoted: Mapping[int, int]) -> None:
        """`quoted` is how often quotations are given to each person by name, by their indices."""
        self._article = article
        self._memory = memory
        self._quoted = quoted
        self._inside: dict[int, frozenset[int]] = {}  # the sentences whose quotations name a person
        self._calls: dict[int, Sequence[_Call]] = {}  # of people, by their indices
        self._starts: dict[int, Sequence[int]] = {}  # of their mentions

    def features(
        self, asked: Asked, candidates: Sequence[Candidate], *, inverted: bool
    ) -> list[dict[str, float]]:
        """The features of each candidate of a mention, without its kind before their names (see `named`)."""
        word = self._article.words[asked.head]
        paragraph = self._memory.paragraph(word)
        rows = [self._alone(asked, c, word, paragraph) for c in candidates]
        self._compared(asked, candidates, rows)
        person = any("named" in row and row.get("sentences", FAR) <= LATELY for row in rows)
        for candidate, row in zip(candidates, rows, strict=True):
            if asked.pronoun is not None:
                row["body-person-lately"] = "body" in row and person
                self._of_pronoun(asked, candidate, row, inverted=inverted)
        if asked.pronoun is None:
            self._of_phrase(asked, candidates, rows)
        return rows

    def _alone(self, asked: Asked, candidate: Candidate, word: Word, paragraph: int) -> dict[str, float]:
        """What a candidate is, where they were met, and whether the rules would have them."""
        row: dict[str, float] = {}
        if candidate.nobody:
            row["nobody"] = 1
            row["rules-nobody"] = candidate.rules
            return row
        identity = candidate.identity
        kind = "body" if identity.kind in ("institution", "group", "document") else identity.kind
        row["named" if identity.entity is not None else "described" if kind == "person" else kind] = 1
        row["gender-known"] = bool(identity.gender)
        row["full-name"] = identity.entity is not None and " " in identity.name
        row["rules"] = candidate.rules
        row["rules-title"] = candidate.rules and identity.basis == "title"
        row["rules-office"] = (
            candidate.rules and identity.entity is not None and identity.entity.person is not None
        )
        row["rules-described"] = candidate.rules and identity.basis == "description"
        known = candidate.known
        if known is not None and known.at < asked.head:
            self._met(known, row, word, paragraph)
        self._coming(candidate, row, word, paragraph)
        self._in_article(word, candidate, row)
        row["rules-far"] = candidate.rules * row.get("sentences", FAR)
        return row

    def _in_article(self, word: Word, candidate: Candidate, row: dict[str, float]) -> None:
        """How much the whole article speaks of somebody, and lets them speak by name."""
        entity = candidate.identity.entity
        if entity is None:
            return
        if entity.index not in self._inside:
            words = (self._article.words[mention[0]] for mention in entity.mentions)
            self._inside[entity.index] = frozenset(w.unit for w in words if w.quotation >= 0)
        row["in-quotation"] = word.unit in self._inside[entity.index]
        row["article-mentions"] = _log(len(entity.mentions))
        row["article-quoted"] = _log(self._quoted.get(entity.index, 0))

    def _met(self, known: Known, row: dict[str, float], word: Word, paragraph: int) -> None:
        """Where somebody was met before a mention with this head, in this paragraph."""
        apart = word.unit - known.unit
        row["sentences"] = _log(apart)
        row["paragraphs"] = _log(paragraph - known.paragraph)
        row["same-sentence"] = apart == 0
        row["sentence-before"] = apart == 1
        row["same-paragraph"] = paragraph == known.paragraph
        row["last-subject"], row["last-speaker"] = known.subject, known.speaker
        row["last-quoted"], row["last-nested"] = known.quoted, known.nested
        row["subject-sentences"] = _since(word.unit, known.subject_unit)
        row["speaker-sentences"] = _since(word.unit, known.speaker_unit)
        row["quoting-sentences"] = _since(word.unit, known.quoting_unit)
        row["latest-speaker"] = known is self._memory.last_speaker
        row["latest-quoting"] = known is self._memory.last_quoting
        row["latest-subject"] = known is self._memory.last_subject
        row["mentions"], row["spoken"] = _log(known.mentions), _log(known.spoken)
        row["quoted-here"] = known.quoted_unit == word.unit
        row["last-main"] = known.main
        row["main-sentences"] = _since(word.unit, known.main_unit)
        row["opens-paragraph"] = known.opened == paragraph
        row["in-lead"] = known.first_paragraph == 0

    def _coming(self, candidate: Candidate, row: dict[str, float], word: Word, paragraph: int) -> None:
        """Whether and where somebody is named after a mention."""
        entity = candidate.identity.entity
        if entity is None:
            return
        if entity.index not in self._starts:
            self._starts[entity.index] = [mention[0] for mention in entity.mentions]
        starts = self._starts[entity.index]
        following = bisect_right(starts, word.i)
        if following == len(starts):
            return
        other = self._article.words[starts[following]]
        same = paragraph == self._memory.paragraph(other)
        apart = other.unit - word.unit
        row["next-sentence"] = apart == 1
        row["later-in-paragraph"] = same
        if candidate.known is None:
            row["to-come"] = 1
            row["to-come-sentences"] = _log(apart)
            row["to-come-same-paragraph"] = same

    def _compared(
        self, asked: Asked, candidates: Sequence[Candidate], rows: Sequence[dict[str, float]]
    ) -> None:
        """How a candidate stands among those who were met before."""
        met = [i for i, c in enumerate(candidates) if not c.nobody and "sentences" in rows[i]]
        named = [i for i in met if "named" in rows[i]]
        here = [i for i in met if rows[i]["same-paragraph"]]
        for rank, i in enumerate(sorted(met, key=lambda i: -(candidates[i].known or _UNKNOWN).at)):
            rows[i]["rank"] = _log(rank)
            rows[i]["only-one"] = len(met) == 1
            rows[i]["others-fit"] = _log(len(met) - 1)
        if len(named) == 1:
            rows[named[0]]["only-named"] = 1
        if len(here) == 1:
            rows[here[0]]["only-in-paragraph"] = 1
        subjects = [i for i in met if (candidates[i].known or _UNKNOWN).subject_unit != NEVER]
        if subjects:
            nearest = max(subjects, key=lambda i: (candidates[i].known or _UNKNOWN).subject_unit)
            rows[nearest]["nearest-subject"] = 1
        rows[0]["others-fit"] = _log(len(met))

    def _of_pronoun(
        self, asked: Asked, candidate: Candidate, row: dict[str, float], *, inverted: bool
    ) -> None:
        """What counts for pronouns alone; `inverted` ones are those of incises."""
        pronoun = asked.pronoun
        if candidate.nobody:
            row["nobody-neuter"] = pronoun is not None and pronoun.gender in ("n", "any")
            return
        body, described = "body" in row, "described" in row
        row["body-same-sentence"] = body and row.get("same-sentence", 0)
        row["body-subject"] = body and row.get("last-subject", 0)
        row["body-speaker"] = body and row.get("last-speaker", 0)
        row["described-speaker"] = described and row.get("last-speaker", 0)
        row["described-subject"] = described and row.get("last-subject", 0)
        row["incise-same-subject"] = inverted and row.get("same-sentence", 0) and row.get("last-subject", 0)
        row["incise-quoting"] = inverted and row.get("latest-quoting", 0)
        row["object-pronoun"] = (
            pronoun is not None and pronoun.role != "subject" and row.get("same-sentence", 0)
        )
        row["quoting-same-paragraph"] = row.get("latest-quoting", 0) and row.get("same-paragraph", 0)

    def _of_phrase(
        self, asked: Asked, candidates: Sequence[Candidate], rows: Sequence[dict[str, float]]
    ) -> None:
        """What counts for titles and descriptions alone."""
        said = frozenset(map(fold, (*asked.content, *asked.forms)))
        outlet = self._is_outlet(asked.forms)
        for candidate, row in zip(candidates, rows, strict=True):
            if not candidate.nobody:
                self._called(asked, candidate, row, said, outlet=outlet)
                self._roles(asked, candidate.identity.entity, row)
                self._kind(asked, candidate, row)
        with_role = [row for row in rows if row.get("role") or row.get("role-to-come")]
        called = [row for row in rows if row.get("called-so")]
        if len(with_role) == 1:
            with_role[0]["role-only-one"] = 1
        if len(called) == 1:
            called[0]["called-so-only-one"] = 1
        latest = max(row.get("role-at", NEVER) for row in rows)
        for row in rows:
            row["role-latest"] = row.pop("role-at", NEVER) == latest != NEVER
        complement = asked.words[-1] > asked.head
        article = self._article
        first = article.words[asked.words[0]].norm
        determiners = article.lexicon.determiners
        demonstrative = first in determiners["demonstrative"]
        possessive = first in determiners["possessive"]
        for row in rows[1:]:
            row["complement-role"] = complement and row.get("role", 0)
            row["complement-no-role"] = complement and not (row.get("role") or row.get("role-to-come"))
            row["demonstrative-sentence-before"] = demonstrative and row.get("sentence-before", 0)
            row["described-near"] = "described" in row and row.get("same-paragraph", 0)
            row["possessor"] = possessive and (row.get("latest-subject", 0) or row.get("latest-speaker", 0))
        nobody = rows[0]
        definite = first in determiners["definite"] and first not in determiners["possessive"]
        nobody["nobody-demonstrative"] = demonstrative
        nobody["nobody-definite"] = definite and not demonstrative
        nobody["nobody-possessive"] = first in determiners["possessive"]
        nobody["nobody-bare"] = asked.words[0] == asked.head
        nobody["nobody-indefinite"] = not (definite or demonstrative or nobody["nobody-possessive"])
        nobody["nobody-complement"] = complement
        nobody["nobody-words"] = _log(len(asked.words))
        nobody["nobody-former"] = any(
            article.words[i].norm in determiners["former"] for i in asked.words[:MAX_WORDS]
        )
        for category in ("title", "person", "kin", "body"):
            nobody["nobody-" + category] = asked.category == category
        nobody["nobody-no-noun"] = not asked.category
        nobody["nobody-public"] = any(article.lexicon.is_noun(form, "public") for form in asked.forms)
        nobody["nobody-role-exists"] = any(row.get("role") for row in rows)
        nobody["nobody-role-to-come"] = any(row.get("role-to-come") for row in rows)
        nobody["nobody-called-so"] = bool(called)
        nobody["nobody-somebody-near"] = any(row.get("same-paragraph") for row in rows[1:])
        nobody["nobody-nobody-fits"] = len(rows) == 1
        nobody["nobody-met-before"] = candidates[0].known is not None

    def _kind(self, asked: Asked, candidate: Candidate, row: dict[str, float]) -> None:
        """How a candidate's kind agrees with that of a phrase's noun."""
        entity = candidate.identity.entity
        row["gender-agrees"] = bool(asked.gender) and candidate.identity.gender == asked.gender
        row["famous"] = entity is not None and entity.person is not None
        row["famous-person"] = asked.category == "person" and row["famous"]
        if asked.category == "body":
            row["body-latest-quoting"] = row.get("latest-quoting", 0)
            row["body-mentions"] = row.get("mentions", 0)

    def _called(
        self, asked: Asked, candidate: Candidate, row: dict[str, float], said: frozenset[str], *, outlet: bool
    ) -> None:
        """How a phrase, whose words are `said`, agrees with somebody's name and the nouns used of them."""
        identity, known = candidate.identity, candidate.known
        if known is not None:
            row["called-so"] = not known.nouns.isdisjoint(asked.forms)
        name = {w for w in fold(identity.name).replace("'", " ").split() if len(w) > 2}
        row["name-words"] = min(len(name & said), 3)
        row["name-part"] = bool(said) and said <= name
        row["medium"] = outlet and (
            is_medium(identity) or self._is_outlet(known.nouns if known is not None else ())
        )

    def _roles(self, asked: Asked, entity: Entity | None, row: dict[str, float]) -> None:
        """How a phrase agrees with what the article calls a person."""
        if entity is None:
            return
        calls = self._calls_of(entity)
        row["role-missing-words"] = bool(asked.content)
        row["role-none"] = not calls
        if not calls:
            return
        before = [call for call in calls if call.places[0] <= asked.head]
        after = [call for call in calls if call.places[-1] > asked.head]
        same = [call for call in before if call.head in asked.forms]
        row["role"] = bool(same)
        row["role-to-come"] = any(call.head in asked.forms for call in after)
        parts = {word for form in asked.forms for word in form.split()}
        row["role-part"] = not same and any(not parts.isdisjoint(call.head.split()) for call in before)
        if same:
            shared = max(len(asked.content & call.words) for call in same)
            row["role-agrees"] = shared > 0
            row["role-disagrees"] = bool(asked.content) and not shared and any(map(_tells_more, same))
            row["role-at"] = max(c.places[bisect_right(c.places, asked.head) - 1] for c in same)
        own = set().union(*(call.words for call in before))
        later = set().union(*(call.words for call in after))
        row["role-words"] = min(len(asked.content & own), 3)
        row["role-words-to-come"] = min(len(asked.content & later), 3)
        row["role-missing-words"] = bool(asked.content) and asked.content.isdisjoint(own | later)
        row["role-other"] = bool(before) and not same and asked.category in PERSON_NOUNS

    def _is_outlet(self, forms: Iterable[str]) -> bool:
        """Is one of the forms a noun for a medium?"""
        return any(self._article.lexicon.is_noun(form, "outlet") for form in forms)

    def _calls_of(self, entity: Entity) -> Sequence[_Call]:
        """What the article calls a person, each way once."""
        if entity.index not in self._calls:
            places: dict[tuple[str, frozenset[str]], list[int]] = {}
            for role in entity.roles:
                if (role.head, role.words) in places or len(places) < MAX_CALLS:
                    places.setdefault((role.head, role.words), []).append(role.at)
            self._calls[entity.index] = [_Call(*call, sorted(at)) for call, at in places.items()]
        return self._calls[entity.index]


@dataclass(frozen=True, slots=True)
class _Call:
    """A role of a person, and the mentions beside which it stands, in order."""

    head: str
    words: frozenset[str]
    places: Sequence[int]


def _tells_more(role: _Call) -> bool:
    """Has a role words of its own besides its noun?"""
    return any(len(w) >= MIN_CONTENT and w.isalpha() for w in role.words - set(role.head.split()))


_UNKNOWN = Known(None)  # type: ignore[arg-type]


def _log(n: int) -> float:
    """The logarithm of a count, of one more."""
    return LOG[n] if 0 <= n < MOST else LOG[-1] if n > 0 else 0.0


def _since(unit: int, then: int) -> float:
    """How long ago something was; FAR where it never was."""
    return FAR if then == NEVER else _log(unit - then)
