"""Drafts keep all rules by segments alone: the schedule takes them as they are."""

from __future__ import annotations

from hypothesis import given

from optimizer.locks import NeverLock, RiderLock
from optimizer.problem import Batch
from optimizer.stop import Stop
from optimizer.strategies.drafts.draft import Draft
from optimizer.strategies.drafts.ground import Ground
from optimizer.timing import Schedule
from tests import random_days, toys

OPEN = toys.OPEN


def drafted(problem, canteen="C1", blocks=None, stop=None):
    """Each rider who may load there with as many trips as fit, in the problem's order."""
    ground = Ground(Schedule(problem), stop or Stop())
    kitchen = problem.canteen[canteen]
    locked = ground.schedule.pins.days
    crew = [r for r in problem.riders if canteen in r.loading_canteens() and r.id not in locked]
    draft = Draft(ground, kitchen, crew)
    cooked = [b for b in ground.schedule.open if ground.schedule.may_cook(canteen, b)]
    left = cooked if blocks is None else blocks
    for rider in crew:
        parts = [ground.part(block, rider.profile, kitchen) for block in left]
        while (trip := draft.trip(rider.id, parts)) is not None:
            draft.add(rider.id, trip)
            parts = [part for part in parts if part not in trip.parts]
        left = [part.block for part in parts]
    return draft


def trips(draft):
    return {
        rider: [" ".join(run.visits) for run in draft.runs(rider)]
        for rider in draft.turns
        if draft.runs(rider)
    }


@given(random_days.problems(emergency=False))
def test_the_schedule_takes_every_draft_as_it_is(problem):
    for canteen in problem.canteens:
        draft = drafted(problem, canteen.id)
        schedule = draft.ground.schedule
        for rider in draft.turns:
            if runs := draft.runs(rider):
                assert schedule.set_day(rider, runs) is None
                planned = schedule.days[rider].trips[-1]
                assert planned.depart == draft.trips[rider][-1].depart


def test_a_trip_takes_what_fits_and_leaves_the_rest_to_the_next():
    problem = toys.line(riders=(toys.rider(boxes=2),))
    assert trips(drafted(problem)) == {"R1": ["V1 V2", "V3"]}


def test_a_trip_waits_little_for_who_opens_later():
    late = {"window": (OPEN + 1_800, OPEN + 7_200)}
    assert trips(drafted(toys.line(visits={"V1": late}))) == {"R1": ["V2 V3", "V1"]}


def test_trips_end_where_frozen_meals_and_diets_are_used_up():
    halal = {"meals": {"halal": 1}}
    kitchen = toys.canteen(capacity=2, capacity_by_diet={"halal": 1})
    problem = toys.line(visits={"V1": halal, "V2": halal}, canteens=(kitchen,))
    assert trips(drafted(problem)) == {"R1": ["V1 V3"]}


def test_trips_leave_when_their_meals_are_packed():
    packed = (Batch(ready=OPEN + 600, meals=1), Batch(ready=OPEN + 1_800, meals=2))
    problem = toys.line(canteens=(toys.canteen(batches=packed),))
    draft = drafted(problem)
    assert draft.trips["R1"][0].depart >= OPEN + 600
    assert len(draft.served()) == 3


def test_locks_are_kept():
    crew = (toys.rider("R1"), toys.rider("R2"))
    locks = (RiderLock(visit="V1", rider="R2"), NeverLock(visits=("V2", "V3")))
    assert trips(drafted(toys.line(riders=crew, locks=locks))) == {"R1": ["V2", "V3"], "R2": ["V1"]}


def test_cost_counts_riders_and_paid_time():
    draft = drafted(toys.line())
    # 300 s loading, to the third unit and back at 60 s each, three doors of 60 s
    assert draft.cost() == 100 * (7_200 + 300 + 6 * 60 + 3 * 60)


def test_no_more_trips_once_told_to_stop():
    stop = Stop()
    stop.requested.set()
    assert trips(drafted(toys.line(), stop=stop)) == {}
