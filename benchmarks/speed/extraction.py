"""Words per second of the whole extraction, of spaCy alone and of textacy; growth with the text."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import ExitStack
from statistics import median

from benchmarks.gold import ALL_TYPES, QUOTED
from benchmarks.speed.processes import Contender, Unavailable
from benchmarks.speed.report import Row, at_least, at_most, unavailable
from benchmarks.speed.texts import long_text, pieces, samples, words

LANGUAGES = {"en": "English", "fr": "French"}
MUST = {"en": (4.0, 6.0), "fr": (2.8, 4.0)}
MUST_ALL_TYPES = (1.8, 2.5)
LONGEST = 200_000
OURS, OURS_ALL, DEFAULT = "extract", "extract, all types", "default"
CONTENDERS = {  # what is run, and the types that it is asked for
    OURS: ("extract", QUOTED),
    DEFAULT: (DEFAULT, QUOTED),
    OURS_ALL: ("extract", ALL_TYPES),
    "textacy": ("textacy", QUOTED),
}


def speeds(language: str, size: int, rounds: int) -> tuple[dict[str, float], list[str]]:
    """Words per second of each contender, as medians of rounds; a note on each that is missing or fails."""
    turns, others = samples(language, size, rounds)
    rates: dict[str, list[float]] = defaultdict(list)
    failed: Counter[str] = Counter()
    missing = []
    with ExitStack() as stack:
        running: dict[str, Contender] = {}
        for title, (kind, types) in CONTENDERS.items():
            try:
                running[title] = stack.enter_context(Contender(kind, language))
                # Neither what is made on first use should count nor an extractor that finds nothing.
                if not running[title].read(others, types).found and kind != DEFAULT:
                    raise Unavailable(f"{kind}: finds no quote in {len(others)} articles")
            except Unavailable as why:
                running.pop(title, None)
                missing.append(str(why))
        for texts in turns:
            for title, contender in running.items():
                reading = contender.read(texts, CONTENDERS[title][1])
                rates[title].append(sum(map(words, texts)) / reading.processor)
                failed[title] += reading.failed
    notes = [f"{title}: fails on {n} of {sum(map(len, turns))} articles" for title, n in failed.items() if n]
    return {title: median(found) for title, found in rates.items()}, missing + notes


def extraction(size: int, rounds: int) -> list[Row]:
    """The rows about speed in one thread."""
    rows = []
    for language, name in LANGUAGES.items():
        found, remarks = speeds(language, size, rounds)
        for title, speed in found.items():
            rows.append(Row(f"{name}, {title}: words/s", "", "", f"{speed:,.0f}"))
        rows += [Row(name, "", "", remark) for remark in remarks]
        if OURS not in found or DEFAULT not in found:
            continue
        pure = found[DEFAULT]
        rows += [
            at_least(f"{name}, direct+mixed / default `nlp(text)`", *MUST[language], found[OURS] / pure),
            at_least(f"{name}, all types / default `nlp(text)`", *MUST_ALL_TYPES, found[OURS_ALL] / pure),
        ]
    return rows


def growth(rounds: int) -> list[Row]:
    """The rows about ten times the text: time, and the process's peak memory.

    A long text is compared with its own ten tenths, so that both sides read the same words.  Otherwise what a
    reader remembers from one round to the next would help with a short text, which has fewer words.
    """
    rows = []
    for language, name in LANGUAGES.items():
        whole = long_text(language, LONGEST)
        texts = {"whole": [whole], "tenths": pieces(whole, 10)}
        seconds: dict[str, list[float]] = defaultdict(list)
        peaks: dict[str, float] = {}
        try:
            with Contender("extract", language) as first, Contender("extract", language) as second:
                contenders = {"whole": first, "tenths": second}
                for contender in contenders.values():
                    if not contender.read(texts["tenths"][:1], ALL_TYPES).found:
                        raise Unavailable("the extractor finds no quote")
                for _ in range(rounds):
                    for title, contender in contenders.items():
                        reading = contender.read(texts[title], ALL_TYPES)
                        seconds[title].append(reading.processor)
                        peaks[title] = reading.peak
        except Unavailable as why:
            rows.append(unavailable(f"{name}, growth", why))
            continue
        tenfold = 10 * median(seconds["whole"]) / median(seconds["tenths"])
        note = f" ({peaks['tenths']:.0f} → {peaks['whole']:.0f} MB)"
        rows += [
            at_most(f"{name}, 10 × the text, to {LONGEST} characters: time", 11, None, tenfold, "×"),
            at_most(f"{name}, the same: peak memory", 1.5, None, peaks["whole"] / peaks["tenths"], "×", note),
        ]
    return rows
