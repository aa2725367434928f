"""The next canteens go where people live who are far from all others, the most vulnerable first."""

from __future__ import annotations

from collections import Counter

import numpy as np

from api.questions.reach.candidates import Candidate
from api.questions.reach.homes import Home
from api.questions.reach.places import choose, usual_capacity
from tests.rosters import canteen, roster


def home(number, **people):
    tiers = Counter({int(tier.removeprefix("t")): count for tier, count in people.items()})
    return Home(at=(121.4 + number / 100, 31.2), street_town="万里", compound="", people=tiers)


HOMES = [home(0, t3=50), home(1, t1=3), home(2, t3=8), home(3, t2=4)]
CANDIDATES = [Candidate(lon=121.4 + k / 100, lat=31.2, words=f"{k}") for k in range(4)]
ALONE = np.eye(4, dtype=bool)


def best(near_today, count=1, capacity=100, covers=ALONE):
    found = choose(
        HOMES,
        np.array(near_today, dtype=bool),
        CANDIDATES,
        covers,
        count=count,
        capacity=capacity,
        seconds=10,
    )
    assert found.located.proven
    return found


def test_who_is_near_a_canteen_needs_no_other():
    assert [place.words for place in best([1, 0, 0, 0]).places] == ["1"]
    assert best([1, 0, 0, 0]).located.value == 9
    assert [place.words for place in best([0, 0, 0, 0]).places] == ["0"]


def test_the_next_two():
    found = best([1, 0, 0, 0], count=2)
    assert {place.words for place in found.places} <= {"1", "2", "3"}
    assert found.located.value == 9 + 8
    assert found.covers.sum() == 2


def test_a_small_canteen_serves_some():
    heavy = best([0, 1, 0, 1], capacity=5)
    assert heavy.located.people == (5,)
    assert heavy.located.value == 5
    # three of the first tier outweigh five of the third
    assert [place.words for place in best([0, 0, 0, 1], capacity=5).places] == ["1"]


def test_nobody_is_left():
    assert best([1, 1, 1, 1]).located.value == 0


def test_usual_is_the_middle():
    sizes = (canteen("C1", capacity=80), canteen("C2", capacity=300), canteen("C3", capacity=0))
    assert usual_capacity(roster(canteens=sizes)) == 80
    assert usual_capacity(roster(canteens=())) == 150
