"""From door to door is never shorter than along the road, and pairs without one stay unknown."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from optimizer.travel.osrm.legs import Legs
from optimizer.travel.osrm.service import Table

LEGS = Legs(speed_kmh=7.2, detour=1.5, day_speed=1.0)  # 2 m/s


def one(seconds, metres, source=0.0, destination=0.0):
    """The table of one pair."""
    return Table(
        seconds=np.array([[seconds]], float),
        metres=np.array([[metres]], float),
        source_metres=np.array([source]),
        destination_metres=np.array([destination]),
    )


def joined(table, plain=10_000, legs=LEGS):
    cells = legs.joined(table, np.array([[plain]], np.int32))
    return int(cells.seconds[0, 0]), int(cells.metres[0, 0]), bool(cells.apart[0, 0])


def test_both_legs_are_added_with_their_detour():
    # 40 m and 20 m off the road: 90 m with detour, 45 s
    assert joined(one(100, 500, 40, 20), plain=600) == (145, 590, False)


def test_the_day_slows_road_and_legs():
    slow = Legs(speed_kmh=7.2, detour=1.5, day_speed=0.5)
    assert joined(one(100, 500, 40, 20), plain=600, legs=slow) == (290, 590, False)


def test_doors_of_one_compound_are_joined_inside():
    # 200 m to the gate each, but only 30 m (45 with detour) from door to door
    assert joined(one(0, 0, 200, 200), plain=45) == (23, 45, False)


def test_doors_apart_ride_out_to_the_road():
    assert joined(one(0, 0, 20, 20), plain=61) == (30, 60, False)


def test_no_road_no_time():
    assert joined(one(np.nan, np.nan)) == (0, 0, True)


def test_doors_across_a_creek_ride_to_the_bridge():
    # 30 m apart, 100 m from a road each, but the roads are 900 m apart
    assert joined(one(200, 900, 100, 100), plain=45) == (350, 1_200, False)


def test_no_road_is_no_compound():
    assert joined(one(np.nan, np.nan, 200, 200), plain=45) == (0, 0, True)


def test_negative_metres_become_the_straight_line():
    assert joined(one(12.4, -86.8), plain=75) == (13, 50, False)


def test_distinct_places_are_a_second_apart():
    assert joined(one(0, 0), plain=0)[0] == 1


@given(
    seconds=st.floats(0, 5_000),
    metres=st.floats(0, 20_000),
    source=st.floats(0, 500),
    destination=st.floats(0, 500),
)
def test_whole_numbers_never_shorten_the_way(seconds, metres, source, destination):
    cells = joined(one(seconds, metres, source, destination), plain=2_000_000)
    legs = (source + destination) * 1.5
    assert cells[0] >= seconds + legs / 2 - 1e-5
    assert cells[1] >= metres + legs - 1e-5
