"""Buildings hold their people, and near is within so many minutes."""

from __future__ import annotations

from api.questions.reach.homes import any_of, compound, homes_of, near
from optimizer.travel.geodesic import Geodesic, Profile
from tests.rosters import resident

WALK = Geodesic({"foot": Profile(speed_kmh=4.5)})


def test_people_of_one_building_stand_together():
    homes = homes_of(
        [resident("E1", tier=1), resident("E2"), resident("E3", lon=121.42, street_town="万里")]
    )
    assert [(home.street_town, dict(home.people)) for home in homes] == [
        ("万里", {3: 1}),
        ("曹杨新村", {1: 1, 3: 1}),
    ]


def test_a_compound_is_named_without_its_building():
    assert compound("曹杨路358弄81号") == "曹杨路358弄"
    assert compound("花溪路20号") == ""
    assert compound("") == ""


def test_near_is_within_the_minutes():
    homes = homes_of([resident("E1"), resident("E2", lon=121.43)])
    # 4.5 km/h and a detour of 1.35: some 830 m in 15 minutes; 0.01 degrees are 950 m
    places = [(121.410, 31.243), (121.418, 31.243)]
    assert near(homes, places, 15, WALK, "foot").tolist() == [[True, True], [False, False]]
    assert near(homes, places, 25, WALK, "foot").tolist() == [[True, True], [False, True]]
    assert any_of(near(homes, places, 25, WALK, "foot")).tolist() == [True, True]
    assert any_of(near(homes, [], 25, WALK, "foot")).tolist() == [False, False]
