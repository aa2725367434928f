"""Disruptions and clicks on the sample canteen, a street-town or the district.

``python -m benchmarks.replanning district --plan-seconds 60 --seconds 7 --write`` plans the day,
lets each scenario happen to that plan, measures a person's clicks, and puts the tables into
``docs/replanning-results.md``.
"""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path

from benchmarks.areas import AREAS, area_day, sample_problem
from benchmarks.page import replace_between_markers
from benchmarks.replanning.answers import SEED, answers
from benchmarks.replanning.clicks import clicks
from benchmarks.replanning.report import answers_table, clicks_table
from benchmarks.replanning.scenarios import scenarios
from optimizer.planning import solve
from optimizer.stop import Stop
from optimizer.strategies import registry

PAGE = Path(__file__).parents[2] / "docs" / "replanning-results.md"


def main() -> None:
    """Plan, disturb, click, print, and write if asked."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("area", choices=("canteen", *AREAS))
    parser.add_argument("--plan-seconds", type=float, default=20.0)
    parser.add_argument("--seconds", type=float, default=1.0, help="for each answer")
    parser.add_argument("--clicks", type=int, default=100, help="of each kind")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    problem = sample_problem() if asked.area == "canteen" else area_day(asked.area).problem
    registry.get("engine").prepare()
    plan = solve(problem, "engine", Stop(seconds=asked.plan_seconds), seed=SEED)
    happened = scenarios(problem, plan)
    found = [one for each in happened for one in answers(problem, plan, each, asked.seconds)]
    setting = (
        f"{len(problem.visits):,} visits, {len(problem.riders)} riders, seed {SEED}, planned in "
        f"{asked.plan_seconds:g} s, {asked.seconds:g} s of search an answer, "
        f"{len(os.sched_getaffinity(0))} cores."
    )
    clicked = clicks_table(clicks(problem, plan, asked.clicks, SEED))
    tables = {asked.area: f"{answers_table(found)}\n\n{setting}", f"{asked.area} clicks": clicked}
    for name, table in tables.items():
        print(table, end="\n\n")  # noqa: T201
        if asked.write:
            replace_between_markers(PAGE, name, table)


if __name__ == "__main__":
    main()
