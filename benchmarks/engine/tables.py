"""The named tables: which runs they consist of and what they must show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.engine.claims import (
    Claim,
    as_good_as_best,
    as_good_as_its_parts,
    fewer_riders_than,
    first_plan_within,
    never_more_unserved_than,
    unserved_at_most,
)
from benchmarks.engine.problems import REST, TILES

TEN = range(1, 11)
LONG = 300.0
"""Seconds of the long runs that the short ones are held against."""
PER_VISIT = 200
"""Iterations per visit of the scaling table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is run: the seed makes the problem and goes to the strategy.

    ``seconds`` of wall time or ``iterations``; ``cores`` None: all that there are.
    """

    problem: str
    strategy: str
    seed: int
    seconds: float | None = None
    iterations: int | None = None
    cores: int | None = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A row of the design's list of numbers: a title, runs and claims."""

    title: str
    runs: tuple[Run, ...]
    claims: tuple[Claim, ...]


def _each(
    problem: str, strategies: Sequence[str], seconds: float, seeds: Sequence[int] = TEN
) -> Iterator[Run]:
    for strategy in strategies:
        for seed in seeds:
            yield Run(problem=problem, strategy=strategy, seed=seed, seconds=seconds)


def _short_and_long(problem: str) -> tuple[Run, ...]:
    """The engine for a minute and for five, the others for a minute."""
    limits = (("engine", 60.0), ("engine", LONG), ("pyvrp", 60.0), ("nearest", 60.0))
    return tuple(
        Run(problem=problem, strategy=strategy, seed=1, seconds=seconds)
        for strategy, seconds in limits
    )


def _scaling() -> Iterator[Run]:
    """The parts one by one, then four of them and all as one problem."""
    for seed in range(1, TILES + 2):
        visits = REST if seed > TILES else 400
        yield Run(problem="tile", strategy="engine", seed=seed, iterations=PER_VISIT * visits)
    for problem, visits in (("4 tiles", 1_600), ("all tiles", 400 * TILES + REST)):
        yield Run(problem=problem, strategy="engine", seed=1, iterations=PER_VISIT * visits)


TABLES = {
    "riders17": Table(
        title="17 riders, 400 visits, 10 s on one core",
        runs=tuple(_each("17 riders", ("engine", "pyvrp", "ortools", "nearest"), 10)),
        claims=(unserved_at_most(0), never_more_unserved_than("pyvrp")),
    ),
    "riders16": Table(
        title="16 riders, 400 visits, 30 s on one core",
        runs=tuple(_each("16 riders", ("engine", "pyvrp", "ortools"), 30)),
        claims=(unserved_at_most(2), never_more_unserved_than("pyvrp")),
    ),
    "free": Table(
        title="As many riders as one likes, 400 visits, 30 s on one core",
        runs=tuple(_each("24 riders", ("engine", "pyvrp"), 30)),
        claims=(unserved_at_most(0), fewer_riders_than("pyvrp", 0.7)),
    ),
    "small": Table(
        title="4 riders, 100 visits, 5 s on one core",
        runs=tuple(_each("100 visits", ("engine", "pyvrp", "ortools"), 5)),
        claims=(unserved_at_most(1.5), never_more_unserved_than("pyvrp")),
    ),
    "kitchen": Table(
        title="18 riders, 400 visits, batches and four loading bays, 10 s on one core",
        runs=tuple(_each("kitchen", ("engine", "pyvrp", "ortools"), 10)),
        claims=(unserved_at_most(0), never_more_unserved_than("pyvrp")),
    ),
    "canteen": Table(
        title="The sample canteen, 10 s on one core",
        runs=(
            *_each("canteen", ("engine",), 10, range(1, 4)),
            *_each("canteen", ("engine",), LONG, range(1, 2)),
            *_each("canteen", ("pyvrp", "ortools"), 60, range(1, 2)),
        ),
        claims=(first_plan_within(1, seconds=10.0), as_good_as_best(0.01, seconds=10.0)),
    ),
    "town": Table(
        title="6 canteens, 2,000 visits, 110 riders, 60 s on one core",
        runs=_short_and_long("town"),
        claims=(as_good_as_best(0.02, seconds=60.0),),
    ),
    "district": Table(
        title="38 canteens, 4,500 visits, 300 riders, 60 s on one core",
        runs=_short_and_long("district"),
        claims=(first_plan_within(60, seconds=60.0), as_good_as_best(0.03, "total", seconds=60.0)),
    ),
    "scaling": Table(
        title=f"From 400 to 4,500 visits at {PER_VISIT} iterations per visit on one core",
        runs=tuple(_scaling()),
        claims=(
            as_good_as_its_parts(0.01, "4 tiles", "tile", range(1, 5)),
            as_good_as_its_parts(0.01, "all tiles", "tile", range(1, TILES + 2)),
        ),
    ),
}
