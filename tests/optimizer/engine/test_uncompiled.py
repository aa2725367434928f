"""Without its compiler the engine is slow Python that makes the same plans."""

from __future__ import annotations

import pytest

from optimizer.checker import check
from optimizer.locks import DayLock, SequenceLock, TripLock
from optimizer.policy import Emergency, Policy
from optimizer.problem import Batch
from optimizer.stop import Stop
from optimizer.strategies.engine import Engine
from tests import interpreters, random_days, toys
from tests.priced import priced

OPEN = toys.OPEN
ITERATIONS = 60

TOYS = {
    "line": toys.line(),
    "short of boxes": toys.line(range(7), riders=(toys.rider("R1", boxes=2), toys.rider("R2"))),
    "two canteens": toys.line(
        (0, 9, 1, 8, 2, 7),
        canteens=(toys.canteen("C1", "p0", diets=("regular",)), toys.canteen("C2", "p1")),
        riders=(toys.rider(may_load_at=("C2",)), toys.rider("R2", "C2", max_trips=1)),
        visits={"V2": {"meals": {"halal": 1}}, "V4": {"canteens": ("C1",)}},
    ),
    "batches and bays": toys.line(
        canteens=(
            toys.canteen(
                batches=(Batch(ready=OPEN + 300, meals=1), Batch(ready=OPEN + 900, meals=2)),
                loading_bays=1,
            ),
        ),
        riders=(toys.rider("R1", boxes=2), toys.rider("R2", boxes=1)),
    ),
    "locks": toys.line(
        range(7),
        riders=(toys.rider("R1"), toys.rider("R2")),
        locks=(
            SequenceLock(visits=("V3", "V1")),
            TripLock(visit="V2", rider="R1", trip=1),
            DayLock(rider="R2", trips=(("V4",), ("V6", "V5"))),
        ),
    ),
    "emergency": toys.line(
        visits={"V3": {"window": (OPEN, OPEN + 300)}},
        policy=Policy(emergency=Emergency(window_seconds=600)),
    ),
    "a plan before": priced(random_days.problem(6, riders=3), 3),
    "nobody": toys.line((0,), riders=()),
    "random day": random_days.problem(5, visits=7, riders=3, canteens=2, kitchens=True, locks=2),
}


def plan_of(toy):
    """The engine's plan, made by one thread."""
    return Engine(threads=1).solve(TOYS[toy], Stop(iterations=ITERATIONS), seed=3)


def every_plan():
    """What the other interpreter prints."""
    return "\n".join(repr(plan_of(toy)) for toy in TOYS)


@pytest.fixture(scope="module")
def interpreted():
    program = (
        "import runpy; "
        f"print(runpy.run_path({__file__!r}, run_name='toys')['every_plan'](), end='')"
    )
    printed = interpreters.run(program, NUMBA_DISABLE_JIT="1").split("\n")
    return dict(zip(TOYS, printed, strict=True))


@pytest.mark.parametrize("toy", TOYS)
def test_plans_are_the_same_with_and_without_compiler(toy, interpreted):
    plan = plan_of(toy)
    assert interpreted[toy] == repr(plan)
    assert not check(TOYS[toy], plan).violations
