"""The sets, how their numbers are rounded, and what their best known solutions cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pyvrp import CostEvaluator, ProblemData, Solution
from pyvrp.read import read as read_vrplib
from pyvrp.read import read_solution

ROUNDING = {"mtvrptwr": "dimacs", "mdvrptw": "exact", "pcvrptw": "dimacs", "vrptw": "dimacs"}
"""PyVRP's names: ``dimacs`` is ten times, truncated; ``exact`` a thousand times, rounded."""


def instances(folder: Path, sets: Iterable[str]) -> Iterator[Path]:
    """The instance files of those ``sets`` that are in the folder."""
    for name in sets:
        yield from sorted((folder / name).glob("*.vrp"))


def read(path: Path) -> ProblemData:
    """An instance, rounded as its set (the folder's name) has it."""
    return read_vrplib(path, ROUNDING[path.parent.name])


def best_known(path: Path, data: ProblemData) -> int | None:
    """Cost of the solution beside the instance, evaluated by PyVRP; None: there is none.

    The costs written in the files are of other scales in some sets.
    """
    solution = path.with_suffix(".sol")
    return cost_of(data, read_solution(solution, data)) if solution.exists() else None


def cost_of(data: ProblemData, solution: Solution) -> int | None:
    """Distance, vehicles and prizes not collected; None: it breaks a rule or leaves one out."""
    if not (solution.is_feasible() and solution.is_complete()):
        return None
    free = CostEvaluator([0] * data.num_load_dimensions, 0, 0)
    return int(free.cost(solution))
