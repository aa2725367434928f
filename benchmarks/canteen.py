"""Every strategy on the sample canteen: the evidence in the README.

``python -m benchmarks.canteen --limits 10 60`` prints the table; ``--write`` puts it between the
markers of README.md and docs/results.md and draws docs/results.png.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence
from importlib.resources import as_file, files
from pathlib import Path

from api.orders.build import planning_day
from api.orders.parameters import LUNCH
from api.roster.workbook import read
from api.settings import Settings
from api.travel import geodesic_of
from benchmarks.measure import Measurement, measure
from benchmarks.page import replace_between_markers
from benchmarks.plot import draw
from benchmarks.table import markdown
from fixtures.canteen import MONDAY
from optimizer.problem import Problem
from optimizer.strategies import registry


def sample_problem() -> Problem:
    """The sample canteen's lunch, made from its workbook the way the application does it."""
    with as_file(files("fixtures") / "canteen.xlsx") as path:
        roster = read(path).roster
    return planning_day(roster, MONDAY, LUNCH, travel=geodesic_of(Settings())).problem


def runs(
    problem: Problem, names: Sequence[str], limits: Sequence[float], seed: int
) -> Iterator[Measurement]:
    """Each strategy at each limit, one after the other in this process."""
    for name in names:
        for limit in limits:
            yield measure("canteen", problem, name, limit, seed)


def main() -> None:
    """Measure, print, and write if asked."""
    arguments = _arguments()
    problem = sample_problem()
    measured = []
    for run in runs(problem, arguments.strategies, arguments.limits, arguments.seed):
        measured.append(run)
        print(markdown([run]).splitlines()[-1], flush=True)  # noqa: T201
    cores = os.cpu_count()
    made_by = (
        f"{len(problem.visits)} 个送餐点 visits, {len(problem.riders)} 名骑手 riders, "
        f"seed {arguments.seed}, {cores} cores: CPU s over the limit shows who uses both."
    )
    table = f"{markdown(measured)}\n\n{made_by}"
    print(f"\n{table}")  # noqa: T201
    if arguments.write:
        root = Path(__file__).parents[1]
        for name in ("README.md", "docs/results.md"):
            replace_between_markers(root / name, "evidence", table)
        draw(measured, root / "docs" / "results.png")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strategies", nargs="+", default=registry.names())
    parser.add_argument("--limits", nargs="+", type=float, default=[10.0, 60.0])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
