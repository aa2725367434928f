"""Measured tables in Markdown pages that people write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

UNMEASURED = "尚未测量 · not measured yet"
"""What stands where a table has no records."""


def table_row(cells: Iterable[str]) -> str:
    """One line of a Markdown table."""
    return "| " + " | ".join(cells) + " |"


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A whole Markdown table."""
    head = list(header)
    return "\n".join(map(table_row, [head, ["---"] * len(head), *rows]))


def replace_between_markers(path: Path, name: str, text: str) -> None:
    """Put ``text`` between ``<!-- name -->`` and ``<!-- /name -->`` of a Markdown file.

    Raises
    ------
    SystemExit
        When the page has no such markers.
    """
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    page = path.read_text(encoding="utf-8")
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if not pattern.search(page):
        raise SystemExit(f"{path}: 缺少标记 {begin} / the markers are missing")
    filled = f"{begin}\n{text}\n{end}"
    path.write_text(pattern.sub(lambda _: filled, page), encoding="utf-8")
