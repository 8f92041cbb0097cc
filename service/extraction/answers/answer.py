"""The last stage: from attributed quotations and reports to the quotes of the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.extraction.answers.confidence import Answered, confidence_of
from service.extraction.attribution.attribution import Attribution, Framed
from service.extraction.model import Named, Passage, Quote, QuoteType, Source, Span, Speaker
from service.extraction.punctuation import HYPHENS
from service.extraction.reading.article import Article
from service.extraction.reports.contents import content_of
from service.extraction.reports.indirect import Report
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.resolution import Resolver
from service.extraction.speakers.sources import Authorities, Authority
from service.extraction.stages import Stages


def quotes_of(stages: Stages) -> tuple[Quote, ...]:
    """The quotes of an article, in text order: its quotations, and the reports whose speaker is resolved.

    Of nested reports the inner one is kept: its speaker is nearest to the words.
    """
    attributions = stages.attributions
    answered = speakers_and_sources(attributions, stages.resolver, stages.authorities)
    quotes = [_quoted(stages, each, *told) for each, told in zip(attributions, answered, strict=True)]
    found = filter(None, (_reported(stages, report) for report in stages.reports))
    kept: list[Quote] = []
    for quote in sorted(found, key=lambda quote: (-quote.spans[0].start, quote.spans[-1].end)):
        if not kept or quote.spans[-1].end <= kept[-1].spans[0].start:
            kept.append(quote)
    return tuple(sorted([*quotes, *kept], key=lambda quote: quote.spans[0]))


def speakers_and_sources(
    attributions: Sequence[Attribution], resolver: Resolver, authorities: Authorities
) -> Iterator[tuple[Identity | None, Authority | None]]:
    """The speaker and source of each quotation; a source carries over while the same speaker continues."""
    before: tuple[Identity, Authority] | None = None
    for attribution in attributions:
        head = None if attribution.frame is None else attribution.frame.speaker_head
        identity = None if head is None else resolver.identities.get(head)
        same = before is not None and identity is not None and _same(before[0], identity)
        authority = authorities.of(attribution, identity, before[1] if before is not None and same else None)
        before = (identity, authority) if identity is not None and authority is not None else None
        yield identity, authority


def _quoted(
    stages: Stages, attribution: Attribution, identity: Identity | None, authority: Authority | None
) -> Quote:
    """The quote of an attributed quotation, with the pieces joined to it."""
    parts = (attribution.quotation, *attribution.joined)
    spans = tuple(span for part in parts for span in stages.article.quotations[part].spans)
    kind, content = content_of(stages.article, attribution)
    if attribution.joined:
        content = Span(min(content.start, spans[0].start), spans[-1].end)
    return _quote(stages, attribution, kind, spans, content, identity, authority)


def _reported(stages: Stages, report: Report) -> Quote | None:
    """The quote of a report; None if its speaker is not resolved."""
    head = report.frame.speaker_head
    identity = None if head is None else stages.resolver.identities.get(head)
    if identity is None or not identity.resolved:
        return None
    spans = tuple(map(stages.article.span, report.parts))
    authority = stages.authorities.of(report, identity, None)
    content = Span(spans[0].start, spans[-1].end)
    return _quote(stages, report, "indirect", spans, content, identity, authority)


def _quote(
    stages: Stages,
    framed: Framed,
    kind: QuoteType,
    spans: tuple[Span, ...],
    content: Span,
    identity: Identity | None,
    authority: Authority | None,
) -> Quote:
    article, frame = stages.article, framed.frame
    text = " […] ".join(span.text(article.text) for span in spans)
    cue = None if framed.how in ("continued", "label", "signature") else frame
    mention = None if frame is None else stages.resolver.mention_of(frame)
    answered = Answered(framed, identity, kind, text, article.lexicon.language)
    return Quote(
        text=text,
        type=kind,
        language=article.lexicon.language,
        spans=spans,
        content=_passage(article, content),
        cue=None if cue is None else _passage(article, article.span(cue.words)),
        speaker=None if identity is None else _speaker(article, framed, identity, mention),
        source=None if authority is None else _source(article, authority),
        confidence=confidence_of(answered, stages.confidence),
    )


def _same(one: Identity, other: Identity) -> bool:
    """Are both the same speaker?"""
    if one.entity is not None or other.entity is not None:
        return one.entity is other.entity
    return one.name == other.name


def _passage(article: Article, span: Span) -> Passage:
    return Passage(span.text(article.text), span)


def _speaker(article: Article, framed: Framed, identity: Identity, words: range | None) -> Speaker:
    """The speaker of a quotation or report; `words` are the mention, if there is one."""
    mention = None
    if words is not None:
        span = article.span(words)
        if article.text[span.start] in HYPHENS and len(span) > 1:
            span = Span(span.start + 1, span.end)
        mention = _passage(article, span)
    given = () if identity.entity is None else identity.entity.roles
    return Speaker(
        id=_id_of(identity),
        name=identity.name,
        kind=identity.kind,
        role=next((role.text for role in given if not role.address), None),
        mention=mention,
        basis="continued" if framed.how == "continued" else identity.basis,
        members=tuple(Named(_id_of(member), member.name) for member in identity.members),
    )


def _id_of(identity: Identity) -> str | None:
    """The catalogue's key of a speaker."""
    if identity.entity is not None and identity.entity.person is not None:
        return identity.entity.person.key
    return None if identity.institution is None else identity.institution.id


def _source(article: Article, authority: Authority) -> Source:
    """The source of the answer."""
    institution = authority.institution
    return Source(
        id=institution.id,
        name=institution.name(article.lexicon.language),
        country=institution.country,
        basis=authority.basis,
        mention=None if authority.words is None else _passage(article, article.span(authority.words)),
        via=authority.via,
    )
