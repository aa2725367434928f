"""A rider's day from its decisions: which canteen, which visits, when to depart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from optimizer.plan import Plan, RiderDay, Stop, Trip, Unserved
from optimizer.policy import FOOD_SAFETY_SECONDS
from optimizer.problem import Canteen, Problem, Rider, Visit, Window
from optimizer.timing.segment import Segment, visit_segment


@dataclass(frozen=True, slots=True)
class Leg:
    """A trip's decisions."""

    canteen: str
    visits: tuple[str, ...]
    depart: int


class RiderLegs(NamedTuple):
    """A rider's new trips in order, after the frozen ones."""

    rider: str
    legs: tuple[Leg, ...]


def limits(problem: Problem, visit: Visit, *, widened: bool) -> tuple[Window, int]:
    """Window and on-board limit of a visit, widened by the emergency policy if asked.

    A lock on the earliest start holds in an emergency, too. The window may close before it opens
    then: nobody serves the visit.
    """
    (opens, closes), onboard = visit.window, visit.max_onboard_seconds
    emergency = problem.policy.emergency
    if widened and emergency is not None and visit.id not in problem.two_level:
        opens, closes = opens - emergency.window_seconds, closes + emergency.window_seconds
        onboard = min(onboard + emergency.onboard_seconds, FOOD_SAFETY_SECONDS)
    return (max(opens, problem.not_before.get(visit.id, opens)), closes), onboard


def latest_limits(problem: Problem, visit: Visit) -> tuple[Window, int]:
    """The widest end and on-board limit of the policy, but the strict start.

    Opening earlier is no use to a search: a trip that waits for the strict opening may be driven
    either way without being late anywhere.
    """
    (_, closes), onboard = limits(problem, visit, widened=True)
    return (opening(problem, visit), closes), onboard


def opening(problem: Problem, visit: Visit) -> int:
    """The earliest start of service within the strict window and after every lock."""
    return limits(problem, visit, widened=False)[0][0]


def comfortable(problem: Problem, visit: Visit) -> Window:
    """The window without its costly end: neither late nor thin in slack."""
    opens, closes = opening(problem, visit), visit.window[1]
    soft = min(closes - problem.policy.slack_seconds, (visit.preferred or visit.window)[1])
    return opens, max(opens, soft)


def trip_segment(
    problem: Problem,
    rider: Rider,
    canteen: Canteen,
    visits: Sequence[str],
    *,
    widened: bool = False,
    soft: bool = False,
) -> Segment:
    """All visits of a trip, seen from the departure at ``canteen``."""
    segment, place = Segment(), canteen.location
    for name in visits:
        visit = problem.visit[name]
        window, onboard = limits(problem, visit, widened=widened)
        if soft:
            window = comfortable(problem, visit)
        single = visit_segment(visit, window, onboard - canteen.loading_seconds)
        segment = segment.then(problem.seconds(rider.profile, place, visit.location), single)
        place = visit.location
    return segment


def drive(problem: Problem, rider: Rider, legs: Sequence[Leg]) -> RiderDay:
    """Drive frozen trips and then ``legs`` as they are, without testing any rule.

    Parameters
    ----------
    legs
        At least one, or the rider has frozen trips.
    """
    home = problem.canteen[rider.canteen].location
    trips = [*rider.frozen, *(_drive_trip(problem, rider, leg) for leg in legs)]
    nexts = [problem.canteen[trip.canteen].location for trip in trips[1:]] + [home]
    closed = tuple(
        replace(trip, returns=_return(problem, rider, trip, place))
        for trip, place in zip(trips, nexts, strict=True)
    )
    first = problem.canteen[closed[0].canteen].location
    start = closed[0].load_start - problem.seconds(rider.profile, home, first)
    return RiderDay(rider=rider.id, start=start, end=closed[-1].returns, trips=closed)


def plan_of_days(problem: Problem, days: Sequence[RiderDay]) -> Plan:
    """The days, and who is not served; reasons and cost are not filled in."""
    served = Plan(riders=tuple(days), unserved=()).served()
    left = (visit for visit in problem.visits if visit.id not in served)
    return Plan(
        riders=tuple(days),
        unserved=tuple(Unserved(visit=visit.id, tier=visit.tier, reasons=()) for visit in left),
    )


def plan_of_legs(problem: Problem, days: Sequence[RiderLegs]) -> Plan:
    """The days as driven, and who is not served."""
    legs = {day.rider: day.legs for day in days}
    driven = [
        drive(problem, rider, legs.get(rider.id, ()))
        for rider in problem.riders
        if rider.frozen or legs.get(rider.id)
    ]
    return plan_of_days(problem, driven)


def _drive_trip(problem: Problem, rider: Rider, leg: Leg) -> Trip:
    canteen = problem.canteen[leg.canteen]
    load_start = leg.depart - canteen.loading_seconds
    stops, time, place = [], leg.depart, canteen.location
    wide = _needs_widening(problem, rider, leg)
    for name in leg.visits:
        visit = problem.visit[name]
        arrive = time + problem.seconds(rider.profile, place, visit.location)
        opens = limits(problem, visit, widened=wide)[0][0]
        start = max(arrive, opens)
        time, place = start + visit.service_seconds, visit.location
        onboard = start - load_start
        relaxed = not (
            visit.window[0] <= start <= visit.window[1] and onboard <= visit.max_onboard_seconds
        )
        stops.append(
            Stop(
                visit=name,
                arrive=arrive,
                start=start,
                end=time,
                onboard=onboard,
                relaxed=relaxed,
            )
        )
    return Trip(
        canteen=leg.canteen,
        load_start=load_start,
        depart=leg.depart,
        returns=time,
        stops=tuple(stops),
    )


def _needs_widening(problem: Problem, rider: Rider, leg: Leg) -> bool:
    """Whether the trip at this departure breaks a strict limit, so that it may use the wide one."""
    if problem.policy.emergency is None:
        return False
    strict = trip_segment(problem, rider, problem.canteen[leg.canteen], leg.visits)
    return not strict.allows(leg.depart)


def _return(problem: Problem, rider: Rider, trip: Trip, place: str) -> int:
    if not trip.stops:
        return trip.depart + problem.seconds(
            rider.profile, problem.canteen[trip.canteen].location, place
        )
    last = trip.stops[-1]
    return last.end + problem.seconds(rider.profile, problem.visit[last.visit].location, place)
