"""The map's geometry is true to scale, north up, and nothing falls off the sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.web.geometry import fit, hull, path, round_length
from optimizer.travel.geodesic import Geodesic, Profile
from tests import toys

WIDTH, HEIGHT, MARGIN = 800.0, 600.0, 30.0
putuo = st.tuples(st.floats(121.32, 121.45), st.floats(31.22, 31.305))
pixels = st.tuples(st.integers(-50, 50), st.integers(-50, 50))


@given(st.lists(putuo, min_size=1, max_size=30))
def test_every_place_is_inside_the_margins(places):
    project = fit(places, WIDTH, HEIGHT, MARGIN)
    for x, y in (project(*place) for place in places):
        assert MARGIN - 1e-6 <= x <= WIDTH - MARGIN + 1e-6
        assert MARGIN - 1e-6 <= y <= HEIGHT - MARGIN + 1e-6


def test_north_is_up_and_east_is_right():
    project = fit([(121.40, 31.24), (121.42, 31.26)], WIDTH, HEIGHT, MARGIN)
    west, south = project(121.40, 31.24)
    east, north = project(121.42, 31.26)
    assert west < east
    assert north < south


def test_distances_are_those_of_the_geodesic():
    """Against geopy, across the district: within half a percent."""
    problem = toys.line((0, 30))
    here, there = problem.locations
    travel = Geodesic({"ebike": Profile(speed_kmh=15, detour=1)}).matrix(problem.locations, "ebike")
    project = fit([(here.lon, here.lat), (there.lon, there.lat)], WIDTH, HEIGHT, MARGIN)
    across = project(there.lon, there.lat)[0] - project(here.lon, here.lat)[0]
    assert across / project.scale == pytest.approx(int(travel.metres[0, 1]), rel=0.005)


def test_a_single_place_is_in_the_middle():
    project = fit([(121.4, 31.25)], WIDTH, HEIGHT, MARGIN)
    assert project(121.4, 31.25) == (WIDTH / 2, HEIGHT / 2)


@given(st.lists(pixels, min_size=1, max_size=25))
def test_hull_encloses_every_point(points):
    corners = hull(points)
    assert set(corners) <= set(points)
    sides = list(zip(corners, corners[1:] + corners[:1], strict=True))
    for x, y in points:
        if len(corners) > 2:
            assert all(
                (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0 for (ax, ay), (bx, by) in sides
            )


def test_hull_of_a_square_drops_its_middle():
    square = [(0, 0), (2, 0), (2, 2), (0, 2)]
    assert sorted(hull([*square, (1, 1), (1, 0)])) == sorted(square)


def test_path_data():
    assert path([(0, 0), (1.25, 3)]) == "M0.0 0.0L1.2 3.0"
    assert path([(0, 0), (1, 3)], closed=True).endswith("Z")
    assert path([]) == ""


@pytest.mark.parametrize(
    ("longest", "chosen"), [(1, 1), (4.9, 2), (99, 50), (100, 100), (730, 500)]
)
def test_lengths_are_round(longest, chosen):
    assert round_length(longest) == chosen
