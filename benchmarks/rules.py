"""How often each rule fired, and how many of the answers that it took part in were right.

A rule that never fires, or that is more often wrong than right, should be looked at.  Cues, speakers and
identities fire more often than they appear in answers, because most frames belong to no quote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from benchmarks.reasons import DECISIONS, NO_CUE, RULES, Decided
from benchmarks.units import Verdict

WRONG = {"identity": "wrong name", "source": "wrong institution"}  # kinds of verdicts


def report(verdicts: Sequence[Verdict], fired: Counter[Decided]) -> str:
    """A line for each rule, by what it decides; the most frequent first."""
    right, wrong = _judged(verdicts)
    heard = {name for _, name in {*fired, *right, *wrong}}
    lines = [f"{'rule':36}{'fired':>8}{'answers':>9}{'right':>8}{'wrong':>8}"]
    for decision in (*DECISIONS, NO_CUE):
        answered = right + wrong
        known = {one for one in {*fired, *answered} if one[0] == decision}
        known |= {(decision, rule.name) for rule in RULES.get(decision, ()) if rule.name not in heard}
        for one in sorted(known, key=lambda one: (-answered[one], -fired[one], one)):
            count = max(fired[one], answered[one])
            cells = (count, answered[one], right[one], wrong[one])
            lines.append(
                f"{decision + ': ' + one[1]:36}" + "".join(f"{n:{8 + (i == 1)}}" for i, n in enumerate(cells))
            )
    return "\n".join(lines)


def _judged(verdicts: Sequence[Verdict]) -> tuple[Counter[Decided], Counter[Decided]]:
    """The rules of right and of wrong answers; a name or an institution may be wrong by itself."""
    right: Counter[Decided] = Counter()
    wrong: Counter[Decided] = Counter()
    for verdict in verdicts:
        for decision, rule in (verdict.answer or {}).get("rules", {}).items():
            good = verdict.right and WRONG.get(decision) not in verdict.kinds
            (right if good else wrong)[decision, rule] += 1
    return right, wrong
