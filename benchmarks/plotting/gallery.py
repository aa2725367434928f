"""All pictures of a comparison, as SVG for the report and PNG for whoever pastes them somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from matplotlib.figure import Figure

from api.files import read_plan
from benchmarks.comparison.frame import frame_of
from benchmarks.pinned import Record
from benchmarks.plotting.fonts import chinese_labels
from benchmarks.plotting.maps import plot_best, plot_each
from benchmarks.plotting.overview import plot_overview
from benchmarks.plotting.progress import plot_progress
from benchmarks.plotting.texts import text
from benchmarks.posed import posed
from benchmarks.records import quality
from benchmarks.summary.groups import Group, groups_of, problems_of
from benchmarks.summary.limits import Limit, longest_of
from benchmarks.summary.texts import stacked
from optimizer.errors import SongcanError
from optimizer.texts import Text


class Picture(NamedTuple):
    """A picture of one problem, in both formats."""

    problem: str
    title: Text
    svg: Path
    png: Path


class Gallery(NamedTuple):
    """What could be drawn, and what could not with the reason."""

    pictures: list[Picture]
    missing: list[Text]


Titled = tuple[str, Text, Figure]
"""A picture's kind, title and content."""


def draw(records: Sequence[Record], out: Path) -> Gallery:
    """Draw every problem of ``records`` into ``out/plots``; plans are read from ``out``.

    Raises
    ------
    NoChineseFont
        When no font has Chinese characters.
    """
    gallery = Gallery([], [])
    folder = out / "plots"
    folder.mkdir(parents=True, exist_ok=True)
    with chinese_labels():
        for name, groups in problems_of(groups_of(frame_of(records))).items():
            titled = list(_of_results(name, groups, records))
            try:
                titled += _of_plans(name, groups, records, out)
            except SongcanError as error:
                why = " ".join(str(error).split())
                gallery.missing.append(text("no_maps", problem=name, why=why))
            gallery.pictures.extend(_save(name, *each, folder) for each in titled)
    return gallery


def _of_results(name: str, groups: Sequence[Group], records: Sequence[Record]) -> Iterator[Titled]:
    """Figures of all limits, and the course of the longest."""
    yield "overview", text("title_overview", problem=name), plot_overview(groups)
    limit = longest_of(group.limit for group in groups)
    last = [group for group in groups if group.limit in {limit, Limit()}]
    traces = [[records[place] for place in group.good.index] for group in last]
    if any(traces):
        title = text("title_progress", problem=name, limit=limit)
        yield "progress", title, plot_progress(last, traces)


def _of_plans(
    name: str, groups: Sequence[Group], records: Sequence[Record], out: Path
) -> Iterator[Titled]:
    """The best plan of all, and the best of each strategy, as maps."""
    ranked = sorted(groups, key=lambda group: group.strategy)
    best = {
        strategy: _best([records[place] for group in members for place in group.good.index])
        for strategy, members in groupby(ranked, key=lambda group: group.strategy)
    }
    found = [record for record in best.values() if record is not None]
    if not found:
        return
    problem = posed(_file(found[0], out))
    plans = {
        strategy: None if record is None else read_plan(out / record["plan"])
        for strategy, record in best.items()
    }
    winner = min(found, key=quality)
    title = text("title_map", problem=name, riders=winner["kpis"]["riders"], **_said(winner))
    plan = plans[winner["strategy"]]
    if plan is not None:
        yield "map", title, plot_best(problem, plan)
    yield "maps", text("title_maps", problem=name), plot_each(problem, plans)


def _file(record: Record, out: Path) -> Path:
    """Where the problem was read from; a folder of results may have been moved since."""
    then = Path(record["file"])
    return then if then.exists() else out / "problems" / then.parent.name / then.name


def _said(record: Record) -> dict[str, object]:
    return {name: record[name] for name in ("strategy", "seed")}


def _best(records: Sequence[Record]) -> Record | None:
    return min(records, key=quality, default=None)


def _save(name: str, kind: str, title: Text, figure: Figure, folder: Path) -> Picture:
    stem = f"{name.replace(':', '-').replace('/', '-')}.{kind}"
    svg, png = folder / f"{stem}.svg", folder / f"{stem}.png"
    figure.suptitle(stacked(title), fontsize=10.5, x=0.01, ha="left", fontweight="bold")
    figure.savefig(svg, dpi=150, metadata={"Date": None})
    figure.savefig(png, dpi=110)
    return Picture(name, title, svg, png)
