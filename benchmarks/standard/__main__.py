"""``python -m benchmarks.standard FOLDER``: the engine beside PyVRP, 60 s each on one core.

Runs on record are not repeated; ``--again engine`` measures the engine anew.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.page import replace_between_markers
from benchmarks.pinned import ROOT, Record, perform_all
from benchmarks.records import Records
from benchmarks.standard.report import gap, markdown
from benchmarks.standard.sets import ROUNDING, instances

CHILD = "benchmarks.standard.child"
SOLVERS = ("engine", "pyvrp")
FOLDER = ROOT.parent / "shared" / "instances"
PAGE = ROOT / "docs" / "engine-results.md"


def main() -> None:
    """Measure what is missing, then print and write the table."""
    arguments = _arguments()
    records = Records(arguments.records)
    runs = list(_runs(arguments))
    if not runs:
        raise SystemExit(f"{arguments.folder}: 没有算例 / there are no instances")

    def keep(record: Record) -> None:
        records.append(record)
        print(_told(record), flush=True)  # noqa: T201

    due = [r for r in runs if r["solver"] in arguments.again or records.of(r) is None]
    perform_all(CHILD, due, arguments.jobs, keep)
    text = markdown(records.of_all(runs), SOLVERS)
    print(f"\n{text}")  # noqa: T201
    if arguments.write:
        replace_between_markers(PAGE, "standard", text)


def _runs(arguments: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Solvers alternate, so that an interrupted measurement still compares."""
    for path in instances(arguments.folder, arguments.sets):
        for seed in arguments.seeds:
            for solver in SOLVERS:
                yield {
                    "path": str(path.resolve()),
                    "solver": solver,
                    "seed": seed,
                    "seconds": arguments.seconds,
                    "cores": 1,
                }


def _told(record: Record) -> str:
    path = Path(record["path"])
    run = f"{path.parent.name}/{path.stem}, {record['solver']}, seed {record['seed']}"
    if "error" in record:
        return f"{run}: {record['error']}"
    share = gap(record)
    return f"{run}: {record['cost']}" + ("" if share is None else f", {share:+.2%}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.standard", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--sets", nargs="+", choices=ROUNDING, default=list(ROUNDING))
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seeds", nargs="+", type=int, default=[1])
    parser.add_argument("--again", nargs="+", default=[], help="solvers to measure anew")
    parser.add_argument("--jobs", type=int, default=1, help="runs at a time, one core each")
    parser.add_argument("--records", type=Path, default=ROOT / "out" / "standard.jsonl")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    return parser.parse_args()


if __name__ == "__main__":
    main()
