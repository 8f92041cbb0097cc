"""What each stage made of an article: the values that its quotes are assembled from."""

from __future__ import annotations

from dataclasses import dataclass

from service.extraction.attribution.attribution import Attribution
from service.extraction.cues.frames import Frame
from service.extraction.ranking import Model
from service.extraction.reading.article import Article
from service.extraction.reports.indirect import Report
from service.extraction.speakers.resolution import Resolver
from service.extraction.speakers.sources import Authorities


@dataclass(frozen=True)
class Stages:
    """What is known of one article: its words, cues, attributed quotations, reports, speakers and sources."""

    article: Article
    frames: tuple[Frame, ...]
    attributions: tuple[Attribution, ...]
    reports: tuple[Report, ...]
    resolver: Resolver
    authorities: Authorities
    confidence: Model
