"""Everybody stands somewhere: who eats has meals, who does not has a cause, and counts add up."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.calendars.canteens import Calendar
from api.calendars.records import OwnDay
from api.orders.attendance import eaters
from api.orders.facts import DayFacts
from api.orders.holds import Hold
from api.orders.one_offs import Kind, OneOff
from api.orders.standing import Cause, standings
from tests.rosters import MONDAY, canteen, resident, roster

DAY = datetime.timedelta(days=1)
LABOUR_DAY = datetime.date(2026, 5, 1)
MAKE_UP = datetime.date(2026, 5, 9)


def stands(who, date=MONDAY, sitting="lunch", facts=None, **changes):
    (found,) = standings(roster(who, **changes), date, sitting, facts or DayFacts())
    return found


def change(kind, meals=0, diet=None, **changes):
    values: dict[str, Any] = {"resident": "E1", "date": MONDAY, "sitting": "lunch"}
    return OneOff(kind=kind, meals=meals, diet=diet, **(values | changes))


@pytest.mark.parametrize(
    ("changes", "facts", "cause", "meals"),
    [
        ({}, {}, Cause.RECURRING, {"regular": 1}),
        ({"portions": 0}, {}, Cause.NO_PORTIONS, {}),
        ({"sittings": ("supper",)}, {}, Cause.OTHER_SITTING, {}),
        ({"weekdays": (2,)}, {}, Cause.OTHER_DAY, {}),
        ({"hold_from": MONDAY}, {}, Cause.ON_HOLD, {}),
        ({}, {"one_offs": (change(Kind.CANCEL),)}, Cause.CANCELLED, {}),
        ({}, {"one_offs": (change(Kind.ADD, 2),)}, Cause.RECURRING, {"regular": 3}),
        (
            {"weekdays": (2,)},
            {"one_offs": (change(Kind.ADD, 2, "soft"),)},
            Cause.ONE_OFF,
            {"soft": 2},
        ),
        (
            {"hold_from": MONDAY},
            {"one_offs": (change(Kind.ADD, 1),)},
            Cause.ONE_OFF,
            {"regular": 1},
        ),
        (
            {},
            {"one_offs": (change(Kind.CANCEL), change(Kind.ADD, 1, "soft"))},
            Cause.ONE_OFF,
            {"soft": 1},
        ),
        (
            {},
            {"one_offs": (change(Kind.CANCEL, sitting="supper"),)},
            Cause.RECURRING,
            {"regular": 1},
        ),
        (
            {},
            {"one_offs": (change(Kind.CANCEL, date=MONDAY + DAY),)},
            Cause.RECURRING,
            {"regular": 1},
        ),
        ({}, {"one_offs": (change(Kind.CANCEL, resident="E2"),)}, Cause.RECURRING, {"regular": 1}),
    ],
)
def test_what_decides(changes, facts, cause, meals):
    found = stands(resident(**changes), facts=DayFacts(**facts))
    assert (found.cause, dict(found.meals)) == (cause, meals)
    assert found.eats is bool(meals)


def test_a_hold_says_until_when():
    facts = DayFacts(holds=(Hold(resident="E1", hold_from=MONDAY, hold_to=MONDAY + 2 * DAY),))
    assert stands(resident(), facts=facts).held_to == MONDAY + 2 * DAY
    assert stands(resident(), MONDAY + 3 * DAY, facts=facts).cause is Cause.RECURRING


@pytest.mark.parametrize(
    ("weekdays", "policy", "date", "cause"),
    [
        ((1, 2, 3, 4, 5), "statutory", LABOUR_DAY, Cause.HOLIDAY),
        ((1, 2, 3, 4, 5), "statutory", MAKE_UP, Cause.RECURRING),
        ((1, 2, 3, 4, 5), "usual", LABOUR_DAY, Cause.RECURRING),
        ((1, 2, 3, 4, 5), "usual", MAKE_UP, Cause.OTHER_DAY),
        ((1, 2, 3, 4, 5, 6, 7), "statutory", LABOUR_DAY, Cause.RECURRING),
        ((1, 3, 5), "statutory", LABOUR_DAY, Cause.RECURRING),
        ((1, 3, 5), "statutory", MAKE_UP, Cause.OTHER_DAY),
    ],
)
def test_working_day_orders_follow_a_canteen_that_follows_the_nation(weekdays, policy, date, cause):
    who = resident(weekdays=weekdays, canteen="C1")
    assert stands(who, date, canteens=(canteen(holidays=policy),)).cause is cause


def test_who_eats_every_day_stays_visible_when_the_canteen_closes():
    own = OwnDay(canteen="C1", date=MONDAY, open=False, reason="停电")
    facts = DayFacts(calendar=Calendar(own=(own,)))
    assert stands(resident(canteen="C1"), facts=facts).eats


one_offs = st.lists(
    st.builds(
        change,
        st.just(Kind.ADD),
        st.integers(1, 3),
        st.sampled_from([None, "soft"]),
        resident=st.sampled_from(["E1", "E2", "E3"]),
        sitting=st.sampled_from(["lunch", "supper"]),
        taken_back=st.booleans(),
    )
    | st.builds(
        change,
        st.just(Kind.CANCEL),
        resident=st.sampled_from(["E1", "E2", "E3"]),
        taken_back=st.booleans(),
    ),
    max_size=8,
).map(tuple)
people = st.builds(
    lambda portions, weekdays, sittings, hold: (portions, weekdays, sittings, hold),
    st.integers(1, 3),
    st.sampled_from([(1,), (2,), (1, 2, 3, 4, 5, 6, 7)]),
    st.sampled_from([("lunch",), ("supper",), ("lunch", "supper")]),
    st.one_of(st.none(), st.just(MONDAY)),
)


@given(st.lists(people, min_size=3, max_size=3), one_offs, st.sampled_from(["lunch", "supper"]))
def test_counts_add_up_and_who_cancelled_is_nowhere(given_people, changes, sitting):
    residents = [
        resident(f"E{k}", portions=p, weekdays=w, sittings=s, hold_from=h)
        for k, (p, w, s, h) in enumerate(given_people, start=1)
    ]
    given_roster, facts = roster(*residents), DayFacts(one_offs=changes)
    found = standings(given_roster, MONDAY, sitting, facts)
    total = sum(one.total for one in found)
    assert total == sum(one.due + one.added - one.cancelled for one in found)
    assert all(one.cancelled >= 0 for one in found)
    eating = eaters(given_roster, MONDAY, sitting, facts)
    assert sum(record.portions for record in eating) == total
    assert {record.id for record in eating} == {one.resident.id for one in found if one.eats}
    gone = {one.resident.id for one in found if one.cause is Cause.CANCELLED}
    assert gone.isdisjoint(record.id for record in eating)
    pairs = [(record.id, record.diet) for record in eating]
    assert len(pairs) == len(set(pairs))
