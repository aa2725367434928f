"""How much of the run is left, in iterations if they are limited, else in seconds."""

from __future__ import annotations

import math

from optimizer.stop import Stop

OPEN_END = 60.0
"""Seconds on which shares are reckoned where nothing is limited."""


class Clock:
    """Counts PyVRP's iterations of all runs and knows when shares of the whole are used up.

    With a limit of iterations nothing depends on time, unless that is limited too. ``reserve``
    are seconds kept for the last steps.
    """

    def __init__(self, stop: Stop) -> None:
        self.stop = stop
        self.iterations = 0
        self.reserve = 0.0

    def at(self, share: float) -> float:
        """When this share of the whole is used up; 1 is the end, however far away."""
        if self.stop.iterations is not None:
            return share * self.stop.iterations
        if self.stop.seconds is not None:
            return share * max(0.0, self.stop.seconds - self.reserve)
        return math.inf if share >= 1 else share * OPEN_END

    def now(self) -> float:
        """The present moment, on the same scale."""
        return self.stop.elapsed() if self.stop.iterations is None else self.iterations

    def is_past(self, moment: float) -> bool:
        """Whether a moment, or any limit of the stop, is reached."""
        late = self.stop.remaining() <= self.reserve
        return self.stop.requested.is_set() or late or self.now() >= moment
