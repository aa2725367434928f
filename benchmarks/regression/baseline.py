"""The committed figures that changes are held against."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.regression.problems import CASES
from benchmarks.regression.verdict import BySeed
from optimizer.errors import SongcanError

PATH = Path(__file__).with_name("baseline.json")


class NoBaseline(SongcanError):
    """There is no baseline, or it is one of other problems."""

    def __init__(self, path: Path, problem: str | None = None) -> None:
        zh, en = "还没有基准", "there is no baseline yet"
        if problem is not None:
            zh = f"问题“{problem}”或其迭代次数已变，与基准不可比"
            en = f"“{problem}” or its iterations are not those of the baseline"
        super().__init__(
            f"{path}：{zh}；请运行 songcan bench regress --write 并提交"
            f" / {path}: {en}; run songcan bench regress --write and commit it"
        )


class BrokenBaseline(SongcanError):
    """The file is no baseline."""

    def __init__(self, path: Path, error: Exception) -> None:
        what = f"{type(error).__name__}: {error}"
        super().__init__(
            f"{path}：不是基准文件（{what}）；请用 git checkout 恢复，"
            "或运行 songcan bench regress --write"
            f" / {path}: this is no baseline ({what}); restore it with git checkout,"
            " or run songcan bench regress --write"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One problem's figures by seed, and of what they are."""

    digest: str
    iterations: int
    runs: BySeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """All problems' figures, the machine and the sources that gave them."""

    machine: str
    revision: str
    entries: Mapping[str, Entry]

    def matches(self, name: str, digest: str) -> bool:
        """Whether figures of the problem of today can be held against these."""
        entry = self.entries.get(name)
        return (
            entry is not None
            and entry.digest == digest
            and entry.iterations == CASES[name].iterations
        )


def read(path: Path = PATH) -> Baseline:
    """The baseline in a file.

    Raises
    ------
    NoBaseline
        When there is no such file.
    BrokenBaseline
        When it is none.
    """
    if not path.exists():
        raise NoBaseline(path)
    try:
        return _baseline(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BrokenBaseline(path, error) from error


def _baseline(stored: Mapping[str, Any]) -> Baseline:
    return Baseline(
        machine=stored["machine"],
        revision=stored["revision"],
        entries={
            name: Entry(
                digest=entry["digest"],
                iterations=entry["iterations"],
                runs={int(seed): figures for seed, figures in entry["runs"].items()},
            )
            for name, entry in stored["problems"].items()
        },
    )


def write(baseline: Baseline, path: Path = PATH) -> None:
    """Put the baseline into a file, one line a run: differences can be read."""
    problems = ",\n".join(
        f"  {json.dumps(name)}: {_entry(entry)}" for name, entry in baseline.entries.items()
    )
    head = f'"machine": {json.dumps(baseline.machine)}, "revision": "{baseline.revision}"'
    text = f'{{"version": 1, {head}, "problems": {{\n{problems}\n}}}}\n'
    path.write_text(text, encoding="utf-8")


def _entry(entry: Entry) -> str:
    runs = ",\n".join(f'    "{seed}": {json.dumps(run)}' for seed, run in entry.runs.items())
    return f'{{"digest": "{entry.digest}", "iterations": {entry.iterations}, "runs": {{\n{runs}}}}}'
