"""Conversions meet the published pairs, come back to well under a metre, and never mix datums."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizer.errors import MixedDatum
from optimizer.travel.datum import DATUMS, Bd09, Gcj02, Points, Wgs84, require_one_datum, wgs84_of
from optimizer.travel.shifts import CHINA_LAT, CHINA_LON

MILLIMETRE = 1e-3

# A degree inside the rectangle, where no shift leads across its edge.
CHINA = st.tuples(
    st.floats(CHINA_LON[0] + 1, CHINA_LON[1] - 1), st.floats(CHINA_LAT[0] + 1, CHINA_LAT[1] - 1)
)
DATUM = st.sampled_from(list(DATUMS.values()))

# The test files of github.com/googollee/eviltransform; longitude first.
EVILTRANSFORM = [
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),
]


@pytest.mark.parametrize(("wgs84", "gcj02"), EVILTRANSFORM)
def test_gcj02_equals_the_published_pairs_both_ways(wgs84, gcj02):
    assert Wgs84(*wgs84).to(Gcj02).metres_to(Gcj02(*gcj02)) < MILLIMETRE
    assert Gcj02(*gcj02).to(Wgs84).metres_to(Wgs84(*wgs84)) < MILLIMETRE


def test_gcj02_and_bd09_equal_the_published_pairs_of_coordtransform():
    # README of github.com/wandergis/coordtransform
    assert (
        Wgs84(116.404, 39.915).to(Gcj02).metres_to(Gcj02(116.41024449916938, 39.91640428150164))
        < MILLIMETRE
    )
    far = Bd09(116.41662724378733, 39.922699552216216)
    assert Wgs84(116.404, 39.915).to(Bd09).metres_to(far) < MILLIMETRE
    there = Gcj02(116.404, 39.915)
    assert there.to(Bd09).metres_to(Bd09(116.41036949371029, 39.92133699351021)) < MILLIMETRE


def test_the_way_back_goes_to_the_end():
    """Published: the iterated inverse to a decimetre, and the customary single step beside it."""
    back = Gcj02(116.404, 39.915).to(Wgs84)
    assert back.metres_to(Wgs84(116.39775549316407, 39.913596801757805)) < 0.1
    assert 0.05 < back.metres_to(Wgs84(116.39775550083061, 39.91359571849836)) < 3
    one_step = Gcj02(116.39762729119315, 39.90865673957631)
    assert Bd09(116.404, 39.915).to(Gcj02).metres_to(one_step) < 0.1


@given(CHINA, DATUM, DATUM)
def test_round_trip_over_china(place, origin, other):
    start = origin(*place)
    assert start.to(other).to(origin).metres_to(start) < MILLIMETRE


@given(CHINA)
def test_the_way_does_not_matter(place):
    start = Wgs84(*place)
    assert start.to(Gcj02).to(Bd09).metres_to(start.to(Bd09)) < MILLIMETRE


@given(st.tuples(st.floats(121.3, 121.5), st.floats(31.2, 31.32)))
def test_the_shift_of_putuo_is_some_500_metres(place):
    plain = Wgs84(*place)
    shifted = plain.to(Gcj02)
    assert 400 < plain.metres_to(Wgs84(shifted.lon, shifted.lat)) < 600


@given(st.floats(-180, 180), st.floats(-80, 80))
def test_outside_china_gcj02_is_wgs84(lon, lat):
    if 71.9 <= lon <= 137.9 and 0.7 <= lat <= 55.9:
        return
    assert Wgs84(lon, lat).to(Gcj02) == Gcj02(lon, lat)
    assert Gcj02(lon, lat).to(Wgs84) == Wgs84(lon, lat)


@given(st.lists(CHINA, min_size=1, max_size=8), DATUM, DATUM)
def test_many_at_once_are_converted_like_one_by_one(places, origin, target):
    points = [origin(*place) for place in places]
    together = Points.of(points).to(target).each()
    for one, point in zip(together, points, strict=True):
        assert one.metres_to(point.to(target)) < MILLIMETRE


def test_equal_numbers_in_different_datums_are_different_places():
    assert len({Wgs84(121.4, 31.24), Gcj02(121.4, 31.24), Bd09(121.4, 31.24)}) == 3


def test_mixing_datums_is_refused_when_it_runs_and_by_mypy():
    """mypy reports each of the ignores below as soon as it no longer is a type error."""
    here, there = Wgs84(121.4, 31.24), Gcj02(121.4, 31.24)
    with pytest.raises(MixedDatum, match="WGS-84, GCJ-02"):
        here.metres_to(there)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        there.towards(here, 0.5)  # type: ignore[arg-type]
    with pytest.raises(MixedDatum):
        Points.of([here, there])  # type: ignore[type-var]
    with pytest.raises(MixedDatum):
        require_one_datum([here, there])  # type: ignore[type-var]
    with pytest.raises(MixedDatum):
        Points.of([here]).metres_to(there)  # type: ignore[arg-type]


def test_operations_within_one_datum():
    west, east = Wgs84(121.40, 31.24), Wgs84(121.42, 31.24)
    assert west.towards(east, 0.5).metres_to(Wgs84(121.41, 31.24)) < MILLIMETRE
    both = Points.of([west, east])
    assert both.centre().metres_to(Wgs84(121.41, 31.24)) < MILLIMETRE
    assert np.allclose(both.metres_to(west), [0, west.metres_to(east)])
    assert 1_890 < west.metres_to(east) < 1_920


@given(st.lists(st.tuples(DATUM, CHINA), max_size=8))
def test_places_of_any_datums_come_out_in_wgs84_and_in_order(named):
    points = [datum(*place) for datum, place in named]
    for one, point in zip(wgs84_of(points), points, strict=True):
        assert one.metres_to(point.to(Wgs84)) < MILLIMETRE
