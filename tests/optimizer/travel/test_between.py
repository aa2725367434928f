"""Travel between two sets is what the matrix of all of them says."""

from __future__ import annotations

import numpy as np
import pytest

from optimizer.problem import Location
from optimizer.travel.between import SIDE, between
from optimizer.travel.geodesic import Geodesic, Profile

SOURCE = Geodesic({"foot": Profile(speed_kmh=4.5)})


def places(count, seed):
    rng = np.random.default_rng(seed)
    spots = zip(121.3 + rng.random(count) / 10, 31.2 + rng.random(count) / 10, strict=True)
    return [Location(id=f"{seed}-{k}", lon=lon, lat=lat) for k, (lon, lat) in enumerate(spots)]


@pytest.mark.parametrize("many", [0, 1, SIDE, SIDE + 1])
def test_the_corners_of_the_whole_matrix(many):
    here, there = places(many, 1), places(3, 2)
    whole = SOURCE.matrix((*here, *there), "foot")
    found = between(SOURCE, here, there, "foot")
    assert np.array_equal(found.out.seconds, whole.seconds[:many, many:])
    assert np.array_equal(found.out.metres, whole.metres[:many, many:])
    assert np.array_equal(found.back.seconds, whole.seconds[many:, :many])
    assert np.array_equal(found.back.metres, whole.metres[many:, :many])
