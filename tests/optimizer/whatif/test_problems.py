"""A changed problem differs by the changes and by nothing else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.checker import check
from optimizer.errors import InvalidInput
from optimizer.locks import RiderLock, SequenceLock
from optimizer.planning import solve
from optimizer.problem import Batch
from optimizer.stop import Stop
from optimizer.travel.geodesic import Geodesic, Profile
from optimizer.whatif.changes import (
    Change,
    ChangeRiders,
    CloseCanteen,
    OpenCanteen,
    SetCapacity,
    Stranded,
    split_evenly,
)
from optimizer.whatif.problems import changed
from tests import plans, random_days, toys

SOURCE = Geodesic({name: Profile(speed_kmh=6, detour=1) for name in ("ebike", "foot")})
"""A unit of the toys' road is some 95 m: about a minute."""


def at(unit, **changes):
    """A new canteen at a place of the toys' road."""
    values = {"id": "NEW1", "lon": 121.40 + unit / 1_000, "lat": 31.25, "capacity": 50}
    return OpenCanteen(**(values | changes))


def town(**changes):
    """Canteens at both ends of ten units, two riders each."""
    crew = [toys.rider(f"R{k}", "C1" if k < 3 else "C2") for k in range(1, 5)]
    values = {
        "canteens": (toys.canteen("C1", "p0"), toys.canteen("C2", "p1")),
        "riders": tuple(crew),
    }
    return toys.line((0, 10, 1, 4, 6, 9), **(values | changes))


def what_if(problem, *changes, stranded=Stranded.MOVE):
    return changed(problem, changes, SOURCE, stranded)


def names(items):
    return [item.id for item in items]


def test_a_new_canteen_has_riders_in_the_usual_proportion():
    # four riders for two hundred meals: one for fifty
    problem = what_if(town(), at(5))
    assert names(problem.canteens) == ["C1", "C2", "NEW1"]
    assert names(problem.riders)[4:] == ["NEW1+1"]
    assert problem.riders[4] == replace(problem.riders[0], id="NEW1+1", canteen="NEW1")
    assert len(what_if(town(), at(5, riders=3)).riders) == 7
    assert len(what_if(town(), at(5, riders=0)).riders) == 4


def test_only_rides_from_and_to_the_new_place_are_added():
    before, after = town(), what_if(town(), at(5))
    old, new = before.travel["ebike"], after.travel["ebike"]
    assert np.array_equal(new.seconds[:-1, :-1], old.seconds)
    assert np.array_equal(new.metres[:-1, :-1], old.metres)
    assert 55 < after.seconds("ebike", "@NEW1", "p3") <= 60
    assert after.seconds("ebike", "@NEW1", "@NEW1") == 0


def test_who_lives_nearer_to_the_new_canteen_may_be_served_by_it():
    bound = {"V2": {"canteens": ("C1",)}, "V3": {"canteens": ("C1",)}}
    visits = what_if(town(visits=bound), at(5)).visit
    assert visits["V2"].canteens == ("C1",)
    assert visits["V3"].canteens == ("C1", "NEW1")
    assert visits["V4"].canteens is None


def test_who_may_be_served_by_all_may_be_served_by_the_new_one_too():
    free = {"V2": {"canteens": ("C1", "C2")}}
    assert what_if(town(visits=free), at(30)).visit["V2"].canteens == ("C1", "C2", "NEW1")


def test_riders_of_a_closed_canteen_move_to_the_nearest_or_are_off():
    closed = what_if(town(), CloseCanteen(canteen="C1"))
    assert {rider.canteen for rider in closed.riders} == {"C2"}
    assert closed.canteen["C1"].capacity == 0
    off = what_if(town(), CloseCanteen(canteen="C1"), stranded=Stranded.OFF)
    assert names(off.riders) == ["R3", "R4"]


def test_who_named_only_the_closed_canteen_may_be_served_by_any():
    bound = {"V2": {"canteens": ("C1",)}, "V3": {"canteens": ("C1", "C2")}}
    visits = what_if(town(visits=bound), CloseCanteen(canteen="C1")).visit
    assert visits["V2"].canteens == visits["V3"].canteens == ("C2",)


def test_locks_of_riders_who_are_off_go_with_them():
    locks = (RiderLock(visit="V2", rider="R1"), SequenceLock(visits=("V3", "V4")))
    off = what_if(town(locks=locks), CloseCanteen(canteen="C1"), stranded=Stranded.OFF)
    assert off.locks == locks[1:]


def test_the_last_open_canteen_may_close_too():
    closed = what_if(toys.line(), CloseCanteen(canteen="C1"))
    assert closed.riders == ()
    assert len(solve(closed, "nearest", Stop()).unserved) == 3


def test_diets_and_batches_follow_the_capacity():
    batches = (Batch(ready=toys.OPEN, meals=60), Batch(ready=toys.OPEN + 600, meals=40))
    kitchen = toys.canteen(capacity_by_diet={"halal": 10}, batches=batches)
    smaller = what_if(toys.line(canteens=(kitchen,)), SetCapacity(canteen="C1", capacity=50))
    canteen = smaller.canteen["C1"]
    assert (canteen.capacity, canteen.capacity_by_diet) == (50, {"halal": 5})
    assert [batch.meals for batch in canteen.batches] == [30, 20]


@pytest.mark.parametrize(("by", "left"), [(1, 5), (-1, 3), (-9, 2), (0, 4)])
def test_riders_come_and_go(by, left):
    problem = what_if(town(), ChangeRiders(canteen="C1", by=by))
    assert len(problem.riders) == left
    assert sum(rider.canteen == "C2" for rider in problem.riders) == 2


def test_several_changes_follow_one_another():
    problem = what_if(town(), at(5, riders=0), ChangeRiders(canteen="NEW1", by=2))
    assert names(problem.riders)[4:] == ["NEW1+1", "NEW1+2"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (CloseCanteen(canteen="C9"), "C1、C2"),
        (SetCapacity(canteen="C9", capacity=1), "C9"),
        (at(5, id="C1"), "C1"),
    ],
)
def test_what_cannot_be_changed_is_told(change, told):
    with pytest.raises(InvalidInput, match=told):
        what_if(town(), change)


def test_nobody_comes_where_there_is_nobody_to_be_like():
    with pytest.raises(InvalidInput):
        what_if(toys.line(riders=()), ChangeRiders(canteen="C1", by=1))


def test_a_day_that_has_begun_is_refused():
    with pytest.raises(InvalidInput, match="begun"):
        what_if(toys.line(now=toys.OPEN), CloseCanteen(canteen="C1"))


def test_a_meal_point_is_no_canteen_to_close():
    point = toys.canteen(
        "D1", "p1", capacity=1, supplied_by=("V1",), batches=(Batch(ready=50_000, meals=1),)
    )
    visits: dict[str, dict[str, object]] = {f"V{k}": {"canteens": ("C1",)} for k in (1, 2, 3)}
    visits["V1"]["transit"] = 1
    problem = toys.line(canteens=(toys.canteen(), point), visits=visits)
    with pytest.raises(InvalidInput, match="D1"):
        what_if(problem, CloseCanteen(canteen="D1"))


@given(st.integers(0, 500), st.lists(st.integers(0, 90), max_size=6))
def test_parts_sum_up_to_the_whole(total, weights):
    parts = split_evenly(total, weights)
    assert all(part >= 0 for part in parts)
    assert sum(parts) == (total if weights else 0)


@given(
    problem=random_days.problems(canteens=2, frozen=False),
    stranded=st.sampled_from(Stranded),
    closed=st.sampled_from(["C1", "C2"]),
)
def test_changed_days_can_be_planned(problem, stranded, closed):
    other = closed.translate({ord("1"): "2", ord("2"): "1"})
    changes: list[Change] = [CloseCanteen(canteen=closed), SetCapacity(canteen=other, capacity=7)]
    if problem.riders:
        changes.insert(0, at(2, riders=1))
    problem = replace(problem, previous=None)
    day = changed(problem, changes, SOURCE, stranded)
    assert names(day.visits) == names(problem.visits)
    plan = solve(day, "savings", Stop())
    assert check(day, plan).violations == ()
    served = {trip.canteen for rider in plan.riders for trip in rider.trips}
    assert closed not in served


def test_a_plan_of_the_day_before_the_change_is_no_hindrance():
    problem = town()
    known = plans.by_hand(problem, R1=[("C1", toys.OPEN + 300, "V2")])
    off = what_if(
        replace(problem, previous=known), CloseCanteen(canteen="C1"), stranded=Stranded.OFF
    )
    assert off.previous == known


@pytest.mark.parametrize(
    "changes",
    [
        (CloseCanteen(canteen="C1"), SetCapacity(canteen="C1", capacity=9)),
        (ChangeRiders(canteen="C1", by=1), CloseCanteen(canteen="C1")),
        (SetCapacity(canteen="C1", capacity=9), SetCapacity(canteen="C1", capacity=8)),
        (CloseCanteen(canteen="C1"), CloseCanteen(canteen="C1")),
    ],
)
def test_changes_of_one_canteen_that_contradict_each_other_are_refused(changes):
    with pytest.raises(InvalidInput, match="C1"):
        what_if(town(), *changes)
