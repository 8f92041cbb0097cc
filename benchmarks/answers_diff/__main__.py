"""Which quotes differ between a commit and the working tree: python -m benchmarks.answers_diff BASE

Reads all texts at hand for all types of quotes, and some of them damaged as well: the tests' own texts and,
if it is checked out beside the project, the shared gold.  Exit code 0: no quote differs; 1: some do;
2: a revision could not be read.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence

from benchmarks.answers_diff.comparing import FOUND, LOST, Difference, differences
from benchmarks.answers_diff.reading import Answer, CannotRead, read_both
from benchmarks.answers_diff.texts import Text, at_hand, damaged, read_texts
from benchmarks.gold import locate

SAME, DIFFERENT, CANNOT = 0, 1, 2
WIDTH = 70  # characters of a quote or a value that are shown

Found = tuple[Text, Difference]


def main() -> int:
    """Read with both revisions, compare and print; returns the exit code."""
    options = _options()
    texts = read_texts([locate(name)[0] for name in options.gold] or at_hand())
    texts += damaged(texts)
    print(f"{len(texts):,} texts, {options.base} against the working tree", file=sys.stderr)
    try:
        before, after = read_both(options.base, texts)
    except CannotRead as problem:
        print(problem, file=sys.stderr)
        return CANNOT
    found = [
        (text, difference)
        for number, text in enumerate(texts)
        for difference in differences(before[number], after[number])
    ]
    print("\n".join(_report(texts, before, after, found, options.examples)))
    return DIFFERENT if found else SAME


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    add = parser.add_argument
    add("base", nargs="?", default="HEAD", help="the commit to compare with; default: HEAD")
    add("--examples", type=int, default=5, metavar="N", help="shown of each field; default: 5")
    add("--gold", nargs="+", default=[], metavar="GOLD", help="files, or names of gold, to read instead")
    return parser.parse_args()


def _report(
    texts: Sequence[Text],
    before: dict[int, Answer],
    after: dict[int, Answer],
    found: Sequence[Found],
    examples: int,
) -> Iterator[str]:
    """How much was compared, how often each field differs, and some examples of each."""
    old, new = (sum(len(answer["quotes"]) for answer in answers.values()) for answers in (before, after))
    refused = sum("problem" in answer for answer in after.values())
    yield f"{len(texts):,} texts ({refused} refused), {old:,} quotes before, {new:,} now"
    if not found:
        yield "no quote differs"
        return
    quotes = {(id(text), one.start, one.quote) for text, one in found}
    yield f"{len(quotes):,} quotes differ, in {len({id(text) for text, _ in found}):,} texts"
    fields = _by_field(found)
    yield ""
    yield f"{'field':<20}{'quotes':>8}{'of these in damaged texts':>28}"
    for field, those in fields.items():
        yield f"{field:<20}{len(those):>8}{sum(bool(text.damage) for text, _ in those):>28}"
    for field, those in fields.items() if examples else ():
        yield ""
        yield f"{field}: {len(those)}"
        yield from (_example(text, one) for text, one in _spread(those, examples))


def _by_field(found: Sequence[Found]) -> dict[str, list[Found]]:
    """The differences by field, the most frequent field first, but after quotes found and lost."""
    fields = defaultdict(list)
    for text, one in found:
        fields[one.field].append((text, one))
    order = sorted(fields, key=lambda field: (field not in (FOUND, LOST), -len(fields[field])))
    return {field: fields[field] for field in order}


def _spread(found: Sequence[Found], count: int) -> Sequence[Found]:
    """So many of the differences, from all over; those in undamaged texts first."""
    ordered = [one for one in found if not one[0].damage] or list(found)
    return ordered[:: -(-len(ordered) // count)]


def _example(text: Text, one: Difference) -> str:
    """A difference on a line of its own."""
    where = f"{text.origin} {text.name}" + (f" ({text.damage})" if text.damage else "")
    quote = f" “{_short(one.quote)}”" if one.quote else ""
    return f"  {where} @{one.start}{quote}\n      {_short(one.before)}  →  {_short(one.after)}"


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"


if __name__ == "__main__":
    sys.exit(main())
