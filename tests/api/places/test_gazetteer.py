"""A building is found by itself, its lane or its road, and says how sure that is."""

import pytest

from api.places.finder import Found, Known, Level
from api.places.gazetteer import Gazetteer
from tests.api.places.known import certain, east, quarter, there


def test_a_known_building_is_certain():
    found = there(quarter().find("花溪路358弄3号"))
    assert found.certain
    assert found.point == east(30)
    assert quarter().find("花溪路358/3/602") == found


def test_another_building_of_the_lane_is_at_its_middle():
    found = there(quarter().find("花溪路358弄9号"))
    assert (found.level, found.source, found.certain) == (Level.LANE, "lane", False)
    assert found.point.metres_to(east(30)) < 0.1
    assert found.confidence == 0.7


def test_a_wide_lane_is_not_sure_enough():
    wide = Gazetteer([certain("花溪路358弄1号", 0), certain("花溪路358弄99号", 600)])
    assert wide.find("花溪路358弄50号") is None
    assert there(wide.guess("花溪路358弄50号")).confidence < 0.5


def test_house_numbers_between_known_ones_lie_between_them():
    found = there(quarter().find("杏山路110号"))
    assert (found.level, found.source) == (Level.ROAD, "road")
    assert found.point.metres_to(east(100)) < 0.5


def test_an_unknown_lane_lies_at_its_number_on_the_road():
    found = there(quarter().find("杏山路130弄7号"))
    assert found.point.metres_to(east(300)) < 0.5
    assert found.confidence < 0.7


def test_the_own_side_of_the_road_counts_first():
    both = Gazetteer(
        [
            certain("杏山路100号", 0),
            certain("杏山路110号", 100),
            certain("杏山路101号", 1_000),
            certain("杏山路111号", 1_100),
        ]
    )
    assert there(both.find("杏山路104号")).point.metres_to(east(40)) < 0.5
    assert there(both.find("杏山路105号")).point.metres_to(east(1_040)) < 0.5


@pytest.mark.parametrize(("gap", "usable"), [(150, True), (390, True), (900, False)])
def test_far_neighbours_are_less_sure(gap, usable):
    two = Gazetteer([certain("杏山路100号", 0), certain("杏山路120号", gap)])
    assert (two.find("杏山路110号") is not None) is usable


def test_beyond_the_last_number_there_is_a_hint_only():
    assert quarter().find("杏山路190号") is None
    hint = there(quarter().guess("杏山路190号"))
    assert hint.point == east(400)
    assert hint.confidence < 0.2


@pytest.mark.parametrize("address", ["枫桥路1号", "老干部活动室", ""])
def test_nothing_is_known_of_other_roads(address):
    assert quarter().guess(address) is None


def test_estimates_are_no_base_for_others():
    guess = Found(point=east(900), level=Level.LANE, confidence=0.7, source="lane")
    only = Gazetteer([Known(address="花溪路358弄1号", found=guess)])
    assert only.find("花溪路358弄1号") == guess
    assert only.guess("花溪路358弄3号") is None


def test_the_surest_of_an_address_counts():
    guess = Found(point=east(900), level=Level.LANE, confidence=0.7, source="lane")
    known = Gazetteer([certain("花溪路1号", 5), Known(address="花溪路1号", found=guess)])
    assert there(known.find("花溪路1号")).point == east(5)


def test_the_next_known_addresses_with_their_distance():
    (first, _, metres), *_ = quarter().nearest(east(31), 2)
    assert first == "花溪路358弄3号"
    assert metres == pytest.approx(1, abs=0.1)
    assert Gazetteer([]).nearest(east(0), 3) == []


def test_neighbours_are_of_the_lane_else_of_the_road():
    assert set(quarter().neighbours("花溪路358弄9号")) == {f"花溪路358弄{k}号" for k in (1, 3, 5)}
    assert len(quarter().neighbours("杏山路7弄1号")) == 3
    assert quarter().neighbours("枫桥路1号") == {}
