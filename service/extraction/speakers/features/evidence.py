"""What tells for and against a candidate being whom a mention means: named numbers (see names.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from service.extraction.reading.article import Article, Word
from service.extraction.speakers.asking import Asked, Candidate
from service.extraction.speakers.features.names import FAR, LATELY, Row
from service.extraction.speakers.features.people import Persons
from service.extraction.speakers.features.phrases import Phrases
from service.extraction.speakers.features.places import Places, compare
from service.extraction.speakers.memory import Memory


class Evidence:
    """Computes the features of the candidates of one article's mentions."""

    def __init__(self, article: Article, memory: Memory, quoted: Mapping[int, int]) -> None:
        """`quoted` is how often quotations are given to each person by name, by their indices."""
        self._article = article
        self._memory = memory
        self._places = Places(article, memory, quoted)
        self._persons = Persons(article)
        self._phrases = Phrases(article)

    def features(self, asked: Asked, candidates: Sequence[Candidate], *, inverted: bool) -> list[Row]:
        """The features of each candidate of a mention, without its kind before their names (see `named`)."""
        word = self._article.words[asked.head]
        paragraph = self._memory.paragraph(word)
        rows = [self._alone(asked, c, word, paragraph) for c in candidates]
        compare(candidates, rows)
        person = any("named" in row and row.get("sentences", FAR) <= LATELY for row in rows)
        for candidate, row in zip(candidates, rows, strict=True):
            if asked.pronoun is not None:
                row["body-person-lately"] = "body" in row and person
                _add_pronoun(asked, candidate, row, inverted=inverted)
        if asked.pronoun is None:
            self._phrases.add(asked, candidates, rows)
        return rows

    def _alone(self, asked: Asked, candidate: Candidate, word: Word, paragraph: int) -> Row:
        """What a candidate is, where they were met, and whether the rules would have them."""
        row: Row = {}
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
        if identity.entity is not None:
            row |= self._persons.of(identity.entity)
        known = candidate.known
        if known is not None and known.at < asked.head:
            self._places.met(known, row, word, paragraph)
        self._places.coming(candidate, row, word, paragraph)
        self._places.in_article(word, candidate, row)
        row["rules-far"] = candidate.rules * row.get("sentences", FAR)
        return row


def _add_pronoun(asked: Asked, candidate: Candidate, row: Row, *, inverted: bool) -> None:
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
    row["object-pronoun"] = pronoun is not None and pronoun.role != "subject" and row.get("same-sentence", 0)
    row["quoting-same-paragraph"] = row.get("latest-quoting", 0) and row.get("same-paragraph", 0)
