"""All pictures of a comparison, as SVG for the report and PNG for whoever pastes them somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from matplotlib.figure import Figure

from api.files import read_plan, read_problem
from api.settings import Settings
from api.travel import travel_times_of_files
from benchmarks.comparison.frame import frame_of
from benchmarks.pinned import Record
from benchmarks.plotting.fonts import chinese_labels
from benchmarks.plotting.maps import plot_best, plot_each
from benchmarks.plotting.overview import plot_overview
from benchmarks.plotting.progress import plot_progress
from benchmarks.plotting.texts import text
from benchmarks.summary.groups import Group, groups_of, problems_of
from benchmarks.summary.limits import longest_of
from benchmarks.summary.texts import stacked
from optimizer.texts import Text


class Picture(NamedTuple):
    """A picture of one problem, in both formats."""

    problem: str
    title: Text
    svg: Path
    png: Path


def draw(records: Sequence[Record], out: Path) -> list[Picture]:
    """Draw every problem of ``records`` into ``out/plots``; plans are read from ``out``.

    Raises
    ------
    NoChineseFont
        When no font has Chinese characters.
    InvalidInput
        When a problem or a plan cannot be read any more.
    """
    (out / "plots").mkdir(parents=True, exist_ok=True)
    with chinese_labels():
        return [
            _save(name, kind, title, figure, out / "plots")
            for name, groups in problems_of(groups_of(frame_of(records))).items()
            for kind, title, figure in _figures(name, groups, records, out)
        ]


def draw_overview(records: Sequence[Record], png: Path) -> None:
    """The overview of the first problem alone, for a document."""
    with chinese_labels():
        groups = next(iter(problems_of(groups_of(frame_of(records))).values()))
        plot_overview(groups).savefig(png, dpi=110)


def _figures(
    name: str, groups: Sequence[Group], records: Sequence[Record], out: Path
) -> Iterator[tuple[str, Text, Figure]]:
    yield "overview", text("title_overview", problem=name), plot_overview(groups)
    limit = longest_of(group.limit for group in groups)
    last = [group for group in groups if group.limit in {limit, groups[-1].limit}]
    traces = [[records[place] for place in group.good.index] for group in last]
    if any(traces):
        title = text("title_progress", problem=name, limit=limit)
        yield "progress", title, plot_progress(last, traces)
    yield from _maps(name, groups, records, out)


def _maps(
    name: str, groups: Sequence[Group], records: Sequence[Record], out: Path
) -> Iterator[tuple[str, Text, Figure]]:
    """The best plan of all, and the best of each strategy."""
    ranked = sorted(groups, key=lambda group: group.strategy)
    best = {
        strategy: _best([records[place] for group in members for place in group.good.index])
        for strategy, members in groupby(ranked, key=lambda group: group.strategy)
    }
    found = [record for record in best.values() if record is not None]
    if not found:
        return
    problem = read_problem(Path(found[0]["file"]), travel_times_of_files(Settings()))
    plans = {
        strategy: None if record is None else read_plan(out / record["plan"])
        for strategy, record in best.items()
    }
    winner = min(found, key=_quality)
    title = text("title_map", problem=name, riders=winner["kpis"]["riders"], **_said(winner))
    plan = plans[winner["strategy"]]
    if plan is not None:
        yield "map", title, plot_best(problem, plan)
    yield "maps", text("title_maps", problem=name), plot_each(problem, plans)


def _said(record: Record) -> dict[str, object]:
    return {name: record[name] for name in ("strategy", "seed")}


def _best(records: Sequence[Record]) -> Record | None:
    return min(records, key=_quality, default=None)


def _quality(record: Record) -> tuple[int, int]:
    return record["cost"]["unserved"], record["cost"]["total"]


def _save(name: str, kind: str, title: Text, figure: Figure, folder: Path) -> Picture:
    stem = f"{name.replace(':', '-').replace('/', '-')}.{kind}"
    svg, png = folder / f"{stem}.svg", folder / f"{stem}.png"
    figure.suptitle(stacked(title), fontsize=10.5, x=0.01, ha="left", fontweight="bold")
    figure.savefig(svg, dpi=150, metadata={"Date": None})
    figure.savefig(png, dpi=110)
    return Picture(name, title, svg, png)
