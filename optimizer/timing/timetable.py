"""Departures of one rider's day beside everybody else's trips.

Forward, each trip leaves so that it returns first; then, from the last trip backward, each
earlier one is shifted towards the next as long as it costs nobody anything: less paid idling.
"""

from __future__ import annotations

from collections.abc import Sequence

from optimizer.plan import RiderDay
from optimizer.problem import Canteen, Problem, Rider
from optimizer.rules import Rule
from optimizer.timing.day import Leg, drive, trip_segment
from optimizer.timing.kitchen import Load, earliest_departure, free_bay, load
from optimizer.timing.refusal import Refusal
from optimizer.timing.segment import Segment
from optimizer.timing.static_rules import Run


def timetable(
    problem: Problem, rider: Rider, runs: Sequence[Run], others: Sequence[Load]
) -> RiderDay | Refusal:
    """The rider's day, or the rule of time that it breaks.

    ``others`` are all trips that stay as they are, the rider's own frozen ones included.
    """
    legs: list[Leg] = []
    segments: list[Segment] = []
    home = problem.canteen[rider.canteen].location
    free, place = rider.shift[0], home
    if rider.frozen:
        last = rider.frozen[-1]
        free, place = drive(problem, rider, ()).end, home
        if last.stops:
            free, place = last.stops[-1].end, problem.visit[last.stops[-1].visit].location
    for run in runs:
        canteen = problem.canteen[run.canteen]
        free += problem.seconds(rider.profile, place, canteen.location)
        ready = max(free, problem.now or 0) + canteen.loading_seconds
        leg = _departure(problem, rider, run, ready, [*others, *_own(problem, legs)])
        if isinstance(leg, Refusal):
            return (
                leg if leg.rule is not Rule.SHIFT or not legs else Refusal(Rule.CHAIN, leg.params)
            )
        depart, segment = leg
        legs.append(Leg(run.canteen, run.visits, depart))
        segments.append(segment)
        free, place = segment.end(depart), problem.visit[run.visits[-1]].location
    if (end := free + problem.seconds(rider.profile, place, home)) > rider.shift[1]:
        return Refusal(Rule.SHIFT, {"rider": rider.id, "late": end - rider.shift[1]})
    return drive(problem, rider, _closer(problem, rider, legs, segments, others))


def _departure(
    problem: Problem, rider: Rider, run: Run, ready: int, others: Sequence[Load]
) -> tuple[int, Segment] | Refusal:
    """When the trip leaves; the strict limits first, the emergency's only if they fail."""
    canteen = problem.canteen[run.canteen]
    refusal: Refusal | None = None
    for widened in (False, True) if problem.policy.emergency else (False,):
        segment = trip_segment(problem, rider, canteen, run.visits, widened=widened)
        if (rule := segment.refusal()) is not None:
            refusal = Refusal(rule, {"rider": rider.id})
            continue
        if ready > segment.latest:
            late = ready - segment.latest
            refusal = Refusal(Rule.SHIFT, {"rider": rider.id, "late": late})
            continue
        boxes = sum(problem.visit[visit].boxes for visit in run.visits)
        loads = [other for other in others if other.canteen == canteen.id]
        depart = earliest_departure(canteen, loads, boxes, segment.depart(ready))
        if isinstance(depart, Refusal):
            return depart
        if depart <= segment.latest:
            return depart, segment
        refusal = _too_late(canteen, loads, boxes, depart - segment.latest)
    assert refusal is not None  # noqa: S101  # the loop ran at least once
    return refusal


def _too_late(canteen: Canteen, loads: Sequence[Load], boxes: int, late: int) -> Refusal:
    packed = earliest_departure(canteen, loads, boxes, 0)
    free = free_bay(canteen, loads, 0)
    rule = Rule.BATCH if isinstance(packed, Refusal) or packed > free else Rule.BAYS
    return Refusal(rule, {"canteen": canteen.id, "late": late})


def _own(problem: Problem, legs: Sequence[Leg]) -> list[Load]:
    return [load(problem, leg.canteen, leg.depart, leg.visits) for leg in legs]


def _closer(
    problem: Problem,
    rider: Rider,
    legs: Sequence[Leg],
    segments: Sequence[Segment],
    others: Sequence[Load],
) -> list[Leg]:
    """Shift trips towards the next one where no stop becomes late or thin in slack."""
    shifted = list(legs)
    for k in range(len(legs) - 2, -1, -1):
        leg, follower = legs[k], shifted[k + 1]
        canteen, next_canteen = problem.canteen[leg.canteen], problem.canteen[follower.canteen]
        last = problem.visit[leg.visits[-1]].location
        ride = problem.seconds(rider.profile, last, next_canteen.location)
        due = follower.depart - next_canteen.loading_seconds - ride
        soft = trip_segment(problem, rider, canteen, leg.visits, soft=True)
        depart = min(soft.latest, due - segments[k].duration)
        rest = [*others, *_own(problem, [*shifted[:k], *shifted[k + 1 :]])]
        loads = [other for other in rest if other.canteen == leg.canteen]
        if (
            depart > leg.depart >= segments[k].earliest
            and free_bay(canteen, loads, depart) == depart
        ):
            shifted[k] = Leg(leg.canteen, leg.visits, depart)
    return shifted
