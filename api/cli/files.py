"""Commands on problem and plan files: solve, check, strategies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.console import out, say, table
from api.cli.errors import FAILED
from api.cli.options import (
    DEFAULT_SECONDS,
    DEFAULT_STRATEGY,
    OutputOption,
    PlanArgument,
    ProblemArgument,
    SecondsOption,
    SeedOption,
    StrategyOption,
    require_writable,
    settings_of,
)
from api.cli.texts import stacked, text

IterationsOption = Annotated[
    int | None, typer.Option("--iterations", min=0, help=str(text("option_iterations")))
]
WarmStartOption = Annotated[
    Path | None, typer.Option("--warm-start", help=str(text("option_warm_start")))
]


def solve(  # noqa: PLR0913, PLR0917, one parameter per option
    ctx: typer.Context,
    problem: ProblemArgument,
    output: OutputOption,
    strategy: StrategyOption = DEFAULT_STRATEGY,
    time_limit: SecondsOption = None,
    seed: SeedOption = 0,
    iterations: IterationsOption = None,
    warm_start: WarmStartOption = None,
) -> None:
    """Plan the problem of a file and write the plan."""
    from api.cli import summaries
    from api.cli.solving import plan_with_progress
    from api.files import read_plan, read_problem, write_plan
    from api.plans.notices import told
    from api.travel import travel_times_of_files
    from optimizer.explain import collisions
    from optimizer.stop import Stop

    require_writable(output)
    posed = read_problem(problem, travel_times_of_files(settings_of(ctx)))
    known = read_plan(warm_start) if warm_start else None
    if time_limit is None and iterations is None:
        time_limit = DEFAULT_SECONDS
    stop = Stop(seconds=time_limit, iterations=iterations)
    plan = plan_with_progress(posed, strategy, stop, seed=seed, warm_start=known)
    write_plan(plan, output)
    console = out()
    console.print(summaries.costs(plan.cost), summaries.figures(plan.kpis))
    if plan.unserved:
        console.print(summaries.unserved(posed, plan))
    if found := collisions(posed):
        console.print(summaries.collisions(posed, found))
    summaries.print_notices(posed, told(posed))
    say(text("written", path=output), style="green")


def check(ctx: typer.Context, problem: ProblemArgument, plan: PlanArgument) -> None:
    """Judge a plan against every rule."""
    from api.cli import summaries
    from api.files import read_plan, read_problem
    from api.travel import travel_times_of_files
    from optimizer.checker import check as judge

    posed = read_problem(problem, travel_times_of_files(settings_of(ctx)))
    verdict = judge(posed, read_plan(plan))
    console = out()
    if verdict.violations:
        console.print(summaries.violations(verdict.violations))
    if verdict.misstated:
        console.print(summaries.misstated(verdict))
    if not verdict.ok:
        raise typer.Exit(FAILED)
    console.print(summaries.costs(verdict.cost), summaries.figures(verdict.kpis))
    say(text("no_violation"), style="green")


def strategies() -> None:
    """List the strategies."""
    from optimizer.strategies import registry

    shown = table(text("strategies"), ("strategy", "summary"))
    for name in registry.names():
        shown.add_row(name, stacked(registry.get(name).summary))
    for error in registry.not_installed():
        shown.add_row(error.name, stacked(text("strategy_not_installed", module=error.module)))
    out().print(shown)
