"""Suppers have their own kitchens, riders, eaters and times; lunches do not notice them."""

import datetime

import pytest

from api.calendars.canteens import Calendar
from api.calendars.records import OwnDay
from api.orders.attendance import at_sitting, riders_on_duty
from api.orders.build import planning_day
from api.orders.facts import DayFacts
from api.orders.one_offs import Kind, OneOff
from api.orders.parameters import LUNCH, SITTINGS, SUPPER
from optimizer.problem import Batch
from tests.rosters import MONDAY, TRAVEL, canteen, resident, rider, roster

EVENING = (57_600, 66_600)
LABOUR_DAY = datetime.date(2026, 5, 1)


def build(given, sitting=SUPPER, date=MONDAY, facts=None):
    return planning_day(given, date, sitting, TRAVEL, facts=facts)


@pytest.fixture
def given():
    """C1 cooks suppers, C2 does not; R1 rides at noon, R2 twice, R3 all day, R4 at night."""
    return roster(
        resident("E1", sittings=("lunch", "supper")),
        resident("E2", canteen="C2", sittings=("supper",)),
        resident("E3"),
        canteens=(
            canteen("C1", supper_capacity=30, supper_batches=(Batch(ready=57_000, meals=30),)),
            canteen("C2"),
        ),
        riders=(
            rider("R1"),
            rider("R2", supper_shift=EVENING),
            rider("R3", shift=(32_400, 68_400)),
            rider("R4", shift=EVENING),
        ),
    )


def test_who_eats_and_who_rides(given):
    noon, evening = build(given, LUNCH), build(given)
    assert sorted(order.resident for order in noon.orders) == ["E1", "E3"]
    assert sorted(order.resident for order in evening.orders) == ["E1", "E2"]
    assert [r.id for r in noon.problem.riders] == ["R1", "R2", "R3"]
    assert {r.id: r.shift for r in evening.problem.riders} == {
        "R2": EVENING,
        "R3": (32_400, 68_400),
        "R4": EVENING,
    }


def test_the_kitchens_cook_their_suppers(given):
    problem = build(given).problem
    assert problem.sitting == "supper"
    assert (problem.canteen["C1"].capacity, problem.canteen["C1"].batches) == (
        30,
        (Batch(ready=57_000, meals=30),),
    )
    assert problem.canteen["C2"].capacity == 0, "whoever is bound to it stays visible"
    bound = {order.visit for order in build(given).orders if order.resident == "E2"}
    assert [visit.canteens for visit in problem.visits if visit.id in bound] == [("C2",)]


def test_supper_has_its_own_times(given):
    assert {visit.window for visit in build(given).problem.visits} == {SUPPER.window}
    assert SUPPER.window[0] < SUPPER.preferred[0] < SUPPER.preferred[1] < SUPPER.window[1]
    assert list(SITTINGS) == ["lunch", "supper"]
    assert not LUNCH.meets(SUPPER.window)


def test_an_own_window_is_about_the_sitting_that_it_meets():
    at_noon = (39_600, 43_200)
    both = resident(window=at_noon, sittings=("lunch", "supper"))
    given = roster(both, canteens=(canteen(supper_capacity=9),))
    assert build(given, LUNCH).problem.visits[0].window == at_noon
    assert build(given).problem.visits[0].window == SUPPER.window
    only = roster(resident(window=at_noon, sittings=("supper",)), canteens=given.canteens)
    assert build(only).problem.visits[0].window == at_noon, "nobody is there: somebody must look"


def test_the_roster_at_a_sitting_stays_itself_at_another_look(given):
    evening = at_sitting(given, SUPPER)
    assert at_sitting(evening, SUPPER) == evening
    assert at_sitting(given, LUNCH) == given


def test_one_off_suppers_and_closings(given):
    extra = OneOff(resident="E3", date=MONDAY, sitting="supper", kind=Kind.ADD, meals=2)
    own = OwnDay(canteen="C1", date=MONDAY, open=False, reason="停电", sitting="supper")
    facts = DayFacts(one_offs=(extra,), calendar=Calendar(own=(own,)))
    evening, noon = build(given, facts=facts), build(given, LUNCH, facts=facts)
    assert sum(o.meals for o in evening.orders if o.resident == "E3") == 2
    assert sum(o.meals for o in noon.orders if o.resident == "E3") == 1
    assert [c.capacity for c in noon.problem.canteens] == [200, 200]
    assert evening.problem.riders == ()


def test_riders_of_working_days_rest_with_their_canteen():
    works = rider(weekdays=(1, 2, 3, 4, 5), may_load_at=("C2",))
    for policy, expected in (("statutory", []), ("usual", ["R1"])):
        kitchens = (canteen(holidays=policy), canteen("C2"))
        given = roster(resident(), canteens=kitchens, riders=(works,))
        assert [r.id for r in riders_on_duty(given, LABOUR_DAY)] == expected


def test_an_unknown_year_is_said_in_the_problem():
    given = roster(resident(), canteens=(canteen(holidays="statutory"), canteen("C2")))
    (notice,) = build(given, LUNCH, datetime.date(2099, 10, 1)).problem.notices
    assert (notice.code, dict(notice.params)) == ("HOLIDAYS", {"year": 2099, "canteens": "C1"})
    assert build(given, LUNCH).problem.notices == ()
