"""``songcan bench limit``."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from benchmarks.cli.console import console, say
from benchmarks.cli.texts import option, text

if TYPE_CHECKING:
    from rich.table import Table

    from optimizer.bounds import Limit
    from optimizer.checker import Verdict
    from optimizer.problem import Problem


def limit(
    problem: Annotated[str, typer.Argument(help=str(text("argument_problem")))],
    plan: Annotated[Path | None, typer.Option("--plan", help=option("limit_plan"))] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, help=option("limit_seconds"))
    ] = 60.0,
) -> None:
    """Say what no plan can do better, and how far a plan is from it."""
    from api.files import read_plan
    from optimizer import bounds
    from optimizer.checker import check

    posed = _posed(problem)
    incumbent = read_plan(plan) if plan else None
    verdict = check(posed, incumbent) if incumbent else None
    if verdict and verdict.violations:
        codes = ", ".join(sorted({str(found.rule) for found in verdict.violations}))
        say(text("limit_broken", plan=plan, codes=codes), style="red", stderr=True)
        raise typer.Exit(1)
    leaving = verdict.cost["unserved"] if verdict else None
    found = bounds.limit(posed, leaving=leaving, seconds=seconds)
    found = bounds.deeper(found, posed, incumbent=incumbent, seconds=seconds)
    console().print(_table(found, verdict))
    for note in found.notes:
        say(note)


def _posed(name: str) -> Problem:
    """The problem of a fixture or a file."""
    from benchmarks.comparison.cases import cases_of
    from benchmarks.posed import posed

    with TemporaryDirectory() as folder:
        cases = cases_of([name], Path(folder))
        if len(cases) != 1:
            raise typer.BadParameter(str(text("limit_one", count=len(cases))))
        return posed(cases[0].path)


def _table(found: Limit, verdict: Verdict | None) -> Table:
    """A row for each quantity: its bound, and the plan's value where there is a plan."""
    from rich.table import Table

    from optimizer.bounds import proofs
    from optimizer.bounds.notes import text as words

    table = Table(str(text("limit_quantity")), str(text("limit_bound")))
    least: dict[str, int | None] = {
        "unserved_cost": found.unserved_cost,
        "unserved_meals": found.unserved_meals,
        "riders": found.riders,
        "paid_seconds": found.paid_seconds,
        "cost": found.cost,
        "paid_cost": found.paid_cost,
    }
    values: dict[str, float] = {}
    if verdict:
        table.add_column(str(text("limit_value")))
        table.add_column(str(text("limit_proven")))
        meals = verdict.kpis["meals_unserved"]
        values = {
            **verdict.kpis,
            "unserved_cost": verdict.cost["unserved"],
            "unserved_meals": meals,
            "cost": verdict.cost["total"],
            "paid_cost": verdict.cost["paid"],
        }
    shown = (
        {p.quantity: p.text for p in proofs(found, verdict.cost, verdict.kpis)} if verdict else {}
    )
    for quantity, bound in least.items():
        if bound is None:
            continue
        row = [str(words(f"quantity_{quantity}")), f"{bound:,}"]
        if verdict:
            row += [f"{int(values[quantity]):,}", str(shown.get(quantity, ""))]
        table.add_row(*row)
    return table
