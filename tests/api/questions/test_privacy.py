"""No count of one to four people can be read or worked out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.questions.privacy import LEAST, column, shown, total

COUNTS = st.dictionaries(
    st.sampled_from("甲乙丙丁戊"),
    st.tuples(st.integers(0, 12), st.integers(0, 12)),
    min_size=1,
)


def test_a_few_people_are_not_told():
    assert [shown(count) for count in (0, 1, 4, 5)] == [0, None, None, 5]


def test_a_part_that_leaves_a_few_out_is_hidden():
    visible = column({"甲": 18, "乙": 10, "丙": 8}, {"甲": 20, "乙": 10, "丙": 20})
    assert visible == {"甲": None, "乙": 10, "丙": None}
    assert total({"甲": 18, "乙": 10, "丙": 8}, visible) == 36


def test_alone_it_takes_the_total_with_it():
    assert column({"甲": 3}, {"甲": 50}) == {"甲": None}
    assert total({"甲": 3}, {"甲": None}) is None


@given(COUNTS)
def test_small_counts_cannot_be_had_by_subtraction(counts):
    parts = {name: near for name, (near, _) in counts.items()}
    wholes = {name: near + far for name, (near, far) in counts.items()}
    visible = column(parts, wholes)
    for name, part in visible.items():
        if part is not None:
            assert part == parts[name]
            assert part == 0 or part >= LEAST
            assert wholes[name] - part == 0 or wholes[name] - part >= LEAST
    hidden = [name for name, part in visible.items() if part is None]
    told = total(parts, visible)
    assert told is None or len(hidden) != 1
    assert told is None or told == sum(parts.values())
