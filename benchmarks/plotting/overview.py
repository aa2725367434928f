"""What the plans for one problem are like: unserved, riders, paid time, on board, first plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.plotting.bars import name_rows, plot_bars
from benchmarks.plotting.first import plot_first
from benchmarks.plotting.onboard import plot_onboard
from benchmarks.plotting.texts import text
from benchmarks.plotting.unserved import plot_unserved
from benchmarks.summary.groups import Group
from benchmarks.summary.texts import stacked

Panel = Callable[[Axes, Sequence[Group]], None]

PANELS: Mapping[str, Panel] = {
    "unserved": plot_unserved,
    "riders": partial(plot_bars, field="riders"),
    "paid": partial(plot_bars, field="paid_h"),
    "onboard": plot_onboard,
    "first": plot_first,
}


def plot_overview(groups: Sequence[Group]) -> Figure:
    """The groups of one problem, a row each, a panel per measure."""
    size = 2.2 + 2.3 * len(PANELS), 1.5 + 0.27 * max(3, len(groups))
    figure = Figure(figsize=size, layout="constrained")
    columns = figure.subplots(1, len(PANELS), sharey=True)
    for axes, (name, plot) in zip(columns, PANELS.items(), strict=True):
        plot(axes, groups)
        axes.set_title(stacked(text(f"panel_{name}")))
        axes.tick_params(axis="y", length=0)
        _rule_off_limits(axes, groups)
    name_rows(columns[0], groups)
    figure.legend(loc="outside lower left", frameon=False, fontsize=8, ncols=5)
    return figure


def _rule_off_limits(axes: Axes, groups: Sequence[Group]) -> None:
    """A line between the limits: rows are to be compared within one."""
    for row in range(1, len(groups)):
        if groups[row].limit != groups[row - 1].limit:
            axes.axhline(row - 0.5, color="#888888", lw=0.8)
