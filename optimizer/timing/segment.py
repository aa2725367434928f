"""The algebra of a trip: a run of visits as six numbers, joined in constant time.

Windows alone give the segments of Vidal et al. (2013), "A hybrid genetic algorithm with adaptive
diversity management for a large class of vehicle routing problems with time-windows"; ``slack``
and ``gap`` add the on-board limit, which differs from visit to visit and counts from departure.
"""

from __future__ import annotations

from typing import NamedTuple

from optimizer.problem import Visit
from optimizer.rules import Rule

FAR = 1 << 40
"""Later than any time and longer than any limit."""


class Segment(NamedTuple):
    """A run of visits, seen from the departure at its start. All in seconds.

    ``duration``: riding and serving without waiting, to the end of the last service.
    ``earliest``: departure without waiting anywhere, not clipped. ``latest``: last feasible
    departure. ``slack``: smallest on-board limit left when nobody waits. ``gap``: departure
    before which waiting would break an on-board limit. ``released``: no departure before it.
    ``broken``: the rule that no departure can keep, if any.
    """

    duration: int = 0
    earliest: int = -FAR
    latest: int = FAR
    slack: int = FAR
    gap: int = -FAR
    released: int = -FAR
    broken: Rule | None = None

    def then(self, ride: int, other: Segment) -> Segment:
        """The segment, a ride of ``ride`` seconds, then ``other``."""
        shift = self.duration + ride
        broken = self.broken or other.broken
        if broken is None and self.earliest + shift > other.latest:
            broken = Rule.WINDOW
        return Segment(
            shift + other.duration,
            max(self.earliest, other.earliest - shift),
            min(self.latest, other.latest - shift),
            min(self.slack, other.slack - shift),
            max(self.gap, other.gap, self.earliest + shift - other.slack),
            max(self.released, other.released),
            broken,
        )

    def refusal(self) -> Rule | None:
        """The rule that keeps the segment from ever departing, if any."""
        if self.broken is not None:
            return self.broken
        if self.slack < 0 or self.gap > self.latest:
            return Rule.FRESH
        return Rule.RELEASED if self.released > self.latest else None

    def depart(self, ready: int) -> int:
        """The departure that returns first and, of those, has the least time on board.

        Feasible iff it is at most ``latest`` and ``refusal`` is None.
        """
        return max(ready, self.released, min(self.earliest, self.latest))

    def allows(self, depart: int) -> bool:
        """Whether leaving at ``depart`` keeps windows, on-board limits and releases."""
        first = max(self.gap, self.released)
        return self.refusal() is None and first <= depart <= self.latest

    def end(self, depart: int) -> int:
        """End of the last service after leaving at ``depart``."""
        return depart + self.duration + max(0, self.earliest - depart)


def visit_segment(visit: Visit, window: tuple[int, int], onboard: int) -> Segment:
    """One visit, served within ``window`` and at most ``onboard`` seconds after departure."""
    released = -FAR if visit.released is None else visit.released
    opens, closes = window
    broken = Rule.WINDOW if opens > closes else None
    return Segment(visit.service_seconds, opens, closes, onboard, opens - onboard, released, broken)
