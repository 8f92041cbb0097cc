"""The annotated articles that models are fitted on, read as the extractor reads them."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.fit.normal import gold_to_fit
from benchmarks.gold import QUOTED, Record
from service.extraction.cues.cues import find_frames
from service.extraction.cues.frames import Frame
from service.extraction.marks.narration import split_narration
from service.extraction.marks.quotations import find_quotations
from service.extraction.reading.analysis import analyse
from service.extraction.reading.article import Article
from service.extraction.reading.selection import parts_to_read
from service.extraction.speakers.people_index import PeopleIndex
from service.extraction.speakers.resolution import Resolver
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue import load_catalogue
from service.lexicons.lexicon import load_lexicon
from service.reader.pipelines import load_pipeline

Read = tuple[Record, Article, tuple[Frame, ...], Resolver]


def read_all() -> Iterator[Read]:
    """Each article of the gold for fitting, with its frames and the identities of the sources."""
    catalogue = load_catalogue(None)
    gold = list(gold_to_fit())
    languages = sorted({record["lang"] for record in gold})
    lexicons = {language: load_lexicon(language) for language in languages}
    pipelines = {language: load_pipeline(lexicon.pipeline) for language, lexicon in lexicons.items()}
    people = PeopleIndex(catalogue)
    for record in gold:
        text, language = record["text"], record["lang"]
        lexicon = lexicons[language]
        quotations = split_narration(text, find_quotations(text, lexicon), lexicon)
        parts = parts_to_read(text, quotations, QUOTED, lexicon)
        article = analyse(text, quotations, lexicon, pipelines[language], parts)
        frames = find_frames(article)
        told = [frame for frame in frames if not frame.near]
        yield record, article, frames, Resolver(article, told, people, ArticleCatalogue(catalogue))
