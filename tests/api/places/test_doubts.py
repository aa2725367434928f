"""A place far from its neighbours or outside the district is doubted, with the likely reason."""

from api.places.doubts import doubt_of
from optimizer.travel.datum import Gcj02, Wgs84
from tests.api.places.known import east, quarter, there

ADDRESS = "花溪路358弄9号"


def test_a_place_among_its_lane_is_believed():
    assert doubt_of(ADDRESS, east(60), quarter()) is None
    assert doubt_of(ADDRESS, east(60).to(Gcj02), quarter()) is None


def test_a_place_of_which_nothing_is_known_is_believed_inside_the_district():
    assert doubt_of("枫桥路1号", east(3_000), quarter()) is None


def test_a_place_outside_the_district():
    assert "普陀区之外" in there(doubt_of(ADDRESS, Wgs84(121.6, 31.2), quarter())).zh


def test_a_shifted_place_names_the_datum_that_fits():
    shifted = east(30).to(Gcj02)
    doubt = there(doubt_of(ADDRESS, Wgs84(shifted.lon, shifted.lat), quarter()))
    assert "GCJ-02" in doubt.en
    assert "花溪路358弄" in doubt.zh


def test_a_place_far_from_its_lane_names_the_next_building():
    doubt = there(doubt_of(ADDRESS, east(2_000), quarter()))
    assert "花溪路358弄5号" in doubt.zh
    assert "1949 m" in doubt.en


def test_a_place_inside_only_in_another_datum():
    edge = Wgs84(121.4495, 31.25).to(Gcj02)
    doubt = there(doubt_of("枫桥路1号", Wgs84(edge.lon, edge.lat), quarter()))
    assert "GCJ-02" in doubt.zh
