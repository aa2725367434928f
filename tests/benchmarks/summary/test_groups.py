"""Runs are taken together by problem, limit and strategy, the best first, failures included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.comparison.frame import frame_of
from benchmarks.summary.groups import groups_of, problems_of
from benchmarks.summary.limits import Limit, longest_of
from tests.compared import failed, record


def _groups(*records):
    return groups_of(frame_of(records))


def test_seeds_are_taken_together():
    (group,) = _groups(record("engine", 1, hours=20), record("engine", 2, hours=30))
    assert (group.mean("cost_h"), group.worst("cost_h")) == (25, 30)
    assert group.checked == "2/2"


def test_weighted_unserved_decide_the_order_before_cost():
    found = _groups(
        record("cheap", unserved=(1, 0, 0), hours=10),
        record("many", unserved=(0, 0, 5), hours=20),
        record("dear", unserved=(0, 0, 5), hours=30),
    )
    assert [group.strategy for group in found] == ["many", "dear", "cheap"]


def test_failed_runs_count_and_stand_last():
    found = _groups(
        failed("a", 1),
        record("a", 2, hours=1),
        failed("b", 1),
        record("c", 1, unserved=(9, 0, 0)),
    )
    assert [(group.strategy, group.checked) for group in found] == [
        ("c", "1/1"),
        ("a", "1/2"),
        ("b", "0/1"),
    ]
    assert found[1].mean("cost_h") == 1, "the mean is of the runs that have a plan"
    assert found[2].mean("cost_h") is None
    assert found[1].name == "a ✗ 1/2"


def test_each_reason_is_said_once():
    (group,) = _groups(failed("a", 1), failed("a", 2), failed("a", 3, "other"))
    assert group.reasons() == ["boom", "other"]


def test_plan_that_breaks_rules_is_a_failure_with_a_reason():
    (group,) = _groups(record("a", ok=False))
    assert group.failed == 1
    assert "违反规则" in group.reasons()[0]


def test_limits_go_from_short_to_long_and_what_ends_by_itself_comes_last():
    found = _groups(
        record("nearest"), record("engine", seconds=60.0), record("engine"), failed("pyvrp")
    )
    assert [(group.strategy, str(group.limit)) for group in found] == [
        ("engine", "10 s"),
        ("pyvrp", "10 s"),
        ("engine", "60 s"),
        ("nearest", "任意 any"),
    ]
    assert longest_of(group.limit for group in found) == Limit(seconds=60.0)


def test_iterations_are_a_limit_too():
    (group,) = _groups(record("engine", seconds=None, iterations=5_000))
    assert str(group.limit) == "5,000 it"


def test_problems_keep_the_order_of_the_frame():
    found = _groups(record("engine", problem="town"), record("engine", problem="canteen"))
    assert list(problems_of(found)) == ["town", "canteen"]


@pytest.mark.parametrize("records", [[], [failed("a")]])
def test_nothing_and_nothing_but_failures_are_no_trouble(records):
    assert len(_groups(*records)) == len(records)


made = st.builds(
    lambda fails, strategy, seed, seconds: (failed if fails else record)(
        strategy, seed, seconds=seconds
    ),
    st.booleans(),
    st.sampled_from(["engine", "pyvrp", "nearest"]),
    st.integers(1, 3),
    st.sampled_from([10.0, 60.0]),
)


@given(st.lists(made, max_size=8))
def test_every_run_is_in_one_group(records):
    found = _groups(*records)
    assert sorted(place for group in found for place in group.runs.index) == list(
        range(len(records))
    )
    assert len({(group.strategy, group.limit) for group in found}) == len(found)
