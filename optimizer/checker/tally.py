"""One rider's day in the raw figures of the cost: what is summed before weights and rounding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from optimizer.checker.change import Round, carriers_of, rounds_of
from optimizer.checker.cost import unserved_cost
from optimizer.plan import RiderDay, Stop
from optimizer.policy import Policy
from optimizer.problem import Problem, Visit


class Tally(NamedTuple):
    """Seconds, unless said otherwise.

    ``served``: what its visits would cost unserved. ``used``, ``moved``, ``changed`` and
    ``reordered``: counts of days with trips, of visits that another rider carried before, of
    rounds that are not the previous one, of visits reached from elsewhere than before. ``paid``:
    in hundredths, weighted by the rider's kind. ``length``: of the paid day. ``early``, ``late``,
    ``onboard`` and ``thin`` (missing slack) are summed over stops.
    """

    served: int = 0
    early: int = 0
    late: int = 0
    used: int = 0
    paid: int = 0
    unfamiliar: int = 0
    moved: int = 0
    changed: int = 0
    reordered: int = 0
    length: int = 0
    onboard: int = 0
    thin: int = 0


class Tallies:
    """Makes the tallies of riders' days of one problem."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._begun = {s.visit for r in problem.riders for trip in r.frozen for s in trip.stops}
        self._carried: Mapping[str, str] = {}
        self._had: Mapping[str, Round] = {}
        if (previous := problem.previous) is not None:
            trips = ((day.rider, trip) for day in previous.riders for trip in day.trips)
            self._carried, self._had = carriers_of(previous), rounds_of(trips, self._begun)

    def of(self, rider: str, day: RiderDay | None) -> Tally:
        """The figures of the rider's day; None, or one without trips, is a day off."""
        trips = () if day is None else day.trips
        if day is None or not trips:
            return Tally(changed=bool(self._had.get(rider)))
        problem, policy, length = self._problem, self._problem.policy, day.end - day.start
        served = early = late = unfamiliar = moved = onboard = thin = 0
        for trip in trips:
            for stop in trip.stops:
                visit = problem.visit[stop.visit]
                served += unserved_cost(policy, visit)
                if visit.preferred is not None:
                    early += max(0, visit.preferred[0] - stop.start)
                    late += max(0, stop.start - visit.preferred[1])
                unfamiliar += unfamiliarity(policy, visit, rider)
                moved += self.moves(rider, visit.id)
                onboard += stop.start - trip.load_start
                thin += _thin(policy, visit, stop)
        changed, reordered = self._changes(rider, day)
        return Tally(
            served=served,
            early=early,
            late=late,
            used=1,
            paid=length * policy.paid_percent[problem.rider[rider].kind],
            unfamiliar=unfamiliar,
            moved=moved,
            changed=changed,
            reordered=reordered,
            length=length,
            onboard=onboard,
            thin=thin,
        )

    def moves(self, rider: str, visit: str) -> bool:
        """Whether another rider carried the visit before."""
        return self._carried.get(visit, rider) != rider

    def _changes(self, rider: str, day: RiderDay) -> tuple[int, int]:
        """Whether the round is another one than before, and how many are reached otherwise."""
        if self._problem.previous is None:
            return 0, 0
        frozen = len(self._problem.rider[rider].frozen)
        had: Round = self._had.get(rider, frozenset())
        planned = ((rider, trip) for trip in day.trips[frozen:])
        now: Round = rounds_of(planned, self._begun).get(rider, frozenset())
        mine = (one for one in now if self._carried.get(one.visit) == rider)
        return int(had != now), sum(one not in had for one in mine)


def weighed(policy: Policy, tally: Tally) -> int:
    """What the day costs in hundredths of a second, but for the longest day and for rounding.

    Less than nothing where it serves somebody: that is what they would cost unserved.
    """
    seconds = (
        tally.used * policy.rider_seconds
        + tally.unfamiliar
        + tally.moved * policy.change_seconds
        + tally.changed * policy.changed_rider_seconds
        + tally.reordered * policy.changed_order_seconds
        - tally.served
    )
    return (
        100 * seconds
        + tally.paid
        + tally.early * policy.early_percent
        + tally.late * policy.late_percent
        + tally.onboard * policy.onboard_percent
        + tally.thin * policy.slack_percent
    )


def unfamiliarity(policy: Policy, visit: Visit, rider: str) -> int:
    """What it costs that the rider does not know the visit like the one who knows it best."""
    known = visit.familiarity
    if not known:
        return 0
    return round((max(known.values()) - known.get(rider, 0.0)) * policy.unfamiliar_seconds)


def _thin(policy: Policy, visit: Visit, stop: Stop) -> int:
    return max(0, policy.slack_seconds - max(0, visit.window[1] - stop.start))
