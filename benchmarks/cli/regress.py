"""``songcan bench regress``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from benchmarks.cli import numbers
from benchmarks.cli.console import bar, console, say
from benchmarks.cli.texts import option, text

if TYPE_CHECKING:
    from benchmarks.regression.baseline import Baseline
    from benchmarks.regression.regress import Outcome
    from benchmarks.regression.verdict import Line

BASELINE = "benchmarks/regression/baseline.json"
STYLES = {
    "change_same": "green",
    "change_noise": "green",
    "change_better": "cyan",
    "change_worse": "red",
}
COLUMNS = (
    "regress_problem",
    "regress_verdict",
    "regress_unserved",
    "regress_cost",
    "regress_noise",
    "regress_riders",
    "regress_chance",
)


def regress(
    seeds: Annotated[str, typer.Option("--seeds", help=option("seeds_checked"))] = "",
    write: Annotated[bool, typer.Option("--write", help=option("write_baseline"))] = False,
    effort: Annotated[
        float, typer.Option("--effort", min=0.01, max=1.0, help=option("effort"))
    ] = 1.0,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help=option("jobs"))] = 2,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help=option("baseline"), show_default=BASELINE)
    ] = None,
) -> None:
    """Check whether plans have become worse than the baseline's."""
    from benchmarks.regression import baseline as stored
    from benchmarks.regression import regress as checking

    path = baseline or stored.PATH
    wanted = numbers.whole(seeds) if seeds else None
    if write and effort < 1:
        raise typer.BadParameter(str(text("no_weak_baseline")))
    if not write:
        stored.read(path)  # before minutes of work
    chosen = wanted or (checking.ALL_SEEDS if write else checking.SEEDS)
    new = _measured(chosen, jobs, effort)
    try:
        outcome = checking.against(new, path)
    except (stored.NoBaseline, stored.BrokenBaseline):
        if not write:
            raise
    else:
        _show(outcome)
        _conclude(outcome)
    if write:
        stored.write(new, path)
        say(text("written", path=path), style="green")
    elif outcome.failed:
        raise typer.Exit(1)


def _measured(seeds: tuple[int, ...] | range, jobs: int, effort: float) -> Baseline:
    from benchmarks.regression.problems import CASES
    from benchmarks.regression.regress import measure

    with bar() as course:
        course.expect(len(CASES))
        return measure(seeds, jobs, effort=effort, on_problem=course.passed)


def _show(outcome: Outcome) -> None:
    """A row a problem, and the speed."""
    from rich.table import Table

    table = Table()
    for key in COLUMNS:
        table.add_column(str(text(key)), justify="right")
    for line in outcome.lines:
        table.add_row(*_cells(line), style=STYLES[f"change_{line.change.value}"])
    console().print(table)
    if outcome.speed is not None:
        say(text("speed", ratio=f"{outcome.speed:.2f}"))


def _conclude(outcome: Outcome) -> None:
    """What got worse, by how much and beyond which noise, and what to do."""
    from benchmarks.regression.verdict import ALARM, Change

    worse = [line for line in outcome.lines if line.change is Change.WORSE]
    for line in worse:
        before, now = line.means["cost"]
        left = " → ".join(f"{value:,.0f}" for value in line.means["unserved"])
        name = line.problem or str(text("all_problems"))
        shown = {"problem": name, "cost": f"{now / before - 1:+.2%}", "unserved": left}
        noise, chance = f"{line.noise:.2%}", f"{line.chance:.2g}"
        say(text("got_worse", **shown, noise=noise, chance=chance), style="red", stderr=True)
    if worse:
        say(text("regress_remedy"), style="red", stderr=True)
    elif any(line.change is Change.BETTER for line in outcome.lines):
        say(text("got_better"), style="cyan")
    else:
        say(text("no_regression", alarm=f"{ALARM:.1%}"), style="green")


def _cells(line: Line) -> tuple[str, ...]:
    before, now = line.means["cost"]
    return (
        line.problem or str(text("all_problems")),
        str(text(f"change_{line.change.value}")),
        " → ".join(f"{value:,.0f}" for value in line.means["unserved"]),
        f"{now / before - 1:+.2%}",
        f"{line.noise:.2%}",
        " → ".join(f"{value:.1f}" for value in line.means["riders"]),
        f"{line.chance:.2g}",
    )
