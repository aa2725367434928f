"""The departures of least cost for given trips, exactly.

Only shared kitchens and the longest paid day tie riders to each other. So each rider's day is
solved alone first, by dynamic programming; where all can have their best day, that is the
optimum. Those who cannot are solved together, by CP-SAT, with nobody else.

Exact means: of all plans in which service begins as soon as the rider is there and the window is
open, no other departures cost less, before percentages are rounded down.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from optimizer.problem import Problem
from optimizer.timing.day import Leg, RiderLegs, drive
from optimizer.timing.joint import joint_departures
from optimizer.timing.kitchen import load
from optimizer.timing.remaining import Kitchen, copes, is_shared, kitchens_of
from optimizer.timing.shift import Shift, shift_of

Departures = Mapping[str, tuple[int, ...]]


def best_departures(
    problem: Problem, days: Sequence[RiderLegs], seconds: float
) -> Sequence[RiderLegs]:
    """The same trips at departures of least cost.

    Parameters
    ----------
    days
        The departures are hints and need not be feasible.
    seconds
        Most wall time to spend. Riders who are still unsettled then keep their departures.
    """
    until = time.monotonic() + seconds
    shifts: list[Shift] = []
    departs: dict[str, tuple[int, ...]] = {}
    for day in days:
        if not day.legs:
            continue
        shift = shift_of(problem, problem.rider[day.rider], day.legs)
        if shift is None or time.monotonic() > until:
            return days
        alone = shift.cheapest(problem.policy.paid_percent[shift.rider.kind])
        if alone is None:
            return days
        shifts.append(shift)
        departs[day.rider] = alone
    together, kitchens, longest = _unsettled(problem, shifts, departs)
    if together:
        rest = until - time.monotonic()
        found = joint_departures(problem, together, kitchens, longest, rest) if rest > 0 else None
        for k, shift in enumerate(together):
            departs[shift.rider.id] = found[k] if found else tuple(leg.depart for leg in shift.legs)
    return [_at(day, departs.get(day.rider, ())) for day in days]


def _at(day: RiderLegs, departs: tuple[int, ...]) -> RiderLegs:
    legs = (
        Leg(leg.canteen, leg.visits, depart) for leg, depart in zip(day.legs, departs, strict=True)
    )
    return RiderLegs(day.rider, tuple(legs))


def _unsettled(
    problem: Problem, shifts: Sequence[Shift], departs: Departures
) -> tuple[list[Shift], list[Kitchen], int]:
    """Riders who may not keep their best day, the kitchens they share, the least longest day.

    A rider is unsettled by a kitchen that cannot send its trips off like this, or by a day so
    long that shortening it may pay; and with the rider all who share a kitchen with them.
    """
    longest = _least_longest(problem, shifts)
    shared = [
        kitchen
        for kitchen in kitchens_of(problem)
        if is_shared(kitchen, sum(leg.canteen == kitchen.canteen.id for leg in _legs(shifts)))
    ]
    overtaxed = [kitchen for kitchen in shared if not _copes(problem, kitchen, shifts, departs)]
    too_long = {
        shift.rider.id
        for shift in shifts
        if problem.policy.longest_percent and shift.paid(departs[shift.rider.id]) > longest
    }
    riders, kitchens = set[str](), {kitchen.canteen.id for kitchen in overtaxed}
    grown = too_long | _riders_at(shifts, kitchens)
    while grown != riders:
        riders = grown
        kitchens |= {
            kitchen.canteen.id
            for kitchen in shared
            if not riders.isdisjoint(_riders_at(shifts, {kitchen.canteen.id}))
        }
        grown = riders | _riders_at(shifts, kitchens)
    return (
        [shift for shift in shifts if shift.rider.id in riders],
        [kitchen for kitchen in shared if kitchen.canteen.id in kitchens],
        longest,
    )


def _legs(shifts: Sequence[Shift]) -> list[Leg]:
    return [leg for shift in shifts for leg in shift.legs]


def _riders_at(shifts: Sequence[Shift], canteens: set[str]) -> set[str]:
    """Riders with a planned trip from one of ``canteens``."""
    return {s.rider.id for s in shifts if any(leg.canteen in canteens for leg in s.legs)}


def _least_longest(problem: Problem, shifts: Sequence[Shift]) -> int:
    """The longest paid day is at least this long, whatever the departures."""
    planned = {shift.rider.id for shift in shifts}
    idle = [drive(problem, r, ()) for r in problem.riders if r.frozen and r.id not in planned]
    least = [day.end - day.start for day in idle] + [shift.shortest() for shift in shifts]
    return max(least, default=0)


def _copes(
    problem: Problem, kitchen: Kitchen, shifts: Sequence[Shift], departs: Departures
) -> bool:
    loads = [
        load(problem, leg.canteen, depart, leg.visits)
        for shift in shifts
        for leg, depart in zip(shift.legs, departs[shift.rider.id], strict=True)
        if leg.canteen == kitchen.canteen.id
    ]
    return copes(problem, kitchen, loads)
