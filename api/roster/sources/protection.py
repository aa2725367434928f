"""Cells that a spreadsheet must not take for formulas or numbers, there and back.

A cell that begins like a formula gets an apostrophe before it (CWE-1236, OWASP "CSV injection"):
whoever opens an export must not run what somebody wrote into a name. Digits that are a code keep
their leading zeros because of a tab behind them, which makes Excel read text.
"""

from __future__ import annotations

import re

FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")
"""What Excel, LibreOffice or WPS may take for a formula; also what only looks protected."""

NUMBER_LIKE = re.compile(r"[\d\s.,:/年月日+\-()eE%]*\d[\d\s.,:/年月日+\-()eE%]*")
"""Text that a spreadsheet may turn into a number, a date or a time."""

EXCEL_TEXT = re.compile(r'="((?:[^"]|"")*)"')
"""The formula by which other programs keep Excel from changing a code."""


def protected(value: str) -> str:
    """``value`` as a delimited file may hold it; `unprotected` gives it back."""
    guarded = f"'{value}" if FORMULA.match(value) else value
    return f"{guarded}\t" if NUMBER_LIKE.fullmatch(value) else guarded


def unprotected(cell: str) -> str:
    """The value that a cell of a delimited file means."""
    if formula := EXCEL_TEXT.fullmatch(cell):
        return formula[1].replace('""', '"')
    bare = cell.rstrip("\t")
    return bare[1:] if bare.startswith("'") and FORMULA.match(bare[1:]) else bare
