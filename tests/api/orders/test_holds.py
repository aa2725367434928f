"""A hold ends by itself; the office may end it early, and an import does not bring it back."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.orders.holds import Hold, Source, covering, holds_of, last_held
from tests.rosters import MONDAY, resident

DAY = datetime.timedelta(days=1)
offsets = st.one_of(st.none(), st.integers(-5, 5))


def at(offset):
    return None if offset is None else MONDAY + offset * DAY


def hold(begins, ends, **changes):
    return Hold(resident="E1", hold_from=at(begins), hold_to=at(ends), **changes)


holds = st.builds(hold, offsets, offsets, lifted_from=offsets.map(at))


@given(st.integers(-5, 5), st.integers(0, 5))
def test_the_day_after_the_last_one_restarts_by_itself(begins, length):
    one = hold(begins, begins + length)
    covered = [k for k in range(-8, 16) if one.covers(at(k))]
    assert covered == list(range(begins, begins + length + 1))
    assert last_held([one], at(begins)) == one.hold_to
    assert not one.covers(one.hold_to + DAY)


@given(st.lists(holds, max_size=4), st.integers(-5, 5))
def test_the_last_held_date_is_held_and_the_next_one_is_not(given_holds, offset):
    date = at(offset)
    if not covering(given_holds, date):
        return
    last = last_held(given_holds, date)
    later = [at(k) for k in range(offset, 30)]
    if last is None:
        assert all(covering(given_holds, day) for day in later)
    else:
        assert all(covering(given_holds, day) for day in later if day <= last)
        assert not covering(given_holds, last + DAY)


@given(holds)
def test_its_last_date_is_the_last_that_it_covers(one):
    covered = [k for k in range(-20, 20) if one.covers(at(k))]
    if one.last is None:
        assert not covered or covered[-1] == 19
    elif covered:
        assert at(covered[-1]) == one.last


def test_the_rosters_hold_counts_until_the_office_ends_it():
    held = resident(hold_from=at(-3), hold_to=at(3))
    assert covering(holds_of(held, ()), MONDAY)
    ended = hold(-3, 3, source=Source.ROSTER, lifted_from=MONDAY)
    assert not covering(holds_of(held, (ended,)), MONDAY)
    assert covering(holds_of(held, (ended,)), MONDAY - DAY)


@pytest.mark.parametrize(("begins", "ends"), [(-3, 4), (-2, 3), (0, None), (None, 3)])
def test_another_hold_in_a_later_workbook_counts_again(begins, ends):
    ended = hold(-3, 3, source=Source.ROSTER, lifted_from=at(-1))
    held = resident(hold_from=at(begins), hold_to=at(ends))
    assert covering(holds_of(held, (ended,)), MONDAY)


def test_the_offices_holds_add_to_the_rosters():
    held = resident(hold_from=at(0), hold_to=at(1))
    together = holds_of(held, (hold(2, 4),))
    assert last_held(together, MONDAY) == at(4)
    assert holds_of(resident(), ()) == ()
