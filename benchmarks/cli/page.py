"""``songcan bench page``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmarks.cli.compare import JobsOption, OutOption
from benchmarks.cli.console import say
from benchmarks.cli.texts import option, text

if TYPE_CHECKING:
    from benchmarks.pinned import Record


def page(
    instances: Annotated[
        Path | None, typer.Option("--instances", help=option("instances_folder"))
    ] = None,
    out: OutOption = Path("out/bench"),
    jobs: JobsOption = 1,
    measured: Annotated[bool, typer.Option("--measured", help=option("measured"))] = False,
    old_code: Annotated[bool, typer.Option("--old-code", help=option("old_code"))] = False,
) -> None:
    """Measure what is not on record and write ``docs/benchmarks.md``."""
    from benchmarks.evidence import page as evidence

    def tell(kind: str, record: Record) -> None:
        name = record.get("problem", record.get("instance"))
        solver = record.get("strategy", record.get("solver", ""))
        state = record.get("error", "✓")
        say(text("measured_run", kind=kind, name=name, solver=solver, state=state), stderr=True)

    found = (
        evidence.on_record(out)
        if measured
        else evidence.measured(out, instances, jobs, old_code=old_code, tell=tell)
    )
    for path in evidence.write(found):
        say(text("written", path=path), style="green")
