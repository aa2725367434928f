"""A dry run writes nothing, an import writes what it announced, a second one writes nothing."""

import dataclasses
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from api.roster import repository, service
from api.roster.findings import Rows, WorkbookReport
from api.roster.records import Roster
from api.roster.workbook import read
from fixtures.canteen import SAMPLE
from tests.api.roster.books import book, resident_row, saved, small, with_residents
from tests.days import migrated
from tests.rosters import resident

pytestmark = pytest.mark.usefixtures("system")

EMPTY = Roster(canteens=(), riders=(), residents=())


@pytest.fixture
def session(tmp_path):
    with migrated(tmp_path) as database, database.session() as session:
        yield session


@pytest.fixture
def imported(tmp_path):
    return lambda sheets: read(saved(book(sheets), tmp_path))


def written(session):
    """The statements that change something, as they are issued."""
    statements = []

    def note(_connection, _cursor, statement, *_):
        if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA", "BEGIN")):
            statements.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    return statements


def test_a_dry_run_announces_and_writes_nothing(session, imported):
    statements = written(session)
    changes = service.preview(session, imported(small()))
    assert [record.id for record in changes.residents.new] == ["0001", "0002"]
    assert not changes.empty
    assert statements == []
    assert repository.load(session) == EMPTY


def test_an_import_writes_what_the_dry_run_announced(session, imported):
    report = imported(small())
    announced = service.preview(session, report)
    assert service.apply(session, report) == announced
    assert repository.load(session) == report.roster


def test_importing_the_sample_again_changes_nothing(session):
    report = read(SAMPLE)
    service.apply(session, report)
    session.flush()
    session.expire_all()
    statements = written(session)
    changes = service.apply(session, read(SAMPLE))
    assert changes.empty
    assert len(changes.residents.unchanged) == len(report.residents.accepted)
    assert statements == []


def test_changes_are_listed_field_by_field(session, imported):
    service.apply(session, imported(small()))
    moved = resident_row("0001", 室号="101室", 楼层=1, 最早="11:00", 最晚="12:15")
    changes = service.apply(session, imported(with_residents(moved, small()["老人"][1])))
    (change,) = changes.residents.changed
    assert [(f.field, f.column, f.before, f.after) for f in change.fields] == [
        ("door", "室号", "602室", "101室"),
        ("floor", "楼层", "6", "1"),
        ("window", "最早、最晚", "", "11:00-12:15"),
    ]
    assert [record.id for record in changes.residents.unchanged] == ["0002"]
    assert repository.load(session).residents[0] == change.record


def test_who_is_no_longer_in_the_file_is_listed_and_stays(session, imported):
    service.apply(session, imported(small()))
    changes = service.apply(session, imported(with_residents(small()["老人"][0])))
    assert [record.id for record in changes.residents.missing] == ["0002"]
    assert changes.empty
    assert len(repository.load(session).residents) == 2


def test_a_rejected_row_is_not_missing_and_keeps_what_was_known(session, imported):
    service.apply(session, imported(small()))
    before = repository.load(session)
    first, second = small()["老人"]
    changes = service.apply(session, imported(with_residents(first | {"餐别": "无糖"}, second)))
    assert changes.residents.missing == ()
    assert changes.residents.rejected == 1
    assert [finding.code for finding in changes.findings] == ["unknown_word"]
    assert repository.load(session) == before


def test_nobody_is_missing_from_a_sheet_that_cannot_be_read(session, imported):
    service.apply(session, imported(small()))
    sheets = small()
    del sheets["老人"]
    assert service.preview(session, imported(sheets)).residents.missing == ()


names = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8)
people: st.SearchStrategy[dict[str, dict[str, Any]]] = st.dictionaries(
    st.sampled_from("ABCD"), st.builds(dict, name=names, floor=st.integers(1, 7)), max_size=4
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(before=people, after=people)
def test_every_id_is_in_exactly_one_list_and_the_file_wins(session, before, after):
    with session.begin_nested() as undo:
        service.apply(session, report_of(before))
        changes = service.apply(session, report_of(after)).residents
        listed = [
            *(record.id for record in changes.new),
            *(change.record.id for change in changes.changed),
            *(record.id for record in changes.unchanged),
            *(record.id for record in changes.missing),
        ]
        assert sorted(listed) == sorted(before | after)
        kept = {record.id: record for record in repository.load(session).residents}
        assert kept == {r.id: r for r in report_of(before | after).residents.accepted}
        undo.rollback()


def report_of(residents):
    accepted = tuple(
        dataclasses.replace(resident(key), **fields) for key, fields in residents.items()
    )
    return WorkbookReport(
        canteens=Rows(sheet="食堂", readable=True),
        riders=Rows(sheet="骑手", readable=True),
        residents=Rows(sheet="老人", readable=True, accepted=accepted),
        findings=(),
    )
