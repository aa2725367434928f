"""``python -m benchmarks.engine``: measure the named tables, print them, write them if asked.

Runs on record are not repeated, so an interrupted measurement goes on where it stopped; after a
change of the engine, ``--again engine`` measures it anew beside the peers' old records. The pages
say of which sources the records are.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from benchmarks.engine.report import markdown
from benchmarks.engine.tables import TABLES
from benchmarks.page import replace_between_markers
from benchmarks.pinned import ROOT, Record, Run, perform_all
from benchmarks.records import Records
from optimizer.strategies import registry

CHILD = "benchmarks.engine.child"
PAGE = ROOT / "docs" / "engine-results.md"


def main() -> None:
    """Measure what is missing, then print and write the tables."""
    arguments = _arguments()
    records = Records(arguments.records)
    names = arguments.table or list(TABLES)
    runs = {name: [asdict(run) for run in TABLES[name].runs] for name in names}

    def keep(record: Record) -> None:
        records.append(record)
        print(_line(record), flush=True)  # noqa: T201

    due = _due((run for name in names for run in runs[name]), records, arguments)
    perform_all(CHILD, due, arguments.jobs, keep)
    for name in names:
        table = TABLES[name]
        text = markdown(table, records.of_all(runs[name]))
        print(f"\n{table.title}\n\n{text}")  # noqa: T201
        if arguments.write:
            replace_between_markers(PAGE, name, text)


def _line(record: Record) -> str:
    found = record.get("error") or (
        f"{record['kpis']['visits_unserved']} unserved, {record['kpis']['riders']} riders, "
        f"cost {record['cost']['total']:,}, {'ok' if record['ok'] else 'BREAKS RULES'}"
    )
    limit = f"{record['seconds']} s" if record["seconds"] else f"{record['iterations']} it"
    run = f"{record['problem']}, {record['strategy']}, seed {record['seed']}, {limit}"
    return f"{run}: {found}"


def _due(runs: Iterable[Run], records: Records, arguments: argparse.Namespace) -> Iterable[Run]:
    """Runs not on record, of strategies that are installed and wanted."""
    installed = registry.names()
    for run in runs:
        strategy = run["strategy"]
        wanted = not arguments.strategies or strategy in arguments.strategies
        new = strategy in arguments.again or records.of(run) is None
        if wanted and new and strategy in installed:
            yield run


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine", description=__doc__)
    parser.add_argument("--table", nargs="+", choices=TABLES, help="default: all")
    parser.add_argument("--strategies", nargs="+", help="measure only these; default: all")
    parser.add_argument("--again", nargs="+", default=[], help="strategies to measure anew")
    parser.add_argument("--jobs", type=int, default=1, help="runs at a time, one core each")
    parser.add_argument("--records", type=Path, default=ROOT / "out" / "engine.jsonl")
    parser.add_argument("--write", action="store_true", help=f"write {PAGE.name}")
    return parser.parse_args()


if __name__ == "__main__":
    main()
