"""Coordinates are read as people paste them, in either order; datums by every usual name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.roster.cells.basic import BadCell
from api.roster.cells.places import datum, datums_in, pair


@pytest.mark.parametrize(
    "typed",
    [
        "121.4,31.24",
        "31.24,121.4",
        "121.4 31.24",
        "121.4，31.24",
        "（121.4, 31.24）",
        "lng: 121.4, lat: 31.24",
        "31.24°N 121.4°E",
        "１２１．４，３１．２４",
        "121°24'0\",31°14'24\"",
        "31°14′24″ 121°24′0″",
    ],
)
def test_pasted_coordinates_are_understood(typed):
    assert pair(typed) == pytest.approx((121.4, 31.24))


@given(st.floats(73.5, 135), st.floats(3.5, 53.5), st.sampled_from([",", " ", "，", ";"]))
def test_the_order_does_not_matter_anywhere_in_china(lon, lat, between):
    lon, lat = round(lon, 6), round(lat, 6)
    one, other = f"{lon:.6f}{between}{lat:.6f}", f"{lat:.6f}{between}{lon:.6f}"
    assert pair(one) == pair(other) == (lon, lat)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("121.4", "not_a_pair"),
        ("花溪路", "not_a_pair"),
        ("121.4,31.24,5", "not_a_pair"),
        ("2.35,48.85", "pair_outside_china"),
        ("-3500.5,1200.7", "pair_outside_china"),
        ("121.4,121.5", "pair_outside_china"),
    ],
)
def test_what_is_no_place_in_china_is_refused(typed, key):
    with pytest.raises(BadCell) as refused:
        pair(typed)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("WGS-84", "wgs84"),
        ("wgs84坐标系", "wgs84"),
        ("GPS", "wgs84"),
        ("CGCS2000", "wgs84"),
        ("天地图", "wgs84"),
        ("GCJ－02", "gcj02"),
        ("gcj02", "gcj02"),
        ("国测局", "gcj02"),
        ("火星坐标", "gcj02"),
        ("高德地图", "gcj02"),
        ("腾讯", "gcj02"),
        ("BD-09", "bd09"),
        ("百度坐标", "bd09"),
    ],
)
def test_datums_by_name(typed, code):
    assert datum(typed) == code


@pytest.mark.parametrize("typed", ["上海2000", "北京54", "高德或百度", "坐标系"])
def test_other_datums_are_refused_with_the_known_ones(typed):
    with pytest.raises(BadCell) as refused:
        datum(typed)
    assert refused.value.key == "unknown_word"
    assert "GCJ-02" in str(refused.value.values["known"])


def test_every_datum_of_a_sentence_is_found():
    assert datums_in("经纬度（百度）") == ["bd09"]
    assert datums_in("原为 BD-09，已转为 WGS84") == ["wgs84", "bd09"]
    assert datums_in("经度") == []
