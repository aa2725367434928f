"""``songcan bench scale``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmarks.cli import numbers
from benchmarks.cli.console import bar, console, say, tell_failure
from benchmarks.cli.texts import option, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.pinned import Record


def scale(  # noqa: PLR0913, PLR0917, one parameter per option
    sizes: Annotated[str, typer.Option("--sizes", help=option("sizes"))] = (
        "100,200,400,800,1600,3200,6400,12800,20000"
    ),
    strategies: Annotated[str, typer.Option("--strategies", help=option("strategies_named"))] = (
        "engine,savings,space_filling_curve,nearest"
    ),
    per_visit: Annotated[
        int, typer.Option("--iterations-per-visit", min=1, help=option("per_visit"))
    ] = 50,
    seeds: Annotated[str, typer.Option("--seeds", help=option("seeds"))] = "1",
    limit: Annotated[float, typer.Option("--run-limit", min=1, help=option("run_limit"))] = 3_600.0,
    memory: Annotated[float, typer.Option("--memory", min=0.5, help=option("memory"))] = 14.0,
    out: Annotated[Path, typer.Option("--out", help=option("out"))] = Path("out/scale"),
    old_code: Annotated[bool, typer.Option("--old-code", help=option("old_code"))] = False,
    retry: Annotated[bool, typer.Option("--retry", help=option("retry"))] = False,
) -> None:
    """Measure what grows with the number of visits."""
    from benchmarks.scaling import scale as scaling
    from benchmarks.scaling.runs import Series

    series = Series(
        sizes=numbers.whole(sizes),
        strategies=numbers.names(strategies),
        per_visit=per_visit,
        seeds=numbers.whole(seeds),
    )
    with bar() as course:

        def told(record: Record, before: bool) -> None:
            name = f"{record['problem']} {record['visits']}"
            course.passed(name, before=before)
            if "error" in record and not before:
                shown = {key: record[key] for key in ("strategy", "seed")}
                tell_failure(text("failed_run", problem=name, **shown), record["error"])

        records = scaling.scale(
            series,
            out,
            limit=limit,
            memory_gb=memory,
            old_code=old_code,
            retry=retry,
            on_start=course.expect,
            on_record=told,
        )
    _show(records)
    for path in scaling.write(records, out):
        say(text("written", path=path), style="green")


def _show(records: Sequence[Record]) -> None:
    """The rows of districts, then the exponents."""
    from rich.table import Table

    from benchmarks.scaling import report

    for header, rows in (report.size_table(records), report.growth_table(records)):
        table = Table()
        for column in header:
            table.add_column(column.replace(" ", "\n", 1), justify="right")
        for row in rows:
            table.add_row(*row)
        console().print(table)
