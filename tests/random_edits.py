"""Random edits of a plan: most of them name what is there, few of them make sense."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from optimizer.edits import (
    Add,
    Edit,
    Move,
    NewTrip,
    OtherCanteen,
    OtherRider,
    Remove,
    Reorder,
    Swap,
)
from optimizer.plan import Plan
from optimizer.problem import Problem

Trips = Sequence[tuple[str, int, tuple[str, ...]]]
"""Rider, number and visits of each trip."""


def edits(problem: Problem, plan: Plan) -> st.SearchStrategy[Edit]:
    """Any edit that names what ``plan`` has; none if the problem has neither riders nor visits."""
    trips = trips_of(plan)
    served = [visit for _, _, visits in trips for visit in visits]
    left = [entry.visit for entry in plan.unserved]
    kinds: list[st.SearchStrategy[Any]] = []
    riders = st.sampled_from([rider.id for rider in problem.riders] or ["R0"])
    if problem.riders and problem.visits:
        some = st.lists(
            st.sampled_from([v.id for v in problem.visits]), min_size=1, max_size=2, unique=True
        )
        kinds.append(st.builds(NewTrip, rider=riders, visits=some.map(tuple)))
    if served:
        one = st.sampled_from(served)
        kinds.append(st.builds(Remove, visit=one))
        kinds.append(st.tuples(one, st.sampled_from(trips)).map(lambda at: _move(*at)))
    if len(served) > 1:
        two = st.lists(st.sampled_from(served), min_size=2, max_size=2, unique=True)
        kinds.append(two.map(lambda pair: Swap(one=pair[0], other=pair[1])))
    if left:
        someone = st.none() | riders if problem.riders else st.none()
        kinds.append(st.builds(Add, visit=st.sampled_from(left), rider=someone))
    if trips:
        trip = st.sampled_from(trips)
        canteens = st.sampled_from([canteen.id for canteen in problem.canteens])
        kinds.append(trip.flatmap(_reorder))
        kinds.append(
            st.builds(lambda at, to: OtherRider(rider=at[0], trip=at[1], to=to), trip, riders)
        )
        kinds.append(
            st.builds(
                lambda at, name: OtherCanteen(rider=at[0], trip=at[1], canteen=name),
                trip,
                canteens,
            )
        )
    return st.one_of(kinds) if kinds else st.nothing()


def trips_of(plan: Plan) -> Trips:
    """All trips of a plan, frozen ones too."""
    return [
        (day.rider, number, tuple(stop.visit for stop in trip.stops))
        for day in plan.riders
        for number, trip in enumerate(day.trips)
    ]


def _move(visit: str, trip: tuple[str, int, tuple[str, ...]]) -> Move:
    rider, number, visits = trip
    position = None if len(visits) % 2 else 0
    return Move(visit=visit, rider=rider, trip=number, position=position)


def _reorder(trip: tuple[str, int, tuple[str, ...]]) -> st.SearchStrategy[Reorder]:
    rider, number, visits = trip
    return st.permutations(visits).map(
        lambda order: Reorder(rider=rider, trip=number, visits=tuple(order))
    )
