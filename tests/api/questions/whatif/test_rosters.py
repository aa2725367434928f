"""A changed roster: orders, seats and riders follow the canteens."""

from __future__ import annotations

from typing import Any

import pytest

from api.orders.build import planning_day
from api.orders.parameters import LUNCH
from api.questions.whatif.rosters import changed_roster
from optimizer.errors import InvalidInput
from optimizer.planning import solve
from optimizer.problem import Batch
from optimizer.stop import Stop
from optimizer.whatif.changes import (
    ChangeRiders,
    CloseCanteen,
    OpenCanteen,
    SetCapacity,
    Stranded,
)
from tests.rosters import MONDAY, TRAVEL, canteen, meal_point, resident, rider, roster

HERE = {"lon": 121.410, "lat": 31.243}
FAR = {"lon": 121.440, "lat": 31.243}


def town(*residents, **changes):
    """C1 here and C2 far away, a rider each."""
    values = {
        "canteens": (canteen("C1", **HERE), canteen("C2", **FAR)),
        "riders": (rider("R1"), rider("R2", "C2", may_load_at=("C1",))),
    }
    return roster(*residents, **(values | changes))


def opened(**changes):
    values: dict[str, Any] = {
        "id": "NEW1",
        "lon": 121.430,
        "lat": 31.243,
        "capacity": 100,
        "riders": 1,
    }
    return OpenCanteen(**(values | changes))


def day_of(people):
    return planning_day(people, MONDAY, LUNCH, TRAVEL)


def test_a_new_canteen_cooks_and_has_nameless_riders():
    people = changed_roster(town(resident()), [opened()])
    (added,) = (one for one in people.riders if one.canteen == "NEW1")
    assert (added.name, added.phone) == ("NEW1+1", "")
    assert day_of(people).problem.canteen["NEW1"].capacity == 100


def test_who_is_bound_to_one_farther_away_is_free_to_go_to_the_new_one():
    near_new = resident("E1", canteen="C1", lon=121.429, lat=31.243)
    near_own = resident("E2", canteen="C1", lon=121.411, lat=31.243)
    people = changed_roster(town(near_new, near_own), [opened()])
    assert [who.canteen for who in people.residents] == [None, "C1"]


def test_a_closed_canteen_leaves_nobody_bound_and_no_rider_behind():
    people = town(resident("E1", canteen="C1"), meal_points=(meal_point(canteen="C1"),))
    closed = changed_roster(people, [CloseCanteen(canteen="C1")])
    assert closed.residents[0].canteen is None
    assert closed.meal_points[0].canteen is None
    assert {(one.canteen, one.may_load_at) for one in closed.riders} == {("C2", ())}
    off = changed_roster(people, [CloseCanteen(canteen="C1")], Stranded.OFF)
    assert [one.id for one in off.riders] == ["R2"]
    assert not solve(day_of(closed).problem, "savings", Stop()).unserved


def test_who_eats_at_a_closed_canteen_is_served_elsewhere():
    guest = resident("E1", mode="dine_in", canteen="C1")
    assert [one.canteen for one in day_of(town(guest)).eating_in] == ["C1"]
    closed = day_of(changed_roster(town(guest), [CloseCanteen(canteen="C1")]))
    assert [one.canteen for one in closed.eating_in] == ["C2"]


def test_capacity_diets_batches_and_suppers_change_together():
    batches = (Batch(ready=36_000, meals=150), Batch(ready=37_800, meals=50))
    big = canteen("C1", capacity_by_diet={"halal": 20}, batches=batches, supper_capacity=50)
    people = changed_roster(town(canteens=(big,)), [SetCapacity(canteen="C1", capacity=100)])
    (found,) = people.canteens
    assert (found.capacity, found.capacity_by_diet, found.supper_capacity) == (
        100,
        {"halal": 10},
        25,
    )
    assert [batch.meals for batch in found.batches] == [75, 25]


def test_riders_come_and_go():
    more = changed_roster(town(), [ChangeRiders(canteen="C1", by=2)])
    assert sum(one.canteen == "C1" for one in more.riders) == 3
    fewer = changed_roster(town(), [ChangeRiders(canteen="C1", by=-1)])
    assert [one.id for one in fewer.riders] == ["R2"]


def test_the_roster_itself_stays_as_it_is():
    people = town(resident())
    changed_roster(people, [CloseCanteen(canteen="C1"), opened()])
    assert people == town(resident())


@pytest.mark.parametrize("change", [CloseCanteen(canteen="C9"), opened(id="C1")])
def test_what_cannot_be_changed_is_told(change):
    with pytest.raises(InvalidInput):
        changed_roster(town(), [change])


def test_nobody_to_be_like():
    with pytest.raises(InvalidInput):
        changed_roster(town(riders=()), [ChangeRiders(canteen="C1", by=1)])


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
        changed_roster(town(resident()), changes)
