"""Seconds and peak memory of every step for the district.

``python -m benchmarks.whole_way --seconds 60 --write`` measures on SQLite; with ``--database-url``
on an empty PostgreSQL database beside it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path

from benchmarks.areas import AREAS
from benchmarks.page import replace_between_markers
from benchmarks.whole_way.report import Measured, markdown
from benchmarks.whole_way.steps import STEPS, Way
from fixtures.workbook import write

PAGE = Path(__file__).parents[2] / "docs" / "district-results.md"


def main() -> None:
    """Measure, print the table, and with ``--write`` put it into the page."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--area", choices=AREAS, default="district")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--strategy", default="engine")
    parser.add_argument("--database-url", help="an empty PostgreSQL database, measured as well")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workbook = folder / f"{asked.area}.xlsx"
        write(AREAS[asked.area](), workbook)
        urls = {"SQLite": f"sqlite:///{(folder / 'songcan.db').as_posix()}"}
        if asked.database_url:
            urls["PostgreSQL"] = asked.database_url
        columns = {}
        for kind, url in urls.items():
            own = folder / kind
            own.mkdir()
            way = Way(
                folder=own,
                database_url=url,
                workbook=str(workbook),
                strategy=asked.strategy,
                limit=asked.seconds,
            )
            columns[kind] = measured(way)
    table = markdown(columns, cores=len(os.sched_getaffinity(0)), limit=asked.seconds)
    print(table)  # noqa: T201
    if asked.write:
        replace_between_markers(PAGE, "whole way", table)


def measured(way: Way) -> Measured:
    """All steps of ``way``, each in a process of its own."""
    seconds: dict[str, float] = {}
    peak: dict[str, int] = {}
    for step in STEPS:
        said = json.dumps({**asdict(way), "folder": str(way.folder), "step": step})
        run = subprocess.run(
            [sys.executable, "-m", "benchmarks.whole_way.child"],
            input=said,
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            raise SystemExit(f"{step}: {run.stderr}")
        told = json.loads(run.stdout.splitlines()[-1])
        seconds |= told["seconds"]
        peak |= dict.fromkeys(told["seconds"], told["peak_mb"])
    return Measured(
        seconds=seconds,
        peak_mb=peak,
        people=way.kept("imported"),
        orders=way.kept("orders"),
        verdict=way.kept("verdict"),
    )


if __name__ == "__main__":
    main()
