"""A comparison as one page that needs nothing else: tables, pictures, failures, conditions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from benchmarks.comparison.frame import frame_of
from benchmarks.pinned import Record
from benchmarks.report.conclusion import conclusion
from benchmarks.report.conditions import conditions
from benchmarks.report.pictures import Shown, drawn
from benchmarks.report.texts import text
from benchmarks.summary.duels import REFERENCE, duels, total
from benchmarks.summary.groups import failure_of, groups_of, problems_of
from benchmarks.summary.limits import limit_of
from benchmarks.summary.starved import SHARE, starved
from benchmarks.summary.table import header, meanings, rows
from benchmarks.summary.texts import DASH
from benchmarks.summary.texts import text as words
from optimizer.texts import Text


def write_report(records: Sequence[Record], out: Path, command: str) -> Path:
    """Draw the pictures into ``out/plots`` and write ``out/report.html``; its path.

    ``records`` are those of ``out/runs.jsonl`` that the report is about, ``command`` the command
    line that made them. The page says which pictures are
    missing: without Matplotlib or a Chinese font, all of them.
    """
    pictures, missing = drawn(records, out)
    path = out / "report.html"
    path.write_text(page(records, command, pictures, missing), encoding="utf-8")
    return path


def page(
    records: Sequence[Record],
    command: str,
    pictures: Sequence[Shown] = (),
    missing: Sequence[Text] = (),
) -> str:
    """The page; whatever comes from files and command lines is escaped."""
    frame = frame_of(records)
    problems = problems_of(groups_of(frame))
    scores = duels(frame) if records else {}
    return _ENVIRONMENT.get_template("report.html").render(
        conclusion=conclusion(frame),
        conditions=conditions(records, command),
        missing=missing,
        header=header(),
        problems=[
            (name, list(rows(groups)), [p for p in pictures if p.problem == name])
            for name, groups in problems.items()
        ],
        duels=[
            (name, total(each.values()), [each.get(problem, DASH) for problem in problems])
            for name, each in scores.items()
        ],
        shared=_told(starved(frame)),
        failures=_told(frame[~frame["ok"]]) if records else [],
        meanings=meanings(),
    )


def _told(runs: pd.DataFrame) -> list[pd.Series]:
    return [row for _, row in runs.iterrows()]


def _both(said: Text) -> Markup:
    """Chinese, then small English."""
    if said.zh == said.en:
        return Markup("{}").format(said.zh)
    return Markup('{} <span class="en" lang="en">{}</span>').format(said.zh, said.en)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("benchmarks.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        both=_both,
        t=text,
        column=lambda name: words(f"column_{name}"),
        limit_of=limit_of,
        failure_of=failure_of,
        reference=REFERENCE,
        share=round(100 * SHARE),
    )
    return environment


_ENVIRONMENT = _environment()
