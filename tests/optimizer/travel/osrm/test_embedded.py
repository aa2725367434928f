"""Embedded roads answer what a server on the same roads answers, and say why when they cannot."""

import importlib.util
import sys

import numpy as np
import pytest

from optimizer.errors import TravelUnavailable
from optimizer.travel.osrm.build import build
from optimizer.travel.osrm.embedded import RoadsFolder, bindings
from optimizer.travel.osrm.errors import BindingsMissing, RoadsMissing, RoadsUnreadable
from optimizer.travel.osrm.http import OsrmServers
from optimizer.travel.osrm.manifest import DATA, FILE
from optimizer.travel.osrm.source import Osrm
from tests import roads
from tests.roads import PLAIN, place

INSTALLED = importlib.util.find_spec("osrm") is not None
embeds = pytest.mark.skipif(
    not INSTALLED,
    reason="OSRM's bindings, extra [roads], are not installed; they need Python 3.12 or newer, "
    f"this is {sys.version_info.major}.{sys.version_info.minor}",
)
EVERYWHERE = (
    place("west", 1, 0),
    place("east", 999, 0),
    place("north", 500, 999),
    place("inside", 250, -200),
    place("beyond", 100, 3_000),
)


@embeds
@pytest.mark.parametrize("side", [3, 500])
def test_the_server_and_the_embedded_roads_agree(village, village_server, side):
    served = Osrm(services=OsrmServers(url=village_server), plain=PLAIN)
    inside = Osrm(services=RoadsFolder(village, side), plain=PLAIN)
    assert inside.matrix(EVERYWHERE, "ebike") == served.matrix(EVERYWHERE, "ebike")
    told = [source.matrix(EVERYWHERE, "ebike").notices for source in (inside, served)]
    assert told[0] == told[1]


@embeds
def test_a_real_city(central, central_server):
    random = np.random.default_rng(4)
    points = np.column_stack(
        [random.uniform(121.43, 121.51, 150), random.uniform(31.2, 31.26, 150)]
    )
    asked = [(float(lon), float(lat)) for lon, lat in points]
    there, here = asked[:90], asked[60:]
    served = OsrmServers(url=central_server).of("ebike").table(there, here)
    inside = RoadsFolder(central).of("ebike").table(there, here)
    assert np.array_equal(inside.seconds, served.seconds, equal_nan=True)
    assert np.array_equal(inside.metres, served.metres, equal_nan=True)


@embeds
def test_a_new_build_is_loaded_at_once(tmp_path):
    ends = [roads.at(0, 0), roads.at(1_000, 0)]
    for highway, seconds in (("residential", 240), ("living_street", 360)):
        file = roads.write_map(tmp_path / "map.osm", [([(0, 0), (1_000, 0)], {"highway": highway})])
        build(file, "ebike", tmp_path / "ebike")
        table = RoadsFolder(tmp_path).of("ebike").table(ends, ends)
        assert table.seconds[0, 1] == pytest.approx(seconds, rel=0.01)


@embeds
def test_damaged_roads(tmp_path, village):
    folder = tmp_path / "ebike"
    folder.mkdir()
    (folder / FILE).write_bytes((village / "ebike" / FILE).read_bytes())
    service = RoadsFolder(tmp_path).of("ebike")
    with pytest.raises(RoadsUnreadable, match="songcan roads build"):
        service.table([(0, 0)], [(0, 0)])
    (folder / DATA).write_bytes(b"")
    with pytest.raises(TravelUnavailable):
        service.table([(0, 0)], [(0, 0)])


@pytest.mark.skipif(INSTALLED, reason="OSRM's bindings are installed")
def test_without_the_bindings():
    with pytest.raises(BindingsMissing, match=r"3\.12"):
        bindings()


def test_another_package_of_the_same_name(tmp_path, monkeypatch):
    (tmp_path / "osrm.py").write_text("def table(): ...", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "osrm", raising=False)
    with pytest.raises(BindingsMissing, match="another package"):
        bindings()
    monkeypatch.delitem(sys.modules, "osrm")


def test_nothing_built(tmp_path):
    with pytest.raises(RoadsMissing, match="profile = ebike"):
        RoadsFolder(tmp_path).of("ebike")


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'{"version": 1}', b"\xff"])
def test_a_manifest_that_is_none(tmp_path, content):
    (tmp_path / "ebike").mkdir()
    (tmp_path / "ebike" / FILE).write_bytes(content)
    with pytest.raises(RoadsUnreadable):
        RoadsFolder(tmp_path).of("ebike")


def test_roads_in_another_vehicle_s_folder(village, tmp_path):
    (tmp_path / "van").symlink_to(village / "ebike")
    with pytest.raises(RoadsUnreadable):
        RoadsFolder(tmp_path).of("van")
