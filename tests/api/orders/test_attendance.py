"""Weekdays and holds decide who eats, who rides and who cooks on a date."""

import datetime

import pytest

from api.orders.attendance import eaters, is_open, riders_on_duty
from tests.rosters import MONDAY, canteen, resident, rider, roster

DAY = datetime.timedelta(days=1)


def eats(date=MONDAY, **changes):
    return bool(eaters(roster(resident(**changes)), date))


def test_everybody_eats_every_day_by_default():
    assert all(eats(MONDAY + k * DAY) for k in range(7))


def test_weekdays_are_iso_days():
    assert [k for k in range(7) if eats(MONDAY + k * DAY, weekdays=(1, 3, 7))] == [0, 2, 6]


@pytest.mark.parametrize(
    ("begins", "ends", "held"),
    [
        (0, 0, [0]),
        (-1, 1, [-1, 0, 1]),
        (0, None, [0, 1, 2]),
        (None, 0, [-2, -1, 0]),
        (None, None, []),
        (1, -1, []),
    ],
)
def test_a_hold_includes_both_ends_and_may_be_open(begins, ends, held):
    hold_from = None if begins is None else MONDAY + begins * DAY
    hold_to = None if ends is None else MONDAY + ends * DAY
    days = range(-2, 3)
    eating = [k for k in days if eats(MONDAY + k * DAY, hold_from=hold_from, hold_to=hold_to)]
    assert eating == [k for k in days if k not in held]


def test_without_portions_nobody_eats():
    assert not eats(portions=0)


def test_a_closed_canteen_takes_nobody_off_the_list():
    closed = canteen(weekdays=(6, 7))
    assert not is_open(closed, MONDAY)
    assert eaters(roster(resident(canteen="C1"), canteens=(closed,)), MONDAY)


def test_riders_work_on_their_days_where_a_canteen_is_open():
    given = roster(
        canteens=(canteen("C1"), canteen("C2", weekdays=(6, 7))),
        riders=(
            rider("R4", "C2", may_load_at=("C1",)),
            rider("R1"),
            rider("R2", weekdays=(2,)),
            rider("R3", "C2"),
        ),
    )
    assert [r.id for r in riders_on_duty(given, MONDAY)] == ["R1", "R4"]
    assert [r.id for r in riders_on_duty(given, MONDAY + DAY)] == ["R1", "R2", "R4"]
    assert [r.id for r in riders_on_duty(given, MONDAY + 5 * DAY)] == ["R1", "R3", "R4"]


def test_lists_are_in_order_of_id():
    given = roster(resident("E2"), resident("E10"), resident("E1"))
    assert [who.id for who in eaters(given, MONDAY)] == ["E1", "E10", "E2"]
