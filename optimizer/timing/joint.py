"""The departures of several riders' days that share kitchens, or the longest day, by CP-SAT.

One variable a trip, the cost of its stops as a convex, piecewise linear function of it. What a day
costs at least with a departure when nobody else is about is known; told to the model, it closes
most of the gap. Solved to the optimum where few trips get into each other's way; a crowded
canteen's bays may leave a percent of the cost of time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ortools.sat.python import cp_model

from optimizer.problem import Problem
from optimizer.timing.convex import Line, lines_below, pieces_of
from optimizer.timing.day import Leg
from optimizer.timing.options import Options, Seconds, worthwhile
from optimizer.timing.remaining import Kitchen, meals_before, taken_bays
from optimizer.timing.shift import Shift

EFFORT = 0.3
"""Most deterministic seconds to spend, so that the same seed gives the same plan anywhere."""


@dataclass(frozen=True, slots=True)
class _Timed:
    """A trip's departure, its end of service and the cost of its stops, as expressions."""

    leg: Leg
    depart: cp_model.IntVar
    end: cp_model.LinearExpr
    cost: cp_model.LinearExpr
    loading: int

    @property
    def load_start(self) -> cp_model.LinearExpr:
        """Start of loading."""
        return self.depart - self.loading


def joint_departures(
    problem: Problem,
    shifts: Sequence[Shift],
    kitchens: Sequence[Kitchen],
    longest: int,
    seconds: float,
) -> list[tuple[int, ...]] | None:
    """Departures of least cost of these days together; None if none are found in time.

    Parameters
    ----------
    kitchens
        Those where departures must heed each other; no other rider loads there.
    longest
        Seconds that the longest day takes in any case.
    """
    model = cp_model.CpModel()
    crowded = {k.canteen.id for k in kitchens if k.canteen.loading_bays is not None}
    shifts = [_lean(shift, crowded) for shift in shifts]
    days = [_timed_day(problem, model, shift) for shift in shifts]
    trips = [trip for day in days for trip in day]
    for kitchen in kitchens:
        _state_kitchen(problem, model, kitchen, trips)
    paid = [_paid(shift, day) for shift, day in zip(shifts, days, strict=True)]
    most = model.new_int_var(longest, max(longest, cp_model.INT32_MAX), "")
    for one in paid:
        model.add(most >= one)
    costs: list[cp_model.LinearExprT] = [
        _cost(problem, model, *day) for day in zip(shifts, days, paid, strict=True)
    ]
    model.minimize(cp_model.LinearExpr.sum([*costs, problem.policy.longest_percent * most]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = EFFORT
    solver.parameters.max_time_in_seconds = seconds
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return [tuple(solver.value(trip.depart) for trip in day) for day in days]


def _lean(shift: Shift, crowded: set[str]) -> Shift:
    """The day without departures that are impossible or never better than others."""
    trips = tuple(
        options if leg.canteen in crowded else worthwhile(options)
        for leg, options in zip(shift.legs, shift.trips, strict=True)
    )
    return replace(shift, trips=trips).possible()


def _timed_day(problem: Problem, model: cp_model.CpModel, shift: Shift) -> list[_Timed]:
    """A rider's trips under CHAIN and SHIFT."""
    day = [
        _timed(model, leg, options, problem.canteen[leg.canteen].loading_seconds)
        for leg, options in zip(shift.legs, shift.trips, strict=True)
    ]
    for (trip, following), after in zip(pairwise(day), shift.after, strict=False):
        model.add(following.depart >= trip.end + after)
    model.add(day[-1].end + shift.after[-1] <= shift.closes)
    return day


def _timed(model: cp_model.CpModel, leg: Leg, options: Options, loading: int) -> _Timed:
    """A trip that departs in one of its convex pieces."""
    pieces = list(pieces_of(options.depart, (options.end, options.cost)))
    spans = [[piece.first, piece.last] for piece in pieces]
    depart = model.new_int_var_from_domain(cp_model.Domain.from_intervals(spans), "")
    model.add_hint(depart, leg.depart)
    if len(pieces) == 1:
        end, cost = (
            _above(model, depart, lines, values)
            for lines, values in zip(pieces[0].functions, options[1:], strict=True)
        )
        return _Timed(leg, depart, end, cost, loading)
    chosen = [model.new_bool_var("") for _ in pieces]
    model.add_exactly_one(chosen)
    heights = _variable(model, options.end), _variable(model, options.cost)
    for piece, here in zip(pieces, chosen, strict=True):
        model.add_linear_constraint(depart, piece.first, piece.last).only_enforce_if(here)
        for height, lines in zip(heights, piece.functions, strict=True):
            for line in lines:
                model.add(height >= _on(depart, line)).only_enforce_if(here)
    return _Timed(leg, depart, *heights, loading)


def _variable(model: cp_model.CpModel, values: Seconds) -> cp_model.IntVar:
    return model.new_int_var(int(values.min()), int(values.max()), "")


def _above(
    model: cp_model.CpModel, depart: cp_model.IntVar, lines: Sequence[Line], values: Seconds
) -> cp_model.LinearExpr:
    """What minimising lays on the upper envelope of ``lines``."""
    if len(lines) == 1:
        return _on(depart, lines[0])
    height = _variable(model, values)
    for line in lines:
        model.add(height >= _on(depart, line))
    return height


def _on(depart: cp_model.IntVar, line: Line) -> cp_model.LinearExpr:
    return depart * line.slope + line.constant


def _paid(shift: Shift, day: Sequence[_Timed]) -> cp_model.LinearExpr:
    """Paid time of a rider's day."""
    end = day[-1].end + shift.after[-1]
    if shift.begun is not None:
        return end - shift.begun
    return end - (day[0].depart - shift.before)


def _cost(
    problem: Problem,
    model: cp_model.CpModel,
    shift: Shift,
    day: Sequence[_Timed],
    paid: cp_model.LinearExpr,
) -> cp_model.IntVar:
    """Cost of a rider's day, never below what its departures cost with nobody else about."""
    percent = problem.policy.paid_percent[shift.rider.kind]
    through = shift.through(percent)
    total = model.new_int_var(int(through[0].min()), cp_model.INT32_MAX * 1_000, "")
    model.add(total >= cp_model.LinearExpr.sum([trip.cost for trip in day]) + percent * paid)
    for trip, options, least in zip(day, shift.trips, through, strict=True):
        for factor, line in lines_below(options.depart, least):
            model.add(factor * total >= _on(trip.depart, line))
    return total


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
        taken = [
            (model.new_fixed_size_interval_var(trip.load_start, trip.loading, ""), 1)
            for trip in here
            if trip.loading
        ]
        taken += [
            (model.new_fixed_size_interval_var(begin, until - begin, ""), bays)
            for begin, until, bays in taken_bays(kitchen)
        ]
        intervals, bays_taken = [span for span, _ in taken], [count for _, count in taken]
        model.add_cumulative(intervals, bays_taken, kitchen.canteen.loading_bays)
