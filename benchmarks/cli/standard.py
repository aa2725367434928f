"""``songcan bench standard``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from benchmarks.cli import numbers
from benchmarks.cli.compare import JobsOption, OutOption
from benchmarks.cli.console import bar, console, say, tell_failure
from benchmarks.cli.texts import option, text

if TYPE_CHECKING:
    from benchmarks.pinned import Record


def standard(  # noqa: PLR0913, PLR0917, one parameter per option
    folder: Annotated[
        Path,
        typer.Argument(
            help=str(text("argument_instances")), exists=True, file_okay=False, show_default=False
        ),
    ],
    sets: Annotated[str, typer.Option("--sets", help=option("sets"), show_default=False)] = "",
    solvers: Annotated[str, typer.Option("--solvers", help=option("solvers"))] = "engine,pyvrp",
    seeds: Annotated[str, typer.Option("--seeds", help=option("seeds"))] = "1",
    limits: Annotated[str, typer.Option("--time-limit", help=option("limits"))] = "60",
    instances: Annotated[str, typer.Option("--instances", help=option("instances"))] = "*",
    out: OutOption = Path("out/standard"),
    jobs: JobsOption = 1,
    old_code: Annotated[bool, typer.Option("--old-code", help=option("old_code"))] = False,
    retry: Annotated[bool, typer.Option("--retry", help=option("retry"))] = False,
) -> None:
    """Solve standard instances and show the gaps to their best known solutions."""
    from benchmarks.standard import measure, results
    from benchmarks.standard import sets as known
    from benchmarks.standard.solvers import SOLVERS

    asked = _known(numbers.names(sets) or tuple(known.SETS), tuple(known.SETS))
    files = known.instances(folder, asked, instances)
    with bar() as course:

        def told(record: Record, before: bool) -> None:
            course.passed(f"{record['instance']} {record['solver']}", before=before)
            if "error" in record and not before:
                shown = {k: record[k] for k in ("instance", "solver", "seed")}
                tell_failure(text("failed_instance", **shown), record["error"])

        records = measure.measure(
            files,
            _known(numbers.names(solvers), tuple(SOLVERS)),
            numbers.whole(seeds),
            numbers.seconds(limits),
            out=out,
            jobs=jobs,
            old_code=old_code,
            retry=retry,
            on_start=course.expect,
            on_record=told,
        )
    for limit in numbers.seconds(limits):
        console().print(_table([r for r in records if r["seconds"] == limit], limit))
    for path in results.write(records, out):
        say(text("written", path=path), style="green")


def _known(asked: Sequence[str], known: Sequence[str]) -> Sequence[str]:
    for name in asked:
        if name not in known:
            raise typer.BadParameter(str(text("not_among", value=name, known=", ".join(known))))
    return asked


def _table(records: Sequence[Record], limit: float) -> Table:
    """A row per instance, and the means of each set."""
    from benchmarks.standard import report

    solvers = report.solvers_of(records)
    table = Table(title=f"{limit:g} s")
    table.add_column(str(text("column_instance")))
    table.add_column(str(text("column_best_known")), justify="right")
    for solver in solvers:
        table.add_column(solver, justify="right")
        table.add_column(str(text("column_gap")), justify="right")
    for name, rows in report.rows_of(records, solvers):
        for row in rows:
            cells = [c for s in row.sides for c in (report.outcome(s), report.percent(s.gap))]
            table.add_row(row.instance, report.whole(row.best_known), *cells)
        count, gaps = report.mean_gaps(rows, solvers)
        means = [cell for share in gaps for cell in ("", report.percent(share))]
        table.add_row(f"{name} ({count}/{len(rows)})", "", *means, style="bold", end_section=True)
    return table
