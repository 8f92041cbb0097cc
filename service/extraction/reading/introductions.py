"""Where people are introduced: sentences with the full name of somebody called by the last name elsewhere.

They are found by capitals alone, as they are not parsed yet: “…,” said Smith, needs the sentence with
"Anna Smith", however far away it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from service.extraction.letters import CAPITAL
from service.extraction.model import Span, touched
from service.lexicons.lexicon import Lexicon
from service.lexicons.phrases import normalise

CAPITALISED = re.compile(rf"{CAPITAL}(?:\.|[\w’'\-]*)")  # an initial or a word
SENTENCE_OR_LINE_END = re.compile(rf"[.!?…][\"”»’')\]]*\s+(?=[\"“«‘(\[]*{CAPITAL})|\n")
REACH_CHARACTERS = 400  # characters of a sentence on either side of a name
SPACES = frozenset({" ", "\xa0"})


def introductions(text: str, parts: Sequence[Span], lexicon: Lexicon) -> list[Span]:
    """Sentences outside `parts`, in order, with first full names of people that `parts` call by last name."""
    introduced: dict[str, Span] = {}
    named: set[str] = set()
    known: set[str] = set()
    for run in _runs(text, lexicon):
        place, full = Span(run[0].start(), run[-1].end()), len(run) > 1
        if touched(parts, place):
            (known if full else named).add(_last_name(run[-1].group(), lexicon))
        elif full:
            introduced.setdefault(_last_name(run[-1].group(), lexicon), place)
    wanted = {introduced[last] for last in named - known if last in introduced}
    return list(_sentences(text, sorted(wanted, key=lambda place: place.start)))


def _runs(text: str, lexicon: Lexicon) -> Iterator[list[re.Match[str]]]:
    """Runs of adjacent capitalised words, without an article, pronoun or title before them."""
    run: list[re.Match[str]] = []
    for word in CAPITALISED.finditer(text):
        if not word.group()[0].isupper():
            continue
        joined = run and text[run[-1].end() : word.start()] in SPACES
        if run and not joined:
            yield run
            run = []
        if run or not _is_function(word.group(), lexicon):
            run.append(word)
    if run:
        yield run


def _is_function(word: str, lexicon: Lexicon) -> bool:
    """Is it an article or a pronoun, as at the beginning of a sentence, or a title?"""
    norm = normalise(word)
    return norm in lexicon.pronouns or norm in lexicon.determiners["articles"] or norm in lexicon.persons


def _last_name(word: str, lexicon: Lexicon) -> str:
    """The word without the ending of a genitive."""
    norm = normalise(word)
    endings = (ending for ending in lexicon.determiners["genitive"] if norm.endswith(ending))
    return word[: len(word) - max(map(len, endings), default=0)]


def _sentences(text: str, places: Sequence[Span]) -> Iterator[Span]:
    """The sentences that hold the places, disjoint; of a long one only what is near the places."""
    read = 0
    for place in places:
        low, high = max(0, place.start - REACH_CHARACTERS), min(len(text), place.end + REACH_CHARACTERS)
        line = text.rfind("\n", low, place.start) + 1 or low
        start = max(
            (match.end() for match in SENTENCE_OR_LINE_END.finditer(text, line, place.start)), default=line
        )
        end = SENTENCE_OR_LINE_END.search(text, place.end, high)
        sentence = Span(max(start, read), high if end is None else end.end())
        if sentence.start < sentence.end:
            yield sentence
            read = sentence.end
