"""What was done to a plan is kept as ids, codes and numbers that JSON can hold."""

import json

import pytest

from api.plans.actions import edited, locked, replanned
from optimizer.edits.kinds import Add, NewTrip, Reorder
from optimizer.locks import DayLock, RiderLock
from optimizer.replan.disruptions import Breakdown, LateOrder, Meals, Prices, RiderAbsent
from tests import toys


@pytest.mark.parametrize(
    ("edit", "kept"),
    [
        (
            Add(visit="V1", rider="R1"),
            {"kind": "add", "visit": "V1", "rider": "R1", "trip": None, "position": None},
        ),
        (
            Reorder(rider="R1", trip=0, visits=("V2", "V1")),
            {"kind": "reorder", "rider": "R1", "trip": 0, "visits": ["V2", "V1"]},
        ),
        (
            NewTrip(rider="R1", visits=("V1",)),
            {"kind": "new_trip", "rider": "R1", "visits": ["V1"], "trip": None, "canteen": None},
        ),
    ],
)
def test_edits_are_kept_field_by_field(edit, kept):
    assert edited(edit) == kept == json.loads(json.dumps(edited(edit)))


def test_locks_are_kept_with_their_rows():
    assert locked(RiderLock(visit="V1", rider="R1")) == {
        "kind": "rider_lock",
        "visit": "V1",
        "rider": "R1",
    }
    trips = locked(DayLock(rider="R1", trips=(("V1",), ())))["trips"]
    assert trips == [["V1"], []]


def test_replanning_is_kept_with_what_happened_and_its_prices():
    visit = toys.line().visits[0]
    happened = (
        RiderAbsent(rider="R1"),
        Breakdown(rider="R2", meals=Meals.LOST),
        LateOrder(visit=visit),
    )
    kept = replanned(34_800, happened, Prices(moved=1, rider=2, order=3))
    assert kept == {
        "at": 34_800,
        "disruptions": [
            {"kind": "rider_absent", "rider": "R1"},
            {"kind": "breakdown", "rider": "R2", "meals": "lost", "meeting_point": None},
            {"kind": "late_order", "visit": visit.id},
        ],
        "prices": {"moved": 1, "rider": 2, "order": 3},
    }
    assert json.loads(json.dumps(kept)) == kept
