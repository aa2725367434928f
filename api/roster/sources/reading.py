"""Whatever kind of file it is: its pages."""

from __future__ import annotations

from api.roster.sources import delimited, workbooks
from api.roster.sources.file import SourceFile
from api.roster.sources.pages import Page

PACKED = b"PK\x03\x04"
"""How a workbook (.xlsx) begins, whatever it is called."""

OLD = b"\xd0\xcf\x11\xe0"
"""How an old workbook (.xls) begins, and one with a password."""

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".et"})
DELIMITED = frozenset({".csv", ".txt", ".tsv", ""})


def pages_of(file: SourceFile) -> list[Page]:
    """The pages of ``file``: its sheets, or the one of a delimited file.

    Raises
    ------
    InvalidInput
        When the file cannot be used.
    """
    if file.content.startswith(PACKED):
        return workbooks.pages(file)
    if file.suffix in WORKBOOKS or file.content.startswith(OLD):
        raise file.refused("not_a_workbook")
    if file.suffix not in DELIMITED:
        raise file.refused("unknown_file_type", kind=file.suffix)
    if not file.content.strip():
        raise file.refused("empty_file")
    return [delimited.page(file)]
