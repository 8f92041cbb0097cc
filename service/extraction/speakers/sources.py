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
from service.extraction.speakers.institutions import MEDIA
from service.extraction.speakers.resolution import Resolver
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue_values import Institution

TITLED = frozenset({"title", "date", "year", "present"})


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
        if reported is not None and reported.institution.type not in MEDIA:
            return reported
        # A medium is the source of those only who speak for no institution.
        authority = self._affiliation(speaker, mention) or reported or self._outlet(frame)
        if authority is not None:
            return authority
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
        """The institution that the speaker speaks for."""
        if speaker.entity is None:
            found = speaker.speaks_for
            return None if found is None else Authority(found, "affiliation", mention)
        title = None
        if mention is not None and speaker.basis in TITLED:
            title = self._article.text_of(mention)
        found = self._resolver.affiliations.of(speaker.entity, title)
        return None if found is None else Authority(found, "affiliation", None)

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
                text = article.text_of(span)
                found = self._catalogue.find_institution(text, self._language)
                if found is not None and found.type in MEDIA:
                    return Authority(found, "stated", span)
        return None
