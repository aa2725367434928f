"""A day that goes on: what happened becomes the next version, and kitchens still add up."""

import datetime
from collections import Counter
from dataclasses import replace

import pytest

from api.desk import Desk
from api.editing import service
from api.editing.records import Asked, Happened, Signed
from api.editing.replanning import replanned
from api.order_book import service as order_book
from api.order_book.cut_offs import Said
from api.plans import service as plans
from api.plans.documents import orders_fit
from api.plans.kitchens import kitchen_meals
from api.plans.origins import Action
from api.plans.rows import miss_rows
from api.riders import duties
from api.riders.plans import outdated
from api.schedules.build import ScheduleBuilder
from api.web.one_canteen import of_canteen
from optimizer.checker import check
from optimizer.plan import Unserved
from optimizer.replan.disruptions import Breakdown, CanteenDown, Meals, RiderAbsent
from optimizer.replan.today import loaded_visits
from optimizer.stop import Stop
from tests import riding
from tests.rosters import MONDAY, TRAVEL
from tests.systems import settings_in

pytestmark = pytest.mark.usefixtures("system")

SIGNED = Signed(by="王店长", why="骑手病了")
EARLY = 9 * 3_600 + 2_400


@pytest.fixture
def database(tmp_path):
    """A street of four visits, planned."""
    with riding.with_riders(tmp_path) as database:
        with database.session() as session:
            riding.draft(session, MONDAY)
        yield database


def newest(database):
    with database.reading() as session:
        return service.newest(session, MONDAY, "lunch")


def again(database, desk, *disruptions, at=EARLY, fresh=None):
    base = newest(database)
    asked = Asked(desk=desk, base=base, signed=SIGNED, fresh=fresh)
    happened = Happened(at=at, disruptions=disruptions)
    return replanned(asked, happened, stop=Stop(seconds=2, iterations=50), strategy="nearest")


def kept(database, desk, outcome):
    with database.session() as session:
        return service.keep(session, desk, outcome)


@pytest.fixture
def desk():
    return Desk(lambda _: TRAVEL)


def busy(version):
    return next(day for day in version.plan.riders if day.trips)


def test_an_absent_riders_round_goes_to_another(database, desk):
    rider = busy(newest(database)).rider
    outcome = again(database, desk, RiderAbsent(rider=rider))
    version = kept(database, desk, outcome)
    assert version.origin.action is Action.REPLAN
    assert version.origin.details["at"] == EARLY
    assert version.origin.details["disruptions"] == [{"kind": "rider_absent", "rider": rider}]
    assert version.plan.unserved == ()
    assert rider not in version.problem.rider
    assert {change.before.rider for change in outcome.changes.stops} == {rider}
    assert not check(outcome.day.problem, outcome.plan).violations


def test_a_replanned_version_can_be_replanned(database, desk):
    first = busy(newest(database)).rider
    kept(database, desk, again(database, desk, RiderAbsent(rider=first)))
    second = busy(newest(database)).rider
    version = kept(database, desk, again(database, desk, RiderAbsent(rider=second), at=EARLY + 60))
    carrying = {day.rider for day in version.plan.riders if day.trips}
    assert carrying.isdisjoint({first, second})


def broken_down(database, desk, meals=Meals.HAND_OVER):
    """The busiest rider's vehicle breaks down after the first stop."""
    day = busy(newest(database))
    at = day.trips[0].stops[0].end + 1
    return day.rider, again(database, desk, Breakdown(rider=day.rider, meals=meals), at=at)


def loading(version):
    """Where each rider's trips load."""
    return {day.rider: {trip.canteen for trip in day.trips} for day in version.plan.riders}


def test_a_hand_over_on_the_road_can_be_published(database, desk):
    """Nobody lends a rider to a meeting point: it is no canteen of the roster."""
    rider, outcome = broken_down(database, desk)
    version = kept(database, desk, outcome)
    assert any(f"@{rider}" in places for places in loading(version).values())
    with database.session() as session:
        assert riding.publish(session, version).published is not None


def test_whoever_waits_for_meals_at_a_meeting_point_is_its_kitchens_case(database, desk):
    """Nobody else's list would have them: a meeting point has no manager."""
    rider, outcome = broken_down(database, desk)
    stop = next(s for s in busy(newest(database)).trips[0].stops if s.visit in waiting(outcome))
    left = Unserved(visit=stop.visit, tier=outcome.day.problem.visit[stop.visit].tier, reasons=())
    plan = replace(outcome.plan, riders=(), unserved=(left,))
    (row,) = miss_rows(1, outcome.day, plan)
    assert row["canteens"] == ("C1",)
    assert of_canteen(outcome.day.problem, plan, "C1").unserved == (left,)
    assert of_canteen(outcome.day.problem, plan, "C2").unserved == ()
    version = replace(kept(database, desk, outcome), plan=plan)
    builder = ScheduleBuilder(version=version, addresses={}, names={})
    parts = {name: len(list(builder.unserved(name))) for name in ("C1", "C2", f"@{rider}")}
    assert parts == {"C1": 1, "C2": 0, f"@{rider}": 1}


def waiting(outcome):
    """Visits whose meals wait at a meeting point."""
    return {v.id for v in outcome.day.problem.visits if v.canteens and v.canteens[0][0] == "@"}


def test_riders_of_a_canteen_that_is_down_may_load_elsewhere_in_the_published_plan(database, desk):
    version = kept(database, desk, again(database, desk, CanteenDown(canteen="C1")))
    homes = {rider.id: rider.canteen for rider in version.problem.riders}
    gone = [name for name, places in loading(version).items() if places == {"C2"}]
    assert "C1" in {homes[name] for name in gone}
    with database.session() as session:
        assert riding.publish(session, version).published is not None
        assert outdated(session, duties.of_sitting(session, MONDAY, "lunch")) == ()


def test_meals_that_change_hands_are_the_first_kitchens(database, desk):
    rider, outcome = broken_down(database, desk)
    version = kept(database, desk, outcome)
    point = version.problem.canteen[f"@{rider}"]
    assert point.handed_over_by == rider
    kitchens = kitchen_meals(version.problem, version.plan)
    assert f"@{rider}" not in {kitchen.canteen for kitchen in kitchens}
    served = version.plan.served()
    meals = sum(version.problem.visit[name].boxes for name in served)
    assert sum(sum(kitchen.meals.values()) for kitchen in kitchens) == meals
    (first,) = (kitchen for kitchen in kitchens if kitchen.handed_over)
    assert first.canteen == "C1"
    batches = sum((Counter(batch.meals) for batch in first.batches), Counter())
    assert batches + Counter(first.handed_over) == Counter(first.meals)


def test_a_meeting_point_is_named_by_a_visit(database, desk):
    day = busy(newest(database))
    at = day.trips[0].stops[0].end + 1
    place = day.trips[0].stops[-1].visit
    broken = Breakdown(rider=day.rider, meeting_point=place)
    problem = again(database, desk, broken, at=at).day.problem
    assert problem.canteen[f"@{day.rider}"].location == problem.visit[place].location


def cancel(database, folder, resident):
    """Take back a resident's meals in the order book, in the morning."""
    settings = settings_in(folder)
    now = datetime.datetime(2026, 3, 2, 7, 0, tzinfo=settings.zone)
    said = Said(by="甲", reason="外出", now=now)
    with database.session() as session:
        order_book.cancel(session, settings, resident, MONDAY, "lunch", said)


def fresh(database, folder):
    base = newest(database)
    with database.reading() as session:
        return service.fresh_day(session, settings_in(folder), base)


def test_changed_orders_are_taken_in(database, desk, tmp_path):
    base = newest(database)
    gone = next(order.visit for order in base.orders if order.resident == "E2")
    cancel(database, tmp_path, "E2")
    outcome = again(database, desk, fresh=fresh(database, tmp_path))
    version = kept(database, desk, outcome)
    assert gone not in version.problem.visit
    assert {order.resident for order in version.orders} == {"E1", "E3", "E4"}
    assert orders_fit(version.problem, version.orders)


def test_what_is_on_its_way_stays_ordered(database, desk, tmp_path):
    day = busy(base := newest(database))
    on_board = day.trips[0].stops[-1].visit
    resident = next(order.resident for order in base.orders if order.visit == on_board)
    cancel(database, tmp_path, resident)
    at = day.trips[0].depart + 1
    outcome = again(database, desk, at=at, fresh=fresh(database, tmp_path))
    assert [order.resident for order in outcome.too_late] == [resident]
    assert kept(database, desk, outcome).orders == base.orders


def test_loaded_are_the_visits_of_trips_that_have_begun(database, desk):
    version = newest(database)
    taken = desk.take(version)
    problem, plan = taken.editor.problem, taken.editor.plan
    assert loaded_visits(problem, plan, EARLY) == frozenset()
    first = busy(version).trips[0]
    assert loaded_visits(problem, plan, first.depart) >= {stop.visit for stop in first.stops}


def test_a_published_replan_records_who_is_absent(database, desk):
    rider = busy(newest(database)).rider
    version = kept(database, desk, again(database, desk, RiderAbsent(rider=rider)))
    with database.session() as session:
        plans.publish(session, version.id)
    with database.reading() as session:
        problem = riding.day(session, MONDAY).problem
    assert rider not in problem.rider
