"""Today's eaters against what was really planned the last time, from the database."""

import datetime
from dataclasses import replace

import pytest

from api.errors import Unusable
from api.order_book import service
from api.order_book.changes import change_list, changed_since, unplanned
from api.order_book.comparison import Detail, Group, groups
from api.order_book.cut_offs import Said
from api.order_book.facts import order_facts
from api.order_book.repository import planned
from api.orders.build import planning_day
from api.orders.one_offs import Kind, OneOff
from api.orders.parameters import SITTINGS
from api.plans import service as plans
from api.roster import repository as rosters
from api.settings import Settings
from tests.days import migrated, save_roster, small_plan
from tests.rosters import MONDAY, TRAVEL, canteen, resident, rider, roster

pytestmark = pytest.mark.usefixtures("system")

DAY = datetime.timedelta(days=1)
SETTINGS = Settings()
SAID = Said(now=datetime.datetime(2026, 2, 20, 9, 0, tzinfo=SETTINGS.zone))
EVERYBODY = (
    resident("E1"),
    resident("E2"),
    resident("E3", weekdays=(1,)),
    resident("E4", weekdays=(2,)),
    resident("E5", hold_from=MONDAY - DAY, hold_to=MONDAY),
    resident("E6"),
    resident("E7", mode="dine_in", canteen="C1"),
)


@pytest.fixture
def session(tmp_path):
    with migrated(tmp_path) as database, database.session() as session:
        kitchen = canteen(supper_capacity=50)
        workers = (rider(), rider("R2", shift=(57_600, 66_600)))
        save_roster(session, roster(*EVERYBODY, canteens=(kitchen,), riders=workers))
        yield session


def plan(session, date, sitting="lunch"):
    facts = order_facts(session, date, sitting)
    given = rosters.load(session)
    day = planning_day(given, date, SITTINGS[sitting], TRAVEL, facts=facts)
    return plans.store(session, day, small_plan(day))


def listed(session, date=MONDAY + DAY, sitting="lunch"):
    found = change_list(session, rosters.load(session), date, sitting)
    return found, {
        group: {change.resident for change in members}
        for group, members in groups(found.changes).items()
    }


def save(session, *people):
    rosters.save(session, people)


def test_compared_with_the_newest_plan_of_the_last_planned_date(session):
    for back in (9, 3, 0):
        plan(session, MONDAY - back * DAY)
    plan(session, MONDAY)
    save(session, resident("E8"), replace(EVERYBODY[0], address="枫桥路50弄3号"))
    service.cancel(session, SETTINGS, "E2", MONDAY + DAY, "lunch", SAID)
    service.hold(session, SETTINGS, "E6", MONDAY + DAY, MONDAY + 4 * DAY, SAID)
    found, by_group = listed(session)
    assert (found.since, found.plan.number) == (MONDAY, 2)
    assert by_group == {
        Group.NEW: {"E4", "E8"},
        Group.BACK: {"E5"},
        Group.CANCELLED: {"E2"},
        Group.ON_HOLD: {"E6"},
        Group.CHANGED: {"E1"},
        Group.RESTS: {"E3"},
    }
    assert [c.details for c in found.changes if c.resident == "E1"] == [(Detail.PLACE,)]
    assert [c.until for c in found.changes if c.resident == "E6"] == [MONDAY + 4 * DAY]
    assert (found.before, found.after) == (5, 5)


def test_in_the_first_week_of_plans_rhythm_is_not_taken_for_novelty(session):
    plan(session, MONDAY)
    _, by_group = listed(session)
    assert by_group == {Group.AGAIN: {"E4"}, Group.BACK: {"E5"}, Group.RESTS: {"E3"}}


def test_who_eats_at_the_canteen_is_no_news_every_day(session):
    plan(session, MONDAY)
    found, _ = listed(session)
    assert "E7" not in {change.resident for change in found.changes}


def test_what_was_planned_counts_not_what_the_roster_says_now(session):
    plan(session, MONDAY)
    service.hold(session, SETTINGS, "E1", MONDAY, None, SAID)
    _, by_group = listed(session)
    assert by_group[Group.ON_HOLD] == {"E1"}, "the plan brought a meal on Monday"


def test_without_plans_the_roster_is_compared(session):
    found, by_group = listed(session)
    assert (found.since, found.plan) == (MONDAY, None)
    assert by_group == {Group.AGAIN: {"E4"}, Group.BACK: {"E5"}, Group.RESTS: {"E3"}}


def test_without_plans_closed_days_are_passed_over(session):
    save(session, replace(canteen(), weekdays=(2, 3)))
    assert listed(session)[0].since == MONDAY - 5 * DAY


def test_sittings_are_compared_apart(session):
    plan(session, MONDAY)
    save(session, replace(EVERYBODY[0], sittings=("lunch", "supper")))
    found, by_group = listed(session, sitting="supper")
    assert (found.plan, by_group) == (None, {})
    plan(session, MONDAY, "supper")
    save(session, EVERYBODY[0], replace(EVERYBODY[1], sittings=("supper",)))
    assert listed(session, sitting="supper")[1] == {Group.NEW: {"E2"}, Group.GONE: {"E1"}}
    with pytest.raises(Unusable, match="brunch"):
        listed(session, sitting="brunch")


def test_orders_that_changed_after_the_plan_are_named(session):
    plan(session, MONDAY)

    def left_out():
        standing = service.standings_of(session, rosters.load(session), MONDAY, "lunch")
        newest = planned(session, MONDAY, "lunch")
        assert newest is not None
        found = unplanned(session, standing, newest.version_id)
        assert changed_since(session, newest.version_id, MONDAY, "lunch") == found
        return found

    assert left_out() == ()
    extra = OneOff(resident="E4", date=MONDAY, sitting="lunch", kind=Kind.ADD, meals=1)
    service.add(session, SETTINGS, extra, SAID)
    service.cancel(session, SETTINGS, "E1", MONDAY, "lunch", SAID)
    assert left_out() == ("E1", "E4")
    plan(session, MONDAY)
    assert left_out() == ()
