"""Shortage rotates: whom a published plan left out goes first, and everybody can be counted."""

import datetime
from dataclasses import replace

import pytest

from api.errors import Unusable
from api.misses import service
from api.misses.records import OPEN
from api.orders.build import planning_day
from api.orders.parameters import LUNCH
from api.planning import facts_of
from api.plans import service as plans
from api.plans.records import HandOver, HandOverKind
from api.roster import repository
from optimizer.planning import solve
from optimizer.stop import Stop
from tests.days import migrated, save_roster
from tests.rosters import MONDAY, TRAVEL, canteen, resident, rider, roster

pytestmark = pytest.mark.usefixtures("system")

TUESDAY = MONDAY + datetime.timedelta(days=1)
ALONG = {f"E{k}": {"address": f"花溪路{k}弄", "lon": 121.405 + k / 500} for k in range(1, 5)}


def short_roster(**missed):
    """Two meals for four people, who live farther and farther away."""
    people = (
        resident(name, missed_recently=missed.get(name, 0), **where)
        for name, where in ALONG.items()
    )
    return roster(*people, canteens=(canteen("C1", capacity=2),), riders=(rider("R1"),))


@pytest.fixture
def session(tmp_path):
    with migrated(tmp_path) as database, database.session() as session:
        save_roster(session, short_roster())
        yield session


def posed(session, date):
    people = repository.load(session)
    return planning_day(people, date, LUNCH, TRAVEL, facts=facts_of(session, people, date, LUNCH))


def draft(session, date, **changes):
    day = posed(session, date)
    day = replace(day, problem=replace(day.problem, **changes))
    return plans.store(session, day, solve(day.problem, "savings", Stop()))


def publish(session, version, kind=HandOverKind.NEIGHBOUR):
    unserved = [one.visit for one in version.plan.unserved]
    agreed = [HandOver(visit=visit, kind=kind, who="邻居己", at=41_400) for visit in unserved]
    return plans.publish(session, version.id, agreed)


def left_out(version):
    unserved = {entry.visit for entry in version.plan.unserved}
    return {order.resident for order in version.orders if order.visit in unserved}


def missed(day):
    visits = {order.visit: order.resident for order in day.orders}
    return {visits[visit.id]: visit.missed_recently for visit in day.problem.visits}


def test_who_is_left_out_on_the_first_day_is_not_on_the_second(session):
    monday = publish(session, draft(session, MONDAY))
    tuesday = publish(session, draft(session, TUESDAY))
    assert len(left_out(monday)) == len(left_out(tuesday)) == 2
    assert left_out(monday).isdisjoint(left_out(tuesday))


def test_misses_add_to_those_that_the_roster_states(session):
    save_roster(session, short_roster(E1=2))
    monday = publish(session, draft(session, MONDAY))
    assert "E1" not in left_out(monday)
    known = missed(posed(session, TUESDAY))
    assert known == {name: 2 * (name == "E1") + (name in left_out(monday)) for name in ALONG}


def test_drafts_and_what_was_superseded_count_for_nothing(session):
    first = publish(session, draft(session, MONDAY))
    serves_others = posed(session, MONDAY)
    draft(session, MONDAY)
    assert service.missed_before(session, TUESDAY) == dict.fromkeys(sorted(left_out(first)), 1)
    save_roster(session, short_roster(**dict.fromkeys(left_out(first), 3)))
    second = publish(session, draft(session, MONDAY))
    assert left_out(second).isdisjoint(left_out(first))
    assert service.missed_before(session, TUESDAY) == dict.fromkeys(sorted(left_out(second)), 1)
    assert missed(serves_others) == dict.fromkeys(ALONG, 0), "the day itself does not count"


@pytest.mark.parametrize(("days", "counts"), [(0, 0), (1, 2), (14, 2), (15, 0)])
def test_the_fourteen_days_before_count(session, days, counts):
    publish(session, draft(session, MONDAY))
    assert len(service.missed_before(session, MONDAY + datetime.timedelta(days=days))) == counts


def test_every_sitting_counts(session):
    lunch = publish(session, draft(session, MONDAY))
    another = publish(session, draft(session, MONDAY, sitting="breakfast"))
    assert left_out(lunch) == left_out(another)
    assert service.missed_before(session, TUESDAY) == dict.fromkeys(sorted(left_out(lunch)), 2)


def test_report_adds_up_by_person_and_by_canteen_and_tier(session):
    monday = publish(session, draft(session, MONDAY))
    tuesday = publish(session, draft(session, TUESDAY), HandOverKind.CALL)
    report = service.report(session, MONDAY, TUESDAY)
    assert {one.resident: dict(one.instead) for one in report.people} == {
        **{name: {"neighbour": 1} for name in left_out(monday)},
        **{name: {"call": 1} for name in left_out(tuesday)},
    }
    assert {one.resident: one.last for one in report.people if one.last == MONDAY} == (
        dict.fromkeys(left_out(monday), MONDAY)
    )
    (group,) = report.groups
    assert (group.canteens, group.people, group.times, group.meals) == (None, 4, 4, 4)
    assert dict(group.instead) == {"neighbour": 2, "call": 2}
    assert report.open == ()


def test_whoever_is_missed_most_comes_first(session):
    monday = publish(session, draft(session, MONDAY))
    again = publish(session, draft(session, MONDAY + datetime.timedelta(days=20)))
    report = service.report(session, MONDAY, again.problem.date)
    assert [one.sittings for one in report.people] == [2, 2]
    assert [one.resident for one in report.people] == sorted(left_out(monday))


def test_drafts_show_who_is_still_open(session):
    version = draft(session, MONDAY)
    report = service.report(session, MONDAY, MONDAY)
    assert report.people == ()
    assert {one.resident for one in report.open} == left_out(version)
    assert {one.instead for one in report.open} == {OPEN}
    first, *others = sorted(entry.visit for entry in version.plan.unserved)
    agreed = HandOver(visit=first, kind=HandOverKind.CALL, who="社工庚", at=41_400)
    plans.hand_over(session, version.id, agreed)
    assert [one.visit for one in service.report(session, MONDAY, MONDAY).open] == others


def test_period_must_not_end_before_it_begins(session):
    with pytest.raises(Unusable, match="2026-03-02"):
        service.report(session, TUESDAY, MONDAY)
