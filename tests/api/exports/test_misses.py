"""The table of who was missed: every meal in one column of what happened instead, ids only."""

import datetime
from typing import Any

from api.exports.delimited import csv_bytes
from api.exports.misses import INSTEAD, groups_table, people_table
from api.misses.records import Miss, MissReport
from api.misses.report import groups, people

MONDAY = datetime.date(2026, 3, 2)


def miss(resident, instead, **changes):
    values: dict[str, Any] = {
        "date": MONDAY,
        "sitting": "lunch",
        "visit": f"V-{resident}",
        "meals": 1,
        "tier": 2,
        "canteens": None,
    }
    return Miss(resident=resident, instead=instead, **(values | changes))


MISSES = (
    miss("007", "call", meals=2),
    miss("E2", "volunteer", canteens=("C1", "C2"), tier=1),
    miss("E2", "open", date=MONDAY + datetime.timedelta(days=1), canteens=("C1", "C2"), tier=1),
)
REPORT = MissReport(
    first=MONDAY,
    last=MONDAY + datetime.timedelta(days=6),
    people=people(MISSES),
    groups=groups(MISSES),
    open=(),
)


def test_meals_add_up_in_every_row():
    for table, meals_at in ((people_table(REPORT), 5), (groups_table(REPORT), 4)):
        assert table.rows
        for row in table.rows:
            assert len(row) == len(table.headers)
            instead = [cell for cell in row[-len(INSTEAD) :] if isinstance(cell, int)]
            assert (len(instead), sum(instead)) == (len(INSTEAD), row[meals_at])


def test_rows_say_who_how_often_and_where():
    first, second = people_table(REPORT).rows
    assert first[:6] == ["E2", 1, "C1、C2", 2, MONDAY + datetime.timedelta(days=1), 2]
    assert second[:6] == ["007", 2, "", 1, MONDAY, 2]
    assert [row[:5] for row in groups_table(REPORT).rows] == [
        ["", 2, 1, 1, 2],
        ["C1、C2", 1, 1, 2, 2],
    ]


def test_excel_opens_the_file_and_keeps_the_zeros_of_an_id():
    written = csv_bytes(people_table(REPORT)).decode("utf-8-sig")
    assert written.splitlines()[0].startswith("老人编号 resident,")
    assert "007" in written
