"""The check from start to end: runs, verdict, and a new baseline if asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.pinned import Record, machine, perform_all, revision
from benchmarks.regression.baseline import PATH, Baseline, Entry, NoBaseline, read
from benchmarks.regression.problems import CASES
from benchmarks.regression.verdict import BySeed, Line, failed, judge
from optimizer.errors import SongcanError

CHILD = "benchmarks.regression.child"
SEEDS, ALL_SEEDS = range(1, 7), range(1, 21)
"""Seeds of a check, and of a baseline: what they differ by is the noise."""


class RunFailed(SongcanError):
    """A run that gave no plan, or one that breaks a rule."""

    def __init__(self, problem: str, error: str) -> None:
        super().__init__(f"{problem}：没有结果：{error} / {problem} has no result: {error}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Of a check: the verdict line by line, and CPU seconds now over the baseline's.

    ``speed`` is for information: another machine, or a busy one, is another speed.
    """

    lines: Sequence[Line]
    speed: float | None

    @property
    def failed(self) -> bool:
        """Whether anything got worse."""
        return failed(self.lines)


def measure(
    seeds: Sequence[int],
    jobs: int,
    *,
    effort: float = 1.0,
    on_problem: Callable[[str], None] = lambda _: None,
) -> Baseline:
    """Figures of all problems now; ``effort``: share of the iterations that the engine may use.

    Raises
    ------
    RunFailed
        When a run gives no plan that keeps the rules.
    """
    entries: dict[str, Entry] = {}

    def keep(record: Record) -> None:
        name = record["problem"]
        if "error" in record:
            raise RunFailed(name, record["error"])
        runs = {int(seed): figures for seed, figures in record["runs"].items()}
        iterations = CASES[name].iterations
        entries[name] = Entry(digest=record["digest"], iterations=iterations, runs=runs)
        on_problem(name)

    runs = [
        {
            "problem": name,
            "iterations": max(1, round(effort * case.iterations)),
            "seeds": list(seeds),
            "cores": 1,
        }
        for name, case in CASES.items()
    ]
    perform_all(CHILD, runs, jobs, keep)
    ordered = {name: entries[name] for name in CASES}
    return Baseline(machine=machine(), revision=revision(), entries=ordered)


def against(new: Baseline, path: Path = PATH) -> Outcome:
    """The verdict on ``new`` figures, held against the baseline in ``path``.

    Raises
    ------
    NoBaseline
        When there is none, or one of other problems.
    """
    old = read(path)
    for name, entry in new.entries.items():
        if not old.matches(name, entry.digest):
            raise NoBaseline(path, name)
    before, now = _runs(old), _runs(new)
    return Outcome(lines=judge(before, now), speed=_speed(before, now))


def _runs(baseline: Baseline) -> Mapping[str, BySeed]:
    return {name: entry.runs for name, entry in baseline.entries.items()}


def _speed(old: Mapping[str, BySeed], new: Mapping[str, BySeed]) -> float | None:
    """CPU seconds now over those then, of the seeds that both know."""
    both = [(n, seed) for n, runs in new.items() for seed in runs if seed in old[n]]
    before = sum(old[name][seed]["cpu"] for name, seed in both)
    return sum(new[name][seed]["cpu"] for name, seed in both) / before if before else None
