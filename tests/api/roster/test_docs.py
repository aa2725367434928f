"""The description of the import names every column with all its headers."""

import pytest

from api.roster.columns import COLUMNS, SHEETS
from tests.commands import ROOT

LINES = (ROOT / "docs" / "importing.md").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("sheet", COLUMNS)
def test_every_header_of_a_sheet_is_described(sheet):
    start = LINES.index(f"**{sheet}** ({', '.join(SHEETS[sheet])})") + 4
    described = LINES[start : start + len(COLUMNS[sheet])]
    assert described == [
        f"| {column.header}{' *' if column.required else ''} | "
        f"{', '.join(f'`{word}`' for word in column.spellings[1:])} |"
        for column in COLUMNS[sheet]
    ]
