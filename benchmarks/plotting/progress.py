"""Quality over time: unserved meals, and the other cost once no more of them are served.

A line is the median over the seeds, the band reaches from the best to the worst; it begins when
half of the runs have a plan.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.pinned import Record
from benchmarks.plotting.courses import (
    Floats,
    Line,
    moments,
    other_cost,
    over_seeds,
    unserved_meals,
)
from benchmarks.plotting.styles import style_of
from benchmarks.plotting.texts import text
from benchmarks.plotting.ticks import plain_ticks, seconds_ticks
from benchmarks.summary.groups import Group
from benchmarks.summary.texts import inline, stacked

HEADROOM = 1.12
"""How far above the cheapest end costs are shown: what searches begin with would dwarf the rest."""


def plot_progress(groups: Sequence[Group], runs: Sequence[Sequence[Record]]) -> Figure:
    """Groups of one problem and limit, with the records of each group's good runs."""
    figure = Figure(figsize=(12.5, 4.6), layout="constrained")
    unserved, other = figure.subplots(1, 2)
    of_all = any(record["cost"]["unserved"] == 0 for records in runs for record in records)
    grid = moments([record for records in runs for record in records])
    costs = []
    for place, (group, records) in enumerate(zip(groups, runs, strict=True)):
        meals = over_seeds([unserved_meals(record) for record in records], grid)
        costs.append(over_seeds([other_cost(record, of_all=of_all) for record in records], grid))
        _draw(unserved, group, place, grid, meals)
        _draw(other, group, place, grid, costs[-1])
    unserved.set_yscale("symlog", linthresh=1, linscale=0.5)
    # room for one meal where nobody is left out
    unserved.set_ylim(bottom=-0.1, top=max(1.2, unserved.get_ylim()[1]))
    plain_ticks(unserved.yaxis)
    _limit_costs(other, costs)
    unserved.set_title(stacked(text("progress_unserved")))
    other.set_title(stacked(text("progress_other" if of_all else "progress_other_part")))
    for axes in (unserved, other):
        axes.set_xscale("log")
        axes.set_xlim(grid[0], grid[-1])
        seconds_ticks(axes.xaxis)
        axes.set_xlabel(inline(text("seconds")))
        axes.grid(color="#e4e4e4", lw=0.6)
    handles, labels = unserved.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside right upper", frameon=False, fontsize=8.5)
    return figure


def _draw(axes: Axes, group: Group, place: int, grid: Floats, line: Line) -> None:
    """The line and its band; a strategy without one stands in the legend all the same."""
    style = style_of(group.strategy)
    axes.plot(
        grid,
        np.where(np.isfinite(line.median), line.median, np.nan),
        drawstyle="steps-post",
        color=style.colour,
        marker=style.marker,
        markevery=(7 * place % 30, 30),
        ms=4.5,
        ls=style.dashes,
        lw=style.width,
        zorder=style.above,
        label=group.name,
    )
    if len(group.good) > 1:
        known = np.isfinite(line.high)
        axes.fill_between(
            grid[known],
            line.low[known],
            line.high[known],
            step="post",
            color=style.colour,
            alpha=0.13,
            lw=0,
        )


def _limit_costs(axes: Axes, lines: Sequence[Line]) -> None:
    """From the cheapest that was told to the dearest end."""
    told = [line.median[np.isfinite(line.median)] for line in lines]
    told = [values for values in told if len(values)]
    if told:
        low = min(values.min() for values in told)
        ends = [line.high[-1] for line in lines if np.isfinite(line.high[-1])]
        axes.set_ylim(0.985 * low, max(1.02 * max(ends, default=low), HEADROOM * low))
