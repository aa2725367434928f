"""Quality over time: unserved meals, and the rest of the cost once no more of them are served.

A line is the median over the seeds, the band reaches from the best to the worst. Before its first
complete plan a run counts as worse than any, so a line begins when half of the runs have a plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from benchmarks.pinned import Record
from benchmarks.plotting.styles import style_of
from benchmarks.plotting.texts import text
from benchmarks.plotting.ticks import plain_ticks, seconds_ticks
from benchmarks.summary.groups import Group
from benchmarks.summary.texts import inline, stacked

Floats = NDArray[np.float64]

POINTS = 180
"""Moments at which lines are evaluated, evenly on the logarithmic scale of time."""
EARLIEST = 0.01
"""Seconds at which the scale may begin at the earliest."""
HEADROOM = 1.12
"""How far above the dearest end costs are shown: what searches begin with would dwarf the rest."""


class Line(NamedTuple):
    """Values over the seeds at each moment; infinite where a run has none yet."""

    median: Floats
    low: Floats
    high: Floats


def plot_progress(groups: Sequence[Group], traces: Sequence[Sequence[Record]]) -> Figure:
    """Groups of one problem and limit, with the records of each group's good runs."""
    figure = Figure(figsize=(12.5, 4.6), layout="constrained")
    unserved, rest = figure.subplots(1, 2)
    grid = _grid([record for records in traces for record in records])
    for place, (group, records) in enumerate(zip(groups, traces, strict=True)):
        meals = over_seeds([unserved_meals(record) for record in records], grid)
        costs = over_seeds([plans_cost(record) for record in records], grid)
        _draw(unserved, group, place, grid, meals)
        _draw(rest, group, place, grid, costs)
    unserved.set_yscale("symlog", linthresh=1, linscale=0.5)
    unserved.set_ylim(bottom=-0.1)
    plain_ticks(unserved.yaxis)
    ends = [g.worst("cost_h") for g in groups]
    _limit_costs(rest, [end for end in ends if end is not None], [g.mean("cost_h") for g in groups])
    for axes, name in ((unserved, "progress_unserved"), (rest, "progress_rest")):
        axes.set_title(stacked(text(name)))
        axes.set_xscale("log")
        axes.set_xlim(grid[0], grid[-1])
        seconds_ticks(axes.xaxis)
        axes.set_xlabel(inline(text("seconds")))
        axes.grid(color="#e4e4e4", lw=0.6)
    handles, labels = unserved.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside right upper", frameon=False, fontsize=8.5)
    return figure


def _grid(records: Sequence[Record]) -> Floats:
    """Moments from just before the first plan to the end of the longest run."""
    times = [point[0] for record in records for point in record.get("trace", [])]
    walls = [record["wall"] for record in records]
    begin = max(EARLIEST, min(times, default=EARLIEST) / 1.5)
    end = max([*walls, *times, 10 * begin])
    return np.geomspace(begin, end, POINTS)


def unserved_meals(record: Record) -> Iterator[tuple[float, float]]:
    """Unserved meals at each improvement."""
    for seconds, _, tiers in record.get("trace", []):
        yield seconds, float(sum(tiers))


def plans_cost(record: Record) -> Iterator[tuple[float, float]]:
    """Hours of cost without the unserved, since as many of each tier are served as in the end."""
    trace = record.get("trace", [])
    for seconds, cost, tiers in trace:
        if tiers == trace[-1][2]:
            yield seconds, (cost - record["cost"]["unserved"]) / 3600


def over_seeds(steps: Sequence[Iterable[tuple[float, float]]], grid: Floats) -> Line:
    """The steps of each seed as values on ``grid``, then over the seeds."""
    nothing = np.full_like(grid, np.inf)
    rows = np.array([_sampled(list(step), grid) for step in steps] or [nothing])
    middle = np.sort(rows, axis=0)
    count = len(rows)
    median = (middle[(count - 1) // 2] + middle[count // 2]) / 2
    return Line(median, middle[0], middle[-1])


def _sampled(step: Sequence[tuple[float, float]], grid: Floats) -> Floats:
    times = np.array([seconds for seconds, _ in step])
    values = np.array([np.inf, *(value for _, value in step)])
    return values[np.searchsorted(times, grid, side="right")]


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


def _limit_costs(axes: Axes, worst: Sequence[float], means: Sequence[float | None]) -> None:
    known = [mean for mean in means if mean is not None]
    if known:
        low, high = min(known), max(worst)
        axes.set_ylim(low * 0.985, max(high * 1.02, low * HEADROOM))
