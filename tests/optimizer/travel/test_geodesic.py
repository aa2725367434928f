"""Geodesic travel times agree with geopy, are metric up to rounding, and refuse nonsense."""

import math

import numpy as np
import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from optimizer.errors import InvalidInput, InvalidProblem, UnknownProfile
from optimizer.problem import Location
from optimizer.travel.geodesic import Geodesic, Profile, lambert_metres

EBIKE = Geodesic({"ebike": Profile(speed_kmh=15, detour=1.3)})
STRAIGHT = Geodesic({"crow": Profile(speed_kmh=3.6, detour=1)})


def places(points):
    return [Location(id=f"p{k}", lon=lon, lat=lat) for k, (lon, lat) in enumerate(points)]


def exact(here, there):
    return geodesic((here.lat, here.lon), (there.lat, there.lon)).m


def points(low=-90.0, high=90.0, west=-180.0, east=180.0):
    return st.tuples(st.floats(west, east), st.floats(low, high))


city = st.lists(points(31.22, 31.305, 121.32, 121.45), min_size=1, max_size=12)
anywhere = st.lists(points(), min_size=2, max_size=6)


@given(st.lists(points(30.95, 31.35, 121.2, 121.6), min_size=2, max_size=8))
def test_within_a_city_it_differs_from_geopy_by_less_than_a_metre(shanghai):
    here = places(shanghai)
    metres = STRAIGHT.matrix(here, "crow").metres
    for i, a in enumerate(here):
        for j, b in enumerate(here):
            assert metres[i, j] - 1.1 < exact(a, b) < metres[i, j] + 0.1


@given(points(), st.floats(0, 50), st.floats(0, 360))
def test_the_formula_is_right_to_ten_centimetres_within_50_km_anywhere(point, km, bearing):
    (lon, lat) = point
    end = geodesic(kilometers=km).destination((lat, lon), bearing)
    formula = lambert_metres(*map(np.atleast_1d, (lon, lat, end.longitude, end.latitude)))
    assert abs(formula[0] - km * 1_000) < 0.1


@given(anywhere)
def test_far_apart_it_still_agrees_with_geopy(world):
    here = places(world)
    metres = STRAIGHT.matrix(here, "crow").metres
    for i, a in enumerate(here):
        for j, b in enumerate(here):
            assert abs(metres[i, j] - exact(a, b)) < 20


def test_antipodes_are_measured_by_geopy():
    here = places([(0, 0), (180, 0)])
    metres = STRAIGHT.matrix(here, "crow").metres
    assert metres[0, 1] == math.ceil(exact(*here))


@given(city)
def test_symmetric_with_a_zero_diagonal(shanghai):
    travel = EBIKE.matrix(places(shanghai), "ebike")
    for matrix in (travel.seconds, travel.metres):
        assert matrix.dtype == np.int32
        assert np.array_equal(matrix, matrix.T)
        assert not matrix.diagonal().any()
        assert (matrix >= 0).all()


@given(city)
def test_no_detour_over_a_third_place_is_shorter_up_to_rounding(shanghai):
    travel = EBIKE.matrix(places(shanghai), "ebike")
    for matrix in (travel.seconds, travel.metres):
        over = (matrix[:, :, None] + matrix[None, :, :]).min(axis=1)
        assert (matrix <= over + 1).all()


def test_detour_speed_and_a_slow_day_lengthen_the_ride():
    here = places([(121.40, 31.25), (121.41, 31.26)])
    distance = exact(*here)
    rain = Geodesic({"foot": Profile(speed_kmh=4.5, detour=1.2)}, day_speed=0.8)
    travel = rain.matrix(here, "foot")
    assert travel.metres[0, 1] == math.ceil(distance * 1.2)
    assert travel.seconds[0, 1] == math.ceil(distance * 1.2 / (4.5 * 0.8 / 3.6))


def test_blocks_of_rows_make_no_difference(monkeypatch):
    here = places([(121.40 + k / 1_000, 31.25 + k * k / 50_000) for k in range(23)])
    whole = EBIKE.matrix(here, "ebike")
    monkeypatch.setattr("optimizer.travel.geodesic.BLOCK_PAIRS", 60)
    assert EBIKE.matrix(here, "ebike") == whole


def test_no_places_give_an_empty_matrix():
    assert EBIKE.matrix([], "ebike").seconds.shape == (0, 0)


def test_an_unknown_profile_is_named_with_the_known_ones():
    with pytest.raises(UnknownProfile, match=r"rocket.*ebike"):
        EBIKE.matrix([], "rocket")
    with pytest.raises(UnknownProfile):
        EBIKE.identity("rocket")


def test_swapped_coordinates_are_reported_not_measured():
    with pytest.raises(InvalidProblem, match=r"locations\[1\].*swapped"):
        EBIKE.matrix(places([(121.4, 31.25), (31.25, 121.4)]), "ebike")


def test_every_impossible_setting_is_reported():
    with pytest.raises(InvalidInput) as caught:
        Geodesic({"ebike": Profile(speed_kmh=0, detour=0.9)}, day_speed=math.nan)
    assert [issue.path for issue in caught.value.issues] == [
        "day_speed",
        "profiles.ebike.speed_kmh",
        "profiles.ebike.detour",
    ]


def test_identity_tells_settings_apart():
    others = [
        Geodesic({"ebike": Profile(speed_kmh=15.000001, detour=1.3)}),
        Geodesic({"ebike": Profile(speed_kmh=15, detour=1.31)}),
        Geodesic({"ebike": Profile(speed_kmh=15, detour=1.3)}, day_speed=1.1),
    ]
    assert len({EBIKE.identity("ebike"), *(other.identity("ebike") for other in others)}) == 4
    more = {"ebike": Profile(speed_kmh=15, detour=1.3), "foot": Profile(speed_kmh=4)}
    assert Geodesic(more).identity("ebike") == EBIKE.identity("ebike")
