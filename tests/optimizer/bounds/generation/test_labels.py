"""Pricing trips: exact against enumeration where labels suffice, a bound where they do not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizer.bounds.generation.ahead import look_ahead
from optimizer.bounds.generation.arrays import (
    NEVER,
    Ahead,
    Bucket,
    Found,
    Ints,
    Pool,
    Site,
    Weights,
)
from optimizer.bounds.generation.crews import SCALE, crews, weights
from optimizer.bounds.generation.labels import price
from optimizer.bounds.generation.steps import drive
from optimizer.problem import Problem
from tests import random_days, toys
from tests.toys import OPEN

CELLS, LENGTHS, WIDTH = 260, 400, 30


def site_of(problem: Problem) -> Site:
    return crews(problem)[0].sites[0]


def priced(site: Site, measured: Weights, bucket: Bucket, prize: Ints, slots: int) -> Found:
    visits = len(prize)
    shape = visits, CELLS, slots + 1
    pool = Pool(
        count=np.zeros(shape[:2], np.int64),
        time=np.zeros(shape, np.int64),
        rest=np.zeros(shape, np.int64),
        load=np.zeros(shape, np.int64),
        been=np.zeros((*shape, 2), np.uint64),
        origin=np.zeros(shape, np.int64),
        ripe=np.zeros(shape, np.bool_),
    )
    rows = site.back.shape[0] + 1
    found = Found(
        value=np.full((rows, LENGTHS), NEVER),
        label=np.full((rows, LENGTHS), -1),
        path=np.full((rows, LENGTHS, 32), -1, np.int16),
    )
    nothing = np.full((visits, CELLS), -NEVER)
    ahead = Ahead(prize, nothing, nothing.copy(), np.full((visits, CELLS), -1))
    price(site, measured, bucket, ahead, NEVER, pool, found)
    return found


def ways(site: Site) -> Iterator[tuple[int, ...]]:
    for size in range(1, len(site.allowed) + 1):
        yield from permutations(site.allowed.tolist(), size)


def by_hand(
    problem: Problem, site: Site, measured: Weights, bucket: Bucket, path: tuple[int, ...]
) -> int | None:
    """Cost of a trip that goes home: a second reading of what a bucket allows."""
    last = bucket.begins + bucket.seconds - 1
    since, cost, load = 0, 0, 0
    for k, number in enumerate(path):
        _, boxes, opens, closes, ends, preferred, limit, extra, released = site.doors[number]
        load += boxes
        if k == 0:
            since = site.first[number]
            if last + since < opens or last + problem.canteens[0].loading_seconds < released:
                return None
        else:
            since += site.doors[path[k - 1], 0] + site.ride[path[k - 1], number]
        since = max(since, opens - last)
        now = bucket.begins + since
        if since > limit or now > closes or load > site.boxes:
            return None
        late, missing = max(0, now - preferred), measured.slack - max(0, ends - now)
        cost += extra + since * measured.onboard + late * measured.late
        cost += max(0, missing) * measured.thin
    span = since + site.doors[path[-1], 0] + site.back[0, path[-1]]
    return None if bucket.begins + span > site.shift_end else int(cost + span * measured.paid)


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    minutes=st.integers(0, 80),
    prizes=st.lists(st.integers(0, 3_000), min_size=4, max_size=4),
    slots=st.sampled_from([1, 2, 64]),
)
def test_the_cheapest_trip_is_found_or_undercut(
    seed: int, minutes: int, prizes: list[int], slots: int
):
    problem = random_days.problem(seed, visits=4, riders=1, emergency=seed % 2 == 1)
    crew = crews(problem)
    if not crew:
        return
    site, measured = crew[0].sites[0], weights(problem.policy, crew[0].paid)
    bucket = Bucket(begins=OPEN + 60 * minutes, seconds=120, width=WIDTH)
    prize = np.array(prizes, np.int64) * SCALE
    found = priced(site, measured, bucket, prize, slots)
    costs = [
        cost - int(prize[list(path)].sum())
        for path in ways(site)
        if (cost := by_hand(problem, site, measured, bucket, path)) is not None
    ]
    least, true = int(found.value[-1].min()), min(costs, default=NEVER)
    assert least == true if slots == 64 else least <= true
    assert int(found.value[0].min()) == least


def test_the_trip_that_is_written_down_costs_what_was_found():
    problem = toys.line((0, 2, 5, -3, 4))
    site, measured = site_of(problem), weights(problem.policy, SCALE)
    bucket = Bucket(begins=OPEN + 1_200, seconds=600, width=WIDTH)
    prize = np.full(4, 900 * SCALE, np.int64)
    found = priced(site, measured, bucket, prize, 64)
    known = np.flatnonzero(found.value[-1] < NEVER)
    assert len(known) > 4
    for cell in known:
        path = found.path[-1, cell]
        path = path[path >= 0]
        rest, span = drive(site, measured, bucket, path.copy(), 0)
        earned = int(prize[path].sum())
        assert found.value[-1, cell] == rest + span * measured.paid - earned


@pytest.mark.parametrize("seed", [1, 3, 5, 6, 7, 11])
def test_what_is_ahead_is_never_more_than_what_comes(seed: int):
    problem = random_days.problem(seed, visits=4, riders=1)
    crew = crews(problem)[0]
    site, measured = crew.sites[0], weights(problem.policy, crew.paid)
    step = site.ride + site.doors[:, 0][:, None]
    np.fill_diagonal(step, WIDTH)
    width = min(WIDTH, int(step.min()))
    assert width > 0
    prize = np.random.default_rng(seed).integers(0, 2_000, 4) * SCALE
    shape = 4, 7_200 // width + 1
    ahead = Ahead(
        prize, np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    )
    look_ahead(site, measured, width, ahead)
    bucket = Bucket(begins=OPEN + 1_800, seconds=60, width=width)
    for path in ways(site):
        whole = by_hand(problem, site, measured, bucket, path)
        for k in range(len(path)):
            begun = path[: k + 1]
            rest, span = drive(site, measured, bucket, np.array(begun, np.int16), 0)
            if whole is None or span < 0:
                continue
            since = span - int(site.doors[path[k], 0] + site.back[0, path[k]])
            so_far = rest + measured.paid * since
            later = whole - so_far - int(prize[list(path[k + 1 :])].sum())
            assert ahead.least[path[k], since // width] <= later
