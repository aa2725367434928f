"""What every plan satisfies, as rows of a linear program.

Columns say, for each crew and canteen, which visits it serves and which of them open and end its
trips: the first or a later one of the day (``opens``, ``reopens``), the last or an earlier one
(``ends``, ``breaks``). Times are doubled, for a ride belongs half to each of its ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from optimizer.bounds.crews import Crew, Crews
from optimizer.bounds.program import Integers, Program, Reason
from optimizer.bounds.rounds import Round
from optimizer.problem import Canteen


@dataclass(frozen=True, eq=False)
class Columns:
    """Numbers of the columns of a round, each of shape (visits,); later trips may have none."""

    round: Round
    serves: Integers
    opens: Integers
    ends: Integers
    reopens: Integers
    breaks: Integers


@dataclass(frozen=True, eq=False)
class Relaxation:
    """The program of a problem; ``columns`` by way."""

    crews: Crews
    program: Program
    columns: tuple[Columns, ...]

    @cached_property
    def riders(self) -> Integers:
        """Columns that count riders who have not begun their day."""
        return self.opening(set(range(len(self.crews.all))))

    @cached_property
    def paid(self) -> Integers:
        """Costs of the columns in half seconds of paid time, of riders who have not begun.

        Of riders who may load at canteens that are left out here, only the trips count.
        """
        here = {one.round.canteen.id for one in self.columns}
        cost = np.zeros(self.program.columns, np.int64)
        for one in self.columns:
            rider = self.crews.all[one.round.crew].rider
            if not rider.frozen:
                whole = here.issuperset(rider.loading_canteens())
                for numbers, half_seconds in _paid(one, whole=whole):
                    cost[numbers] = half_seconds
        return cost

    def opening(self, crews: Set[int]) -> Integers:
        """Columns that count the riders of these crews who have not begun their day."""
        mine = [one for one in self.columns if one.round.crew in crews]
        parts = [one.opens for one in mine if not self.crews.all[one.round.crew].rider.frozen]
        return np.concatenate([np.zeros(0, np.int64), *parts])

    def prices(self, worth: Integers) -> Integers:
        """Costs of the columns where serving visit k earns ``worth[k]``."""
        cost = np.zeros(self.program.columns, np.int64)
        for one in self.columns:
            cost[one.serves] = -worth[one.round.visits]
        return cost

    def leave_at_most(self, worth: Integers, most: int) -> None:
        """Visits left out are worth no more than this together."""
        cost = self.prices(worth)
        earning = np.flatnonzero(cost)
        self.program.add_row((earning, cost[earning]), most=most - int(worth.sum()))


def relaxation(crews: Crews, every: Sequence[Round]) -> Relaxation:
    """The rows of these rounds; all rounds of a problem, or as many as one looks at."""
    problem, program = crews.problem, Program()
    columns = tuple(_columns(program, crews.all[one.crew], one) for one in every)
    for one in columns:
        _trips(program, crews.all[one.round.crew], one)
    for number, crew in enumerate(crews.all):
        mine = [one for one in columns if one.round.crew == number]
        if mine:
            _days(program, crew, mine)
    _once(program, len(crews.open), columns)
    for canteen in problem.canteens:
        here = [one for one in columns if one.round.canteen is canteen]
        if here:
            _kitchen(program, crews, canteen, here)
    return Relaxation(crews, program, columns)


def _columns(program: Program, crew: Crew, way: Round) -> Columns:
    count = len(way.visits)
    later = count if crew.trips > 1 else 0
    sizes = (count, count, count, later, later)
    return Columns(way, *(program.add_columns(size) for size in sizes))


def _trips(program: Program, crew: Crew, one: Columns) -> None:
    """Trips begin and end; what each carries fits into the boxes, and is eaten in time."""
    way, rides = one.round, one.round.rides
    starts, stops = (one.opens, one.reopens), (one.ends, one.breaks)
    for at in range(len(one.serves)):
        for roles in (starts, stops):
            here = [role[at : at + 1] for role in roles if len(role)]
            program.add_row((np.concatenate(here), 1), (one.serves[at : at + 1], -1))
    program.add_row(*((role, 1) for role in starts), *((role, -1) for role in stops), equal=True)
    boxes = crew.rider.boxes
    place = way.canteen.id
    program.add_row(
        (one.serves, way.meals),
        *((role, -boxes) for role in starts),
        reason=Reason("boxes", place),
    )
    stop = 2 * way.service + rides.pair
    opening = 2 * rides.out + rides.onward - rides.pair
    ending = rides.into - stop - 2 * way.fresh
    program.add_row(
        (one.serves, stop),
        *((role, opening[: len(role)]) for role in starts),
        *((role, ending[: len(role)]) for role in stops),
        reason=Reason("fresh", place),
    )


def _days(program: Program, crew: Crew, mine: Sequence[Columns]) -> None:
    """A day fits between its first and its last start of service, with the ways between trips."""
    program.add_row(
        *((one.opens, 1) for one in mine),
        most=crew.riders,
        reason=Reason("riders", crew.rider.canteen),
    )
    program.add_row(
        *((one.opens, 1) for one in mine), *((one.ends, -1) for one in mine), equal=True
    )
    program.add_row(
        *((one.reopens, 1) for one in mine), *((one.opens, 1 - crew.trips) for one in mine)
    )
    base = min(int(one.round.first.min()) for one in mine)
    reason = Reason("day", crew.rider.canteen)
    program.add_row(*(term for one in mine for term in _times(one, base)), reason=reason)


def _times(one: Columns, base: int) -> Iterator[tuple[Integers, Integers]]:
    """What the columns take of a day, in half seconds; the day begins at ``base``."""
    way, rides = one.round, one.round.rides
    yield from _between(one)
    yield one.opens, rides.onward - rides.pair + 2 * (way.first - base)
    yield one.ends, rides.into - rides.pair - 2 * (way.service + way.last - base)


def _paid(one: Columns, *, whole: bool) -> Iterator[tuple[Integers, Integers]]:
    """What the columns take of a paid day in half seconds: from home to home, or of its trips."""
    way, rides = one.round, one.round.rides
    lead, last = (way.lead, rides.home) if whole else (way.canteen.loading_seconds, rides.back)
    yield from _between(one)
    yield one.opens, rides.onward - rides.pair + 2 * (lead + rides.out)
    yield one.ends, rides.into - rides.pair + 2 * last


def _between(one: Columns) -> Iterator[tuple[Integers, Integers]]:
    """Stops, and the ways between trips, in half seconds."""
    way, rides, later = one.round, one.round.rides, slice(len(one.reopens))
    load = 2 * (way.canteen.loading_seconds + rides.out)
    yield one.serves, 2 * way.service + rides.pair
    yield one.reopens, (rides.onward - rides.pair + load)[later]
    yield one.breaks, (rides.into - rides.pair + 2 * rides.back)[later]


def _once(program: Program, visits: int, columns: Sequence[Columns]) -> None:
    """No visit is served twice."""
    if not columns:
        return
    numbers = np.concatenate([one.serves for one in columns])
    served = np.concatenate([one.round.visits for one in columns])
    order = np.argsort(served, kind="stable")
    bounds = np.searchsorted(served[order], np.arange(visits + 1))
    for begin, end in pairwise(bounds.tolist()):
        if end - begin > 1:
            program.add_row((numbers[order[begin:end]], 1), most=1)


def _kitchen(program: Program, crews: Crews, canteen: Canteen, here: Sequence[Columns]) -> None:
    """What leaves the canteen is cooked, in total and of each diet, and packed by then."""
    for diet, capacity in (("", canteen.capacity), *canteen.capacity_by_diet.items()):
        most = max(0, capacity - _drawn(crews, canteen, diet))
        program.add_row(
            *((one.serves, _meals(crews, one, diet)) for one in here),
            most=most,
            reason=Reason(f"diet {diet}" if diet else "kitchen", canteen.id),
        )
    for number, batch in enumerate(sorted(canteen.batches, key=lambda batch: batch.ready)):
        packed = sum(b.meals for b in canteen.batches if b.ready < batch.ready) if number else 0
        program.add_row(
            *((one.serves, one.round.meals * (one.round.depart < batch.ready)) for one in here),
            most=packed,
            reason=Reason("batches", canteen.id),
        )
    if canteen.batches:
        packed = sum(batch.meals for batch in canteen.batches)
        program.add_row(
            *((one.serves, one.round.meals) for one in here),
            most=packed,
            reason=Reason("batches", canteen.id),
        )


def _meals(crews: Crews, one: Columns, diet: str) -> Integers:
    """Meals of a diet, or of all."""
    if not diet:
        return one.round.meals
    doors = (crews.open[row] for row in one.round.visits.tolist())
    return np.array([visit.meals.get(diet, 0) for visit in doors])


def _drawn(crews: Crews, canteen: Canteen, diet: str) -> int:
    """Meals that trips under way have drawn."""
    problem = crews.problem
    frozen = (trip for rider in problem.riders for trip in rider.frozen)
    doors = (problem.visit[s.visit] for t in frozen if t.canteen == canteen.id for s in t.stops)
    return sum(visit.meals.get(diet, 0) if diet else visit.boxes for visit in doors)
