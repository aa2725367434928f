"""Exact times by trying every departure: one trip, one rider's day, all days beside each other.

All times of the problem are whole minutes. Then some cheapest departures are whole minutes, too:
orders given, rules only bound differences of times, and costs bend at whole minutes only. An
emergency adds departures one second off, as a trip that narrowly breaks a strict limit may use the
wide ones. Costs are hundredths of a second, so that nothing is rounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from optimizer.locks import NotBefore
from optimizer.plan import Trip
from optimizer.policy import FOOD_SAFETY_SECONDS
from optimizer.problem import Canteen, Problem, Rider, Visit

MINUTE = 60
NEVER = 1 << 50


class Run(NamedTuple):
    """A trip at every departure of the grid: its end, its cost, and whether rules allow it."""

    canteen: str
    visits: tuple[str, ...]
    end: Any
    cost: Any
    boxes: int


def grid(problem: Problem) -> Any:
    """Every departure worth trying."""
    times = [time for rider in problem.riders for time in rider.shift]
    times += [problem.now] if problem.now is not None else []
    times += [trip.load_start for rider in problem.riders for trip in rider.frozen]
    minutes = np.arange(min(times) // MINUTE, max(times) // MINUTE + 2, dtype=np.int64) * MINUTE
    around = (-1, 0, 1) if problem.policy.emergency else (0,)
    return (minutes[:, None] + around).ravel()


class _Drive:
    """A trip under way at all departures at once, under strict or widened limits."""

    def __init__(self, problem: Problem, rider: Rider, canteen: Canteen, departs: Any) -> None:
        self.problem, self.rider, self.canteen, self.departs = problem, rider, canteen, departs
        self.place, self.time = canteen.location, departs
        self.cost = np.zeros_like(departs)
        self.allowed = np.ones(len(departs), bool)

    def on(self, visit: Visit, *, widened: bool) -> _Drive:
        """The same drives with one more visit."""
        policy = self.problem.policy
        (opens, closes), most = visit.window, visit.max_onboard_seconds
        if widened and policy.emergency:
            opens -= policy.emergency.window_seconds
            closes += policy.emergency.window_seconds
            most = min(most + policy.emergency.onboard_seconds, FOOD_SAFETY_SECONDS)
        locks = (lock for lock in self.problem.locks if isinstance(lock, NotBefore))
        opens = max([opens, *(lock.seconds for lock in locks if lock.visit == visit.id)])
        longer = _Drive(self.problem, self.rider, self.canteen, self.departs)
        ride = self.problem.seconds(self.rider.profile, self.place, visit.location)
        start = np.maximum(self.time + ride, opens)
        onboard = start - self.departs + self.canteen.loading_seconds
        released = self.departs >= (visit.released or 0)
        longer.allowed = self.allowed & (start <= closes) & (onboard <= most) & released
        longer.place, longer.time = visit.location, start + visit.service_seconds
        left = np.maximum(0, visit.window[1] - start)
        cost = self.cost + policy.onboard_percent * onboard
        cost += policy.slack_percent * np.maximum(0, policy.slack_seconds - left)
        if visit.preferred is not None:
            cost += policy.early_percent * np.maximum(0, visit.preferred[0] - start)
            cost += policy.late_percent * np.maximum(0, start - visit.preferred[1])
        longer.cost = cost
        return longer


class Way:
    """A trip as far as it has been put together."""

    def __init__(self, visits: tuple[str, ...], boxes: int, strict: _Drive, wide: _Drive) -> None:
        self.visits, self.boxes, self.strict, self.wide = visits, boxes, strict, wide
        self.departs = strict.departs

    @classmethod
    def of(cls, problem: Problem, rider: Rider, canteen: Canteen, departs: Any) -> Way:
        """Nobody visited yet."""
        drive = _Drive(problem, rider, canteen, departs)
        return cls((), 0, drive, drive)

    def on(self, visit: Visit) -> Way | None:
        """One visit more; None if no departure at all allows that."""
        wide = self.wide.on(visit, widened=True)
        if not wide.allowed.any():
            return None
        emergency = wide.problem.policy.emergency
        strict = self.strict.on(visit, widened=False) if emergency else wide
        return Way((*self.visits, visit.id), self.boxes + visit.boxes, strict, wide)

    def run(self) -> Run:
        """What each departure leads to; a trip that breaks no strict limit keeps all of them."""
        ok, strict, wide = self.strict.allowed, self.strict, self.wide
        end, cost = np.where(ok, strict.time, wide.time), np.where(ok, strict.cost, wide.cost)
        cost = np.where(ok | wide.allowed, cost, NEVER)
        return Run(strict.canteen.id, self.visits, end, cost, self.boxes)


class Day(NamedTuple):
    """One choice of departures of a rider's day."""

    cost: int
    paid: int
    departs: tuple[int, ...]


@dataclass(frozen=True)
class Clock:
    """Where a rider's planned time begins and ends, and what it costs."""

    problem: Problem
    rider: Rider
    departs: Any

    @property
    def percent(self) -> int:
        return self.problem.policy.paid_percent[self.rider.kind]

    @cached_property
    def begun(self) -> int | None:
        """Start of a day that has begun."""
        if not self.rider.frozen:
            return None
        first = self.rider.frozen[0]
        return first.load_start - self.ride(self.home, self.place_of(first.canteen))

    @cached_property
    def home(self) -> str:
        return self.place_of(self.rider.canteen)

    def place_of(self, canteen: str) -> str:
        return self.problem.canteen[canteen].location

    def ride(self, origin: str, destination: str) -> int:
        return self.problem.seconds(self.rider.profile, origin, destination)

    def lead(self, canteen: str) -> int:
        """Seconds from the ride to the first canteen until the departure there."""
        loading = self.problem.canteen[canteen].loading_seconds
        return self.ride(self.home, self.place_of(canteen)) + loading

    def after(self, run: Run, canteen: str | None) -> int:
        """Seconds from the end of a run until the departure of the next one, or home."""
        last = self.problem.visit[run.visits[-1]].location
        if canteen is None:
            return self.ride(last, self.home)
        loading = self.problem.canteen[canteen].loading_seconds
        return self.ride(last, self.place_of(canteen)) + loading

    def idle(self) -> int:
        """Paid time if nothing more is planned."""
        if not self.rider.frozen:
            return 0
        place, time = end_of(self.problem, self.rider.frozen[-1])
        return time + self.ride(place, self.home) - (self.begun or 0)

    def may_begin(self, canteen: str) -> Any:
        """Departures of the first run that are not too early."""
        now, loading = self.problem.now or 0, self.problem.canteen[canteen].loading_seconds
        if self.rider.frozen:
            place, time = end_of(self.problem, self.rider.frozen[-1])
            ready = max(now, time + self.ride(place, self.place_of(canteen))) + loading
        else:
            ready = max(now, self.rider.shift[0]) + self.lead(canteen)
        return self.departs >= ready

    def begin(self, run: Run, *, costs: bool = True, percent: int | None = None) -> Any:
        """Least cost up to and with a first run, for each departure."""
        weight = self.percent if percent is None else percent
        starts = self.departs - self.lead(run.canteen) if self.begun is None else self.begun
        cost = (run.cost if costs else 0) - weight * starts
        return np.where((run.cost < NEVER) & self.may_begin(run.canteen), cost, NEVER)

    def go_on(self, so_far: Any, run: Run, following: Run, *, costs: bool = True) -> Any:
        """The same up to and with the following run."""
        ready = run.end + self.after(run, following.canteen)
        at = np.searchsorted(self.departs, ready)
        least = np.full(len(self.departs) + 1, NEVER)
        np.minimum.at(least, at, so_far)
        least = np.minimum.accumulate(least)[:-1]
        cost = least + (following.cost if costs else 0)
        return np.where((least < NEVER) & (following.cost < NEVER), cost, NEVER)

    def finish(self, so_far: Any, run: Run, percent: int | None = None) -> Any:
        """The same with the ride home at the end of the day."""
        weight = self.percent if percent is None else percent
        home = run.end + self.after(run, None)
        in_time = (so_far < NEVER) & (home <= self.rider.shift[1])
        return np.where(in_time, so_far + weight * home, NEVER)

    def least(self, runs: Sequence[Run], *, costs: bool = True, percent: int | None = None) -> int:
        """Least cost of a day of these runs."""
        so_far = self.begin(runs[0], costs=costs, percent=percent)
        for run, following in pairwise(runs):
            so_far = self.go_on(so_far, run, following, costs=costs)
        return int(self.finish(so_far, runs[-1], percent).min())

    def days(self, runs: Sequence[Run], most: int) -> Iterator[Day]:
        """All days of these runs that cost at most ``most``."""
        rest = self.rests(runs)
        begin = self.begin(runs[0])
        for k in np.flatnonzero((begin < NEVER) & (rest[0] < NEVER) & (begin + rest[0] <= most)):
            yield from self._days(runs, rest, (int(k),), int(begin[k]), most)

    def rests(self, runs: Sequence[Run]) -> list[Any]:
        """Least cost of all that follows each run, by its departure."""
        rest = [self.finish(np.where(runs[-1].cost < NEVER, 0, NEVER), runs[-1])]
        for run, following in list(pairwise(runs))[::-1]:
            rest.insert(0, self._before(run, following, rest[0]))
        return rest

    def _before(self, run: Run, following: Run, rest: Any) -> Any:
        """Least cost of all that follows a run."""
        onward = np.where(rest < NEVER, rest + following.cost, NEVER)
        onward = np.append(np.minimum.accumulate(onward[::-1])[::-1], NEVER)
        ready = run.end + self.after(run, following.canteen)
        return onward[np.searchsorted(self.departs, ready)]

    def _days(
        self, runs: Sequence[Run], rest: Sequence[Any], at: tuple[int, ...], cost: int, most: int
    ) -> Iterator[Day]:
        run, depth = runs[len(at) - 1], len(at)
        if depth == len(runs):
            departs = tuple(int(self.departs[k]) for k in at)
            home = int(run.end[at[-1]]) + self.after(run, None)
            begins = departs[0] - self.lead(runs[0].canteen) if self.begun is None else self.begun
            yield Day(cost + int(rest[-1][at[-1]]), home - begins, departs)
            return
        following = runs[depth]
        ready = int(run.end[at[-1]]) + self.after(run, following.canteen)
        first = int(np.searchsorted(self.departs, ready))
        costs = cost + following.cost[first:]
        fits = (following.cost[first:] < NEVER) & (rest[depth][first:] < NEVER)
        for k in np.flatnonzero(fits & (costs + rest[depth][first:] <= most)):
            yield from self._days(runs, rest, (*at, first + int(k)), int(costs[k]), most)


def end_of(problem: Problem, trip: Trip) -> tuple[str, int]:
    """Where and when the last service of a trip ends."""
    if not trip.stops:
        return problem.canteen[trip.canteen].location, trip.depart
    return problem.visit[trip.stops[-1].visit].location, trip.stops[-1].end
