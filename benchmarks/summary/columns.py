"""The columns of every table of results: which figures stand in them, and how they are put.

What a column is called and what it means to a canteen stands in ``texts.toml``; tables in the
terminal, in Markdown and in the report are made from here, so that nothing is stated twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from benchmarks.summary.groups import Group
from benchmarks.summary.texts import DASH, text
from optimizer.texts import Text

Statistic = Literal["mean", "worst"]


class Figure(NamedTuple):
    """A field of the frame of runs, what is said of it over the seeds, and how exactly."""

    field: str
    statistic: Statistic
    decimals: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column: its figures, separated by strokes.

    ``brief`` columns stand in documents too, where a page is narrow.
    """

    name: str
    figures: tuple[Figure, ...]
    brief: bool = True

    @property
    def label(self) -> Text:
        """Its header; statistics are named where a table could be misread without."""
        label = text(f"column_{self.name}")
        statistics = tuple(figure.statistic for figure in self.figures)
        if len({figure.field for figure in self.figures}) < len(self.figures):
            both = [text(f"statistic_{name}") for name in statistics]
            stated = (" / ".join(words) for words in zip(*both, strict=True))
            return Text(*map(" ".join, zip(label, stated, strict=True)))
        return label

    @property
    def meaning(self) -> Text:
        """What it tells a canteen."""
        return text(f"meaning_{self.name}")

    def cell(self, group: Group) -> str:
        """The figures of ``group``; a dash where there are none."""
        return " / ".join(self._shown(group, figure) for figure in self.figures)

    def _shown(self, group: Group, figure: Figure) -> str:
        value = STATISTICS[figure.statistic](group, figure.field)
        return DASH if value is None else f"{value:,.{figure.decimals}f}"


STATISTICS: Mapping[Statistic, Callable[[Group, str], float | None]] = {
    "mean": Group.mean,
    "worst": Group.worst,
}


def _mean(*fields: str, decimals: int = 1) -> tuple[Figure, ...]:
    return tuple(Figure(field, "mean", decimals) for field in fields)


def _both(field: str) -> tuple[Figure, ...]:
    return Figure(field, "mean"), Figure(field, "worst")


def _counted(field: str) -> tuple[Figure, ...]:
    return Figure(field, "mean"), Figure(field, "worst", decimals=0)


def _onboard() -> tuple[Figure, ...]:
    return Figure("onboard_mean_min", "mean", 0), Figure("onboard_longest_min", "worst", 0)


COLUMNS: tuple[Column, ...] = (
    Column(name="unserved", figures=_counted("unserved")),
    Column(name="tiers", figures=_mean("unserved_1", "unserved_2", "unserved_3")),
    Column(name="visits_unserved", figures=_mean("visits_unserved"), brief=False),
    Column(name="riders", figures=_counted("riders")),
    Column(name="trips", figures=_mean("trips"), brief=False),
    Column(name="paid", figures=_both("paid_h")),
    Column(name="longest", figures=_both("longest_h"), brief=False),
    Column(name="onboard", figures=_onboard()),
    Column(name="preferred", figures=_mean("early_stops", "late_stops"), brief=False),
    Column(name="km", figures=_mean("km", decimals=0), brief=False),
    Column(name="cost", figures=_both("cost_h")),
    Column(name="first", figures=(Figure("first_s", "worst", 2),)),
    Column(name="cpu", figures=_mean("cpu_s")),
    Column(name="wall", figures=_mean("wall_s")),
    Column(name="peak", figures=(Figure("peak_mb", "worst", 0),), brief=False),
    Column(name="steps", figures=_mean("steps", decimals=0), brief=False),
)
"""All columns beside those that name the group and say how many of its runs succeeded."""
