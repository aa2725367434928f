"""A rider's day in words."""

from api.web.riders import riders_at_work


def test_only_who_rides_has_a_badge(plan):
    assert [(mark.letter, day.rider) for mark, day in riders_at_work(plan)] == [("A", "R1")]


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
