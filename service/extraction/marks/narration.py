"""Narration inside the marks: what the reporter says between the words of a quotation.

French papers open and close the marks once around “A, dit X. B” (Grevisse, Le Bon usage: the short incise
stays inside the guillemets), and transcripts put the speaker's name after the opening mark (“SMITH: A”).
Both are taken out, so that only words of the speaker stay quoted.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from functools import cache

from service.extraction.letters import CAPITAL
from service.extraction.marks.quotations import Quotation, trim
from service.extraction.model import Span
from service.extraction.punctuation import COMMA
from service.lexicons.lexicon import Lexicon
from service.lexicons.phrases import normalise
from service.lexicons.schema import REPORTING, SAYING, Preposition, Strength

LABEL = re.compile(
    rf"{CAPITAL}(?:{CAPITAL}|[.'’\-])+"
    rf"(?:[ \xa0](?:{CAPITAL}|[.'’\-])+){{0,3}}[ \xa0]?:\s+(?=\S)"
)
SPACED_PAUSE = re.compile(r"[,?!…][\s\xa0]+")
NARRATED_WORD = re.compile(r"[\w'’\-]+")
STOP = re.compile(r"[.!?…](?=\s|$)|,(?=\s)")
TURN = re.compile(r"\n[^\S\n]*[—–][^\S\n]+")  # a dialogue inside one pair of marks
MIN_QUOTED = 2
MAX_INCISE_CHARACTERS = 160
LONGEST_TITLE = 60
HEARERS: tuple[Preposition, ...] = ("address", "source_near_quote")  # tables of who or what hears
MAX_COMPLEMENT = 3  # words: "de la mairie", "d'Ivry"


def split_narration(text: str, quotations: Sequence[Quotation], lexicon: Lexicon) -> tuple[Quotation, ...]:
    """The quotations without the reporter's words inside them; one that holds an incise becomes two."""
    return tuple(piece for quotation in quotations for piece in _pieces(text, quotation, lexicon))


def _pieces(text: str, quotation: Quotation, lexicon: Lexicon) -> Iterator[Quotation]:
    """The speaker's own words in a quotation: without a label before them and incises between them."""
    labels = [LABEL.match(text, span.start, span.end) for span in quotation.spans]
    if len(labels) > 1 and any(labels):
        yield from _turns(quotation, labels)
        return
    outer, spans = quotation.outer, list(quotation.spans)
    if labels[0] is not None:
        outer, spans[0] = Span(labels[0].end(), outer.end), Span(labels[0].end(), spans[0].end)
    yield from _without_incises(text, Quotation(tuple(spans), outer, quotation.closed), lexicon)


def _without_incises(text: str, quotation: Quotation, lexicon: Lexicon) -> Iterator[Quotation]:
    """The stretches of a quotation between its incises and turns; each may run over several paragraphs."""
    spans: list[Span] = []
    begun = start = quotation.outer.start
    goes_on = False
    for span in quotation.spans:
        if not spans:
            begun = start + len(text[start : span.start]) - len(text[start : span.start].lstrip())
            goes_on = False
        start = span.start
        for cut, one_speaker in _cuts(text, span, lexicon):
            spans += filter(None, [trim(text, start, cut.start)])
            if spans:
                yield Quotation(tuple(spans), Span(begun, spans[-1].end), quotation.closed, goes_on)
            spans, goes_on = [], one_speaker
            begun = start = cut.end
        rest = trim(text, start, span.end)
        if rest is not None and any(c.isalnum() for c in rest.text(text)):
            spans.append(rest)
        start = span.end
    if spans:
        yield Quotation(tuple(spans), Span(begun, quotation.outer.end), quotation.closed, goes_on)


def _cuts(text: str, span: Span, lexicon: Lexicon) -> Iterator[tuple[Span, bool]]:
    """The incises of a span (True: the same speaker continues) and the dashes of others' turns (False)."""
    at = span.start
    for incise in _incises(text, span, lexicon):
        yield from ((Span(*dash.span()), False) for dash in TURN.finditer(text, at, incise.start))
        yield incise, True
        at = incise.end
    yield from ((Span(*dash.span()), False) for dash in TURN.finditer(text, at, span.end))


def _turns(quotation: Quotation, labels: Sequence[re.Match[str] | None]) -> Iterator[Quotation]:
    """The turns of a transcript whose paragraphs each re-open the marks."""
    begins = [i for i, label in enumerate(labels) if label is not None]
    for first, stop in itertools.pairwise(dict.fromkeys([0, *begins, len(labels)])):
        label, spans = labels[first], quotation.spans[first:stop]
        if label is not None:
            spans = (Span(label.end(), spans[0].end), *spans[1:])
        start = quotation.outer.start if label is None else label.end()
        outer = Span(start, quotation.outer.end if stop == len(labels) else spans[-1].end)
        yield Quotation(spans, outer, quotation.closed)


def _incises(text: str, span: Span, lexicon: Lexicon) -> Iterator[Span]:
    """The incises of a quotation, from the comma before each to the punctuation after it."""
    at = span.start
    while (comma := SPACED_PAUSE.search(text, at, span.end)) is not None:
        at = comma.end()
        words = [
            m
            for _, m in zip(range(6), NARRATED_WORD.finditer(text, at, min(span.end, at + 80)), strict=False)
        ]
        if len(words) < MIN_QUOTED or words[0].start() != at:
            continue
        subject = _subject_word(text, words, lexicon)
        if subject is None or _tells_what(text, words[subject : subject + 2], lexicon):
            continue
        end = _end_of(text, *words[subject].span(), span.end, lexicon)
        if end is not None:
            yield Span(comma.start() + (text[comma.start()] != COMMA), end)
            at = end


def _tells_what(text: str, words: Sequence[re.Match[str]], lexicon: Lexicon) -> bool:
    """Is a name followed by what that person is asked or told, and so no subject: "asked X to go"?"""
    if len(words) < MIN_QUOTED or not text[words[0].end() : words[1].start()].isspace():
        return False
    return normalise(words[1].group()) in lexicon.adverbials["complementizer"]


def _subject_word(text: str, words: Sequence[re.Match[str]], lexicon: Lexicon) -> int | None:
    """The index of the last word of the subject, if words[0] begins an incise; else None."""
    verb, *rest = _without_reflexive(normalise(words[0].group()), lexicon).split("-")
    clitic = lexicon.pronouns.get(rest[-1]) if rest else None
    inverted = clitic is not None and clitic.person == 3 and clitic.role in ("subject", "impersonal")
    if verb in lexicon.perfect:
        following = enumerate(words[1:4], 1)
        participle = next((i for i, word in following if _speaks(word.group(), lexicon, REPORTING)), None)
        if participle is None or not (inverted or _names(text, words, participle + 1, lexicon)):
            return None
        return participle if inverted else participle + 1
    if inverted:
        return 0 if _speaks(verb, lexicon, REPORTING) else None
    if rest or not _speaks(verb, lexicon, SAYING):
        return None
    subject = _behind_hearer(text, words, 1, lexicon)
    return subject if _names(text, words, subject, lexicon) else None


def _behind_hearer(text: str, words: Sequence[re.Match[str]], at: int, lexicon: Lexicon) -> int:
    """The index of the word after the hearer that words[at] begins ("pour l'AFP"); `at` if it begins none."""
    if at >= len(words) or not any(
        lexicon.prepositions[table].match(normalise(words[at].group()), 0) for table in HEARERS
    ):
        return at
    determined = normalise(text[words[at].end() : words[at].end() + LONGEST_TITLE]).split(maxsplit=1)
    return at + 3 if determined[:1] and determined[0] in lexicon.determiners["articles"] else at + 2


def _without_reflexive(form: str, lexicon: Lexicon) -> str:
    """A verb without the elided pronoun before it: "s'amuse"."""
    elided, apostrophe, verb = form.partition("'")
    pronoun = lexicon.pronouns.get(elided + apostrophe) if apostrophe else None
    return verb if pronoun is not None and pronoun.role == "reflexive" else form


def _speaks(form: str, lexicon: Lexicon, strength: Strength) -> bool:
    """Is the word a form of a verb of saying, at least of this strength, that introduces quotes?"""
    senses = lexicon.verbs.get(normalise(form), ())
    return any(s.strength >= strength and "quote" in s.takes and not s.particles for s in senses)


def _names(text: str, words: Sequence[re.Match[str]], at: int, lexicon: Lexicon) -> bool:
    """Does a name or a noun for a speaker begin at words[at]?"""
    if at >= len(words):
        return False
    return words[at].group()[0].isupper() or _title_end(text, words[at].start(), lexicon) is not None


def _title_end(text: str, at: int, lexicon: Lexicon) -> int | None:
    """The end of a noun for a speaker whose article begins at `at`: "le ministre", "un ancien élu"."""
    words = normalise(text[at : at + LONGEST_TITLE])
    for article in lexicon.determiners["definite"] | lexicon.determiners["indefinite"]:
        opening = article if article.endswith("'") else article + " "
        if words.startswith(opening):
            former = words[len(opening) :].partition(" ")[0]
            start = len(opening) + (len(former) + 1 if former in lexicon.determiners["former"] else 0)
            if title := lexicon.persons.match(words, start):
                return at + start + title[0]
    return None


def _end_of(text: str, subject: int, at: int, limit: int, lexicon: Lexicon) -> int | None:
    """Where the incise ends: at the end of the sentence, or at a comma that no apposition follows.

    The last word of its subject is the code points `subject` to `at`.
    """
    begun, titled = at, text[subject : subject + 1].islower()
    name = _full_name(lexicon.determiners["particles"])
    if text[at : at + 1] == "." and lexicon.persons.match(normalise(text[subject : at + 1]), 0) is not None:
        at += 1  # an honorific's own full stop: "M. Dupré"
    while (stop := STOP.search(text, at, limit)) is not None:
        if stop.start() - begun > MAX_INCISE_CHARACTERS:
            return None
        if stop.group() != COMMA:
            return stop.end()
        following = NARRATED_WORD.search(text, stop.end(), limit)
        named = titled and following is not None and name.match(text, following.start(), limit)
        if not named and (following is None or not _is_apposition(text, following, lexicon)):
            return stop.end()
        at = stop.end()
    return limit if limit - begun <= MAX_INCISE_CHARACTERS else None


@cache
def _full_name(particles: frozenset[str]) -> re.Pattern[str]:
    """Two to four words with capitals up to a comma or full stop, particles between them: "Anne de Roy,"."""
    between = "|".join(
        p.replace("'", "['’]") if p.endswith("'") else rf"{p}[ \xa0]" for p in map(re.escape, particles)
    )
    word = rf"{CAPITAL}[\w'’\-]+"
    return re.compile(rf"(?:{word}[ \xa0](?:{between})?){{1,3}}{word}(?=[,.])")


def _is_apposition(text: str, word: re.Match[str], lexicon: Lexicon) -> bool:
    """Does `word` begin a description of the speaker: a title, an age, a relative clause?"""
    form = normalise(word.group())
    pronoun = lexicon.pronouns.get(form)
    if form.isdigit() or (pronoun is not None and pronoun.role == "relative"):
        return True
    title = normalise(text[word.start() : word.start() + LONGEST_TITLE])
    return lexicon.persons.match(title, 0) is not None or _is_title(text, word.start(), lexicon)


def _is_title(text: str, at: int, lexicon: Lexicon) -> bool:
    """Is everything from `at` to the next stop a title: "la maire de Lyon", not "le maire ment"?"""
    end = _title_end(text, at, lexicon)
    stop = None if end is None else STOP.search(text, end, end + LONGEST_TITLE)
    if stop is None:
        return False
    rest = NARRATED_WORD.findall(normalise(text[end : stop.start()]))
    elided = rest[0].partition("'") if rest else ("", "", "")
    of = elided[0] + elided[1]
    return not rest or (len(rest) <= MAX_COMPLEMENT and of in lexicon.determiners["of"])
