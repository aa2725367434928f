"""Results as Markdown for documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from benchmarks.page import table
from benchmarks.report.texts import text
from benchmarks.summary.columns import COLUMNS, Column
from benchmarks.summary.duels import duels, total
from benchmarks.summary.groups import Group, groups_of, problems_of
from benchmarks.summary.table import BRIEF, header, meanings, rows
from benchmarks.summary.texts import DASH, inline
from benchmarks.summary.texts import text as words


def markdown(frame: pd.DataFrame, columns: Sequence[Column] = BRIEF) -> str:
    """A table per problem, a row per strategy and limit, then why runs failed.

    The problem's name stands above its table where there are several.
    """
    if frame.empty:
        return inline(text("nothing"))
    problems = problems_of(groups_of(frame))
    sections = []
    for name, groups in problems.items():
        title = [f"**{name}**"] if len(problems) > 1 else []
        sections.append("\n\n".join([*title, _table(groups, columns), *_failures(groups)]))
    return "\n\n".join(sections)


def markdown_duels(frame: pd.DataFrame, grids: Mapping[str, str] | None = None) -> str:
    """Runs that each strategy won, drew and lost against the engine, in all and by problem.

    ``grids`` names the column of each problem, where several share one.
    """
    scores = duels(frame)
    if not scores:
        return inline(text("no_duels"))
    named = grids or {problem: problem for problem in frame["problem"]}
    columns = list(dict.fromkeys(named[problem] for problem in frame["problem"]))
    header = [inline(words("column_strategy")), inline(text("all_problems")), *columns]
    lines = []
    for strategy, by_problem in scores.items():
        each = [[s for p, s in by_problem.items() if named[p] == name] for name in columns]
        cells = [str(total(of_column)) if of_column else DASH for of_column in each]
        lines.append([f"`{strategy}`", str(total(by_problem.values())), *cells])
    return table(header, lines)


def markdown_meanings(columns: Sequence[Column] = COLUMNS) -> str:
    """What each column tells a canteen."""
    header = inline(text("column")), inline(text("meaning"))
    return table(
        header, ((inline(label), "<br>".join(meaning)) for label, meaning in meanings(columns))
    )


def _table(groups: Sequence[Group], columns: Sequence[Column]) -> str:
    head = [inline(label) for label in header(columns)]
    body = ([f"`{row.cells[0]}`", *row.cells[1:]] for row in rows(groups, columns))
    return table(head, body)


def _failures(groups: Sequence[Group]) -> Iterator[str]:
    """One paragraph, a line for each reason of each strategy at each limit; none if none failed."""
    lines = [
        f"- ✗ `{group.strategy}` {group.limit}：{_in_one_line(reason)}"
        for group in groups
        for reason in group.reasons()
    ]
    if lines:
        yield "\n".join(lines)


def _in_one_line(reason: str) -> str:
    """Markdown ends an item at an empty line, and reads marks in it."""
    return " ".join(reason.split()).replace("|", r"\|").replace("<", "&lt;")
