"""Plans on one-way streets, turns, lights and legs to the door keep every rule.

Such matrices are neither symmetric nor, to the second, metric: taking a visit out may then make
a trip longer. The checker judges with the same matrix.
"""

from dataclasses import replace

import numpy as np
import pytest

from optimizer.checker import check
from optimizer.notices import UNREACHABLE
from optimizer.planning import solve
from optimizer.problem import Location, Problem
from optimizer.stop import Stop
from optimizer.travel.osrm.http import OsrmServers
from optimizer.travel.osrm.source import Osrm
from tests import toys
from tests.roads import PLAIN

VISITS = 60


@pytest.fixture(scope="module")
def central_day(central_server):
    """Sixty visits west of the Huangpu and two beyond it, two canteens, eight riders."""
    random = np.random.default_rng(20260302)
    west = random.uniform((121.44, 31.21), (121.48, 31.25), (VISITS + 2, 2))
    east = [(121.515, 31.235), (121.517, 31.225)]
    locations = tuple(
        Location(id=f"p{row}", lon=float(lon), lat=float(lat))
        for row, (lon, lat) in enumerate([*west, *east])
    )
    travel = Osrm(services=OsrmServers(url=central_server), plain=PLAIN).matrix(locations, "ebike")
    names = [place.id for place in locations[2:]]
    day = (toys.OPEN, toys.OPEN + 9_000)
    return Problem(
        date=toys.DATE,
        locations=locations,
        travel={"ebike": travel},
        canteens=(toys.canteen("C1", "p0"), toys.canteen("C2", "p1")),
        riders=tuple(
            toys.rider(f"R{k}", f"C{1 + k % 2}", boxes=12, shift=day, may_load_at=("C1", "C2"))
            for k in range(8)
        ),
        visits=tuple(toys.visit(f"V{name}", name, service_seconds=180) for name in names),
        notices=travel.notices,
    )


def test_streets_are_neither_symmetric_nor_straight(central_day):
    seconds = central_day.travel["ebike"].seconds[:VISITS, :VISITS].astype(int)
    assert np.abs(seconds - seconds.T).mean() > 10
    plain = PLAIN.matrix(central_day.locations, "ebike").seconds[:VISITS, :VISITS]
    correlation = np.corrcoef(seconds.ravel(), plain.ravel())[0, 1]
    assert 0.9 < correlation < 1


def test_places_beyond_the_river_are_told_of(central_day):
    cut = [notice.location for notice in central_day.notices if notice.code == UNREACHABLE]
    assert cut == [f"p{VISITS + 2}", f"p{VISITS + 3}"]


@pytest.mark.parametrize("strategy", ["engine", "nearest", "fixed_areas", "ortools"])
def test_a_plan_breaks_no_rule(central_day, strategy):
    plan = solve(central_day, strategy, Stop(seconds=3), seed=1)
    assert not check(central_day, plan).violations
    assert len(plan.served()) >= VISITS / 2


def test_a_plan_made_on_straight_lines_is_caught(central_day):
    """The checker knows the streets: times that do not fit them are a broken rule."""
    plain = PLAIN.matrix(central_day.locations, "ebike")
    straight = replace(central_day, travel={"ebike": plain})
    plan = solve(straight, "nearest", Stop(seconds=3))
    assert check(central_day, plan).violations
