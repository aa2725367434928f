"""Answers and clicks as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.page import table
from benchmarks.replanning.answers import Answer
from benchmarks.replanning.clicks import Clicks

ANSWERS = (
    "发生了什么 what happened",
    "怎么办 answer",
    "未送 unserved meals",
    "本可保住 lost",
    "换骑手 moved",
    "受影响骑手 riders",
    "重印 sheets",
    "成本 cost h",
    "s",
    "核验 check",
)
CLICKS = ("点一下 click", "次 clicks", "成 made", "ms median", "ms 95 %")


def answers_table(answers: Iterable[Answer]) -> str:
    """A row per answer; the scenario stands where it begins."""
    rows: list[Sequence[str]] = []
    before = ""
    for one in answers:
        rows.append(
            (
                one.scenario if one.scenario != before else "",
                one.way,
                str(one.unserved),
                str(one.lost),
                str(one.moved),
                str(one.riders),
                str(one.sheets),
                f"{one.hours:.1f}",
                f"{one.seconds:.1f}" if one.seconds else "",
                "✓" if one.ok else "✗",
            )
        )
        before = one.scenario
    return _table(ANSWERS, rows)


def clicks_table(clicks: Iterable[Clicks]) -> str:
    """A row per kind of click."""
    rows = [
        (one.kind, str(one.count), str(one.made), f"{one.median:.0f}", f"{one.slowest:.0f}")
        for one in clicks
    ]
    return _table(CLICKS, rows)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return table(header, rows)
