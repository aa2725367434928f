"""One run of a schedule in arrays: what comes before and after each of its positions.

The algebra of ``optimizer.timing.segment`` for all positions at once: with ``since[j]`` the time
from departure to the start of service j without waiting, every figure of a segment is a running
extreme of ``opens - since``, ``latest - since`` and ``onboard - since``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.explain.fit.limits import VisitLimits
from optimizer.policy import Policy
from optimizer.timing.segment import FAR

Seconds = NDArray[np.int64]


class Parts(NamedTuple):
    """Segments of a run's beginnings (``heads``) or ends: five numbers for each of n+1 positions.

    See ``Segment`` for what they mean; an empty end is no segment at all.
    """

    duration: Seconds
    earliest: Seconds
    latest: Seconds
    slack: Seconds
    gap: Seconds


class Pairs(NamedTuple):
    """For each position and each stop after it, when that stop is served at the earliest.

    That is ``max(arrival + since, floor)``, counted from the arrival at the first stop after the
    position. ``liked`` and ``closes`` are the stop's own, see ``VisitLimits``.
    """

    position: Seconds
    since: Seconds
    floor: Seconds
    liked: Seconds
    closes: Seconds


class TimedRun(NamedTuple):
    """A run and its figures; ``rides`` lead to each stop from the place before it.

    ``floor`` is the earliest end of the last service, whenever it departs; ``untimely`` what the
    stops before each position cost at least, late and thin in slack, if it departs at ``ready``.
    """

    heads: Parts
    tails: Parts
    pairs: Pairs
    rides: Seconds
    places: Seconds
    boxes: int
    released: int
    onboard: int

    @property
    def duration(self) -> int:
        """Riding and serving without waiting, to the end of the last service."""
        return int(self.heads.duration[-1])

    @property
    def earliest(self) -> int:
        """Departure without waiting anywhere."""
        return int(self.heads.earliest[-1])

    @property
    def latest(self) -> int:
        """Last feasible departure."""
        return int(self.heads.latest[-1])


def timed_run(visits: Sequence[VisitLimits], rides: Seconds, loading: int) -> TimedRun:
    """The figures of a run of at least one visit.

    Parameters
    ----------
    rides
        Seconds to each visit from the one before, to the first from the canteen.
    """
    table = np.array(visits, np.int64).T
    place, service, boxes, opens, latest, onboard, released, liked, closes = table
    before = np.concatenate(([0], np.cumsum(rides + service)))
    since = before[:-1] + rides
    early, late, fresh = opens - since, latest - since, onboard - loading - since
    heads = Parts(
        duration=before,
        earliest=_from_start(np.maximum, early, -FAR),
        latest=_from_start(np.minimum, late, FAR),
        slack=_from_start(np.minimum, fresh, FAR),
        gap=_from_start(np.maximum, np.maximum.accumulate(early) - fresh, -FAR),
    )
    rest = np.append(since, 0)
    tails = Parts(
        duration=np.append(before[-1] - since, 0),
        earliest=_to_end(np.maximum, early, -FAR, rest),
        latest=_to_end(np.minimum, late, FAR, rest),
        slack=_to_end(np.minimum, fresh, FAR, rest),
        gap=_to_end(np.maximum, early - _backward(np.minimum, fresh), -FAR, 0 * rest),
    )
    return TimedRun(
        heads=heads,
        tails=tails,
        pairs=_pairs(since, early, liked, closes),
        rides=rides,
        places=place,
        boxes=int(boxes.sum()),
        released=int(released.max()),
        onboard=int(since.sum()) + loading * len(visits),
    )


def untimely(
    policy: Policy, starts: Seconds, liked: Seconds | int, closes: Seconds | int
) -> Seconds:
    """What starts cost, late and thin in slack, in hundredths of a second."""
    thin = np.maximum(policy.slack_seconds - np.maximum(closes - starts, 0), 0)
    cost: Seconds = policy.late_percent * np.maximum(starts - liked, 0)
    cost += policy.slack_percent * thin
    return cost


def _from_start(extreme: np.ufunc, values: Seconds, empty: int) -> Seconds:
    extremes: Seconds = np.concatenate(([empty], extreme.accumulate(values)))
    return extremes


def _backward(extreme: np.ufunc, values: Seconds) -> Seconds:
    reverse: Seconds = extreme.accumulate(values[::-1])[::-1]
    return reverse


def _to_end(extreme: np.ufunc, values: Seconds, empty: int, shift: Seconds) -> Seconds:
    """Running extremes from each position to the end, counted from the first stop after it."""
    return np.append(_backward(extreme, values), empty) + shift


def _pairs(since: Seconds, early: Seconds, liked: Seconds, closes: Seconds) -> Pairs:
    first, stop = np.triu_indices(len(since))
    floors = [np.maximum.accumulate(early[k:]) for k in range(len(since))]
    return Pairs(
        position=first,
        since=since[stop] - since[first],
        floor=np.concatenate(floors) + since[stop],
        liked=liked[stop],
        closes=closes[stop],
    )
