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
from optimizer.timing.kitchen import Load, closest_departure, free_bay, load
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
    free, place = at_liberty(problem, rider)
    for run in runs:
        canteen = problem.canteen[run.canteen]
        free += problem.seconds(rider.profile, place, canteen.location)
        ready = max(free, problem.now or 0) + canteen.loading_seconds
        leg = _departure(problem, rider, run, ready, [*others, *_own(problem, legs)])
        if isinstance(leg, Refusal):
            rule = Rule.CHAIN if legs else _rule_of_late_start(problem, rider)
            return Refusal(rule, leg.params) if leg.rule is Rule.SHIFT else leg
        depart, segment = leg
        legs.append(Leg(run.canteen, run.visits, depart))
        segments.append(segment)
        free, place = segment.end(depart), problem.visit[run.visits[-1]].location
    if (end := free + problem.seconds(rider.profile, place, home)) > rider.shift[1]:
        return Refusal(Rule.SHIFT, {"rider": rider.id, "late": end - rider.shift[1]})
    return drive(problem, rider, _closer(problem, rider, legs, segments, others))


def at_liberty(problem: Problem, rider: Rider) -> tuple[int, str]:
    """When and where the rider may turn to the first trip that is still to be planned."""
    if not rider.frozen:
        return max(rider.shift[0], problem.now or 0), problem.canteen[rider.canteen].location
    last = rider.frozen[-1]
    if not last.stops:
        return last.depart, problem.canteen[last.canteen].location
    return last.stops[-1].end, problem.visit[last.stops[-1].visit].location


def first_arrival(problem: Problem, rider: Rider, canteen: Canteen) -> int:
    """When the rider can be at a canteen to load the first trip that is still to be planned."""
    free, place = at_liberty(problem, rider)
    return free + problem.seconds(rider.profile, place, canteen.location)


def _rule_of_late_start(problem: Problem, rider: Rider) -> Rule:
    """What keeps the first planned trip from beginning earlier: the hour, a trip, the shift."""
    begins = at_liberty(problem, rider)[0] if rider.frozen else rider.shift[0]
    if problem.now is not None and problem.now > begins:
        return Rule.WINDOW
    return Rule.CHAIN if rider.frozen else Rule.SHIFT


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
        window = max(ready, segment.gap, segment.released), segment.latest
        depart = closest_departure(canteen, loads, boxes, window, segment.depart(ready))
        if not isinstance(depart, Refusal):
            return depart, segment
        refusal = depart
    assert refusal is not None  # noqa: S101  # the loop ran at least once
    return refusal


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
