"""Measurements as a picture with Chinese labels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.measure import Measurement
from benchmarks.plotting.fonts import chinese_font

COLOURS = ("#a50f15", "#fb6a4a", "#fcbba1")
"""Tiers 1 to 3: darker is more vulnerable, distinct in grey as well."""


def draw(measurements: Sequence[Measurement], path: Path) -> None:
    """Unserved meals by tier, riders and time on board, side by side, one bar per run."""
    font = font_manager.FontProperties(family=chinese_font())
    figure = Figure(figsize=(11, 1.4 + 0.42 * len(measurements)), layout="constrained")
    unserved, riders, onboard = figure.subplots(1, 3, sharey=True)
    names = [f"{run.strategy}  {run.limit:g} s" for run in measurements]
    _unserved(unserved, names, measurements)
    riders.barh(names, [run.kpis["riders"] for run in measurements], color="#2171b5")
    longest = [run.kpis["onboard_longest_seconds"] / 60 for run in measurements]
    mean = [run.kpis["onboard_mean_seconds"] / 60 for run in measurements]
    onboard.barh(names, longest, color="#c6dbef", label="最长 longest")
    onboard.barh(names, mean, color="#6baed6", label="平均 mean")
    titles = ("未送份数 meals unserved", "骑手 riders", "在途分钟 minutes on board")
    for axes, title in zip((unserved, riders, onboard), titles, strict=True):
        axes.set_title(title, fontproperties=font)
        axes.spines[["top", "right"]].set_visible(False)
    unserved.invert_yaxis()
    for axes in (unserved, onboard):
        axes.legend(
            prop=font, frameon=False, ncols=3, loc="upper center", bbox_to_anchor=(0.5, -0.08)
        )
    figure.savefig(path, dpi=120)


def _unserved(axes: Axes, names: Sequence[str], measurements: Sequence[Measurement]) -> None:
    left = [0.0] * len(measurements)
    tiers = sorted(key for key in measurements[0].kpis if key.startswith("unserved_tier_"))
    for tier, colour in zip(tiers, COLOURS, strict=False):
        meals = [float(run.kpis[tier]) for run in measurements]
        label = f"优先级 tier {tier.rsplit('_', 1)[1]}"
        axes.barh(names, meals, left=left, color=colour, label=label)
        left = [a + b for a, b in zip(left, meals, strict=True)]
