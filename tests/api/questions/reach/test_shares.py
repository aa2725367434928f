"""Shares by street-town tell of many people or of nobody."""

from __future__ import annotations

from collections import Counter

import numpy as np

from api.questions.reach.homes import Home
from api.questions.reach.shares import Share, shares


def home(town, people, number=0):
    at = (121.4 + number / 1_000, 31.2)
    return Home(at=at, street_town=town, compound="", people=Counter({3: people}))


def test_each_street_town_and_all_of_them():
    homes = [home("乙", 10), home("乙", 30, 1), home("甲", 20)]
    near = np.array([True, False, True])
    assert shares(homes, [near]) == (
        Share(street_town="乙", people=40, near=(10,)),
        Share(street_town="甲", people=20, near=(20,)),
        Share(street_town=None, people=60, near=(30,)),
    )
    assert [row.percent(0) for row in shares(homes, [near])] == [25.0, 100.0, 50.0]


def test_a_few_people_are_hidden_with_their_share():
    homes = [home("乙", 3), home("乙", 30, 1), home("甲", 20)]
    first, *_, everybody = shares(homes, [np.array([True, False, False])])
    assert (first.people, first.near, first.percent(0)) == (33, (None,), None)
    assert everybody.near == (None,)


def test_a_small_street_town_is_hidden_whole():
    (small, *_, everybody) = shares([home("乙", 4), home("甲", 20)], [np.array([True, True])])
    assert (small.people, small.near) == (None, (None,))
    assert everybody.people is None


def test_nobody_lives_there():
    assert shares([], [np.array([], dtype=bool)]) == (Share(street_town=None, people=0, near=(0,)),)
