"""Waves cut the day of every rider into parts that can follow one another."""

from hypothesis import given

from optimizer.strategies.pyvrp.customers import customers_of
from optimizer.strategies.pyvrp.slots import slots_of
from optimizer.strategies.pyvrp.splits import recentred, splits_of
from optimizer.strategies.pyvrp.tours import Tour
from optimizer.timing import Schedule
from tests import random_days
from tests.toys import OPEN, canteen, line, rider

SPLIT = (OPEN + 3_000,)


def test_no_more_waves_than_trips():
    for trips, waves in ((1, {1}), (2, {2}), (3, {2, 3})):
        problem = line(riders=(rider(max_trips=trips),))
        splits = splits_of(problem, problem.riders, customers_of(Schedule(problem)))
        assert {1 + len(split) for split in splits} == waves
        assert all(OPEN < moment < OPEN + 7_200 for split in splits for moment in split)


def test_a_wave_ends_before_the_next_one_loads():
    first, second = slots_of(line(), {"R1": SPLIT})
    assert first.ready == OPEN + 300
    assert first.due == SPLIT[0]
    assert second.ready == SPLIT[0] + 300
    assert second.due == OPEN + 9_000


def test_a_rider_with_one_trip_has_one_wave():
    (slot,) = slots_of(line(riders=(rider(max_trips=1),)), {"R1": SPLIT})
    assert (slot.ready, slot.due) == (OPEN + 300, OPEN + 9_000)


def test_waves_too_short_for_a_rider_are_one():
    short = rider(shift=(OPEN, OPEN + 500))
    (slot,) = slots_of(line(riders=(short,)), {"R1": (OPEN + 250,)})
    assert (slot.ready, slot.due) == (OPEN + 300, OPEN + 500)


def test_each_loading_canteen_has_its_slots_and_the_last_one_ends_at_home():
    problem = line(
        canteens=(canteen("C1"), canteen("C2", "p3")), riders=(rider(may_load_at=("C2",)),)
    )
    ends = {(s.canteen.id, s.wave): s.end.id for s in slots_of(problem, {"R1": SPLIT})}
    assert ends == {("C1", 0): "C1", ("C1", 1): "C1", ("C2", 0): "C2", ("C2", 1): "C1"}


@given(problem=random_days.problems(visits=2))
def test_slots_of_a_rider_never_overlap(problem):
    splits = {rider.id: (OPEN + 1_800, OPEN + 3_600) for rider in problem.riders}
    for one in slots_of(problem, splits):
        assert one.ready < one.due
        for other in slots_of(problem, splits):
            if one.rider is other.rider and one.wave < other.wave:
                assert one.due <= other.ready - other.canteen.loading_seconds


def test_a_moment_moves_to_the_middle_of_what_two_tours_leave_free():
    first, second = slots_of(line(), {"R1": SPLIT})
    tours = [
        Tour(first, (0,), OPEN + 300, OPEN + 1_000, OPEN + 300),
        Tour(second, (1,), SPLIT[0] + 300, OPEN + 5_000, SPLIT[0] + 2_300),
    ]
    (moved,) = recentred({"R1": SPLIT}, tours)["R1"]
    assert moved == (OPEN + 1_000 + SPLIT[0] + 2_000) // 2
    assert recentred({"R1": SPLIT}, tours[:1]) == {"R1": SPLIT}
