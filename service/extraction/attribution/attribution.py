"""Which reporting frame a quotation belongs to: the value that the later stages read."""

from __future__ import annotations

from typing import Literal, NamedTuple

from service.extraction.cues.frames import Frame

How = Literal[
    "incise", "colon", "before", "governs", "final", "preposition", "label", "signature", "continued", "none"
]


class Attribution(NamedTuple):
    """A quotation with the frame that it belongs to, if any, and those further out; `how` says by what.

    `probability` is that of the choice (see choosing.py).  `joined` are the quotations that go on the same
    quote after an incise (see joining.py).
    """

    quotation: int
    frame: Frame | None
    outer: tuple[Frame, ...]
    how: How
    probability: float
    joined: tuple[int, ...] = ()

    @property
    def last(self) -> int:
        """The last of its quotations."""
        return (self.quotation, *self.joined)[-1]
