"""Days of every kind in quick succession; ``make bounds`` runs them with every index checked.

A compiled function that writes beyond an array says nothing and breaks something else.
"""

from __future__ import annotations

import numpy as np
import pytest

from optimizer.checker import check
from optimizer.engine import large, neighbourhoods
from optimizer.planning import solve
from optimizer.stop import Stop
from optimizer.strategies.engine import Engine
from tests import interpreters, random_days, toys
from tests.priced import priced


def searched(problem, iterations, warm_start=None):
    plan = Engine(threads=1).solve(problem, Stop(iterations=iterations), 0, warm_start)
    assert not check(problem, plan).violations
    return plan


@pytest.mark.parametrize("seed", range(48))
def test_random_days(seed):
    problem = random_days.problem(
        seed,
        visits=seed % 8,
        riders=seed // 2 % 4,
        canteens=1 + seed // 3 % 2,
        kitchens=seed % 3 == 0,
        locks=seed % 4,
        frozen=seed % 5 == 0,
        emergency=seed % 7 == 0,
    )
    searched(problem, 600, warm_start=solve(problem, "nearest", Stop(iterations=1)))


@pytest.mark.parametrize("seed", range(16))
def test_random_days_where_changes_have_a_price(seed):
    """Every book of the search is audited after every iteration."""
    problem = random_days.problem(
        seed,
        visits=4 + seed % 5,
        riders=2 + seed // 2 % 2,
        canteens=1 + seed // 3 % 2,
        kitchens=seed % 3 == 0,
        locks=seed % 4,
        frozen=seed % 5 == 0,
    )
    problem = priced(problem, seed)
    plan = Engine(threads=1, audited=True).solve(problem, Stop(iterations=100), 0, problem.previous)
    assert not check(problem, plan).violations


def town(visits, riders, **canteen):
    """More visits on a long road than the riders can serve."""
    places = [0, *np.random.default_rng(visits).integers(1, 40, visits).tolist()]
    crew = tuple(toys.rider(f"R{k}", boxes=12, max_trips=3) for k in range(1, riders + 1))
    return toys.line(places, riders=crew, canteens=(toys.canteen(**canteen),))


@pytest.mark.parametrize("canteen", [{}, {"loading_bays": 1}])
def test_town_with_too_few_riders(canteen):
    searched(town(120, 5, **canteen), 2_000)


def test_town_with_more_riders_than_it_needs():
    assert len(searched(town(40, 12, capacity=500), 3_000).served()) == 40


def test_town_that_is_divided(monkeypatch):
    monkeypatch.setattr(large, "LARGE", 20)
    monkeypatch.setattr(neighbourhoods, "SIZE", 15)
    searched(town(80, 6), 1_500)


CANARY = """
from dataclasses import dataclass
from typing import Any
import numpy as np
from numba import njit
from optimizer.engine.bundle import Bundle

@dataclass(frozen=True, eq=False)
class Cage(Bundle):
    row: Any

@njit
def look(cage, at):
    return cage.row[at]

try:
    look(Cage(np.zeros(3)), 3)
except IndexError:
    print("caught")
"""


def test_checks_notice_what_lies_beyond_the_arrays_of_a_bundle():
    assert interpreters.run(CANARY, NUMBA_BOUNDSCHECK="1") == "caught\n"
