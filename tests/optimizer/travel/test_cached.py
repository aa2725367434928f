"""The cache answers what its source answers, once computed without asking it, whatever the disk."""

import logging
import random
from dataclasses import dataclass, field

import pytest

from optimizer.errors import UnknownProfile
from optimizer.problem import Location
from optimizer.travel.cached import Cached
from optimizer.travel.geodesic import Geodesic, Profile

HERE = (Location(id="a", lon=121.40, lat=31.25), Location(id="b", lon=121.41, lat=31.26))
PROFILES = {"ebike": Profile(speed_kmh=15), "foot": Profile(speed_kmh=4)}


@dataclass
class Counting:
    """The geodesic, with a list of what it was asked for."""

    source: Geodesic = field(default_factory=lambda: Geodesic(PROFILES))
    asked: list[str] = field(default_factory=list)

    def matrix(self, locations, profile):
        self.asked.append(profile)
        return self.source.matrix(locations, profile)

    def identity(self, profile):
        return self.source.identity(profile)


@pytest.fixture
def counting():
    return Counting()


def test_the_second_answer_comes_from_the_folder(tmp_path, counting):
    folder = tmp_path / "not" / "yet"
    first = Cached(counting, folder).matrix(HERE, "ebike")
    second = Cached(counting, folder).matrix(HERE, "ebike")
    assert first == second == counting.source.matrix(HERE, "ebike")
    assert counting.asked == ["ebike"]


def test_names_of_places_do_not_matter(tmp_path, counting):
    renamed = [Location(id=place.id + "x", lon=place.lon, lat=place.lat) for place in HERE]
    cached = Cached(counting, tmp_path)
    assert cached.matrix(HERE, "ebike") == cached.matrix(renamed, "ebike")
    assert counting.asked == ["ebike"]


def test_other_places_order_profile_or_speed_are_asked_anew(tmp_path, counting):
    cached = Cached(counting, tmp_path)
    cached.matrix(HERE, "ebike")
    cached.matrix(HERE[::-1], "ebike")
    cached.matrix(HERE[:1], "ebike")
    cached.matrix(HERE, "foot")
    counting.source = Geodesic(PROFILES, day_speed=1.2)
    assert cached.matrix(HERE, "ebike") == counting.source.matrix(HERE, "ebike")
    assert counting.asked == ["ebike", "ebike", "ebike", "foot", "ebike"]


def test_damaged_files_are_computed_and_written_again(tmp_path, counting, caplog):
    cached = Cached(counting, tmp_path)
    right = cached.matrix(HERE, "ebike")
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    chance = random.Random(1)  # noqa: S311
    damages = [b"", b"nothing of the kind", whole[: len(whole) // 2]]
    for _ in range(300):
        flipped = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            flipped[chance.randrange(len(whole))] = chance.randrange(256)
        damages.append(bytes(flipped))
    with caplog.at_level(logging.WARNING):
        for damage in damages:
            path.write_bytes(damage)
            assert cached.matrix(HERE, "ebike") == right
    assert "computed again" in caplog.text
    path.write_bytes(b"")
    cached.matrix(HERE, "ebike")
    asked = len(counting.asked)
    assert cached.matrix(HERE, "ebike") == right
    assert len(counting.asked) == asked


def test_a_matrix_of_another_size_is_not_believed(tmp_path, counting, caplog):
    cached = Cached(counting, tmp_path)
    right = cached.matrix(HERE, "ebike")
    (path,) = tmp_path.iterdir()
    small = Cached(counting, tmp_path / "small")
    small.matrix(HERE[:1], "ebike")
    (other,) = (tmp_path / "small").iterdir()
    path.write_bytes(other.read_bytes())
    with caplog.at_level(logging.WARNING):
        assert cached.matrix(HERE, "ebike") == right
    assert "wrong size" in caplog.text


def test_a_folder_that_cannot_be_written_does_not_stop_the_answer(tmp_path, counting, caplog):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    with caplog.at_level(logging.WARNING):
        answer = Cached(counting, blocked).matrix(HERE, "ebike")
    assert answer == counting.source.matrix(HERE, "ebike")
    assert "cannot be written" in caplog.text
    assert blocked.read_text() == "in the way"


def test_a_file_that_cannot_be_replaced_leaves_nothing_behind(tmp_path, counting, caplog):
    cached = Cached(counting, tmp_path)
    right = cached.matrix(HERE, "ebike")
    (path,) = tmp_path.iterdir()
    path.unlink()
    path.mkdir()
    with caplog.at_level(logging.WARNING):
        assert cached.matrix(HERE, "ebike") == right
    assert "cannot be written" in caplog.text
    assert list(tmp_path.iterdir()) == [path]


def test_the_cache_has_its_source_s_identity(tmp_path, counting):
    assert Cached(counting, tmp_path).identity("foot") == counting.identity("foot")


def test_only_the_newest_files_stay_and_nothing_half_written(tmp_path, counting):
    cached = Cached(counting, tmp_path, keep=3)
    for k in range(6):
        cached.matrix([Location(id="a", lon=121.4 + k / 100, lat=31.25)], "ebike")
    assert len(list(tmp_path.iterdir())) == 3
    asked = len(counting.asked)
    cached.matrix([Location(id="a", lon=121.45, lat=31.25)], "ebike")
    assert len(counting.asked) == asked


def test_unknown_profiles_stay_errors(tmp_path, counting):
    with pytest.raises(UnknownProfile):
        Cached(counting, tmp_path).matrix(HERE, "rocket")
