"""On whose authority quoted words reach the reader (ANNOTATION: the source institution).

Stated: an institution speaks itself, or the text says who reports ("according to the Kremlin", "told
Interfax").  Affiliation: the speaker holds an office of an institution or is its spokesman.
"""

from __future__ import annotations

from dataclasses import dataclass

from service.extraction.attribution.attribution import Attribution
from service.extraction.cues.frames import Frame
from service.extraction.model import SourceBasis
from service.extraction.reading.article import Article
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.entities import Entity
from service.extraction.speakers.institutions import MEDIA
from service.extraction.speakers.resolution import Resolver
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue_values import Institution


@dataclass(frozen=True, slots=True)
class Authority:
    """An institution, how it is known, and the words that name it (None if they are elsewhere)."""

    institution: Institution
    basis: SourceBasis
    words: range | None


class Authorities:
    """Finds the source of each quotation of one article, in order."""

    def __init__(self, article: Article, resolver: Resolver, catalogue: ArticleCatalogue) -> None:
        self._article = article
        self._resolver = resolver
        self._catalogue = catalogue
        self._language = article.lexicon.language
        self._institutions: dict[int, Institution | None] = {}  # of people, by their indices

    def of(
        self, attribution: Attribution, speaker: Identity | None, before: Authority | None
    ) -> Authority | None:
        """The source of a quotation; `before` is that of the one before it, if the speaker is the same."""
        frame = attribution.frame
        if frame is None or speaker is None:
            return None
        mention = self._resolver.mention_of(frame)
        if speaker.institution is not None:
            return Authority(speaker.institution, "stated", mention)
        reported = self._reported_by(attribution)
        if reported is not None:
            return reported
        affiliation = self._affiliation(speaker, mention)
        if affiliation is not None:
            return affiliation
        outlet = self._outlet(frame)
        if outlet is not None:
            return outlet
        return before if attribution.how == "continued" or speaker.basis == "pronoun" else None

    def _reported_by(self, attribution: Attribution) -> Authority | None:
        """The institution of a frame further out."""
        for frame in attribution.outer:
            if frame.speaker_head is None or frame.speaker is None:
                continue
            identity = self._resolver.identities.get(frame.speaker_head)
            if identity is None or identity.institution is None:
                continue
            if frame.kind == "preposition" or frame.parenthetical or self._closes_sentence(frame):
                return Authority(identity.institution, "stated", self._resolver.mention_of(frame))
        return None

    def _closes_sentence(self, frame: Frame) -> bool:
        """Does a frame stand after a comma or a quotation?"""
        start = self._article.words[frame.start - 1] if frame.start else None
        return start is not None and (start.text == "," or start.quotation >= 0)

    def _affiliation(self, speaker: Identity, mention: range | None) -> Authority | None:
        """The institution that the speaker speaks for, by the title, the catalogue or the mention's words."""
        if speaker.entity is None:
            institution = None
            if mention is not None and speaker.kind in ("person", "group", "unknown"):
                institution = self._resolver.institutions.within(mention) or self._office_institution(
                    speaker.name
                )
            return None if institution is None else Authority(institution, "affiliation", mention)
        if self._resolver.titles.is_former(speaker.entity):
            return None
        country = speaker.entity.person.country if speaker.entity.person is not None else None
        found = None
        if mention is not None and speaker.basis == "title":
            found = self._by_title(self._article.span(mention).text(self._article.text), country)
        found = found or self._own_institution(speaker.entity)
        return None if found is None else Authority(found, "affiliation", None)

    def _own_institution(self, entity: Entity) -> Institution | None:
        """The institution that a person speaks for by the titles in the article, else by the catalogue."""
        if entity.index not in self._institutions:
            country = entity.person.country if entity.person is not None else None
            titles = dict.fromkeys(role.text for role in reversed(entity.roles))
            by_title = (self._by_title(title, country) for title in titles)
            listed = self._catalogue.affiliations(entity.person) if entity.person is not None else ()
            found = next(filter(None, by_title), None) or next(iter(listed), None)
            self._institutions[entity.index] = found
        return self._institutions[entity.index]

    def _by_title(self, title: str, country: str | None) -> Institution | None:
        """The institution, no medium, whose office a title names, or that stands in it."""
        found = self._office_institution(title, country) or self._resolver.institutions.in_title(title)
        return None if found is None or found.type in MEDIA else found

    def _office_institution(self, title: str, country: str | None = None) -> Institution | None:
        """The institution of the office that a title names, if need be that of the speaker's country."""
        office = self._catalogue.office_of(title, self._language, None)
        if office is None and country is not None:
            office = self._catalogue.office_of(title, self._language, country)
        return None if office is None else self._catalogue.institution(office.institution)

    def _outlet(self, frame: Frame) -> Authority | None:
        """The agency, paper or channel that the words were said to, right of the cue in its sentence."""
        article = self._article
        unit = article.words[frame.head].unit
        for word in article.words[frame.words[-1] + 1 : frame.words[-1] + 16]:
            if word.unit != unit:
                return None
            if word.quotation >= 0 or not word.text[:1].isupper():
                continue
            for size in (4, 3, 2, 1):
                span = range(word.i, min(word.i + size, len(article.words)))
                text = article.span(span).text(article.text)
                found = self._catalogue.find_institution(text, self._language)
                if found is not None and found.type in MEDIA:
                    return Authority(found, "stated", span)
        return None
