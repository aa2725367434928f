"""Candidates are spread over the homes, and none tells of a single household."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from api.questions.reach.candidates import MOST, candidates_of, read_candidates
from api.questions.reach.homes import Home
from optimizer.errors import InvalidInput


def home(lon, lat, people=1, compound="花溪路100弄"):
    return Home(
        at=(lon, lat), street_town="曹杨新村", compound=compound, people=Counter({3: people})
    )


def test_homes_close_together_are_one_candidate_where_most_live():
    (found,) = candidates_of(
        [home(121.4102, 31.2402, 9), home(121.4112, 31.2402), home(121.4105, 31.2403)]
    )
    assert (found.lon, found.lat) == (121.410, 31.240)
    assert found.words == "曹杨新村 花溪路100弄"


def test_a_compound_of_a_few_people_is_not_named():
    (found,) = candidates_of([home(121.41, 31.24, people=4)])
    assert found.words == "曹杨新村"


def test_places_are_rounded_and_never_too_many():
    rng = np.random.default_rng(0)
    homes = [home(121.35 + x / 10, 31.2 + y / 10) for x, y in rng.random((2_000, 2))]
    found = candidates_of(homes, metres=50)
    assert 100 < len(found) <= MOST
    assert len(set(found)) == len(found)
    assert all(round(one.lon, 3) == one.lon and round(one.lat, 3) == one.lat for one in found)


def test_no_homes_no_candidates():
    assert candidates_of([]) == ()


def test_candidates_of_a_file(tmp_path):
    file = tmp_path / "places.csv"
    file.write_text("lon,lat,name\n121.41,31.24,老菜场\n121.42,31.25,\n", encoding="utf-8-sig")
    first, second = read_candidates(file)
    assert (first.lon, first.lat, first.words) == (121.41, 31.24, "老菜场")
    assert second.words == "121.420,31.250"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("lon,lat\n121.4,\n", "121.4,"),
        ("lon,lat\n31.2,121.4\n", "line 2"),
        ("lon,lat\n", "no place"),
    ],
)
def test_rows_that_name_no_place_are_told(tmp_path, words, told):
    file = tmp_path / "places.csv"
    file.write_text(words, encoding="utf-8")
    with pytest.raises(InvalidInput, match=told):
        read_candidates(file)
