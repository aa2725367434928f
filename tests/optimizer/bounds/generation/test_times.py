"""Buckets of time: every useful start of loading is in one, and spells are short enough."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings

from optimizer.bounds.generation.arrays import SERVICE
from optimizer.bounds.generation.crews import crews
from optimizer.bounds.generation.times import BUCKET, Times
from optimizer.problem import Problem
from tests import random_days, toys


@settings(max_examples=60, deadline=None)
@given(random_days.problems(frozen=False, emergency=False))
def test_spells_share_out_the_buckets_and_no_trip_ends_in_its_own(problem: Problem):
    for crew in crews(problem):
        times = Times.of(crew)
        shared = [bucket for k in range(len(times.spells)) for bucket in times.buckets_of(k)]
        assert shared == list(range(times.buckets))
        for k, (_, count) in enumerate(times.spells):
            assert count == 1 or times.spell(k).seconds <= times.shortest
            assert {times.spell_of[bucket] for bucket in times.buckets_of(k)} == {k}


@settings(max_examples=60, deadline=None)
@given(random_days.problems(frozen=False, emergency=False))
def test_whoever_goes_straight_to_a_visit_loads_in_a_bucket(problem: Problem):
    for crew in crews(problem):
        times = Times.of(crew)
        for site, ride in zip(crew.sites, crew.ahead, strict=True):
            for door, out in zip(site.doors[site.allowed], site.first[site.allowed], strict=True):
                soonest = max(int(door[2] - out), crew.shift[0] + ride)
                if soonest <= min(int(door[3] - out), crew.shift[1]):
                    bucket = (soonest - times.first) // BUCKET
                    assert times.soonest(ride) <= bucket < times.buckets


@settings(max_examples=60, deadline=None)
@given(random_days.problems(frozen=False, emergency=False))
def test_no_trip_is_shorter_than_the_shortest(problem: Problem):
    """One of two doors may be, where doors are far from the canteen but for one way each."""
    for crew in crews(problem):
        shortest = Times.of(crew).shortest
        for site in crew.sites:
            out, home, many = site.first, site.back.min(axis=0), site.allowed.tolist()
            stay = site.doors[:, SERVICE]
            assert all(out[k] + stay[k] + home[k] >= shortest for k in many)
            for one, two in permutations(many, 2):
                way = out[one] + stay[one] + site.ride[one, two] + stay[two] + home[two]
                assert way >= shortest


def test_riders_who_can_do_the_same_are_one_crew():
    riders = (toys.rider("R1"), toys.rider("R2"), toys.rider("R3", boxes=20))
    assert [crew.names for crew in crews(toys.line(riders=riders))] == [("R1", "R2"), ("R3",)]


def test_who_makes_no_trip_is_in_no_crew():
    assert not crews(toys.line(riders=(toys.rider(max_trips=0),)))
