"""Which places are worth trying, and what each costs at the least: all of them at once.

A place that is left out breaks a rule whatever the kitchens do, and a figure is never above the
truth. Both follow from the widest limits of the policy, and from departures as early, or as late,
as the rider's other runs allow.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from optimizer.explain.fit.limits import VisitLimits
from optimizer.explain.fit.positions import Positions
from optimizer.explain.fit.runs import Parts, Seconds, untimely
from optimizer.explain.fit.slots import Slots
from optimizer.policy import Policy
from optimizer.problem import Problem
from optimizer.timing.pins import Block
from optimizer.timing.segment import FAR


class Entered(NamedTuple):
    """Runs with a block in them, an entry for each place.

    ``depart`` is when the whole ``run`` leaves at the earliest, ``arrival`` when the rider is then
    at what follows the block, after a ride of ``out``; ``detour`` is the time from what precedes
    it until there, without waiting. ``onboard`` and ``untimely`` are what the block's own stops
    take and cost at the least.
    """

    run: Parts
    depart: Seconds
    arrival: Seconds
    detour: Seconds
    out: Seconds
    onboard: Seconds
    untimely: Seconds


class Bounds(NamedTuple):
    """Figures for each place: whether it may be possible, and what the new day has at least.

    ``paid`` and ``onboard`` in seconds, ``untimely`` (late and thin) in hundredths of cost.
    """

    possible: NDArray[np.bool_]
    paid: Seconds
    onboard: Seconds
    untimely: Seconds


def bounds(positions: Positions, slots: Slots, pairs: Seconds, block: Block) -> Bounds:
    """What the block costs at least in each of the places.

    Parameters
    ----------
    slots, pairs
        From ``Positions.of_riders``.
    """
    problem = positions.schedule.problem
    visits = [positions.limits[name] for name in block]
    entered = _entered(problem, slots, visits)
    run, behind = entered.run, slots.tail > 0
    end = np.maximum(entered.depart, run.earliest) + run.duration
    home = np.where(behind, slots.ride_on, entered.out)
    day_end = np.maximum(end + home + slots.then_add, slots.then_floor)
    latest = np.minimum(run.latest, slots.due - home - run.duration)
    longer = entered.detour - slots.straight
    day_start = np.minimum(latest - slots.lead, slots.lead_cap)
    return Bounds(
        possible=(
            (sum(visit.boxes for visit in visits) <= slots.boxes)
            & (run.slack >= 0)
            & (entered.depart <= latest)
            & (end + home <= slots.due)
        ),
        paid=np.maximum(slots.paid + longer, day_end - day_start),
        onboard=slots.onboard + entered.onboard + slots.tail * longer,
        untimely=slots.untimely
        + entered.untimely
        + _later(problem, pairs, entered)
        - np.maximum(-longer, 0) * slots.after * _steepest(problem.policy),
    )


def _entered(problem: Problem, slots: Slots, visits: Sequence[VisitLimits]) -> Entered:
    rides = _rides(problem, slots, visits)
    run = Parts(*slots[_HEAD])
    inside = np.zeros_like(run.duration)
    onboard = np.zeros_like(run.duration)
    for ride, visit in zip(rides, visits, strict=False):
        onboard += run.duration + ride + slots.loading
        run = _join(run, ride, _single(visit, slots.loading))
        inside += ride + visit.service
    out = rides[-1]
    run = _join(run, np.where(slots.tail > 0, out, 0), Parts(*slots[_TAIL]))
    released = max(visit.released for visit in visits)
    depart = np.maximum(np.maximum(slots.ready, run.gap), np.maximum(slots.released, released))
    time, cost = np.maximum(depart, slots.head_earliest) + slots.head_duration, 0 * depart
    for ride, visit in zip(rides, visits, strict=False):
        start = np.maximum(time + ride, visit.opens)
        cost = cost + untimely(problem.policy, start, visit.liked, visit.closes)
        time = start + visit.service
    return Entered(
        run=run,
        depart=depart,
        arrival=time + out,
        detour=inside + out,
        out=out,
        onboard=onboard,
        untimely=cost,
    )


def _rides(problem: Problem, slots: Slots, visits: Sequence[VisitLimits]) -> list[Seconds]:
    """Seconds into the block, between its visits, and onward."""
    profiles = np.array([rider.profile for rider in problem.riders])[slots.rider]
    rides = np.zeros((len(visits) + 1, len(slots.rider)), np.int64)
    places = [visit.place for visit in visits]
    for profile in np.unique(profiles):
        here, seconds = profiles == profile, problem.travel[profile].seconds
        rides[0, here] = seconds[slots.before[here], places[0]]
        rides[1:-1, here] = seconds[places[:-1], places[1:]][:, None]
        rides[-1, here] = seconds[places[-1], slots.onward[here]]
    return list(rides)


def _later(problem: Problem, pairs: Seconds, entered: Entered) -> Seconds:
    """What the stops after each place cost at least, pushed back by the block."""
    column, since, floor, liked, closes = pairs
    starts = np.maximum(entered.arrival[column] + since, floor)
    cost = untimely(problem.policy, starts, liked, closes)
    return np.bincount(column, cost, len(entered.arrival)).astype(np.int64)


def _steepest(policy: Policy) -> int:
    """Hundredths that a stop may save when it is served a second sooner: rides are no metric."""
    return policy.late_percent + policy.slack_percent


def _single(visit: VisitLimits, loading: Seconds) -> Parts:
    slack = visit.onboard - loading
    same = np.zeros_like(loading)
    return Parts(
        same + visit.service, same + visit.opens, same + visit.latest, slack, visit.opens - slack
    )


def _join(one: Parts, ride: Seconds, other: Parts) -> Parts:
    """``Segment.then``; where no departure can keep the windows there is no slack at all."""
    shift = one.duration + ride
    gap = np.maximum(np.maximum(one.gap, other.gap), one.earliest + shift - other.slack)
    slack = np.minimum(one.slack, other.slack - shift)
    return Parts(
        duration=shift + other.duration,
        earliest=np.maximum(one.earliest, other.earliest - shift),
        latest=np.minimum(one.latest, other.latest - shift),
        slack=np.where(one.earliest + shift > other.latest, -FAR, slack),
        gap=gap,
    )


_HEAD = slice(Slots._fields.index("head_duration"), Slots._fields.index("head_gap") + 1)
_TAIL = slice(Slots._fields.index("tail_duration"), Slots._fields.index("tail_gap") + 1)
