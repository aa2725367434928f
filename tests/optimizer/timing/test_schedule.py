"""Whatever is done to a schedule, what it holds is a plan that breaks no rule."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.checker import check
from optimizer.locks import DayLock, SequenceLock
from optimizer.plan import RiderDay
from optimizer.rules import Rule
from optimizer.timing import Refusal, Run, Schedule
from tests import plans, random_days, toys

OPEN = toys.OPEN


def state(schedule):
    return schedule.plan(), dict(schedule.runs), set(schedule.open)


@st.composite
def days_tried(draw, schedule):
    """A rider with runs of some blocks that are open or the rider's own."""
    rider = draw(st.sampled_from(schedule.problem.riders)).id
    own = {schedule.pins.block_of[visit] for run in schedule.runs[rider] for visit in run.visits}
    blocks = draw(
        st.permutations([b for b in schedule.pins.blocks if b in own | set(schedule.open)])
    )
    blocks = blocks[: draw(st.integers(0, 4))]
    cut = draw(st.integers(0, len(blocks)))
    canteen = draw(st.sampled_from(schedule.problem.canteens)).id
    runs = [
        Run(canteen, tuple(v for b in part for v in b)) for part in (blocks[:cut], blocks[cut:])
    ]
    return rider, runs


@given(random_days.problems(), st.data())
@settings(max_examples=80)
def test_every_accepted_day_keeps_every_rule(problem, data):
    schedule = Schedule(problem)
    assert not check(problem, schedule.plan()).violations
    for _ in range(4 if problem.riders else 0):
        rider, runs = data.draw(days_tried(schedule))
        before = state(schedule)
        refusal = schedule.set_day(rider, runs)
        assert not check(problem, schedule.plan()).violations
        if refusal is not None:
            assert state(schedule) == before
        elif rider in schedule.days:
            begun = len(problem.rider[rider].frozen)
            trips = schedule.days[rider].trips[begun:]
            assert [Run(t.canteen, tuple(s.visit for s in t.stops)) for t in trips] == [
                run for run in runs if run.visits
            ]
        served = schedule.plan().served()
        assert {visit for block in schedule.open for visit in block}.isdisjoint(served)


@given(random_days.problems(), st.data())
@settings(max_examples=40)
def test_schedule_of_a_plan_holds_that_plan(problem, data):
    schedule = Schedule(problem)
    for _ in range(2 if problem.riders else 0):
        schedule.set_day(*data.draw(days_tried(schedule)))
    again = Schedule.of(problem, schedule.plan())
    assert again.plan() == schedule.plan()
    assert again.runs == schedule.runs


def test_day_can_be_emptied_again():
    schedule = Schedule(toys.line())
    assert schedule.set_day("R1", [Run("C1", ("V1", "V2"))]) is None
    assert set(schedule.open) == {("V3",)}
    assert schedule.set_day("R1", []) is None
    assert schedule.plan().riders == ()
    assert set(schedule.open) == {("V1",), ("V2",), ("V3",)}


def test_day_of_a_rider_who_is_back_late_can_be_emptied():
    person = toys.rider(shift=(OPEN, OPEN + 400))
    begun = plans.by_hand(toys.line(), R1=[("C1", OPEN + 300, "V3")]).riders[0]
    problem = toys.line(riders=(toys.rider(shift=person.shift, frozen=begun.trips),))
    schedule = Schedule(problem)
    assert schedule.set_day("R1", []) is None
    assert schedule.plan().riders == (begun,)


def locked(*locks, **changes):
    return Schedule(toys.line((0, 1, 2, 3, 4), locks=locks, **changes))


def test_locked_day_is_laid_from_the_start():
    schedule = locked(DayLock(rider="R1", trips=(("V3", "V1"), ("V2",))))
    assert schedule.runs["R1"] == (Run("C1", ("V3", "V1")), Run("C1", ("V2",)))
    assert set(schedule.open) == {("V4",)}


def test_locked_day_leaves_out_what_cannot_be_served():
    soon = {"window": (OPEN, OPEN + 60)}
    schedule = locked(
        DayLock(rider="R1", trips=(("V3",), ("V1", "V2"))), visits={"V3": soon, "V1": soon}
    )
    assert schedule.runs["R1"] == (Run("C1", ("V2",)),)


def test_locked_day_keeps_its_sequences_whole():
    schedule = locked(
        DayLock(rider="R1", trips=(("V1", "V2", "V3"),)), SequenceLock(visits=("V2", "V3"))
    )
    assert schedule.runs["R1"] == (Run("C1", ("V1", "V2", "V3")),)


def test_locked_day_that_has_begun_goes_on():
    begun = plans.by_hand(toys.line(), R1=[("C1", OPEN + 300, "V1 V2")]).riders[0].trips
    schedule = locked(
        DayLock(rider="R1", trips=(("V1", "V2"), ("V3",))), riders=(toys.rider(frozen=begun),)
    )
    assert schedule.runs["R1"] == (Run("C1", ("V3",)),)
    assert [visit.id for visit in schedule.unserved()] == ["V4"]


def test_kitchen_feeds_others_although_frozen_trips_took_too_much_of_a_diet():
    halal = {"V1": {"meals": {"halal": 2}}, "V2": {"meals": {"halal": 1}}}
    begun = plans.by_hand(toys.line(visits=halal), R1=[("C1", OPEN + 300, "V1")]).riders[0].trips
    problem = toys.line(
        visits=halal,
        canteens=(toys.canteen(capacity_by_diet={"halal": 1}),),
        riders=(toys.rider(frozen=begun, max_trips=3),),
    )
    schedule = Schedule(problem)
    refusal = schedule.try_day("R1", [Run("C1", ("V2",))])
    assert isinstance(refusal, Refusal)
    assert refusal.rule is Rule.KITCHEN
    assert isinstance(schedule.try_day("R1", [Run("C1", ("V3",))]), RiderDay)


def test_loading_canteens_cook_the_diet_and_are_allowed():
    canteens = (
        toys.canteen("C1", diets=("regular",)),
        toys.canteen("C2", diets=("regular", "halal")),
        toys.canteen("C3"),
    )
    riders = (toys.rider("R1", "C1", may_load_at=("C3", "C2", "C1")),)
    problem = toys.line(
        canteens=canteens,
        riders=riders,
        visits={"V1": {"meals": {"halal": 1}}, "V2": {"canteens": ("C1", "C2")}},
    )
    schedule = Schedule(problem)
    assert schedule.loading_canteens("R1", ("V3",)) == ["C1", "C3", "C2"]
    assert schedule.loading_canteens("R1", ("V1",)) == ["C3", "C2"]
    assert schedule.loading_canteens("R1", ("V1", "V2")) == ["C2"]
