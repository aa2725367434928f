"""CSV that Excel on Chinese Windows opens by a double click."""

from __future__ import annotations

import csv
import datetime
from io import StringIO

from api.exports.tables import Cell, Table
from api.roster.sources.protection import protected


def csv_bytes(table: Table) -> bytes:
    """``table`` as UTF-8 with a byte order mark, without which Excel takes it for GBK.

    Lines end in CRLF. No cell can act as a formula, no code loses its zeros; an import reads the
    same values again.
    """
    written = StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([protected(header) for header in table.headers])
    for row in table.rows:
        writer.writerow([_spelt(cell) for cell in row])
    return written.getvalue().encode("utf-8-sig")


def _spelt(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return protected(cell)
    if isinstance(cell, datetime.datetime) and cell.time() != datetime.time():
        return cell.isoformat(sep=" ")
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, datetime.time):
        return cell.strftime("%H:%M")
    return cell.isoformat() if isinstance(cell, datetime.date) else str(cell)
