"""The institution on whose authority quoted words reach the reader (ANNOTATION: the source institution).

"stated": an institution speaks itself, or the text says who reports ("according to the Kremlin", "told
Interfax").  "affiliation": the speaker holds an office of an institution or is its spokesman.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from service.extraction.attribution.attribution import Framed
from service.extraction.cues.frames import Frame
from service.extraction.model import Named, SourceBasis
from service.extraction.punctuation import COMMA
from service.extraction.reading.article import Article
from service.extraction.rules import Example, Rule, first_answer
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.media import Media
from service.extraction.speakers.resolution import Resolver
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue_values import MEDIA, Institution

TITLED = frozenset({"title", "date", "year", "present"})


class Authority(NamedTuple):
    """An institution, how it is known, and the words that name it (None if they are elsewhere).

    `rule` names the rule that found it (see rules.py).  `via` is the medium that the words came through,
    `via_rule` the rule that found that.
    """

    institution: Institution
    basis: SourceBasis
    words: range | None
    rule: str = ""
    via: Named | None = None
    via_rule: str = ""


class Said(NamedTuple):
    """What the rules are asked about: words with their cue, their speaker and the speaker's mention.

    `before` is the source of the quotation before, if the speaker is the same.
    """

    framed: Framed
    frame: Frame
    speaker: Identity
    mention: range | None
    before: Authority | None


class Authorities:
    """Finds the source of each quotation of one article, in order."""

    def __init__(self, article: Article, resolver: Resolver, catalogue: ArticleCatalogue) -> None:
        self._article = article
        self._resolver = resolver
        self._media = Media(article, catalogue)

    def of(self, framed: Framed, speaker: Identity | None, before: Authority | None) -> Authority | None:
        """The source of words; `before` is that of the quotation before, if the speaker is the same."""
        frame = framed.frame
        if frame is None or speaker is None:
            return None
        said = Said(framed, frame, speaker, self._resolver.mention_of(frame), before)
        found = first_answer(SOURCE_RULES, self, said)
        if found is None:
            return None
        authority = found[1]._replace(rule=found[0])
        if authority.institution.type in MEDIA:
            return authority  # it is the medium itself
        via_rule, via = first_answer(VIA_RULES, self, said) or ("", None)
        return authority._replace(via=via, via_rule=via_rule)

    def speaks_itself(self, said: Said) -> Authority | None:
        """The institution that the speaker is."""
        institution = said.speaker.institution
        return None if institution is None else Authority(institution, "stated", said.mention)

    def reported_by_body(self, said: Said) -> Authority | None:
        """The institution, unless it is a medium, of a frame further out."""
        found = self.reported_by(said)
        return None if found is None or found.institution.type in MEDIA else found

    def reported_by(self, said: Said) -> Authority | None:
        """The institution or medium of a frame further out."""
        for frame, institution in self._reporters(said):
            if frame.kind == "preposition" or frame.parenthetical or self._closes_sentence(frame):
                return Authority(institution, "stated", self._resolver.mention_of(frame))
        return None

    def _reporters(self, said: Said) -> Iterator[tuple[Frame, Institution]]:
        """The frames further out whose speaker is an institution, in the order of `outer`."""
        for frame in said.framed.outer:
            head = frame.speaker_head
            speaker = None if head is None else self._resolver.identities.get(head)
            if speaker is not None and speaker.institution is not None:
                yield frame, speaker.institution

    def _closes_sentence(self, frame: Frame) -> bool:
        """Does a frame stand after a comma or a quotation?"""
        start = self._article.words[frame.start - 1] if frame.start else None
        return start is not None and (start.text == COMMA or start.quotation >= 0)

    def unnamed_speaks_for(self, said: Said) -> Authority | None:
        """The institution that somebody unnamed speaks for, by the words of the mention."""
        found = said.speaker.speaks_for if said.speaker.entity is None else None
        return None if found is None else Authority(found, "affiliation", said.mention)

    def speaks_for(self, said: Said) -> Authority | None:
        """The institution that a person of the article speaks for, by a title or an office."""
        if said.speaker.entity is None:
            return None
        titled = said.mention is not None and said.speaker.basis in TITLED
        title = self._article.text_of(said.mention) if said.mention is not None and titled else None
        found = self._resolver.affiliations.of(said.speaker.entity, title)
        return None if found is None else Authority(found, "affiliation", None)

    def members_speak_for(self, said: Said) -> Authority | None:
        """The institution of the first member of a group who speaks for one."""
        for member in said.speaker.members:
            entity = member.entity
            found = member.institution if entity is None else self._resolver.affiliations.of(entity)
            if found is not None:
                return Authority(found, "affiliation", None)
        return None

    def said_to(self, said: Said) -> Authority | None:
        """The agency, paper or channel that the words were said to, right of the cue in its sentence."""
        for medium in self._media.right_of(said.frame):
            if medium.outlet is not None:
                return Authority(medium.outlet, "stated", medium.words)
        return None

    def as_before(self, said: Said) -> Authority | None:
        """The source of the quotation before, if its speaker continues or is a pronoun here."""
        goes_on = said.framed.how == "continued" or said.speaker.basis == "pronoun"
        return said.before if goes_on else None

    def via_reporter(self, said: Said) -> Named | None:
        """The medium that reports the words in a frame further out."""
        media = (found for _, found in self._reporters(said) if found.type in MEDIA)
        return next(map(self._media.name, media), None)

    def via_listener(self, said: Said) -> Named | None:
        """The medium that the words were said to."""
        found = self.said_to(said)
        return None if found is None else self._media.name(found.institution)

    def via_beside(self, said: Said) -> Named | None:
        """The medium or network after a preposition beside the cue."""
        found = next(self._media.around(said.frame, said.mention), None)
        return None if found is None else self._media.name(found.named)

    def via_before(self, said: Said) -> Named | None:
        """The medium of the quotation before, if its speaker continues."""
        before = self.as_before(said)
        return None if before is None else before.via

    def via_dateline(self, said: Said) -> Named | None:
        """The agency of the article's dateline or byline."""
        found = self._media.of_dateline
        return None if found is None else self._media.name(found)


SOURCE_RULES: tuple[Rule[[Authorities, Said], Authority], ...] = (
    Rule(
        "speaks_itself",
        Authorities.speaks_itself,
        "An institution that speaks is its own source.",
        (
            Example("en", "“It is over,” the United Nations said.", "United Nations"),
            Example("fr", "« C'est fini », a indiqué le Kremlin.", "Kremlin"),
        ),
    ),
    Rule(
        "reported_by_body",
        Authorities.reported_by_body,
        "The body that reports somebody's words answers for them.",
        (Example("fr", "« C'est fini », a dit Anne Roy, selon le Kremlin.", "Kremlin"),),
    ),
    Rule(
        "unnamed_speaks_for",
        Authorities.unnamed_speaks_for,
        "Who is brought in by a body's name alone speaks for it.",
        (
            Example("en", "“It is over,” a Kremlin adviser said.", "Kremlin"),
            Example("fr", "« C'est fini », a dit un conseiller de l'Élysée.", "Élysée"),
        ),
    ),
    Rule(
        "speaks_for",
        Authorities.speaks_for,
        "Who holds an office of a body, or is its spokesman, speaks for it.",
        (
            Example("en", "“It is over,” said Kremlin spokesman Dmitry Peskov.", "Kremlin"),
            Example("fr", "« C'est fini », a dit Dmitri Peskov, porte-parole du Kremlin.", "Kremlin"),
        ),
    ),
    Rule(
        "members_speak_for",
        Authorities.members_speak_for,
        "A group speaks for the body of the first of its members.",
        (
            Example("en", "“We agree,” Emmanuel Macron and Anna Smith said.", "Élysée"),
            Example("fr", "« D'accord », ont dit Vladimir Poutine et Anne Roy.", "Kremlin"),
        ),
    ),
    # A medium is the source only for speakers without an institution.
    Rule(
        "reported_by_medium",
        Authorities.reported_by,
        "A medium answers for the words that it reports of others.",
        (Example("fr", "« C'est fini », a dit Anne Roy, selon Le Monde.", "Le Monde"),),
    ),
    Rule(
        "said_to_medium",
        Authorities.said_to,
        "A medium answers for the words that were said to it.",
        (
            Example("en", "“It is over,” Anna Smith told Reuters.", "Reuters"),
            Example("fr", "« C'est fini », a dit Anne Roy au Monde.", "Le Monde"),
        ),
    ),
    Rule(
        "source_as_before",
        Authorities.as_before,
        "Who goes on speaking does so for the same body.",
        (Example("en", "“It is over,” Anna Smith told Reuters. “We agree,” she added.", "Reuters"),),
    ),
)
VIA_RULES: tuple[Rule[[Authorities, Said], Named], ...] = (
    Rule(
        "via_reporter",
        Authorities.via_reporter,
        "A medium that tells of somebody's words brings them to the reader.",
        (
            Example("en", "“It is over,” Dmitry Peskov said, according to Interfax.", "Interfax"),
            Example("fr", "« C'est fini », a dit Dmitri Peskov, selon l'AFP.", "AFP"),
        ),
    ),
    Rule(
        "via_listener",
        Authorities.via_listener,
        "A medium brings the words that were said to it.",
        (
            Example("en", "“It is over,” Kremlin spokesman Dmitry Peskov told Reuters.", "Reuters"),
            Example("fr", "« C'est fini », a dit Emmanuel Macron au Monde.", "Le Monde"),
        ),
    ),
    Rule(
        "via_beside",
        Authorities.via_beside,
        "A medium or network beside the cue, with a preposition, is where the words were said.",
        (
            Example("en", "“It is over,” Emmanuel Macron wrote on Telegram.", "Telegram"),
            Example("fr", "Interrogé par Le Figaro, Emmanuel Macron a dit : « C'est fini. »", "Le Figaro"),
        ),
    ),
    Rule(
        "via_before",
        Authorities.via_before,
        "Who goes on speaking does so where he began.",
        (Example("en", "“It is over,” Dmitry Peskov told Reuters. “We agree,” he added.", "Reuters"),),
    ),
    Rule(
        "via_dateline",
        Authorities.via_dateline,
        "An agency's article comes through the agency.",
        (
            Example("en", "MOSCOW (AP) — “It is over,” Dmitry Peskov said.", "Associated Press"),
            Example("fr", "PARIS (AFP) - « C'est fini », a dit Emmanuel Macron.", "AFP"),
        ),
    ),
)
