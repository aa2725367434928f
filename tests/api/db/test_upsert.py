"""Many rows go in or are replaced by one statement, whatever the session has seen before."""

import pytest
from sqlalchemy import event, select

from api.db.upsert import upsert
from api.plans.tables import PlanHandOverRow, PlanVersionRow
from api.roster import repository
from api.roster.tables import CanteenRow, ResidentRow
from tests.days import migrated, publish_small_day
from tests.rosters import canteen, resident

pytestmark = pytest.mark.usefixtures("system")


@pytest.fixture
def session(tmp_path):
    with migrated(tmp_path) as database, database.session() as session:
        yield session


def test_a_district_takes_one_statement(session):
    seen = []
    event.listen(
        session.get_bind(),
        "before_cursor_execute",
        lambda *given: seen.append((given[2], given[5])),
    )
    people = [resident(f"E{number:03}") for number in range(300)]
    repository.save(session, people)
    written = [many for statement, many in seen if statement.startswith("INSERT")]
    assert written == [True]
    assert repository.load(session).residents == tuple(people)


def test_nothing_is_written_for_no_rows(session):
    upsert(session, ResidentRow, [])
    repository.save(session, [])
    assert repository.load(session).residents == ()


def test_objects_seen_before_are_read_again(session):
    repository.save(session, [canteen()])
    seen = session.scalars(select(CanteenRow)).one()
    assert seen.capacity == 200
    repository.save(session, [canteen(capacity=150)])
    assert seen.capacity == 150


def test_changes_of_objects_are_not_lost(session):
    repository.save(session, [canteen("C1"), canteen("C2")])
    session.get_one(CanteenRow, "C1").capacity = 90
    repository.save(session, [canteen("C2", capacity=150)])
    session.expire_all()
    assert session.get_one(CanteenRow, "C1").capacity == 90


def test_keys_of_several_columns(session):
    version = publish_small_day(session)
    row = session.scalars(select(PlanHandOverRow)).one()
    key = {"version_id": version.id, "visit": row.visit}
    upsert(session, PlanHandOverRow, [{**key, "kind": "call", "who": "社工庚", "at": 39_600}])
    assert (row.kind, row.who, row.at) == ("call", "社工庚", 39_600)
    assert session.get_one(PlanVersionRow, version.id).hand_overs == [row]
