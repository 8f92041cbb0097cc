"""Which reporting frame a quotation belongs to: the value that the later stages read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from service.extraction.cues.frames import Frame

How = Literal[
    "incise", "colon", "before", "governs", "final", "preposition", "label", "signature", "continued", "none"
]


@dataclass(frozen=True)
class Framed:
    """Words with the frame that they belong to, if any, and those further out; `how` says by what.

    `probability` is that of the choice of the speaker.  Quotations and reports have all this in common.
    """

    frame: Frame | None
    outer: tuple[Frame, ...]
    how: How
    probability: float


@dataclass(frozen=True)
class Attribution(Framed):
    """A quotation with its frame (see choosing.py).

    `joined` are the quotations that go on the same quote after an incise (see joining.py).
    """

    quotation: int
    joined: tuple[int, ...] = ()

    @property
    def last(self) -> int:
        """The last of its quotations."""
        return (self.quotation, *self.joined)[-1]
