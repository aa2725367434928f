"""A rider's day in words."""

from dataclasses import replace

from api.web.names import Names
from api.web.riders import riders_at_work


def letters(plan, names):
    return [(mark.letter, day.rider) for mark, day in riders_at_work(plan, names)]


def test_only_who_rides_has_a_badge(plan, names):
    assert letters(plan, names) == [("A", "R1")]


def test_a_badge_is_the_riders_own_whoever_else_rides(plan):
    """A sheet that stays valid when somebody falls out has the letter that the new lists have."""
    names = Names(riders={f"R{k}": f"骑手{k}" for k in (1, 2, 3)})
    one = plan.riders[1]
    riding = [replace(one, rider=rider) for rider in ("R3", "R1", "R9")]
    assert letters(replace(plan, riders=riding), names) == [("C", "R3"), ("A", "R1"), ("D", "R9")]
    assert letters(replace(plan, riders=riding[:1]), names) == [("C", "R3")]


def test_summary_of_the_day(riders):
    (rider,) = riders
    assert (rider.name, rider.start, rider.end) == ("骑手一", "10:00", "10:42")
    assert (rider.boxes, rider.visits, rider.onboard) == (5, 3, 8)


def test_stop_numbers_count_through_all_trips(riders):
    first, second = riders[0].trips
    assert [stop.number for stop in first.stops] == [1, 2]
    assert [stop.number for stop in second.stops] == [3]


def test_trips_carry_times_and_meals_by_diet(riders):
    first, second = riders[0].trips
    assert (first.load_start, first.depart, first.returns) == ("10:00", "10:05", "10:11")
    assert (first.meals, first.boxes) == ("3 普通餐·1 软食餐", 4)
    assert (second.meals, second.boxes) == ("1 控糖餐", 1)
    assert first.stops[1].meals == "1 普通餐·1 软食餐"
    assert first.stops[1].address == "花溪路100弄2号"
