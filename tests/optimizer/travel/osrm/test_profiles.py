"""What each tag does to each vehicle, on streets of 400 m each, built by OSRM itself."""

import math
from typing import Any

import pytest

from optimizer.travel.osrm.build import build, profiles
from optimizer.travel.osrm.http import OsrmServers
from tests import roads

BLOCKED = math.inf
"""No way from end to end, though both ends are on the street."""

MISSING = None
"""The street is no road for this vehicle."""

RESIDENTIAL = {"highway": "residential"}
ONEWAY = {**RESIDENTIAL, "oneway": "yes"}
STREETS: dict[str, tuple[dict[str, str], dict[str, str], dict[str, Any]]] = {
    # name: tags, tags of the node in the middle, seconds there and back by vehicle
    "residential": (RESIDENTIAL, {}, {"ebike": 96, "tricycle": 120, "van": 96, "foot": 320}),
    "primary": ({"highway": "primary"}, {}, {"ebike": 80, "tricycle": 96, "van": 48}),
    "cycleway": ({"highway": "cycleway"}, {}, {"ebike": 80, "van": MISSING, "foot": 320}),
    "motorway": ({"highway": "motorway", "oneway": "no"}, {}, {"ebike": MISSING, "van": 24}),
    "motorroad": ({"highway": "primary", "motorroad": "yes"}, {}, {"ebike": MISSING, "van": 48}),
    "expressway": ({"highway": "trunk"}, {}, {"ebike": MISSING, "tricycle": MISSING, "van": 32}),
    "expressway with a lane": (
        {"highway": "trunk", "bicycle": "designated"},
        {},
        {"ebike": 80},
    ),
    "no bicycles": (
        {"highway": "primary", "bicycle": "no"},
        {},
        {"ebike": 360, "tricycle": MISSING, "van": 48},
    ),
    "footway": ({"highway": "footway"}, {}, {"ebike": 360, "tricycle": MISSING, "foot": 320}),
    "shared footway": ({"highway": "footway", "bicycle": "yes"}, {}, {"ebike": 180}),
    "steps": ({"highway": "steps"}, {}, {"ebike": MISSING, "foot": 576}),
    "steps with a ramp": ({"highway": "steps", "ramp:bicycle": "yes"}, {}, {"ebike": 960}),
    "one-way": (ONEWAY, {}, {"ebike": (96, 360), "tricycle": (120, BLOCKED), "van": (96, BLOCKED)}),
    "one-way, wrong way round": ({**RESIDENTIAL, "oneway": "-1"}, {}, {"van": (BLOCKED, 96)}),
    "one-way but for bicycles": (
        {**ONEWAY, "oneway:bicycle": "no"},
        {},
        {"ebike": 96, "tricycle": 120, "van": (96, BLOCKED)},
    ),
    "one-way with contraflow lane": (
        {**ONEWAY, "cycleway": "opposite_lane"},
        {},
        {"ebike": 96, "van": (96, BLOCKED)},
    ),
    "one-way for pedestrians too": ({**ONEWAY, "foot": "no"}, {}, {"ebike": (96, BLOCKED)}),
    "inside a compound": ({**RESIDENTIAL, "access": "private"}, {}, {"ebike": 96, "van": 96}),
    "closed": ({**RESIDENTIAL, "access": "no"}, {}, {"ebike": MISSING, "foot": MISSING}),
    "alley": ({"highway": "service", "service": "alley"}, {}, {"ebike": 180, "van": 240}),
    "cobbles": ({**RESIDENTIAL, "surface": "cobblestone"}, {}, {"ebike": 144}),
    "gate": (RESIDENTIAL, {"barrier": "gate"}, {"ebike": 106, "van": 116, "foot": 325}),
    "open gate": (RESIDENTIAL, {"barrier": "gate", "access": "yes"}, {"ebike": 96}),
    "locked gate": (RESIDENTIAL, {"barrier": "gate", "access": "no"}, {"ebike": BLOCKED}),
    "bollard": (RESIDENTIAL, {"barrier": "bollard"}, {"ebike": 96, "tricycle": BLOCKED}),
    "wall": (RESIDENTIAL, {"barrier": "wall"}, {"ebike": BLOCKED, "foot": BLOCKED}),
    "signals": (RESIDENTIAL, {"highway": "traffic_signals"}, {"ebike": 111, "van": 116}),
    "river": ({"waterway": "river"}, {}, {"ebike": MISSING, "foot": MISSING}),
}
EXPECTED = [
    (name, profile, seconds)
    for name, (_, _, by_profile) in STREETS.items()
    for profile, seconds in by_profile.items()
]


@pytest.fixture(scope="module")
def servers(tmp_path_factory):
    """A server for each vehicle on a map with every street, a kilometre apart."""
    roads.require_tools()
    folder = tmp_path_factory.mktemp("streets")
    ways, nodes = [], {}
    for row, (tags, middle, _) in enumerate(STREETS.values()):
        points = [(float(x), 1_000.0 * row) for x in (0, 200, 400)]
        ways.append((points, tags))
        nodes[points[1]] = middle
    file = roads.write_map(folder / "streets.osm", ways, nodes)
    made, running = {}, []
    for profile in profiles():
        build(file, profile, folder / profile)
        running.append(roads.routed(folder, profile))
        made[profile] = OsrmServers(url=running[-1].__enter__()).of(profile)
    yield made
    for server in running:
        server.__exit__(None, None, None)


def test_every_vehicle_has_a_profile():
    assert profiles() == ("ebike", "foot", "tricycle", "van")


@pytest.mark.parametrize(("street", "profile", "seconds"), EXPECTED)
def test_a_street(servers, street, profile, seconds):
    y = 1_000 * list(STREETS).index(street)
    ends = [roads.at(0.5, y), roads.at(399.5, y)]
    table = servers[profile].table(ends, ends)
    if seconds is MISSING:
        assert table.source_metres.min() > 900
        return
    assert table.source_metres.max() < 2
    there, back = seconds if isinstance(seconds, tuple) else (seconds, seconds)
    for found, expected in ((table.seconds[0, 1], there), (table.seconds[1, 0], back)):
        if expected == BLOCKED:
            assert math.isnan(found)
        else:
            assert found == pytest.approx(expected, rel=0.01, abs=0.5)
