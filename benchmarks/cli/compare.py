"""``songcan bench compare``."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmarks.cli import numbers
from benchmarks.cli.console import bar, console, say, tell_failure
from benchmarks.cli.texts import option, text

if TYPE_CHECKING:
    from benchmarks.pinned import Record

JobsOption = Annotated[int, typer.Option("--jobs", min=1, help=option("jobs"))]
OutOption = Annotated[Path, typer.Option("--out", help=option("out"))]


def compare(  # noqa: PLR0913, PLR0917, one parameter per option
    problems: Annotated[
        list[str], typer.Argument(help=str(text("argument_problems")), show_default=False)
    ],
    strategies: Annotated[
        str, typer.Option("--strategies", help=option("strategies"), show_default=False)
    ] = "",
    seeds: Annotated[str, typer.Option("--seeds", help=option("seeds"))] = "1",
    limits: Annotated[str, typer.Option("--time-limit", help=option("limits"))] = "10",
    iterations: Annotated[
        int | None, typer.Option("--iterations", min=1, help=option("iterations"))
    ] = None,
    out: OutOption = Path("out/compare"),
    jobs: JobsOption = 1,
    old_code: Annotated[bool, typer.Option("--old-code", help=option("old_code"))] = False,
    retry: Annotated[bool, typer.Option("--retry", help=option("retry"))] = False,
) -> None:
    """Compare strategies on problems."""
    from benchmarks.comparison import compare as comparing
    from benchmarks.comparison.results import write
    from benchmarks.report.html import write_report
    from benchmarks.report.terminal import tables

    limits_s = (None,) if iterations is not None else numbers.seconds(limits)
    records: list[Record] = []
    with bar() as course:

        def told(record: Record, before: bool) -> None:
            records.append(record)
            course.passed(f"{record['problem']} {record['strategy']}", before=before)
            if "error" in record and not before:
                shown = {k: record[k] for k in ("problem", "strategy", "seed")}
                tell_failure(text("failed_run", **shown), record["error"])

        frame = comparing.compare(
            problems,
            numbers.names(strategies) or None,
            numbers.whole(seeds),
            limits_s,
            iterations=iterations,
            out=out,
            jobs=jobs,
            old_code=old_code,
            retry=retry,
            on_start=course.expect,
            on_record=told,
        )
    shown = console()
    for table in tables(frame):
        shown.print(table)
    order = list(dict.fromkeys(frame["problem"]))
    records.sort(key=lambda record: order.index(record["problem"]))
    report = write_report(records, out, shlex.join(["songcan", *sys.argv[1:]]))
    for path in (*write(frame, out), report):
        say(text("written", path=path), style="green")
