"""A person's edit answers with a whole plan that keeps all rules, or with the rules it breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.checker import check
from optimizer.edits import (
    Add,
    Broken,
    Edited,
    Editor,
    Move,
    NewTrip,
    OtherCanteen,
    OtherRider,
    Remove,
    Reorder,
    Swap,
)
from optimizer.errors import InvalidInput
from optimizer.explain import describe, remedy_of
from optimizer.locks import RiderLock, SequenceLock
from optimizer.planning import solve
from optimizer.problem import Batch
from optimizer.replan.changes import How
from optimizer.rules import Rule
from optimizer.stop import Stop
from tests import pairs, plans, random_days, random_edits, toys

TWO = pairs.crew({}, {})
DAY = pairs.day(riders=TWO)
PLAN = plans.by_hand(DAY, R1=[("C1", toys.OPEN + 300, "V1 V2")], R2=[("C1", toys.OPEN + 300, "V3")])


def edited(editor, edit):
    """What an edit that keeps all rules answers."""
    answer = editor.apply(edit)
    assert isinstance(answer, Edited), answer
    return answer


def broken(edit, problem=DAY, plan=PLAN):
    """What an edit that breaks rules answers."""
    answer = Editor(problem, plan).apply(edit)
    assert isinstance(answer, Broken), answer
    return answer.violations


def after(edit, problem=DAY, plan=PLAN):
    """The plan after an edit, in short."""
    return pairs.told(edited(Editor(problem, plan), edit).plan)


def rules(edit, problem=DAY, plan=PLAN):
    """The rules that an edit breaks."""
    return {violation.rule for violation in broken(edit, problem, plan)}


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (Move(visit="V1", rider="R2", trip=0), {"R1": "C1: V2", "R2": "C1: V1 V3"}),
        (Move(visit="V1", rider="R2", trip=0, position=1), {"R1": "C1: V2", "R2": "C1: V3 V1"}),
        (Move(visit="V1", rider="R1", trip=0, position=1), {"R1": "C1: V2 V1", "R2": "C1: V3"}),
        (Move(visit="V3", rider="R1", trip=0, position=2), {"R1": "C1: V1 V2 V3"}),
        (Swap(one="V1", other="V3"), {"R1": "C1: V3 V2", "R2": "C1: V1"}),
        (Swap(one="V1", other="V2"), {"R1": "C1: V2 V1", "R2": "C1: V3"}),
        (Remove(visit="V1"), {"R1": "C1: V2", "R2": "C1: V3", "": "V1"}),
        (Reorder(rider="R1", trip=0, visits=("V2", "V1")), {"R1": "C1: V2 V1", "R2": "C1: V3"}),
        (NewTrip(rider="R2", visits=("V2",)), {"R1": "C1: V1", "R2": "C1: V2 + C1: V3"}),
        (NewTrip(rider="R2", visits=("V1", "V2"), trip=0), {"R2": "C1: V1 V2 + C1: V3"}),
        (OtherRider(rider="R1", trip=0, to="R2", at=0), {"R2": "C1: V1 V2 + C1: V3"}),
    ],
)
def test_each_edit_does_what_it_says(edit, told):
    assert after(edit) == told


def test_reasons_are_those_of_the_plan_after_the_edit():
    """Room that an edit makes, and room that it takes, changes why others are left out."""
    one_box = pairs.day(riders=pairs.crew({"boxes": 1, "max_trips": 1}))
    plan = solve(one_box, "nearest", Stop(iterations=1))
    (served,) = plan.served()
    left = {entry.visit: entry.reasons[0].code for entry in plan.unserved}
    assert set(left.values()) <= {"BOXES", "TRIPS"}
    room = edited(Editor(one_box, plan), Remove(visit=served))
    codes = {entry.visit: entry.reasons[0].code for entry in room.plan.unserved}
    assert codes == dict.fromkeys(left, "SEARCH") | {served: "REMOVED"}
    other = min(left)
    taken = edited(room.editor, Add(visit=other))
    codes = {entry.visit: entry.reasons[0].code for entry in taken.plan.unserved}
    assert set(codes) == {*left, served} - {other}
    assert set(codes.values()) <= {"BOXES", "TRIPS"}


def test_a_removed_visit_says_where_it_would_still_fit_and_comes_back():
    removed = edited(Editor(DAY, PLAN), Remove(visit="V1"))
    (entry,) = removed.plan.unserved
    assert [(reason.code, dict(reason.params)) for reason in entry.reasons] == [
        ("REMOVED", {"rider": "R1"})
    ]
    assert "R1" in describe(entry.reasons[0]).en
    assert remedy_of(entry.reasons[0]).en == "add it again, or say who takes it over"
    again = edited(removed.editor, Remove(visit="V3"))
    assert [entry.reasons[0].code for entry in again.plan.unserved] == ["REMOVED", "REMOVED"]
    back = edited(removed.editor, Add(visit="V1"))
    assert not back.plan.unserved
    assert back.difference["unserved"] == -removed.difference["unserved"] < 0


def test_add_takes_the_rider_and_trip_that_are_named():
    problem = pairs.day(riders=TWO)
    plan = plans.by_hand(
        problem, R1=[("C1", toys.OPEN + 300, "V1")], R2=[("C1", toys.OPEN + 300, "V3")]
    )
    there = Add(visit="V2", rider="R2", trip=0, position=0)
    assert after(there, problem, plan) == {"R1": "C1: V1", "R2": "C1: V2 V3"}
    assert after(Add(visit="V2", rider="R1"), problem, plan)["R1"] == "C1: V1 V2"


def test_a_trip_loads_elsewhere_where_its_rider_may():
    canteens = (toys.canteen(), toys.canteen("C2", "p3"))
    there = pairs.day(riders=pairs.crew({"may_load_at": ("C2",)}), canteens=canteens)
    plan = plans.by_hand(there, R1=[("C1", toys.OPEN + 300, "V1 V2 V3")])
    edit = OtherCanteen(rider="R1", trip=0, canteen="C2")
    assert after(edit, there, plan) == {"R1": "C2: V1 V2 V3"}
    home = replace(there, riders=pairs.crew({}))
    assert rules(edit, home, plan) == {Rule.CANTEEN}


@pytest.mark.parametrize(
    ("changes", "edit", "rule"),
    [
        (
            {"riders": pairs.crew({}, {"boxes": 1})},
            Move(visit="V1", rider="R2", trip=0),
            Rule.BOXES,
        ),
        (
            {
                "visits": {"V1": {"skills": ("lift",)}},
                "riders": pairs.crew({"skills": ("lift",)}, {}),
            },
            Swap(one="V1", other="V3"),
            Rule.SKILL,
        ),
        (
            {"visits": {"V1": {"window": (toys.OPEN, toys.OPEN + 400)}}},
            Move(visit="V1", rider="R1", trip=0, position=1),
            Rule.WINDOW,
        ),
        (
            {"visits": {"V1": {"max_onboard_seconds": 400}}},
            Move(visit="V1", rider="R1", trip=0, position=1),
            Rule.FRESH,
        ),
        (
            {"riders": pairs.crew({}, {"max_trips": 1})},
            NewTrip(rider="R2", visits=("V1",)),
            Rule.TRIPS,
        ),
        (
            {"riders": pairs.crew({}, {"shift": (toys.OPEN, toys.OPEN + 800)})},
            NewTrip(rider="R2", visits=("V1",)),
            Rule.SHIFT,
        ),
        (
            {"locks": (RiderLock(visit="V1", rider="R1"),)},
            Move(visit="V1", rider="R2", trip=0),
            Rule.LOCK,
        ),
        ({"locks": (SequenceLock(visits=("V1", "V2")),)}, Swap(one="V1", other="V2"), Rule.LOCK),
        (
            {
                "canteens": (
                    toys.canteen(
                        batches=(
                            Batch(ready=toys.OPEN, meals=2),
                            Batch(ready=toys.OPEN + 4_000, meals=1),
                        )
                    ),
                ),
                "visits": {
                    "V3": {"window": (toys.OPEN + 4_000, toys.OPEN + 7_200)},
                    "V1": {"window": (toys.OPEN, toys.OPEN + 3_000)},
                },
            },
            Move(visit="V3", rider="R1", trip=0),
            Rule.WINDOW,
        ),
    ],
)
def test_a_rule_that_an_edit_breaks_is_named(changes, edit, rule):
    day = pairs.day(**({"riders": TWO} | changes))
    leaves = 4_000 if day.canteens[0].batches else 300
    plan = plans.by_hand(
        day, R1=[("C1", toys.OPEN + 300, "V1 V2")], R2=[("C1", toys.OPEN + leaves, "V3")]
    )
    assert check(day, plan).violations == ()
    assert rule in rules(edit, day, plan)


def test_a_lock_is_named_by_its_row():
    locked = replace(
        DAY, locks=(RiderLock(visit="V3", rider="R2"), RiderLock(visit="V1", rider="R1"))
    )
    found = broken(Move(visit="V1", rider="R2", trip=0), locked, PLAN)
    assert [(v.visit, dict(v.values)) for v in found] == [("V1", {"lock": 1})]


def test_frozen_trips_cannot_be_edited():
    begun = replace(
        DAY,
        riders=(replace(DAY.riders[0], frozen=PLAN.riders[0].trips), DAY.riders[1]),
        now=toys.OPEN + 10,
    )
    plan = plans.by_hand(begun, R1=[], R2=[("C1", toys.OPEN + 400, "V3")])
    for edit in (
        Remove(visit="V1"),
        Move(visit="V3", rider="R1", trip=0),
        NewTrip(rider="R1", visits=("V3",), trip=0),
    ):
        assert rules(edit, begun, plan) == {Rule.LOCK}
    assert after(OtherRider(rider="R2", trip=0, to="R1"), begun, plan) == {
        "R1": "C1: V1 V2 + C1: V3"
    }


def test_meals_that_nobody_brings_are_not_carried_on():
    problem = toys.two_levels()
    plan = solve(problem, "nearest", Stop(iterations=100))
    assert not plan.unserved
    assert rules(Remove(visit="B1"), problem, plan) == {Rule.SUPPLY}


@pytest.mark.parametrize(
    ("edit", "path"),
    [
        (Move(visit="V9", rider="R1", trip=0), "visit"),
        (Move(visit="V1", rider="R9", trip=0), "rider"),
        (Move(visit="V1", rider="R2", trip=1), "trip"),
        (Move(visit="V1", rider="R2", trip=0, position=2), "position"),
        (Swap(one="V1", other="V1"), "other"),
        (Remove(visit="V9"), "visit"),
        (Add(visit="V1"), "visit"),
        (Add(visit="V9", trip=0), "rider"),
        (Add(visit="V9", rider="R1", position=0), "trip"),
        (Add(visit="V9", rider="R1", trip=7), "trip"),
        (Reorder(rider="R1", trip=0, visits=("V1", "V3")), "visits"),
        (NewTrip(rider="R1", visits=()), "visits"),
        (NewTrip(rider="R1", visits=("V1", "V1")), "visits"),
        (NewTrip(rider="R1", visits=("V1", "V9")), "visits[1]"),
        (NewTrip(rider="R1", visits=("V1",), trip=2), "trip"),
        (NewTrip(rider="R1", visits=("V1",), canteen="C9"), "canteen"),
        (OtherRider(rider="R1", trip=0, to="R9"), "to"),
        (OtherRider(rider="R1", trip=0, to="R1", at=1), "at"),
        (OtherCanteen(rider="R1", trip=0, canteen="C9"), "canteen"),
    ],
)
def test_what_is_not_there_is_named_with_its_place(edit, path):
    with pytest.raises(InvalidInput) as caught:
        Editor(DAY, PLAN).apply(edit)
    assert path in [issue.path for issue in caught.value.issues]


@given(st.data(), random_days.problems(emergency=False) | random_days.problems(locks=2))
def test_an_edit_is_a_clean_plan_or_breaks_a_rule(data, problem):
    """Figures are true, nobody vanishes, days that are not named stay, reasons are never empty."""
    editor = Editor(problem, solve(problem, "nearest", Stop(iterations=100)))
    for _ in range(3):
        kinds = random_edits.edits(problem, editor.plan)
        if kinds.is_empty:
            return
        result = editor.apply(data.draw(kinds))
        if isinstance(result, Broken):
            assert result.violations
            continue
        verdict = check(problem, result.plan)
        assert verdict.ok
        assert result.verdict.cost == verdict.cost == result.plan.cost
        assert result.difference == {
            name: value - editor.plan.cost[name] for name, value in verdict.cost.items()
        }
        assert all(entry.reasons for entry in result.plan.unserved)
        touched = set(result.changes.riders)
        before = {day.rider: day for day in editor.plan.riders}
        assert all(
            before.get(day.rider) == day for day in result.plan.riders if day.rider not in touched
        )
        assert not result.changes.count(How.CANCELLED)
        editor = result.editor
