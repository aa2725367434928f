"""PyVRP as the judge: it reads instance and solution file by itself, and says what that costs."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pyvrp import CostEvaluator, ProblemData, Solution
from pyvrp.read import read as read_data
from pyvrp.read import read_solution

from benchmarks.standard.sets import InstanceFile


class Verdict(NamedTuple):
    """``cost`` None: the solution breaks rules, by PyVRP's names, or leaves clients out."""

    cost: int | None
    missing: int = 0
    broken: tuple[str, ...] = ()


def data_of(file: InstanceFile) -> ProblemData:
    """The instance as PyVRP reads it."""
    return read_data(file.path, file.set.rounding)


def judged(data: ProblemData, path: Path) -> Verdict:
    """What PyVRP thinks of a solution file.

    Raises
    ------
    RuntimeError, IndexError, ValueError
        When it cannot be read as a solution of this instance, such as a client visited twice.
    """
    solution = read_solution(path, data)
    broken = {
        "load": solution.has_excess_load(),
        "time": solution.has_time_warp(),
        "distance": solution.has_excess_distance(),
    }
    names = tuple(name for name, is_broken in broken.items() if is_broken)
    valid = solution.is_feasible() and solution.is_complete()
    cost = objective(data, solution) if valid else None
    return Verdict(cost, solution.num_missing_clients() if not solution.is_complete() else 0, names)


def objective(data: ProblemData, solution: Solution) -> int:
    """Distance, vehicles and prizes not collected; penalties are left out."""
    return int(CostEvaluator([0] * data.num_load_dimensions, 0, 0).cost(solution))


def best_known(file: InstanceFile, data: ProblemData) -> int | None:
    """Cost of the solution beside the instance; None: there is none that is valid.

    It is evaluated, not read: the costs that files state are of several scales.
    """
    try:
        return judged(data, file.best_known).cost if file.best_known.exists() else None
    except (LookupError, RuntimeError, TypeError, ValueError):
        return None
