"""Another source steps in whole, and the plan's data says so."""

from dataclasses import dataclass

import pytest

from optimizer.errors import InvalidProblem
from optimizer.notices import FALLBACK
from optimizer.problem import Location
from optimizer.travel.base import TravelTimes
from optimizer.travel.fallback import Fallback
from optimizer.travel.geodesic import Geodesic, Profile
from optimizer.travel.osrm.errors import ServerUnreachable

HERE = (Location(id="a", lon=121.40, lat=31.25), Location(id="b", lon=121.41, lat=31.26))
PLAIN = Geodesic({"ebike": Profile(speed_kmh=15)})
FAST = Geodesic({"ebike": Profile(speed_kmh=30)})


@dataclass(frozen=True)
class Silent:
    """A source that never answers."""

    def matrix(self, locations, profile):
        raise ServerUnreachable(server="roads:5000")

    def identity(self, profile):
        raise ServerUnreachable(server="roads:5000")


def test_the_first_source_is_asked_first():
    travel = Fallback(FAST, PLAIN).matrix(HERE, "ebike")
    assert travel == FAST.matrix(HERE, "ebike")
    assert not travel.notices


def test_the_second_source_says_why_it_stands_in(caplog):
    travel = Fallback(Silent(), PLAIN).matrix(HERE, "ebike")
    assert travel == PLAIN.matrix(HERE, "ebike")
    (notice,) = travel.notices
    assert notice.code == FALLBACK
    assert notice.params == {"profile": "ebike", "why": "server_unreachable"}
    assert "roads:5000" in caplog.text


def test_no_answer_of_a_fallback_may_be_kept():
    source: TravelTimes = Fallback(FAST, PLAIN)
    assert source.identity("ebike") is None


def test_what_is_wrong_with_the_question_is_no_reason_to_fall_back():
    with pytest.raises(InvalidProblem):
        Fallback(FAST, PLAIN).matrix((Location(id="x", lon=31.25, lat=121.4),), "ebike")
