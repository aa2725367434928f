"""``docs/benchmarks.md``: everything is measured that is not on record, then the page is written.

What people write on the page stays; tables stand between markers and are replaced. A section of
which nothing is on record says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.comparison.compare import compare
from benchmarks.comparison.frame import frame_of
from benchmarks.evidence import sections
from benchmarks.evidence.grids import GRIDS, Grid
from benchmarks.evidence.limits import best_plans, limits_of
from benchmarks.evidence.pictures import pictures
from benchmarks.evidence.systems import systems
from benchmarks.page import replace_between_markers
from benchmarks.pinned import ROOT, Record
from benchmarks.records import OnRecord, Records
from benchmarks.report.markdown import markdown_meanings
from benchmarks.scaling import report as scaling
from benchmarks.scaling.runs import Series
from benchmarks.scaling.scale import scale
from benchmarks.solvers import SEEDLESS
from benchmarks.standard import report as standard
from benchmarks.standard.measure import measure
from benchmarks.standard.sets import SETS, instances
from optimizer.errors import SongcanError

DOCS = ROOT / "docs"
PAGE = DOCS / "benchmarks.md"
STANDARD_SECONDS = 60.0
BRIEF_SECONDS = 10.0
SOLVERS = ("engine", "pyvrp")


class NothingOnRecord(SongcanError):
    """The page would lose all its tables."""

    def __init__(self, out: Path) -> None:
        super().__init__(
            f"{out}：这里没有任何运行记录，页面未改；请核对 --out，或去掉 --measured 先测量"
            f" / {out}: there are no records of runs, so the page is left as it is; check --out,"
            " or measure first, without --measured"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All records that the page shows, found below ``out``."""

    out: Path
    grids: dict[str, list[Record]]
    limits: Sequence[Record]
    standard: Sequence[Record]
    scaling: Sequence[Record]

    def all_runs(self) -> list[Record]:
        """The runs of all grids."""
        return [record for records in self.grids.values() for record in records]


def measured(
    out: Path,
    folder: Path | None,
    jobs: int,
    *,
    old_code: bool,
    tell: Callable[[str, Record], None],
) -> Measured:
    """Run whatever is not on record below ``out``; ``folder`` holds the standard instances.

    Raises
    ------
    NoInstances
        When it does not: before hours of work, not after them.
    """
    files = instances(folder, tuple(SETS), "*") if folder is not None else []

    def telling(kind: str) -> OnRecord:
        return lambda record, before: None if before else tell(kind, record)

    for grid in GRIDS:
        compare(
            grid.all_problems(),
            None,
            grid.seeds,
            grid.seconds,
            out=out / "compare",
            jobs=jobs,
            old_code=old_code,
            on_record=telling("compare"),
        )
    if files:
        measure(
            files,
            SOLVERS,
            (1,),
            (STANDARD_SECONDS,),
            out=out / "standard",
            jobs=jobs,
            old_code=old_code,
            on_record=telling("standard"),
        )
    scale(Series(), out / "scaling", old_code=old_code, on_record=telling("scaling"))
    grids = _grids(out)
    best = best_plans(record for records in grids.values() for record in records)
    limits_of(best, out, on_record=lambda record: tell("limit", record))
    return on_record(out)


def on_record(out: Path) -> Measured:
    """What has been measured so far, by whatever sources: the page tells which."""
    grids = _grids(out)
    best = best_plans(record for records in grids.values() for record in records)
    return Measured(
        out=out,
        grids=grids,
        limits=limits_of(best, out, measured=True),
        standard=Records(out / "standard" / "runs.jsonl").last("set", "instance", "solver", "seed"),
        scaling=Records(out / "scaling" / "runs.jsonl").last(
            "problem", "visits", "strategy", "seed", "per_visit"
        ),
    )


def write(found: Measured) -> Iterator[Path]:
    """Fill the page in, draw its pictures and write the runs it was made of.

    Raises
    ------
    NothingOnRecord
        When no section has anything to show: the tables that are on the page are kept.
    """
    runs = found.all_runs()
    if not (runs or found.standard or found.scaling):
        raise NothingOnRecord(found.out)
    texts = {
        "conclusion": sections.conclusions(found.grids),
        "columns": markdown_meanings(),
        "systems": systems(),
        **{grid.name: _section(grid, found.grids[grid.name]) for grid in GRIDS},
        "limits": sections.limits(found.limits, best_plans(runs)),
        "standard": standard.section(found.standard),
        "scaling": scaling.section(found.scaling),
    }
    for name, text in texts.items():
        replace_between_markers(PAGE, name, text)
    replace_between_markers(ROOT / "README.md", "evidence", _brief(found.grids["canteen"]))
    yield PAGE
    folder = DOCS / "benchmarks"
    yield from pictures(runs, found.out / "compare", folder)
    csv = folder / "runs.csv"
    frame_of(runs).drop(columns="plan", errors="ignore").to_csv(
        csv, index=False, float_format="%.6g"
    )
    yield csv


def _grids(out: Path) -> dict[str, list[Record]]:
    known = Records(out / "compare" / "runs.jsonl").last("problem", "strategy", "seed", "seconds")
    return {grid.name: [record for record in known if grid.has(record)] for grid in GRIDS}


def _section(grid: Grid, records: Sequence[Record]) -> str:
    return (sections.series if grid.is_series else sections.comparison)(records)


def _brief(records: Sequence[Record]) -> str:
    """The canteen as it is, at the shorter limit, for the README."""
    shown = [r for r in records if r["problem"] == "canteen" and _is_brief(r)]
    return sections.comparison(shown)


def _is_brief(record: Record) -> bool:
    return record["strategy"] in SEEDLESS or record["seconds"] == BRIEF_SECONDS
