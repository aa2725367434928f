"""Blocks go to the nearest canteen that cooks for them and still has meals."""

from __future__ import annotations

from hypothesis import given

from optimizer.locks import RiderLock
from optimizer.stop import Stop
from optimizer.strategies.drafts.ground import Ground
from optimizer.strategies.drafts.partition import CHOICES, offers_of, shared_out
from optimizer.timing import Schedule
from tests import random_days, toys


def ground_of(problem):
    return Ground(Schedule(problem), Stop())


def shares(problem):
    ground = ground_of(problem)
    found = shared_out(ground, offers_of(ground, ground.schedule.open))
    return {name: sorted(v for block in blocks for v in block) for name, blocks in found.items()}


def town(**changes):
    """Canteens at either end of a road of ten units, with a rider each."""
    values = {
        "canteens": (toys.canteen("C1", "p0"), toys.canteen("C2", "p1")),
        "riders": (toys.rider("R1"), toys.rider("R2", "C2")),
    }
    return toys.line((0, 10, 1, 4, 6, 9), **(values | changes))


def doors(**changes):
    """The visits at the canteens' own places are of no interest here."""
    problem = town(**changes)
    return {k: [v for v in names if v != "V1"] for k, names in shares(problem).items()}


def test_everybody_goes_to_the_nearest():
    assert doors() == {"C1": ["V2", "V3"], "C2": ["V4", "V5"]}


def test_who_loses_most_by_the_second_nearest_chooses_first():
    small = (toys.canteen("C1", "p0", capacity=1), toys.canteen("C2", "p1"))
    assert doors(canteens=small) == {"C1": ["V2"], "C2": ["V3", "V4", "V5"]}


def test_kitchens_give_no_diet_that_they_lack():
    halal = {"V2": {"meals": {"halal": 1}}, "V3": {"meals": {"halal": 1}}}
    short = (toys.canteen("C1", "p0", capacity_by_diet={"halal": 1}), toys.canteen("C2", "p1"))
    assert doors(canteens=short, visits=halal) == {"C1": ["V2"], "C2": ["V3", "V4", "V5"]}


def test_a_canteen_without_riders_serves_nobody():
    assert set(doors(riders=(toys.rider("R1"),))) == {"C1"}


def test_a_pinned_visit_goes_where_its_rider_loads():
    assert "V5" in doors(locks=(RiderLock(visit="V5", rider="R1"),))["C1"]


@given(random_days.problems(canteens=2))
def test_kitchens_are_never_overdrawn(problem):
    ground = ground_of(problem)
    offers = offers_of(ground, ground.schedule.open)
    assert all(len(names) <= CHOICES for names in offers.values())
    frozen = {s.visit for r in problem.riders for t in r.frozen for s in t.stops}
    for name, blocks in shared_out(ground, offers).items():
        visits = [problem.visit[v] for block in blocks for v in block]
        assert frozen.isdisjoint(v.id for v in visits)
        assert all(ground.schedule.may_cook(name, block) for block in blocks)
        assert sum(v.boxes for v in visits) <= problem.canteen[name].capacity


def test_what_nobody_can_carry_takes_nobodys_meals():
    full = (toys.canteen("C1", "p0", capacity=2), toys.canteen("C2", "p1"))
    heavy = {"V2": {"meals": {"regular": 99}}, "V4": {"skills": ("stairs",)}}
    assert doors(canteens=full, visits=heavy) == {"C1": ["V3"], "C2": ["V5"]}
