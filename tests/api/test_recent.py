"""What was used last is found again, and no more is kept than there is room for."""

from hypothesis import given
from hypothesis import strategies as st

from api.recent import Recent


def test_the_least_recently_used_goes_first():
    recent: Recent[str, int] = Recent(2)
    recent.put("a", 1)
    recent.put("b", 2)
    assert recent.get("a") == 1
    recent.put("c", 3)
    assert [recent.get(key) for key in "abc"] == [1, None, 3]


def test_the_newest_stays_whatever_it_weighs():
    recent: Recent[str, int] = Recent(10, weigh=sum)
    recent.put("small", 4)
    recent.put("large", 50)
    assert (recent.get("small"), recent.get("large")) == (None, 50)


def test_nothing_is_left_after_clearing():
    recent: Recent[str, int] = Recent(2)
    recent.put("a", 1)
    recent.clear()
    assert recent.get("a") is None


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 9)), min_size=1), st.integers(1, 20))
def test_more_than_one_never_outweigh_the_room(puts, room):
    recent: Recent[int, int] = Recent(room, weigh=sum)
    for key, weight in puts:
        recent.put(key, weight)
        kept = [value for name in range(6) if (value := recent.get(name)) is not None]
        assert weight in kept
        assert sum(kept) <= room or len(kept) == 1
