"""Additions add, a cancellation takes all before it, and what is taken back never was."""

from hypothesis import given
from hypothesis import strategies as st

from api.orders.one_offs import Kind, OneOff, ordered
from tests.rosters import MONDAY


def change(kind, meals=0, diet=None, *, taken_back=False):
    return OneOff(
        resident="E1",
        date=MONDAY,
        sitting="lunch",
        kind=kind,
        meals=meals,
        diet=diet,
        taken_back=taken_back,
    )


adds = st.builds(
    change,
    st.just(Kind.ADD),
    st.integers(1, 9),
    st.sampled_from([None, "regular", "soft"]),
    taken_back=st.booleans(),
)
cancels = st.builds(change, st.just(Kind.CANCEL), taken_back=st.booleans())
changes = st.lists(adds | cancels, max_size=6)


@given(st.integers(0, 4), changes)
def test_meals_add_up(due, given_changes):
    """What is ordered is what was said after the last cancellation that counts."""
    live = [one for one in given_changes if not one.taken_back]
    last = max((k for k, one in enumerate(live) if one.kind is Kind.CANCEL), default=-1)
    found = ordered(due, "regular", given_changes)
    expected = sum(one.meals for one in live[last + 1 :]) + (due if last < 0 else 0)
    assert sum(found.meals("regular").values()) == expected
    assert found.cancelled is (last >= 0)


@given(st.integers(0, 4), changes)
def test_after_a_cancellation_nothing_is_left(due, given_changes):
    assert ordered(due, "soft", [*given_changes, change(Kind.CANCEL)]).meals("soft") == {}


@given(st.integers(0, 4), changes)
def test_what_is_taken_back_never_was(due, given_changes):
    live = [one for one in given_changes if not one.taken_back]
    assert ordered(due, "soft", given_changes) == ordered(due, "soft", live)


def test_an_addition_may_have_another_diet():
    found = ordered(1, "soft", [change(Kind.ADD, 2, "halal"), change(Kind.ADD, 1)])
    assert found.meals("soft") == {"halal": 2, "soft": 2}
