"""Tables to files: the name says which kind."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from api.exports.delimited import csv_bytes
from api.exports.tables import Table
from api.exports.workbooks import workbook_bytes

KINDS = (".csv", ".xlsx")


def write_tables(tables: Sequence[Table], path: Path) -> tuple[Path, ...]:
    """Write ``tables``: one workbook for a name in .xlsx, else a folder with one CSV each."""
    if path.suffix.lower() == ".xlsx":
        path.write_bytes(workbook_bytes(tables))
        return (path,)
    path.mkdir(exist_ok=True)
    written = tuple(path / f"{table.name}.csv" for table in tables)
    for table, file in zip(tables, written, strict=True):
        file.write_bytes(csv_bytes(table))
    return written


def write_table(table: Table, path: Path) -> None:
    """Write one ``table`` as .xlsx or, by any other name, as CSV."""
    workbook = path.suffix.lower() == ".xlsx"
    path.write_bytes(workbook_bytes([table]) if workbook else csv_bytes(table))
