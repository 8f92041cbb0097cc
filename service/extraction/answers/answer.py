"""The last stage: from attributed quotations to the quotes of the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.extraction.answers.confidence import Answered, confidence_of, confidence_of_report
from service.extraction.attribution.attribution import Attribution
from service.extraction.model import Named, Passage, Quote, Source, Span, Speaker
from service.extraction.punctuation import HYPHENS
from service.extraction.ranking import Model
from service.extraction.reading.article import Article
from service.extraction.reports.contents import content_of
from service.extraction.reports.indirect import Report
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.resolution import Resolver
from service.extraction.speakers.sources import Authorities, Authority


def assemble(
    article: Article,
    attributions: Sequence[Attribution],
    resolver: Resolver,
    authorities: Authorities,
    model: Model,
) -> tuple[Quote, ...]:
    """The quotes of the quotations, in article order; `model` tells how sure they are."""
    quotes = []
    answered = speakers_and_sources(attributions, resolver, authorities)
    for attribution, (identity, authority) in zip(attributions, answered, strict=True):
        mention = None if attribution.frame is None else resolver.mention_of(attribution.frame)
        quotes.append(_quote(article, attribution, identity, mention, authority, model))
    return tuple(quotes)


def speakers_and_sources(
    attributions: Sequence[Attribution], resolver: Resolver, authorities: Authorities
) -> Iterator[tuple[Identity | None, Authority | None]]:
    """The speaker and the source of each quotation; a source holds on as long as one speaker goes on."""
    before: tuple[Identity, Authority] | None = None
    for attribution in attributions:
        head = None if attribution.frame is None else attribution.frame.speaker_head
        identity = None if head is None else resolver.identities.get(head)
        same = before is not None and identity is not None and _same(before[0], identity)
        authority = authorities.of(attribution, identity, before[1] if before is not None and same else None)
        before = (identity, authority) if identity is not None and authority is not None else None
        yield identity, authority


def with_reports(
    article: Article,
    quotes: Sequence[Quote],
    reports: Sequence[Report],
    resolver: Resolver,
    authorities: Authorities,
    model: Model,
) -> tuple[Quote, ...]:
    """The quotes together with the indirect ones whose speaker can be told, in article order.

    Of reports one inside the other the inner stays: its speaker is the nearest to the words.
    """
    found = filter(None, (_indirect(article, report, resolver, authorities, model) for report in reports))
    kept: list[Quote] = []
    for quote in sorted(found, key=lambda quote: (-quote.spans[0].start, quote.spans[-1].end)):
        if not kept or quote.spans[-1].end <= kept[-1].spans[0].start:
            kept.append(quote)
    return tuple(sorted([*quotes, *kept], key=lambda quote: quote.spans[0]))


def _indirect(
    article: Article, report: Report, resolver: Resolver, authorities: Authorities, model: Model
) -> Quote | None:
    """The quote of a report; None where its speaker cannot be told."""
    head = report.frame.speaker_head
    identity = None if head is None else resolver.identities.get(head)
    if identity is None or not identity.resolved:
        return None
    authority = authorities.of(report.attribution, identity, None)
    spans = tuple(map(article.span, report.parts))
    text = " […] ".join(span.text(article.text) for span in spans)
    answered = Answered(report.attribution, identity, "indirect", text, article.lexicon.language)
    return Quote(
        text=text,
        type="indirect",
        language=article.lexicon.language,
        spans=spans,
        content=_passage(article, Span(spans[0].start, spans[-1].end)),
        cue=_passage(article, article.span(report.frame.words)),
        speaker=speaker_of(article, report.attribution, identity, resolver.mention_of(report.frame)),
        source=None if authority is None else source_of(article, authority),
        confidence=confidence_of_report(answered, model),
    )


def _same(one: Identity, other: Identity) -> bool:
    """Are both one speaker?"""
    if one.entity is not None or other.entity is not None:
        return one.entity is other.entity
    return one.name == other.name


def _passage(article: Article, span: Span) -> Passage:
    return Passage(span.text(article.text), span)


def _quote(
    article: Article,
    attribution: Attribution,
    identity: Identity | None,
    mention: range | None,
    authority: Authority | None,
    model: Model,
) -> Quote:
    """The quote of an attributed quotation, with the pieces joined to it."""
    parts = (attribution.quotation, *attribution.joined)
    spans = tuple(span for part in parts for span in article.quotations[part].spans)
    kind, content = content_of(article, attribution)
    if attribution.joined:
        content = Span(min(content.start, spans[0].start), spans[-1].end)
    frame = attribution.frame
    cue = None
    if frame is not None and attribution.how not in ("continued", "label", "signature"):
        cue = _passage(article, article.span(frame.words))
    text = " […] ".join(span.text(article.text) for span in spans)
    answered = Answered(attribution, identity, kind, text, article.lexicon.language)
    return Quote(
        text=text,
        type=kind,
        language=article.lexicon.language,
        spans=spans,
        content=_passage(article, content),
        cue=cue,
        speaker=None if identity is None else speaker_of(article, attribution, identity, mention),
        source=None if authority is None else source_of(article, authority),
        confidence=confidence_of(answered, model),
    )


def speaker_of(
    article: Article, attribution: Attribution, identity: Identity, words: range | None
) -> Speaker:
    """The speaker of an attributed quotation, whom `words` mention."""
    mention = None
    if words is not None:
        span = article.span(words)
        if article.text[span.start] in HYPHENS and len(span) > 1:
            span = Span(span.start + 1, span.end)
        mention = _passage(article, span)
    role = identity.entity.roles[0].text if identity.entity is not None and identity.entity.roles else None
    return Speaker(
        id=_id_of(identity),
        name=identity.name,
        kind=identity.kind,
        role=role,
        mention=mention,
        basis="continued" if attribution.how == "continued" else identity.basis,
        members=tuple(Named(_id_of(member), member.name) for member in identity.members),
    )


def _id_of(identity: Identity) -> str | None:
    """The catalogue's key of a speaker."""
    if identity.entity is not None and identity.entity.person is not None:
        return identity.entity.person.key
    return None if identity.institution is None else identity.institution.id


def source_of(article: Article, authority: Authority) -> Source:
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
