"""Minutes on board: the mean as a bar, the longest as a mark."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes

from benchmarks.plotting.bars import HEIGHT, frame_rows, hatch_of, note
from benchmarks.plotting.styles import style_of
from benchmarks.plotting.texts import text
from benchmarks.summary.groups import Group
from benchmarks.summary.texts import inline


def plot_onboard(axes: Axes, groups: Sequence[Group]) -> None:
    """Mean over stops and seeds, and the longest of all."""
    longest_of_all = 0.0
    for row, group in enumerate(groups):
        mean, longest = group.mean("onboard_mean_min"), group.worst("onboard_longest_min")
        if mean is None or longest is None:
            continue
        colour = style_of(group.strategy).colour
        axes.barh(row, mean, HEIGHT, color=colour, ec="white", hatch=hatch_of(group))
        axes.plot(longest, row, "|", color="#222222", ms=9, mew=2)
        axes.plot([mean, longest], [row, row], color="#222222", lw=0.6, ls=":")
        note(axes, row, longest, f"{mean:.0f} / {longest:.0f}")
        longest_of_all = max(longest_of_all, longest)
    frame_rows(axes, groups)
    axes.plot([], [], "|", color="#222222", ms=9, mew=2, label=inline(text("longest")))
    axes.set_xlim(0, max(1.0, 1.35 * longest_of_all))
