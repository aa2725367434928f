"""Times follow the streets to the door, and what does not is told of, place by place."""

from dataclasses import dataclass, replace

import numpy as np
import pytest

from optimizer.errors import InvalidProblem, UnknownProfile
from optimizer.notices import FAR_SNAP, ROADS, UNKNOWN_ROADS, UNREACHABLE
from optimizer.problem import Location
from optimizer.travel.cached import Cached
from optimizer.travel.osrm.errors import WrongRoads
from optimizer.travel.osrm.http import OsrmServers
from optimizer.travel.osrm.source import Osrm
from tests.roads import PLAIN, place

ENDS = (place("west", 1, 0), place("east", 999, 0), place("north", 500, 999))


def along(url, **options):
    return Osrm(services=OsrmServers(url=url, **options), plain=PLAIN)


def told(travel, code):
    return {
        notice.location: dict(notice.params) for notice in travel.notices if notice.code == code
    }


def test_a_one_way_street_is_ridden_one_way(village_server):
    travel = along(village_server).matrix(ENDS, "ebike")
    there, back = travel.seconds[0, 2], travel.seconds[2, 0]
    assert there == pytest.approx(360, abs=25)  # 1.5 km at 15 km/h, and a turn
    assert back == pytest.approx(120 + 900, abs=25)  # the second part is pushed
    assert not np.diag(travel.seconds).any()
    assert not np.diag(travel.metres).any()


def test_a_slow_day_slows_everything(village_server):
    usual = along(village_server).matrix(ENDS, "ebike")
    rain = replace(PLAIN, day_speed=0.5)
    slow = Osrm(services=OsrmServers(url=village_server), plain=rain).matrix(ENDS, "ebike")
    assert slow.seconds == pytest.approx(2 * usual.seconds, abs=1)
    assert (slow.metres == usual.metres).all()


def test_a_door_off_the_road_costs_the_way_to_it(village_server):
    inside = place("inside", 250, -200)
    gate = place("gate", 250, 0)
    travel = along(village_server).matrix((gate, inside, *ENDS), "ebike")
    leg = 200 * 1.35
    assert travel.metres[1, 2] - travel.metres[0, 2] == pytest.approx(leg, abs=2)
    assert travel.seconds[1, 2] - travel.seconds[0, 2] == pytest.approx(leg / (8 / 3.6), abs=2)
    assert told(travel, FAR_SNAP) == {
        "inside": {"location": "inside", "profile": "ebike", "metres": 200}
    }


def test_doors_of_a_compound_do_not_ride_out_and_in_again(village_server):
    doors = (place("a", 250, -200), place("b", 250, -220), place("east", 999, 0))
    travel = along(village_server).matrix(doors, "ebike")
    assert travel.metres[0, 1] == pytest.approx(20 * 1.35, abs=1)
    assert travel.metres[0, 2] > 900


def test_half_a_kilometre_off_is_told_of(village_server):
    travel = along(village_server).matrix((*ENDS, place("shifted", 900, 500)), "ebike")
    far = told(travel, FAR_SNAP)
    assert list(far) == ["shifted"]
    assert far["shifted"]["metres"] == pytest.approx(400, abs=5)  # to the one-way street


def test_places_beyond_the_river_are_told_of_and_plain(village_server):
    beyond = (place("b1", 100, 3_000), place("b2", 900, 3_000))
    everywhere = (*ENDS, *beyond)
    travel = along(village_server).matrix(everywhere, "ebike")
    plain = PLAIN.matrix(everywhere, "ebike")
    assert (travel.seconds[:3, 3:] == plain.seconds[:3, 3:]).all()
    assert (travel.metres[3:, :3] == plain.metres[3:, :3]).all()
    assert travel.seconds[3, 4] == pytest.approx(192, abs=3)  # their own street
    cut = told(travel, UNREACHABLE)
    assert {name: params["others"] for name, params in cut.items()} == {"b1": 3, "b2": 3}


def test_the_build_is_told_of(village_server):
    (notice, *_) = along(village_server).matrix(ENDS, "ebike").notices
    assert notice.code == ROADS
    assert notice.params["profile"] == "ebike"
    assert notice.params["data"] in along(village_server).identity("ebike")


def test_blocks_do_not_change_the_answer(village_server):
    everywhere = (*ENDS, place("b1", 100, 3_000), place("inside", 250, -200))
    whole = along(village_server).matrix(everywhere, "ebike")
    blocks = along(village_server, side=2).matrix(everywhere, "ebike")
    assert whole == blocks
    assert whole.notices == blocks.notices


def test_roads_of_another_vehicle_are_refused(village_server):
    for ask in (along(village_server).identity, lambda p: along(village_server).matrix(ENDS, p)):
        with pytest.raises(WrongRoads, match="found = ebike"):
            ask("tricycle")


def test_no_places_no_travel(village_server):
    assert along(village_server).matrix((), "ebike").seconds.shape == (0, 0)


def test_unknown_vehicles_and_places_that_are_none(village_server):
    with pytest.raises(UnknownProfile):
        along(village_server).matrix(ENDS, "camel")
    with pytest.raises(UnknownProfile):
        along(village_server).identity("camel")
    with pytest.raises(InvalidProblem):
        along(village_server).matrix((Location(id="x", lon=31.25, lat=121.4),), "ebike")


@dataclass
class Unnamed:
    """The servers, saying nothing of their build and counting what they are asked."""

    servers: OsrmServers
    named: bool = False
    asked: int = 0

    def of(self, profile):
        self.server = self.servers.of(profile)
        return self

    @property
    def side(self):
        return self.server.side

    def stamp(self):
        return self.server.stamp() if self.named else None

    def table(self, sources, destinations):
        self.asked += 1
        return self.server.table(sources, destinations)


def test_what_names_its_build_is_kept_with_its_notices(village_server, tmp_path):
    services = Unnamed(OsrmServers(url=village_server), named=True)
    source = Cached(Osrm(services=services, plain=PLAIN), tmp_path)
    everywhere = (*ENDS, place("inside", 250, -200))
    first = source.matrix(everywhere, "ebike")
    renamed = [replace(here, id=f"other {here.id}") for here in everywhere]
    second = source.matrix(renamed, "ebike")
    assert services.asked == 1
    assert second == first
    assert list(told(first, FAR_SNAP)) == ["inside"]
    assert list(told(second, FAR_SNAP)) == ["other inside"]


def test_what_does_not_name_its_build_is_told_of_and_never_kept(village_server, tmp_path):
    services = Unnamed(OsrmServers(url=village_server))
    source = Cached(Osrm(services=services, plain=PLAIN), tmp_path)
    assert source.identity("ebike") is None
    for _ in range(2):
        assert source.matrix(ENDS, "ebike").notices[0].code == UNKNOWN_ROADS
    assert services.asked == 2
    assert not list(tmp_path.iterdir())
