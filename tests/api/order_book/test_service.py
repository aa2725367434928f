"""Orders change by hand, survive every import, and nothing is forgotten of who changed them."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, text

from api.errors import ApplicationError, Conflict, NotFound, Unusable
from api.order_book import repository, service
from api.order_book.cut_offs import Said
from api.order_book.facts import order_facts
from api.order_book.tables import HoldRow, OneOffRow
from api.orders.attendance import eaters
from api.orders.one_offs import Kind, OneOff
from api.roster import repository as rosters
from api.settings import Settings
from tests.days import migrated, save_roster
from tests.rosters import MONDAY, resident, roster

pytestmark = pytest.mark.usefixtures("system")

DAY = datetime.timedelta(days=1)
SETTINGS = Settings()
NOW = datetime.datetime(2026, 3, 1, 9, 0, tzinfo=SETTINGS.zone)
SAID = Said(now=NOW, by="王主任", reason="住院")


@pytest.fixture
def database(tmp_path):
    with migrated(tmp_path) as database:
        yield database


@pytest.fixture
def session(database):
    with database.session() as session:
        people = [
            resident("E1"),
            resident("E2", weekdays=(2,)),
            resident("E3", hold_from=MONDAY - 3 * DAY, hold_to=MONDAY + 3 * DAY),
            resident("E4", sittings=("lunch", "supper")),
        ]
        save_roster(session, roster(*people))
        yield session


def eating(session, date=MONDAY, sitting="lunch"):
    given = rosters.load(session)
    found = eaters(given, date, sitting, order_facts(session, date, sitting))
    return {(one.id, one.diet): one.portions for one in found}


def order(name="E1", meals=1, **changes):
    values: dict[str, Any] = {"date": MONDAY, "sitting": "lunch", "kind": Kind.ADD}
    return OneOff(resident=name, meals=meals, **(values | changes))


def cancel(session, name="E1", date=MONDAY, sitting="lunch", said=SAID):
    return service.cancel(session, SETTINGS, name, date, sitting, said)


def hold(session, name, first, last, said=SAID):
    return service.hold(session, SETTINGS, name, first, last, said)


def test_meals_are_added_cancelled_and_taken_back(session):
    assert eating(session) == {("E1", "regular"): 1, ("E4", "regular"): 1}
    guest = service.add(session, SETTINGS, order("E1", 2, diet="soft"), SAID)
    service.add(session, SETTINGS, order("E2"), SAID)
    assert eating(session) == {
        ("E1", "regular"): 1,
        ("E1", "soft"): 2,
        ("E2", "regular"): 1,
        ("E4", "regular"): 1,
    }
    gone = cancel(session, "E1")
    assert {name for name, _ in eating(session)} == {"E2", "E4"}
    with pytest.raises(Unusable, match="E1"):
        cancel(session, "E1")
    service.take_back(session, SETTINGS, gone.id, SAID)
    assert eating(session)["E1", "soft"] == 2
    service.take_back(session, SETTINGS, guest.id, SAID)
    assert ("E1", "soft") not in eating(session)
    with pytest.raises(Conflict, match=str(guest.id)):
        service.take_back(session, SETTINGS, guest.id, SAID)
    with pytest.raises(NotFound):
        service.take_back(session, SETTINGS, 999, SAID)


def test_a_change_is_of_one_date_and_sitting(session):
    cancel(session, "E4")
    assert ("E4", "regular") not in eating(session)
    assert ("E4", "regular") in eating(session, MONDAY + DAY)
    assert ("E4", "regular") in eating(session, sitting="supper")
    service.add(session, SETTINGS, order("E1", sitting="supper"), SAID)
    assert eating(session, sitting="supper") == {("E1", "regular"): 1, ("E4", "regular"): 1}


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"name": "E9"}, NotFound),
        ({"meals": 0}, Unusable),
        ({"meals": 51}, Unusable),
        ({"diet": "sweet"}, Unusable),
        ({"sitting": "brunch"}, Unusable),
        ({"date": MONDAY - 2 * DAY}, Unusable),
    ],
)
def test_what_cannot_be_ordered_is_refused(session, changes, error):
    with pytest.raises(error):
        service.add(session, SETTINGS, order(**changes), SAID)
    assert repository.one_offs(session, MONDAY, "lunch") == ()


def test_a_late_change_is_kept_with_who_and_why(session):
    late = replace(SAID, now=NOW + datetime.timedelta(hours=7))
    with pytest.raises(Conflict, match="2026-03-01 15:00"):
        service.add(session, SETTINGS, order("E2"), late)
    made = service.add(session, SETTINGS, order("E2"), replace(late, late=True))
    (kept,) = repository.one_offs(session, MONDAY, "lunch")
    assert kept == made
    assert (kept.late, kept.by, kept.reason) == (True, "王主任", "住院")
    in_time = service.add(session, SETTINGS, order("E2"), replace(SAID, late=True))
    assert not in_time.late, "only what really came late is late"


def test_undoing_a_cancellation_is_an_addition_for_the_cut_off(session):
    gone = cancel(session, "E1")
    evening = replace(SAID, now=NOW + datetime.timedelta(hours=7))
    with pytest.raises(Conflict, match="15:00"):
        service.take_back(session, SETTINGS, gone.id, evening)
    extra = service.add(session, SETTINGS, order("E2"), SAID)
    service.take_back(session, SETTINGS, extra.id, evening)


def test_a_hold_restarts_by_itself(session):
    made = hold(session, "E1", MONDAY, MONDAY + 2 * DAY)
    held = [k for k in range(-1, 5) if ("E1", "regular") not in eating(session, MONDAY + k * DAY)]
    assert held == [0, 1, 2]
    soon = service.ending(session, rosters.load(session).residents, MONDAY, 2)
    assert [(one.resident, one.last) for one in soon] == [("E1", MONDAY + 2 * DAY)]
    assert soon[0] == made
    later = service.ending(session, rosters.load(session).residents, MONDAY, 3)
    assert [one.resident for one in later] == ["E1", "E3"]


def test_a_hold_can_be_ended_early_wherever_it_was_set(session):
    hold(session, "E1", MONDAY, None)
    for name in ("E1", "E3"):
        assert (name, "regular") not in eating(session, MONDAY + DAY)
        service.restart(session, SETTINGS, name, MONDAY + DAY, SAID)
        assert (name, "regular") not in eating(session, MONDAY)
        assert (name, "regular") in eating(session, MONDAY + DAY)
        with pytest.raises(Conflict, match=name):
            service.restart(session, SETTINGS, name, MONDAY + DAY, SAID)
    service.restart(session, SETTINGS, "E3", MONDAY, SAID)
    assert ("E3", "regular") in eating(session, MONDAY)
    assert len(session.scalars(select(HoldRow)).all()) == 2


def test_a_hold_that_has_not_begun_is_called_off_from_its_first_day(session):
    hold(session, "E1", MONDAY + DAY, MONDAY + 5 * DAY)
    with pytest.raises(Conflict):
        service.restart(session, SETTINGS, "E1", MONDAY, SAID)
    service.restart(session, SETTINGS, "E1", MONDAY + DAY, SAID)
    assert all(("E1", "regular") in eating(session, MONDAY + k * DAY) for k in range(8))


@pytest.mark.parametrize(
    ("first", "last", "error"),
    [
        (MONDAY, MONDAY - DAY, Unusable),
        (MONDAY - 2 * DAY, None, Unusable),
        (MONDAY, MONDAY + 3 * DAY, Conflict),
        (MONDAY, MONDAY + 2 * DAY, Conflict),
    ],
)
def test_holds_that_cannot_be_or_are_already(session, first, last, error):
    with pytest.raises(error):
        hold(session, "E3", first, last)


def test_a_longer_hold_adds_to_a_shorter_one(session):
    hold(session, "E3", MONDAY, MONDAY + 9 * DAY)
    assert ("E3", "regular") not in eating(session, MONDAY + 9 * DAY)
    assert ("E3", "regular") in eating(session, MONDAY + 10 * DAY)


def test_a_hold_is_late_when_any_sitting_of_its_first_day_is(session):
    noon = replace(SAID, now=datetime.datetime(2026, 3, 2, 9, 0, tzinfo=SETTINGS.zone))
    with pytest.raises(Conflict, match="08:30"):
        hold(session, "E4", MONDAY, None, noon)
    assert not hold(session, "E4", MONDAY + DAY, None, noon).late
    assert hold(session, "E1", MONDAY, None, replace(noon, late=True)).late


def test_where_no_meal_is_due_no_cut_off_counts(session):
    noon = replace(SAID, now=datetime.datetime(2026, 3, 2, 12, 0, tzinfo=SETTINGS.zone))
    assert not hold(session, "E2", MONDAY, None, noon).late, "E2 eats on Tuesdays"
    service.restart(session, SETTINGS, "E2", MONDAY, noon)
    with pytest.raises(Conflict, match="15:00"):
        service.restart(
            session, SETTINGS, "E3", MONDAY + DAY, replace(noon, now=noon.now + DAY / 6)
        )


def test_an_import_never_overwrites_a_change_by_hand(session):
    service.restart(session, SETTINGS, "E3", MONDAY, SAID)
    hold(session, "E1", MONDAY, MONDAY + DAY)
    cancel(session, "E4")
    service.add(session, SETTINGS, order("E2", 2), SAID)
    before = eating(session)
    given = rosters.load(session)
    rosters.save(session, given.residents)
    assert eating(session) == before
    moved = [replace(one, phone="13000000000") for one in given.residents]
    rosters.save(session, moved)
    assert eating(session) == before
    assert set(before) == {("E2", "regular"), ("E3", "regular")}


def test_names_and_reasons_are_encrypted(session):
    service.add(session, SETTINGS, order(), SAID)
    hold(session, "E1", MONDAY, None)
    for table in (OneOffRow, HoldRow):
        rows = session.execute(text(f"SELECT * FROM {table.__tablename__}")).all()  # noqa: S608
        assert rows
        stored = repr(rows)
        assert "王主任" not in stored
        assert "住院" not in stored


def test_refusals_say_what_to_do(session):
    with pytest.raises(ApplicationError, match="按姓名查找"):
        cancel(session, "E9")
