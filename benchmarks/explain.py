"""Why each quote of a text is as it is: python -m benchmarks.explain FILE

Prints for each quote:
- the words of its cue, the rule that made them a cue, and the rule that found the speaker;
- how the cue stands to the quote;
- the probability of its speaker and of the best rival, and the features that distinguish them, with weights;
- the rules that found the speaker's name and the source, and the confidence.
A word in brackets is the name of a rule: it stands in service/extraction with its reason and examples.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.gold import ALL_TYPES
from benchmarks.reasons import Choice, Reasons, reasons
from service.extraction.attribution.candidates import Candidate
from service.extraction.attribution.features.names import SPEAKER_FEATURES
from service.extraction.attribution.features.words import SPEAKER_WORDS
from service.extraction.extractor import Extractor
from service.extraction.model import ExtractionError, Options
from service.extraction.ranking import MODELS, load_model
from service.extraction.reading.article import Article

WIDTH = 100  # characters of a quote that are shown
SHOWN = 6  # features of a choice that are shown


def main() -> int:
    """Explain the quotes of a file or of the standard input; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.explain",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", help="an article in plain text; - for the standard input")
    parser.add_argument("--language", help="its ISO 639-1 code; detected without it")
    options = parser.parse_args()
    text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text("utf-8")
    model = load_model(MODELS / "speakers.txt", SPEAKER_FEATURES, SPEAKER_WORDS)
    try:
        stages = Extractor().stages(text, Options(options.language, ALL_TYPES))
    except ExtractionError as problem:
        print(problem, file=sys.stderr)
        return 1
    for one in reasons(stages, model):
        print("\n".join(explanation(stages.article, one)) + "\n")
    return 0


def explanation(article: Article, one: Reasons) -> Iterator[str]:
    """The lines that explain a quote."""
    quote, frame, rules = one.quote, one.framed.frame, one.rules
    yield f"“{_short(quote.text)}”  {quote.type}, {quote.spans[0].start}–{quote.spans[-1].end}"
    if frame is not None:
        cue = article.span(frame.words).text(article.text)
        yield f"  cue        “{_short(cue)}” [{rules['cue']}]; its speaker: [{rules['speaker']}]"
    yield f"  place      {rules['place']}"
    if one.choice is not None:
        yield from _of_choice(article, one.choice)
    if quote.speaker is not None and one.identity is not None:
        mention = f", “{_short(quote.speaker.mention.text)}”" if quote.speaker.mention else ""
        sure = one.identity.probability
        yield f"  speaker    {quote.speaker.name}{mention} [{rules['identity']}], {sure:.2f}"
    if quote.source is not None:
        yield f"  source     {quote.source.name} [{rules['source']}]"
        if quote.source.via is not None:
            yield f"  via        {quote.source.via.name} [{rules['via']}]"
    yield f"  confidence {quote.confidence:.2f}"


def _of_choice(article: Article, choice: Choice) -> Iterator[str]:
    told = f"  choice     {_named(article, choice.chosen)}: {choice.probability:.2f}"
    if choice.rival is not None:
        told += f", against {_named(article, choice.rival)}: {choice.rival_probability:.2f}"
    yield told
    for name, gain in choice.weights[:SHOWN]:
        yield f"             {gain:+.2f} {name}"


def _named(article: Article, candidate: Candidate) -> str:
    """A candidate in words: its kind and its mention."""
    frame = candidate.frame
    if frame is None or frame.speaker is None:
        return candidate.kind.replace("_", " ")
    mention = article.span(frame.speaker).text(article.text)
    return f"“{_short(mention)}” ({candidate.kind.replace('_', ' ')})"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"


if __name__ == "__main__":
    sys.exit(main())
