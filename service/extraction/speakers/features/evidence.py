"""Evidence for and against each candidate of a mention, as named numbers (see names.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.extraction.reading.article import Article, Word, verb_senses
from service.extraction.speakers.asking import Asked, IdentityCandidate
from service.extraction.speakers.discourse import BODIES, Identity
from service.extraction.speakers.features.names import (
    LOG_LATELY,
    LOG_OF_NEVER,
    PLACES_IN_CLAUSES,
    Row,
)
from service.extraction.speakers.features.people import Persons
from service.extraction.speakers.features.phrases import PhraseEvidence
from service.extraction.speakers.features.places import Places, compare
from service.extraction.speakers.memory import Memory
from service.lexicons.schema import Pronoun

SAYING_MORE = frozenset({"adding", "continuing"})  # groups of verbs: "he added"


class Evidence:
    """Computes the features of the candidates of one article's mentions."""

    def __init__(self, article: Article, memory: Memory, quoted: Mapping[int, int]) -> None:
        """`quoted` is how often speakers of quotations name each person, by the person's index."""
        self._article = article
        self._memory = memory
        self._places = Places(article, memory)
        self._persons = Persons(article, quoted)
        self._phrases = PhraseEvidence(article)

    def features(self, asked: Asked, candidates: Sequence[IdentityCandidate], *, inverted: bool) -> list[Row]:
        """The features of each candidate of a mention; `named` later adds the mention's kind to the names."""
        word = self._article.words[asked.head]
        paragraph = self._memory.paragraph(word)
        rows = [self._alone(asked, c, word, paragraph) for c in candidates]
        compare(candidates, rows)
        if asked.pronoun is None:
            self._phrases.add(asked, candidates, rows)
        else:
            _add_pronoun(asked.pronoun, rows, inverted=inverted)
            self._add_clause(word, rows)
        return rows

    def _add_clause(self, pronoun: Word, rows: Sequence[Row]) -> None:
        """What the clause of a pronoun tells: that somebody says more, or that it is not the main one."""
        verb = self._article.words[pronoun.head]
        says_more = any(sense.group in SAYING_MORE for sense in verb_senses(self._article, verb))
        for row in rows[1:]:
            if says_more:
                row["more-latest-quoting"] = row.get("latest-quoting", 0)
                row["more-latest-speaker"] = row.get("latest-speaker", 0)
            if verb.head != verb.i:
                for place in PLACES_IN_CLAUSES:
                    row["clause-" + place] = row.get(place, 0)

    def _alone(self, asked: Asked, candidate: IdentityCandidate, word: Word, paragraph: int) -> Row:
        """What a candidate is, where they were met, and whether the rules choose them."""
        if candidate.nobody:
            return {"nobody": 1, "rules-nobody": candidate.rules}
        identity, known = candidate.identity, candidate.known
        row = self._who(identity)
        if known is not None and known.at < asked.head:
            self._places.met(known, row, word, paragraph)
        if identity.entity is not None:
            self._places.named(identity.entity, row, word, paragraph, met=known is not None)
        if candidate.rules:
            _add_rules(identity, row)
        return row

    def _who(self, identity: Identity) -> Row:
        """What somebody is, regardless of the mention."""
        row: Row = {"gender-known": bool(identity.gender)}
        if identity.entity is not None:
            row["full-name"] = " " in identity.name
            row |= self._persons.of(identity.entity)
        elif identity.kind == "person":
            row["described"] = 1
        else:
            row["body" if identity.kind in BODIES else identity.kind] = 1
        return row


def _add_rules(identity: Identity, row: Row) -> None:
    """Features of the rules' own choice."""
    row["rules"] = 1
    row["rules-title"] = identity.basis == "title"
    row["rules-office"] = identity.entity is not None and identity.entity.person is not None
    row["rules-described"] = identity.basis == "description"
    row["rules-far"] = row.get("sentences", LOG_OF_NEVER)


def _add_pronoun(pronoun: Pronoun, rows: Sequence[Row], *, inverted: bool) -> None:
    """Add features for pronouns only; the first row is nobody's; `inverted` ones stand in incises."""
    rows[0]["nobody-neuter"] = pronoun.gender in ("n", "any")
    person = any("named" in row and row.get("sentences", LOG_OF_NEVER) <= LOG_LATELY for row in rows)
    for row in rows[1:]:
        here, subject = row.get("same-sentence", 0), row.get("last-subject", 0)
        speaker, quoting = row.get("last-speaker", 0), row.get("latest-quoting", 0)
        if "body" in row:
            row["body-person-lately"] = person
            row["body-same-sentence"], row["body-subject"], row["body-speaker"] = here, subject, speaker
        elif "described" in row:
            row["described-subject"], row["described-speaker"] = subject, speaker
        if inverted:
            row["incise-same-subject"], row["incise-quoting"] = here and subject, quoting
        row["object-pronoun"] = pronoun.role != "subject" and here
        row["quoting-same-paragraph"] = quoting and row.get("same-paragraph", 0)
