"""The series as a picture: four panels over the number of visits, on logarithmic axes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from benchmarks.pinned import Record
from benchmarks.plotting.fonts import chinese_font
from benchmarks.scaling.figures import (
    Quantity,
    first_plan,
    groups,
    per_visit_cost,
    search_mb,
)
from benchmarks.scaling.growth import growth

PANELS: tuple[tuple[str, Quantity], ...] = (
    ("首个完整方案 seconds to the first complete plan", first_plan),
    ("搜索 CPU seconds of the search", lambda record: record.get("cpu")),
    ("搜索内存 MB of the search above idle", search_mb),
    ("每点成本 seconds of cost per visit served", per_visit_cost),
)


def draw(records: Sequence[Record], path: Path) -> None:
    """A line per strategy and effort, its growth in the legend; the suffix tells the format."""
    font = font_manager.FontProperties(family=chinese_font())
    figure = Figure(figsize=(12, 9), layout="constrained")
    for axes, (title, quantity) in zip(figure.subplots(2, 2).flat, PANELS, strict=True):
        _lines(axes, records, quantity)
        axes.set_title(title, fontproperties=font)
        axes.set_xlabel("送餐点 visits", fontproperties=font)
        axes.grid(visible=True, which="major", alpha=0.3)
        axes.spines[["top", "right"]].set_visible(False)
        if axes.get_legend_handles_labels()[1]:
            axes.legend(prop=font, frameon=False, fontsize="small")
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=120)


def _lines(axes: Axes, records: Sequence[Record], quantity: Quantity) -> None:
    for (strategy, allowed), group in groups(records).items():
        known = sorted(
            (record["visits"], value)
            for record in group
            if "error" not in record and (value := quantity(record))
        )
        if known:
            sizes, values = zip(*known, strict=True)
            fitted = growth(sizes, values)
            label = f"{strategy}, {allowed}" + (f": {fitted}" if fitted else "")
            axes.plot(sizes, values, marker="o", markersize=4, label=label)
    axes.set_xscale("log")
    axes.set_yscale("log")
