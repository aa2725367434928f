"""A district's roster of 12,000 people is imported in seconds, and says how far it is."""

import time

import pytest

from api.exports.delimited import csv_bytes
from api.exports.tables import Table
from api.exports.workbooks import workbook_bytes
from api.roster import repository, service
from api.roster.sources.file import SourceFile
from tests.api.roster.books import resident_row
from tests.days import migrated
from tests.rosters import canteen

ROWS = 12_000
SECONDS = 20
"""Of one processor; a tenth of it is usual."""


@pytest.fixture(scope="module")
def table():
    rows = [
        resident_row(f"{k:06d}", 地址=f"曹杨路{k % 900 + 1}弄{k // 900 + 1}号602室")
        for k in range(ROWS)
    ]
    return Table(name="老人", headers=tuple(rows[0]), rows=[list(row.values()) for row in rows])


@pytest.mark.parametrize("name", ["老人.csv", "老人.xlsx"])
def test_a_district_is_imported_in_time(tmp_path, table, name):
    content = csv_bytes(table) if name.endswith("csv") else workbook_bytes([table])
    told = []
    with migrated(tmp_path) as database, database.session() as session:
        repository.save(session, [canteen("C1")])
        began = time.process_time()
        report = service.read(
            session,
            [SourceFile(name=name, place=name, content=content)],
            progress=lambda *step: told.append(step),
        )
        changes = service.apply(session, report, progress=lambda *step: told.append(step))
        took = time.process_time() - began
    assert len(changes.residents.new) == ROWS
    assert took < SECONDS
    assert {stage for stage, _, _ in told} == {"reading", "checking", "comparing", "storing"}
    checked = [done for stage, done, total in told if stage == "checking" and total == ROWS]
    assert checked == sorted(checked)
    assert (checked[0], checked[-1]) == (0, ROWS)
    assert len(checked) > 20
