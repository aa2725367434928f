"""Seconds until the first complete plan, on a logarithmic scale."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from benchmarks.plotting.bars import frame_rows, note
from benchmarks.plotting.styles import style_of
from benchmarks.plotting.ticks import seconds_ticks
from benchmarks.summary.groups import Group

LEAST = 0.001
"""Seconds below which the clock tells nothing."""


def plot_first(axes: Axes, groups: Sequence[Group]) -> None:
    """A mark per run, and the slowest in figures; a run that told of none has no mark."""
    axes.set_xscale("log")
    told: list[float] = []
    for row, group in enumerate(groups):
        values = [max(LEAST, value) for value in group.values("first_s")]
        if values:
            style = style_of(group.strategy)
            axes.plot(
                values, [row] * len(values), style.marker, color=style.colour, ms=6, alpha=0.8
            )
            note(axes, row, max(values), f"{max(values):.2g}")
        told += values
    frame_rows(axes, groups)
    if told:
        axes.set_xlim(min(told) / 2, max(told) * 8)
    seconds_ticks(axes.xaxis)
    axes.grid(axis="x", color="#dddddd", lw=0.6)
