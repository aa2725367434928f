"""Unserved meals, stacked by tier."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from matplotlib.axes import Axes

from benchmarks.plotting.bars import HEIGHT, frame_rows, hatch_of, note, plot_range, shown
from benchmarks.plotting.styles import TIER_COLOURS
from benchmarks.plotting.texts import text
from benchmarks.summary.groups import Group
from benchmarks.summary.texts import inline

EDGE: Mapping[str, Any] = {"edgecolor": "#7f2a1d", "linewidth": 0.4}


def plot_unserved(axes: Axes, groups: Sequence[Group]) -> None:
    """Means over the seeds by tier, the most vulnerable first; the whisker is of their sum."""
    for row, group in enumerate(groups):
        if (mean := group.mean("unserved")) is None:
            continue
        left = 0.0
        for tier, colour in enumerate(TIER_COLOURS, 1):
            meals = group.mean(f"unserved_{tier}") or 0.0
            axes.barh(row, meals, HEIGHT, left=left, color=colour, hatch=hatch_of(group), **EDGE)
            left += meals
        plot_range(axes, row, group.values("unserved"))
        note(axes, row, max(group.values("unserved")), shown(mean) if mean else "0 ✓")
    frame_rows(axes, groups)
    for tier, colour in enumerate(TIER_COLOURS, 1):
        axes.barh(0, 0, color=colour, **EDGE, label=inline(text("tier", tier=tier)))
    axes.margins(x=0.22)
    most = max((group.worst("unserved") or 0.0 for group in groups), default=0.0)
    axes.set_xlim(0, max(1.0, 1.25 * most))
