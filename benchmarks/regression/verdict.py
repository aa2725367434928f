"""New figures against the baseline's: worse, better, or within the noise of the seeds.

A run's figures are compared as pairs, cost of the unserved first: whoever leaves one meal more
is worse, however much cheaper. The seeds' spread is known from the baseline, which has many more
seeds than a check. One test asks whether the problems together got worse, one for each whether it
did alone; they share the chance of a false alarm, ``ALARM``, so that a check without a cause fails
once in a thousand changes at most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import mean, pstdev

from benchmarks.regression.ranks import RankSum, combined, rank_sum

ALARM = 0.001
"""Chance that a check fails though nothing got worse; half of it for all problems together."""

Figures = Mapping[str, float]
"""``unserved``: cost in seconds of the unserved; ``cost``: of all else; riders, paid, cpu."""
BySeed = Mapping[int, Figures]


class Change(Enum):
    """What became of the plans."""

    SAME = "same"
    """Figure for figure."""
    NOISE = "noise"
    WORSE = "worse"
    BETTER = "better"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One problem, or all: the change and how it is known.

    ``chance`` is that of a difference as large in this direction if nothing had changed.
    ``means`` are those of each figure before and now, ``noise`` is the spread of ``cost`` over
    the baseline's seeds as a share of its mean.
    """

    problem: str | None
    change: Change
    chance: float
    means: Mapping[str, tuple[float, float]]
    noise: float


def judge(old: Mapping[str, BySeed], new: Mapping[str, BySeed], alarm: float = ALARM) -> list[Line]:
    """A line for each problem of ``new``, then one for all together."""
    tests = {name: rank_sum(_pairs(new[name]), _pairs(old[name])) for name in new}
    level = alarm / 2
    lines = [
        _line(name, tests[name], level / len(tests), {name: old[name]}, {name: new[name]})
        for name in new
    ]
    together = combined(list(tests.values()))
    return [*lines, _line(None, together, level, {n: old[n] for n in new}, new)]


def failed(lines: Sequence[Line]) -> bool:
    """Whether anything got worse."""
    return any(line.change is Change.WORSE for line in lines)


def _line(
    problem: str | None,
    test: RankSum,
    level: float,
    old: Mapping[str, BySeed],
    new: Mapping[str, BySeed],
) -> Line:
    if _same(old, new):
        change = Change.SAME
    elif test.larger <= level:
        change = Change.WORSE
    else:
        change = Change.BETTER if test.smaller <= level else Change.NOISE
    return Line(
        problem=problem,
        change=change,
        chance=min(test.larger, test.smaller),
        means={key: (_mean(old, key), _mean(new, key)) for key in ("unserved", "cost", "riders")},
        noise=mean(_spread(runs) for runs in old.values()),
    )


def _pairs(runs: BySeed) -> list[tuple[float, ...]]:
    return [(figures["unserved"], figures["cost"]) for figures in runs.values()]


def _same(old: Mapping[str, BySeed], new: Mapping[str, BySeed]) -> bool:
    """Whether all seeds are known and gave the same plans' figures."""
    keys = ("unserved", "cost", "riders", "paid")
    return all(
        seed in old[name] and all(old[name][seed][key] == figures[key] for key in keys)
        for name, runs in new.items()
        for seed, figures in runs.items()
    )


def _mean(problems: Mapping[str, BySeed], key: str) -> float:
    return sum(mean(_values(runs, key)) for runs in problems.values())


def _spread(runs: BySeed) -> float:
    costs = list(_values(runs, "cost"))
    return pstdev(costs) / mean(costs)


def _values(runs: BySeed, key: str) -> Iterator[float]:
    return (figures[key] for figures in runs.values())
