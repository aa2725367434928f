"""Pricing rider days: the least reduced cost of a chain of trips, and trips worth a column.

Trips are priced bucket by bucket from the last one backward, so that what may follow a trip is
known when it is priced and labels that cannot belong to a day below a target are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.bounds.generation.ahead import look_ahead
from optimizer.bounds.generation.arrays import (
    NEVER,
    ONBOARD,
    SERVICE,
    Ahead,
    Found,
    Ints,
    Pool,
    Site,
    Weights,
)
from optimizer.bounds.generation.crews import Crew
from optimizer.bounds.generation.labels import price
from optimizer.bounds.generation.steps import drive
from optimizer.bounds.generation.times import BUCKET, Times

LONGEST = 96
"""Visits of a trip that are written down."""
MANY = 3
"""Trips taken per bucket."""
TOO_MUCH = NEVER // 4


class Trip(NamedTuple):
    """A trip as a column: loading begins in ``bucket`` at ``site``, and it ends at site ``goal``.

    ``rest``: cost apart from paid time; ``span``: seconds.
    """

    crew: int
    site: int
    goal: int
    bucket: int
    path: tuple[int, ...]
    rest: int
    span: int


class Priced(NamedTuple):
    """The least reduced cost of a day, or of what was looked for, and trips of cheap days."""

    least: int
    trips: list[Trip]


class _Tables(NamedTuple):
    """By spell and site, what ``labels.Found`` holds."""

    value: Ints
    path: NDArray[np.int16]


class Pricer:
    """Prices the days of one crew; keeps the memory that labels need."""

    def __init__(self, number: int, crew: Crew) -> None:
        self.number, self.crew = number, crew
        self.times = Times.of(crew)
        self.sites, self.visits = len(crew.sites), len(crew.sites[0].doors)
        doors = crew.sites[0].doors
        longest = int(doors[:, ONBOARD].max(initial=0))
        more = max(int((s.back + doors[:, SERVICE]).max(initial=0)) for s in crew.sites)
        self.cells = longest // self.times.width + 1
        self.lengths = (longest + more) // self.times.width + 1
        self.pools: dict[int, Pool] = {}

    def price(self, prize: Ints, weights: Weights, target: int, slots: int) -> Priced:
        """The least reduced cost of a day, if below ``target``; otherwise ``target``.

        Cost and prizes are in units, as in ``crews.SCALE``.
        """
        times, crew = self.times, self.crew
        if not times.spells:
            return Priced(target, [])
        shape = len(times.spells), self.sites, self.sites + 1, self.lengths
        tables = _Tables(np.full(shape, NEVER), np.full((*shape, LONGEST), -1, np.int16))
        ahead = [self._look_ahead(site, weights, prize) for site in crew.sites]
        before = min(
            self._least_trip(site, one, weights, prize)
            for site, one in zip(crew.sites, ahead, strict=True)
        )
        onward = np.full((crew.max_trips + 1, self.sites, times.buckets + 1), TOO_MUCH)
        start = min(crew.fixed + weights.paid * ride for ride in crew.ahead)
        pool = self._pool(slots)
        for spell in range(len(times.spells) - 1, -1, -1):
            others = self._others(onward, before if times.can_follow(spell) else 0)
            for s, site in enumerate(crew.sites):
                found = Found(
                    value=tables.value[spell, s],
                    label=np.full(shape[2:], -1),
                    path=tables.path[spell, s],
                )
                bound = target - start - others
                price(site, weights, times.spell(spell), ahead[s], bound, pool, found)
            self._carry_on(onward, tables, weights, spell)
        return self._days(tables, onward, weights, target)

    def _look_ahead(self, site: Site, weights: Weights, prize: Ints) -> Ahead:
        shape = self.visits, self.cells
        ahead = Ahead(prize, np.full(shape, -NEVER), np.full(shape, -NEVER), np.full(shape, -1))
        if self.times.sure:
            look_ahead(site, weights, self.times.width, ahead)
        return ahead

    def _least_trip(self, site: Site, ahead: Ahead, weights: Weights, prize: Ints) -> int:
        """No more than the value of any trip from a site, and at most nothing."""
        if not len(site.allowed):
            return 0
        many, out = site.allowed, site.first[site.allowed]
        cells = np.minimum(out // self.times.width, self.cells - 1)
        onward = ahead.least[many, cells] - prize[many] + weights.paid * out
        return max(-TOO_MUCH, min(0, int(onward.min())))

    def _pool(self, slots: int) -> Pool:
        if slots not in self.pools:
            shape = self.visits, self.cells, slots + 1
            self.pools[slots] = Pool(
                count=np.zeros(shape[:2], np.int64),
                time=np.zeros(shape, np.int64),
                rest=np.zeros(shape, np.int64),
                load=np.zeros(shape, np.int64),
                been=np.zeros((*shape, 2), np.uint64),
                origin=np.zeros(shape, np.int64),
                ripe=np.zeros(shape, np.bool_),
            )
        return self.pools[slots]

    def _others(self, onward: Ints, before: int) -> int:
        """No more than what all other trips of a day cost, of which ``before`` may come before."""
        most = self.crew.max_trips - 1
        nexts = [0, *(min(0, int(onward[k].min())) for k in range(1, most + 1))]
        return max(-TOO_MUCH, min(nexts[q] + (most - q) * before for q in range(most + 1)))

    def _carry_on(self, onward: Ints, tables: _Tables, weights: Weights, spell: int) -> None:
        """Set the least cost of one, two, .. trips of which the first begins in a bucket."""
        after = [
            [_waiting(onward[trips, goal], weights.paid) for goal in range(self.sites)]
            for trips in range(self.crew.max_trips)
        ]
        for s, site in enumerate(self.crew.sites):
            value = tables.value[spell, s]
            for bucket in self.times.buckets_of(spell):
                onward[1, s, bucket] = self._last(site, value, bucket)
                arrivals = self._arrivals(bucket)
                for trips in range(2, self.crew.max_trips + 1):
                    least = min(
                        int((value[goal] + after[trips - 1][goal][arrivals]).min())
                        for goal in range(self.sites)
                    )
                    onward[trips, s, bucket] = min(TOO_MUCH, least)

    def _last(self, site: Site, value: Ints, bucket: int) -> int:
        """The least value of a trip that begins in a bucket and ends the day.

        One table knows when its last service begins, the other when it ends; both are right.
        """
        begins = self.times.begins(bucket)
        served = max(0, (self.times.closes - begins) // self.times.width + 1)
        ended = max(0, (site.shift_end - begins) // self.times.width + 1)
        known = value[-1, :served].min(initial=TOO_MUCH), value[0, :ended].min(initial=TOO_MUCH)
        return int(max(known))

    def _arrivals(self, bucket: int) -> Ints:
        """By cell of length, the first bucket in which the next trip may be loaded."""
        lengths = np.arange(self.lengths, dtype=np.int64) * self.times.width
        return np.minimum(bucket + lengths // BUCKET, self.times.buckets)

    def _days(self, tables: _Tables, onward: Ints, weights: Weights, target: int) -> Priced:
        """The least day, and trips of all days below the target, cheapest first."""
        crew, times = self.crew, self.times
        most = crew.max_trips
        reached = np.full((most + 2, self.sites, times.buckets + 1), TOO_MUCH)
        for s, ride in enumerate(crew.ahead):
            reached[1, s, times.soonest(ride) : times.buckets] = crew.fixed + weights.paid * ride
        after = np.full((most + 1, self.sites, times.buckets + 1), TOO_MUCH)
        for trips, goal in product(range(1, most), range(self.sites)):
            few = [_waiting(onward[k, goal], weights.paid) for k in range(1, most - trips + 1)]
            after[trips, goal] = np.min(few, axis=0)
        through = np.full((times.buckets, self.sites, self.sites + 1, self.lengths), TOO_MUCH)
        least = target
        for trips in range(1, most + 1):
            for s in range(self.sites):
                come = reached[trips, s] if trips == 1 else _waited(reached[trips, s], weights.paid)
                for bucket in range(times.buckets):
                    if come[bucket] >= TOO_MUCH:
                        continue
                    costs = come[bucket] + tables.value[times.spell_of[bucket], s]
                    least = min(least, int(come[bucket] + onward[1, s, bucket]))
                    through[bucket, s, -1] = np.minimum(through[bucket, s, -1], costs[-1])
                    if trips == most:
                        continue
                    arrivals = self._arrivals(bucket)
                    for goal in range(self.sites):
                        there = through[bucket, s, goal]
                        np.minimum(there, costs[goal] + after[trips, goal][arrivals], out=there)
                        np.minimum.at(reached[trips + 1, goal], arrivals, costs[goal])
        return Priced(least, list(self._worthwhile(tables, through, weights, target)))

    def _worthwhile(
        self, tables: _Tables, through: Ints, weights: Weights, target: int
    ) -> Iterator[Trip]:
        """Trips of days below the target, a few per bucket."""
        times = self.times
        below = np.argwhere(through < target)
        order = np.argsort(through[tuple(below.T)], kind="stable")
        taken, seen = np.zeros(times.buckets, np.int64), set[tuple[int, ...]]()
        for bucket, s, goal, column in below[order].tolist():
            spell = int(times.spell_of[bucket])
            same = spell, s, goal, column
            if taken[bucket] >= MANY or same in seen:
                continue
            if goal == self.sites and times.begins(bucket) + column * times.width > times.closes:
                continue
            path = tables.path[spell, s, goal, column]
            size = int((path >= 0).sum())
            if size == LONGEST:
                continue
            rest, span = drive(
                self.crew.sites[s],
                weights,
                times.spell(spell),
                path[:size].copy(),
                goal % self.sites,
            )
            if span >= 0:
                taken[bucket] += 1
                seen.add(same)
                end = goal if goal < self.sites else -1
                visits = tuple(path[:size].tolist())
                yield Trip(self.number, s, end, bucket, visits, int(rest), int(span))


def _waiting(onward: Ints, paid: int) -> Ints:
    """What follows from a bucket on: in it, or later with idle time that is surely paid.

    Two buckets apart may be one second.
    """
    best = onward.copy()
    idle = TOO_MUCH
    for number in range(len(onward) - 3, -1, -1):
        idle = min(idle + paid * BUCKET, int(onward[number + 2]))
        best[number] = min(best[number], int(onward[number + 1]), idle)
    return best


def _waited(reached: Ints, paid: int) -> Ints:
    """The least cost of being ready in a bucket, perhaps since an earlier one."""
    return _waiting(reached[::-1], paid)[::-1]
