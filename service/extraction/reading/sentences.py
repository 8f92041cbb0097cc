"""Where sentences begin, given the quotations: those of the parser, and the units of the narration."""

from __future__ import annotations

from collections.abc import Sequence

from service.extraction.punctuation import BULLETS, CALLS, CLOSING_BRACKETS, COMMA, SENTENCE_ENDS, STOPS
from service.lexicons.lexicon import Lexicon
from service.lexicons.phrases import normalise
from service.lexicons.schema import REPORTING, SAYING

CALLING = CALLS | {"…"}
CLOSING_MARKS = frozenset('"”»')
LOOK_AHEAD = 20
# Words of a sentence; a longer one is no prose and is cut, so that the work per sentence stays bounded.
LONGEST_SENTENCE = 400


def boundaries(
    text: str,
    tokens: Sequence[str],
    places: Sequence[tuple[int, int]],
    inside: Sequence[int],
    lexicon: Lexicon,
) -> tuple[list[bool], list[int]]:
    """Which tokens begin a sentence for the parser, and the number of each token's narrative unit.

    `places` are the tokens' code points in `text`, `inside` the index of their quotation or -1.
    """
    starts, units, unit = [True], [0], 0
    sentence_begun = told = 0  # its first token; the pieces of the unit, a quotation being one
    final = _final(tokens, lexicon)
    for i, token in enumerate(tokens[1:], 1):
        broken = "\n" in text[places[i - 1][1] : places[i][0]]
        same = inside[i] >= 0 and inside[i] == inside[i - 1]
        begins = broken or (
            final[i - 1] and (token[0].isupper() or token[0].isdigit() or (token[0] in BULLETS and not same))
        )
        # In a text without its line breaks, a paragraph begins right after the mark that closed the last one.
        glued = not same and inside[i - 1] >= 0 and _is_glued(text, places[i - 1][1], places[i][0])
        begins = begins or (glued and token[0].isupper())
        if begins and not broken and not same and inside[i - 1] >= 0:
            begins = not _runs_on(tokens, i, lexicon)
        begins = begins or (i - sentence_begun if same else told) >= LONGEST_SENTENCE
        sentence_begun = i if begins else sentence_begun
        told = 0 if begins and not same else told + (not same)
        unit += begins and not same
        starts.append(begins)
        units.append(unit)
    return starts[: len(tokens)], units[: len(tokens)]


def _is_glued(text: str, end: int, start: int) -> bool:
    """Does nothing but a quotation mark stand between two tokens?"""
    return start - end == 1 and text[end] in CLOSING_MARKS


def _final(tokens: Sequence[str], lexicon: Lexicon) -> list[bool]:
    """Which tokens end a sentence, closing brackets and spaces aside.

    The full stop of an abbreviated title ends none: "Sens. Ann Roy and Paul Hill".
    """
    final: list[bool] = []
    for i, token in enumerate(tokens):
        passed_over = bool(final) and (token in CLOSING_BRACKETS or token.isspace())
        final.append(final[-1] if passed_over else token in SENTENCE_ENDS)
        if token == "." and i and f"{normalise(tokens[i - 1])}." in lexicon.persons:
            final[i] = False
    return final


def _runs_on(tokens: Sequence[str], i: int, lexicon: Lexicon) -> bool:
    """Does the sentence continue at `i`, after “…?” or “…!”, with a subject and its verb of saying?"""
    k = i - 1
    while k > 0 and tokens[k] in CLOSING_BRACKETS:
        k -= 1
    if tokens[k][-1] not in CALLING or (tokens[i][0].isupper() and not lexicon.subject_first):
        return False
    commas = 0
    for token, following in zip(
        tokens[i : i + LOOK_AHEAD], [*tokens[i + 1 : i + LOOK_AHEAD], ""], strict=False
    ):
        senses = lexicon.verbs.get(normalise(token), ())
        closes = following in SENTENCE_ENDS or following == COMMA
        for sense in senses:
            if sense.particles or sense.strength < (SAYING if commas else REPORTING):
                continue
            if "quote" in sense.takes or (closes and not commas):
                return True
        commas += token == COMMA
        if token in STOPS:
            return False
    return False
