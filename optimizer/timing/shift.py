"""The departures of one rider's day of least cost, by dynamic programming over its trips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from optimizer.problem import Problem, Rider
from optimizer.timing.day import Leg, drive
from optimizer.timing.options import Options, Seconds, options_of
from optimizer.timing.timetable import first_arrival

NEVER = 1 << 60
"""More than any cost."""


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """The trips that a rider still has to make, each with all its departures.

    ``after`` is the time from the end of a trip's last service to the next departure, riding and
    loading; after the last trip it is the ride home. Paid time begins ``before`` the first
    departure, or at ``begun`` if the day has begun already. The day ends by ``closes``.
    """

    rider: Rider
    legs: tuple[Leg, ...]
    trips: tuple[Options, ...]
    after: tuple[int, ...]
    before: int
    begun: int | None
    closes: int

    def cheapest(self, paid_percent: int) -> tuple[int, ...] | None:
        """Departures of least cost of stops and paid time; None if the day is impossible."""
        return _best(self, [trip.cost for trip in self.trips], paid_percent)

    def through(self, paid_percent: int) -> list[Seconds]:
        """For each trip, what the day costs at least with each of its departures."""
        costs = [trip.cost for trip in self.trips]
        forward = _forward(self, costs, paid_percent)
        backward = _backward(self, costs, paid_percent)
        return [_sum(before, after) for before, after in zip(forward, backward, strict=True)]

    def possible(self) -> Shift:
        """The same day without departures that no possible day has."""
        within = [total < NEVER for total in self.through(0)]
        trips = zip(self.trips, within, strict=True)
        kept = tuple(Options(*(column[rows] for column in trip)) for trip, rows in trips)
        return replace(self, trips=kept)

    def shortest(self) -> int:
        """Least paid time of a day that is possible."""
        departs = _best(self, [np.zeros_like(trip.cost) for trip in self.trips], 1)
        assert departs is not None  # noqa: S101  # the caller has found departures before
        return self.paid(departs)

    def paid(self, departs: Sequence[int]) -> int:
        """Paid time of these departures."""
        last = self.trips[-1]
        end = int(last.end[np.searchsorted(last.depart, departs[-1])]) + self.after[-1]
        return end - (departs[0] - self.before if self.begun is None else self.begun)


def shift_of(problem: Problem, rider: Rider, legs: tuple[Leg, ...]) -> Shift | None:
    """The rider's trips, at least one; None if they cannot follow each other."""
    canteens = [problem.canteen[leg.canteen] for leg in legs]
    ends = [problem.visit[leg.visits[-1]].location for leg in legs]
    nexts = [
        *(canteen.location for canteen in canteens[1:]),
        problem.canteen[rider.canteen].location,
    ]
    rides = [problem.seconds(rider.profile, *ride) for ride in zip(ends, nexts, strict=True)]
    loading = [canteen.loading_seconds for canteen in canteens]
    after = [ride + load for ride, load in zip(rides, [*loading[1:], 0], strict=True)]
    ready = max(first_arrival(problem, rider, canteens[0]), problem.now or 0) + loading[0]
    trips: list[Options] = []
    for leg, canteen, wait in zip(legs, canteens, after, strict=True):
        within = ready, rider.shift[1]
        trips.append(options_of(problem, rider, canteen, leg.visits, within))
        if not len(trips[-1].end):
            return None
        ready = int(trips[-1].end.min()) + wait
    home = nexts[-1]
    return Shift(
        rider=rider,
        legs=legs,
        trips=tuple(trips),
        after=tuple(after),
        before=problem.seconds(rider.profile, home, canteens[0].location) + loading[0],
        begun=drive(problem, rider, ()).start if rider.frozen else None,
        closes=rider.shift[1],
    )


def _best(shift: Shift, costs: Sequence[Seconds], paid_percent: int) -> tuple[int, ...] | None:
    """Departures of least cost, traced back from the best last one."""
    totals = _forward(shift, costs, paid_percent)
    totals[-1] = _sum(totals[-1], _home(shift, paid_percent))
    departs: list[int] = []
    for k in range(len(totals) - 1, -1, -1):
        trip, reachable = shift.trips[k], totals[k]
        if departs:
            in_time = trip.end + shift.after[k] <= departs[0]
            reachable = np.where(in_time, reachable, NEVER)
        best = int(np.argmin(reachable))
        if reachable[best] >= NEVER:
            return None
        departs.insert(0, int(trip.depart[best]))
    return tuple(departs)


def _forward(shift: Shift, costs: Sequence[Seconds], paid_percent: int) -> list[Seconds]:
    """What all up to and with a trip cost at least, for each of its departures."""
    first = shift.trips[0]
    starts = first.depart - shift.before if shift.begun is None else shift.begun
    totals = [costs[0] - paid_percent * starts]
    for k, (trip, following) in enumerate(pairwise(shift.trips)):
        order = np.argsort(trip.end, kind="stable")
        least = np.minimum.accumulate(totals[k][order])
        made = np.searchsorted(trip.end[order] + shift.after[k], following.depart, side="right")
        before = np.where(made > 0, least[made - 1], NEVER)
        totals.append(_sum(before, costs[k + 1]))
    return totals


def _backward(shift: Shift, costs: Sequence[Seconds], paid_percent: int) -> list[Seconds]:
    """What all after a trip costs at least, for each of its departures."""
    totals = [_home(shift, paid_percent)]
    for k in range(len(shift.trips) - 2, -1, -1):
        trip, following = shift.trips[k], shift.trips[k + 1]
        onward = np.append(_sum(totals[0], costs[k + 1]), NEVER)
        least = np.minimum.accumulate(onward[::-1])[::-1]
        totals.insert(0, least[np.searchsorted(following.depart, trip.end + shift.after[k])])
    return totals


def _home(shift: Shift, paid_percent: int) -> Seconds:
    """What the end of paid time costs, for each departure of the last trip."""
    ends = shift.trips[-1].end + shift.after[-1]
    return np.where(ends <= shift.closes, paid_percent * ends, NEVER)


def _sum(one: Seconds, other: Seconds) -> Seconds:
    """The sum, unless one of them is out of reach."""
    return np.where((one < NEVER) & (other < NEVER), one + other, NEVER)
