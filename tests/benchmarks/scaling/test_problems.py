"""The series' lunches are of one density and tightness, and tiles are what they consist of."""

import numpy as np
import pytest

from benchmarks.places import BOX_KM, KM
from benchmarks.scaling.problems import PER_RIDER, district, tile, tiles


@pytest.mark.parametrize(("visits", "canteens"), [(100, 1), (600, 5)])
def test_crews_and_canteens_are_in_proportion(visits, canteens):
    day = district(visits, 1)
    assert len(day.visits) == visits
    assert len(day.canteens) == canteens
    assert len(day.riders) == visits / PER_RIDER


@pytest.mark.parametrize("visits", [100, 600])
def test_visits_lie_as_densely_at_every_size(visits):
    at = np.array([(place.lon, place.lat) for place in district(visits, 1).locations]) / KM
    area = np.prod(BOX_KM) * visits / 4_500
    box = np.prod(np.ptp(at, axis=0))
    assert 0.85 * area < box < 1.35 * area


def test_tiles_are_the_lunches_that_are_also_run_by_themselves():
    whole = tiles(800, 3)
    parts = [tile(400, seed) for seed in (3, 4)]
    assert len(whole.visits) == 800
    assert len(whole.riders) == sum(len(part.riders) for part in parts)
    served = [visit.service_seconds for part in parts for visit in part.visits]
    assert [visit.service_seconds for visit in whole.visits] == served
