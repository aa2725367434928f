"""A problem holds one location per distinct place."""

from optimizer.problem import Location
from optimizer.travel.places import Places


def test_the_same_place_gets_the_same_id():
    places = Places()
    assert places.id_of(121.4, 31.25) == "P1"
    assert places.id_of(121.5, 31.25) == "P2"
    assert places.id_of(121.4, 31.25) == "P1"
    assert places.id_of(121.4, 31.25 + 1e-8) == "P1"
    assert places.locations() == (
        Location(id="P1", lon=121.4, lat=31.25),
        Location(id="P2", lon=121.5, lat=31.25),
    )
