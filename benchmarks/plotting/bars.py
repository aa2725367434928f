"""A bar per group of runs: the mean, a whisker from best seed to worst, failures hatched."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from benchmarks.plotting.styles import style_of
from benchmarks.plotting.texts import text
from benchmarks.summary.groups import Group
from benchmarks.summary.texts import inline

HEIGHT = 0.72


def plot_bars(axes: Axes, groups: Sequence[Group], field: str) -> None:
    """``field`` of the frame of runs, a row per group from the top."""
    for row, group in enumerate(groups):
        if (mean := group.mean(field)) is None:
            continue
        colour = style_of(group.strategy).colour
        axes.barh(row, mean, HEIGHT, color=colour, ec="white", hatch=hatch_of(group))
        plot_range(axes, row, group.values(field))
        note(axes, row, max(group.values(field)), shown(mean))
    frame_rows(axes, groups)
    if axes.get_xscale() == "linear":
        axes.set_xlim(left=0)
        axes.margins(x=0.22)
        axes.autoscale(axis="x")
        axes.set_xlim(left=0)


def plot_range(axes: Axes, row: float, values: Sequence[float]) -> None:
    """A whisker from the least to the largest, if they differ."""
    if max(values) > min(values):
        axes.plot([min(values), max(values)], [row, row], color="#222222", lw=1.2, marker="|", ms=5)


def hatch_of(group: Group) -> str | None:
    """Strokes where the bar is not of all runs."""
    return "//" if group.failed else None


def shown(mean: float) -> str:
    """A mean at the end of a bar: 6, not 6.0, but 6.3."""
    return f"{mean:,.1f}".removesuffix(".0")


def note(axes: Axes, row: float, x: float, words: str) -> None:
    """A figure at the end of a bar."""
    axes.annotate(
        words, (x, row), (4, 0), textcoords="offset points", va="center", fontsize=8, zorder=5
    )


def frame_rows(axes: Axes, groups: Sequence[Group]) -> None:
    """One row per group, the first on top; groups without any plan are hatched and say so."""
    axes.set_ylim(len(groups) - 0.5, -0.5)
    for row, group in enumerate(groups):
        if group.failed == len(group.runs):
            low, high = row - HEIGHT / 2, row + HEIGHT / 2
            axes.axhspan(low, high, facecolor="#f4f4f4", edgecolor="#999999", hatch="////", lw=0)
            axes.text(
                0.5,
                row,
                inline(text("failed")),
                transform=axes.get_yaxis_transform(),
                ha="center",
                va="center",
                fontsize=8,
                bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
            )


def name_rows(axes: Axes, groups: Sequence[Group]) -> None:
    """Strategy and limit at each row."""
    axes.set_yticks(range(len(groups)), [f"{group.name}  {group.limit}" for group in groups])
    for label, group in zip(axes.get_yticklabels(), groups, strict=True):
        label.set_fontweight(style_of(group.strategy).weight)
