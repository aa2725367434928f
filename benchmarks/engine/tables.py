"""The named tables: which runs they consist of and what they must show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.engine.claims import (
    Claim,
    as_good_as_best,
    fewer_riders_than,
    first_plan_within,
    never_more_unserved_than,
    unserved_at_most,
)

TEN = range(1, 11)
LONG = 300.0
"""Seconds of the long runs that the short ones are held against."""


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
}
