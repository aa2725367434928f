"""More places leave the travel between the others as it is, and come with their own."""

from dataclasses import replace

import numpy as np
import pytest

from optimizer.errors import UnknownProfile
from optimizer.problem import Location
from optimizer.travel.geodesic import Geodesic, Profile
from optimizer.travel.wider import with_places
from tests.toys import line

SOURCE = Geodesic({"ebike": Profile(speed_kmh=15)})
TWO = [Location(id="q1", lon=121.42, lat=31.25), Location(id="q2", lon=121.41, lat=31.26)]


def test_old_travel_stays_and_new_travel_is_the_sources():
    problem = line()
    wider = with_places(problem, TWO, SOURCE)
    known = len(problem.locations)
    assert wider.locations == (*problem.locations, *TWO)
    whole = SOURCE.matrix(wider.locations, "ebike")
    for name in ("seconds", "metres"):
        was, now = getattr(problem.travel["ebike"], name), getattr(wider.travel["ebike"], name)
        assert np.array_equal(now[:known, :known], was)
        assert np.array_equal(now[known:], getattr(whole, name)[known:])
        assert np.array_equal(now[:, known:], getattr(whole, name)[:, known:])


def test_without_more_places_it_is_the_same_problem():
    problem = line()
    assert with_places(problem, [], SOURCE) is problem


def test_a_vehicle_that_the_source_does_not_know():
    problem = replace(line(), travel={"sleigh": line().travel["ebike"]}, riders=())
    with pytest.raises(UnknownProfile):
        with_places(problem, TWO, SOURCE)
