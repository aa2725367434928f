"""Trips are trimmed to what the rules allow, and no further."""

from optimizer.checker import check
from optimizer.locks import NeverLock
from optimizer.problem import Batch
from optimizer.strategies.trimming import plan_of_trips, trimmed
from optimizer.timing import Schedule
from tests.toys import OPEN, canteen, line, rider

SHORT = {"max_onboard_seconds": 420}
"""Seven minutes: loading takes five of them."""


def kept(problem, *visits):
    trips = [("C1", tuple((visit,) for visit in visits))]
    return [visit for run in trimmed(Schedule(problem), "R1", trips) for visit in run.visits]


def test_a_day_that_keeps_all_rules_stays_as_it_is():
    assert kept(line(), "V3", "V1", "V2") == ["V3", "V1", "V2"]


def test_the_one_stop_that_comes_too_late_goes():
    assert kept(line(visits={"V1": SHORT}), "V2", "V3", "V1") == ["V2", "V3"]
    assert kept(line(visits={"V1": SHORT}), "V1", "V2", "V3") == ["V1", "V2", "V3"]


def test_of_two_that_cannot_both_stay_the_cheaper_goes():
    apart = (NeverLock(visits=("V1", "V2")),)
    assert kept(line(locks=apart, visits={"V1": {"tier": 2}}), "V1", "V2", "V3") == ["V2", "V3"]
    assert kept(line(locks=apart, visits={"V2": {"tier": 2}}), "V1", "V2", "V3") == ["V1", "V3"]


def test_where_more_must_go_the_dearest_stay():
    visits = {"V1": {"tier": 3}, "V2": {"tier": 1}, "V3": {"tier": 2}}
    assert kept(line(visits=visits, riders=(rider(boxes=1),)), "V1", "V2", "V3") == ["V2"]
    assert kept(line(visits=visits, canteens=(canteen(capacity=0),)), "V1", "V2", "V3") == []


def both_at_once(kitchen):
    """Two riders who leave together, each with one visit; the plan made of that."""
    problem = line(canteens=(kitchen,), riders=(rider("R1"), rider("R2")))
    trips = {rider: [("C1", ((visit,),))] for rider, visit in (("R1", "V1"), ("R2", "V2"))}
    plan = plan_of_trips(problem, trips, 5.0)
    assert check(problem, plan).violations == ()
    return plan


def test_departures_make_room_at_the_canteen():
    later = canteen(
        loading_bays=1, batches=(Batch(ready=OPEN, meals=1), Batch(ready=OPEN + 900, meals=1))
    )
    assert both_at_once(later).served() == {"V1", "V2"}


def test_what_a_kitchen_cannot_give_is_left_out():
    assert len(both_at_once(canteen(capacity=1)).served()) == 1
