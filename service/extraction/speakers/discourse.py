"""Who has been mentioned so far: the memory in which pronouns find their antecedent.

The ranking follows the centering tradition (Grosz, Joshi, Weinstein 1995; Mitkov 1998): candidates agree in
gender and number; nearer sentences come first, subjects before other phrases, the last speaker before people
merely named, the narration before quotations.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from service.extraction.model import SpeakerBasis, SpeakerKind
from service.extraction.reading.article import Article
from service.extraction.speakers.entities import Entity
from service.lexicons.catalogue_values import Institution, Office
from service.lexicons.schema import Pronoun

BODIES = frozenset({"institution", "group", "document"})
PER_UNIT, PER_PARAGRAPH = 1.0, 0.5
SUBJECT, MAIN, SPEAKER, QUOTED, SAME_UNIT_OBJECT = 1.2, 0.5, 1.5, -3.0, -0.8
UNKNOWN_GENDER, NO_PERSON, UNNAMED, SILENT = -0.4, -2.5, -0.7, -2.0
SPOKE, SPOKE_LATELY = -1.8, 1
SAME_UNIT_SUBJECT = 1.0
MOST_PROMINENT = 4.5  # more than any mention scores before its distance is subtracted
THIRD = 3  # the grammatical person of pronouns that point back
SENTENCES_TO_ANTECEDENT = 14.0
MEMORY, NEARBY = 200, 80  # how many mentions descriptions and pronouns look back on
CHOSEN = "chosen"  # in place of a rule's name: the learned choice overruled the rules


class Identity(NamedTuple):
    """Who somebody is: the name to give, and what later mentions can be matched by.


    `entity` is the person of the article; `institution` is the institution that speaks; `document` says that
    a text speaks for it.  `gender` is "" and `number` "any" if unknown.  `probability` is that of the name
    being right, given the mention; 1 if there was no choice.  For somebody whom the article does not name,
    `speaks_for` and `office` are the institution and the office in the words that introduce them.  `rule`
    names the rule that identified them (see rules.py), or is CHOSEN.  `members` are those of a group, if
    known.
    """

    name: str
    kind: SpeakerKind
    basis: SpeakerBasis
    gender: str
    number: str
    entity: Entity | None = None
    institution: Institution | None = None
    document: bool = False
    resolved: bool = True
    probability: float = 1.0
    speaks_for: Institution | None = None
    office: Office | None = None
    rule: str = ""
    members: tuple[Identity, ...] = ()


def nobody(pronoun: str) -> Identity:
    """The unresolved identity of a pronoun without antecedent."""
    return Identity(pronoun, "unknown", "pronoun", "", "any", resolved=False)


class Referent(NamedTuple):
    """A mention in the text: its word, its identity, and how prominent it is there.

    `main`: it is the subject of a main clause; `inner`: it only says who another is ("X, the lawyer of Y").
    """

    at: int
    identity: Identity
    subject: bool
    speaker: bool
    quoted: bool
    main: bool = False
    inner: bool = False


class Discourse:
    """The mentions met so far, in text order."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._referents: list[Referent] = []

    def add(self, referent: Referent) -> None:
        """Remember a mention."""
        self._referents.append(referent)

    def last(self, at: int, fits: Callable[[Identity], bool], *, inner: bool = True) -> Identity | None:
        """The latest identity before word `at` that fits, with or without `inner` mentions (see Referent)."""
        for referent in reversed(self._referents[-MEMORY:]):
            if referent.at < at and (inner or not referent.inner) and fits(referent.identity):
                return referent.identity
        return None

    def together(self, at: int, fits: Callable[[Identity], bool], near: int) -> list[Identity]:
        """The identities that fit in the latest sentence that mentions several of them, in text order.

        Mentions count before word `at`, at most `near` sentences away; a group counts as its members.
        """
        unit = self._article.words[at].unit
        found: dict[int, dict[str, Identity]] = {}
        for referent in self._referents[-MEMORY:]:
            own = self._article.words[referent.at].unit
            if referent.at < at and unit - own <= near and not referent.quoted:
                for one in referent.identity.members or (referent.identity,):
                    if fits(one):
                        found.setdefault(own, {}).setdefault(one.name, one)
        several = (list(named.values()) for _, named in sorted(found.items(), reverse=True) if len(named) > 1)
        return next(several, [])

    def sole_subject_before(self, at: int) -> Identity | None:
        """The subject of the sentence before that of word `at`, if it alone was mentioned since."""
        words, unit = self._article.words, self._article.words[at].unit
        before = self._article.units[unit - 1] if unit else range(0)
        if not before or self._article.lines[before[0]] != self._article.lines[at]:
            return None
        if any(words[i].quotation >= 0 for i in before):
            return None
        found = [r for r in self._referents[-NEARBY:] if words[r.at].unit in (unit - 1, unit) and r.at < at]
        people = {r.identity.name for r in found if r.identity.kind in ("person", "group")}
        subjects = (r.identity for r in found if r.subject and not r.speaker and words[r.at].unit == unit - 1)
        one = next((s for s in subjects if s.entity is not None), None)
        return one if len(people) == 1 else None

    def subject_before(self, at: int, group: str) -> Identity | None:
        """The subject of the main verb, if that is of a `group`, of the sentence before that of word `at`."""
        words, unit = self._article.words, self._article.words[at].unit
        before = (r for r in reversed(self._referents[-NEARBY:]) if words[r.at].unit == unit - 1)
        for referent in before:
            word = words[referent.at]
            verb = words[word.head]
            senses = self._article.lexicon.verbs.get(verb.norm, ())
            main = "subject" in word.deps and verb.head == verb.i
            if main and any(sense.group == group for sense in senses):
                return referent.identity
        return None

    def last_speaker(self, at: int) -> Identity | None:
        """The last resolved speaker before word `at`."""
        spoke = (r.identity for r in reversed(self._referents[-MEMORY:]) if r.speaker and r.at < at)
        return next((identity for identity in spoke if identity.resolved), None)

    def owner(self, possessive: int, noun: str) -> Identity | None:
        """The antecedent of a possessive of the third person ("his"); None for other words.

        It is nobody called by the `noun` that is possessed: in "his manager" he is not the manager.
        """
        lexicon, word = self._article.lexicon, self._article.words[possessive]
        pronoun = lexicon.pronouns.get(word.norm)
        if pronoun is None or pronoun.person != THIRD or word.norm not in lexicon.determiners["possessive"]:
            return None
        agrees = agreement(pronoun, neuter=lexicon.neuter)

        def fits(one: Identity) -> bool:
            return agrees(one) and (one.entity is not None or noun not in one.name.split())

        return self.antecedent(possessive, fits)

    def antecedent(
        self, at: int, agrees: Callable[[Identity], bool], reach: float = SENTENCES_TO_ANTECEDENT
    ) -> Identity | None:
        """The most prominent identity before word `at` that agrees, within `reach`; None if there is none."""
        best: Identity | None = None
        best_score = -reach
        unit = self._article.words[at].unit
        for referent in reversed(self._referents[-NEARBY:]):
            if referent.at >= at:
                continue
            if PER_UNIT * (unit - self._article.words[referent.at].unit) > MOST_PROMINENT - best_score:
                break  # those before it are no nearer
            if not agrees(referent.identity):
                continue
            score = self._prominence(referent, at, unit)
            if score > best_score:
                best, best_score = referent.identity, score
        return best

    def _prominence(self, referent: Referent, at: int, unit: int) -> float:
        """How near and how prominent a mention is, seen from word `at` in a sentence of the narration."""
        word = self._article.words[referent.at]
        distance = unit - word.unit
        score = -PER_UNIT * distance
        score -= PER_PARAGRAPH * (self._article.lines[at] - self._article.lines[referent.at])
        score += SUBJECT if referent.subject else 0.0
        score += MAIN if referent.main else 0.0
        score += SPEAKER if referent.speaker and distance <= 3 else 0.0
        score += QUOTED if referent.quoted else 0.0
        if not distance:
            score += SAME_UNIT_SUBJECT if referent.subject else SAME_UNIT_OBJECT
        if referent.identity.kind != "person":
            score += NO_PERSON if not referent.speaker or distance > SPOKE_LATELY else SPOKE
        elif referent.identity.entity is None:
            score += UNNAMED if referent.speaker else SILENT
        if not referent.identity.gender:
            score += UNKNOWN_GENDER
        return score


def agreement(pronoun: Pronoun, *, neuter: bool) -> Callable[[Identity], bool]:
    """Can a pronoun stand for somebody, by gender, number and kind?  `neuter`: bodies have their own one."""

    def agrees(identity: Identity) -> bool:
        numbers = pronoun.number == "any" or identity.number in ("any", pronoun.number)
        return identity.resolved and numbers and _genders_agree(pronoun.gender, identity, neuter=neuter)

    return agrees


def _genders_agree(gender: str, identity: Identity, *, neuter: bool) -> bool:
    """Can a pronoun of a gender stand for somebody, or for a body?"""
    if gender in ("any", "n"):
        return gender == "any" or identity.kind != "person"
    if identity.kind == "unknown" or (neuter and identity.kind != "person"):
        return False
    return identity.gender in ("", gender)
