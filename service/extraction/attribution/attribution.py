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
    """What quotations and reports have in common: the frame of the words, if any, and the `outer` ones.

    `how` says how the frame stands to the words; `probability` is that of the chosen speaker.
    """

    frame: Frame | None
    outer: tuple[Frame, ...]
    how: How
    probability: float


@dataclass(frozen=True)
class Attribution(Framed):
    """A quotation with its frame (see choosing.py).

    `joined` are the quotations that continue the same quote after an incise (see joining.py).
    """

    quotation: int
    joined: tuple[int, ...] = ()

    @property
    def last(self) -> int:
        """The last of its quotations."""
        return (self.quotation, *self.joined)[-1]
