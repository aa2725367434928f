"""The best departures of given routes, by CP-SAT.

A trip that leaves no earlier than it can without waiting is rigid: all its times move with its
departure. So there is one variable a trip, with a convex, piecewise linear cost, under CHAIN,
SHIFT, RELEASED, FRESH, WINDOW, BATCH and BAYS: small, and as a rule solved to the optimum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ortools.sat.python import cp_model

from optimizer.plan import Trip
from optimizer.policy import Policy
from optimizer.problem import Problem, Rider, Visit
from optimizer.strategies.ortools.kitchens import Kitchen, kitchens_of, meals_before
from optimizer.strategies.ortools.network import first_arrival
from optimizer.strategies.ortools.routes import RiderLegs
from optimizer.timing import Leg, drive
from optimizer.timing.day import trip_segment

EFFORT = 0.3
"""Most deterministic seconds to spend, so that the same seed gives the same plan anywhere."""


@dataclass(frozen=True)
class _Timed:
    """A trip as its earliest departure drives it, and its departure as a variable."""

    rider: Rider
    leg: Leg
    driven: Trip
    depart: cp_model.IntVar
    loading: int

    def at(self, time: int) -> cp_model.LinearExpr:
        """A time of the trip as driven, moved with the departure."""
        return self.depart + (time - self.driven.depart)

    def end(self) -> cp_model.LinearExpr:
        """End of the last service."""
        return self.at(self.driven.stops[-1].end)

    def load_start(self) -> cp_model.LinearExpr:
        """Start of loading."""
        return self.depart - self.loading


def best_departures(
    problem: Problem, days: Sequence[RiderLegs], seconds: float
) -> Sequence[RiderLegs]:
    """The same trips at departures of least cost, or unchanged if none are found in time."""
    model = cp_model.CpModel()
    timed = [[_timed(problem, model, day.rider, leg) for leg in day.legs] for day in days]
    trips = [trip for day in timed for trip in day]
    cost: list[cp_model.LinearExprT] = []
    for day in timed:
        _chain(problem, model, day)
        cost += [term for trip in day for term in _soft_times(problem, model, trip)]
    for kitchen in kitchens_of(problem):
        _state_kitchen(problem, model, kitchen, trips)
    cost += _paid_days(problem, model, timed)
    model.minimize(cp_model.LinearExpr.sum(cost))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = EFFORT
    solver.parameters.max_time_in_seconds = seconds
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return days
    return [
        RiderLegs(
            day.rider,
            tuple(
                Leg(leg.canteen, leg.visits, solver.value(trip.depart))
                for leg, trip in zip(day.legs, of_day, strict=True)
            ),
        )
        for day, of_day in zip(days, timed, strict=True)
    ]


def _timed(problem: Problem, model: cp_model.CpModel, name: str, leg: Leg) -> _Timed:
    rider, canteen = problem.rider[name], problem.canteen[leg.canteen]
    segment = trip_segment(problem, rider, canteen, leg.visits)
    if not segment.allows(leg.depart):
        segment = trip_segment(problem, rider, canteen, leg.visits, widened=True)
    first = max(min(segment.earliest, segment.latest), segment.released, segment.gap)
    last = max(first, segment.latest)
    driven = drive(problem, rider, (Leg(leg.canteen, leg.visits, first),)).trips[-1]
    depart = model.new_int_var(first, last, "")
    model.add_hint(depart, min(max(first, leg.depart), last))
    return _Timed(rider, leg, driven, depart, canteen.loading_seconds)


def _chain(problem: Problem, model: cp_model.CpModel, day: Sequence[_Timed]) -> None:
    """SHIFT and CHAIN, with rides straight to the next loading canteen."""
    if not day:
        return
    rider, first = day[0].rider, problem.canteen[day[0].leg.canteen]
    arrival = first_arrival(problem, rider, first)
    model.add(day[0].load_start() >= max(arrival, problem.now or 0))
    for trip, following in pairwise(day):
        ride = _ride_after(problem, trip, following.leg.canteen)
        model.add(following.load_start() >= trip.end() + ride)
    model.add(day[-1].end() + _ride_after(problem, day[-1], rider.canteen) <= rider.shift[1])


def _ride_after(problem: Problem, trip: _Timed, canteen: str) -> int:
    last = problem.visit[trip.leg.visits[-1]].location
    return problem.seconds(trip.rider.profile, last, problem.canteen[canteen].location)


def _soft_times(
    problem: Problem, model: cp_model.CpModel, trip: _Timed
) -> Iterator[cp_model.LinearExprT]:
    """Early, late and thin starts."""
    for stop in trip.driven.stops:
        start = trip.at(stop.start)
        for due, percent, early in _hinges(problem.policy, problem.visit[stop.visit]):
            if percent:
                excess = model.new_int_var(0, cp_model.INT32_MAX, "")
                model.add(excess >= (due - start if early else start - due))
                yield percent * excess


def _hinges(policy: Policy, visit: Visit) -> Iterator[tuple[int, int, bool]]:
    """From when on, and by how many percent, a start costs; True: until when."""
    if visit.preferred is not None:
        yield visit.preferred[0], policy.early_percent, True
        yield visit.preferred[1], policy.late_percent, False
    yield visit.window[1] - policy.slack_seconds, policy.slack_percent, False


def _paid_days(
    problem: Problem, model: cp_model.CpModel, days: Sequence[Sequence[_Timed]]
) -> Iterator[cp_model.LinearExprT]:
    """Paid time of each rider, and the longest of these days."""
    policy = problem.policy
    begun = [drive(problem, rider, ()) for rider in problem.riders if rider.frozen]
    least = max((day.end - day.start for day in begun), default=0)
    longest = model.new_int_var(least, cp_model.INT32_MAX, "")
    for day in filter(None, days):
        rider, first = day[0].rider, problem.canteen[day[0].leg.canteen]
        home = problem.canteen[rider.canteen].location
        start: cp_model.LinearExpr | int = (
            drive(problem, rider, ()).start
            if rider.frozen
            else day[0].load_start() - problem.seconds(rider.profile, home, first.location)
        )
        paid = day[-1].end() + _ride_after(problem, day[-1], rider.canteen) - start
        model.add(longest >= paid)
        yield policy.paid_percent[rider.kind] * paid
    yield policy.longest_percent * longest


def _state_kitchen(
    problem: Problem, model: cp_model.CpModel, kitchen: Kitchen, trips: Sequence[_Timed]
) -> None:
    """BATCH and BAYS of one canteen."""
    here = [trip for trip in trips if trip.leg.canteen == kitchen.canteen.id]
    for ready, meals in meals_before(problem, kitchen):
        drawn: list[cp_model.LinearExprT] = []
        for trip in here:
            before = model.new_bool_var("")
            model.add(trip.depart >= ready).only_enforce_if(~before)
            drawn.append(sum(problem.visit[name].boxes for name in trip.leg.visits) * before)
        model.add(cp_model.LinearExpr.sum(drawn) <= meals)
    if kitchen.canteen.loading_bays is not None:
        loading = [
            model.new_fixed_size_interval_var(trip.load_start(), trip.loading, "") for trip in here
        ]
        loading += [
            model.new_fixed_size_interval_var(trip.load_start, trip.depart - trip.load_start, "")
            for trip in kitchen.frozen
        ]
        model.add_cumulative(loading, [1] * len(loading), kitchen.canteen.loading_bays)
