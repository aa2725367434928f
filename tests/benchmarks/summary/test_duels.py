"""Duels compare run by run what the search minimises, and a failure loses."""

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.comparison.frame import frame_of
from benchmarks.summary.duels import Score, duels, total
from tests.compared import failed, record


def _duels(*records):
    return duels(frame_of(records))


def test_unserved_weigh_more_than_any_cost():
    found = _duels(
        record("engine", 1, hours=90),
        record("pyvrp", 1, unserved=(0, 0, 1), hours=10),
        record("engine", 2, hours=30),
        record("pyvrp", 2, hours=29),
        record("engine", 3, hours=30),
        record("pyvrp", 3, hours=30),
    )
    assert found == {"pyvrp": {"toy": Score(wins=1, ties=1, losses=1)}}


def test_only_the_same_seed_and_limit_meet():
    found = _duels(record("engine", 1), record("pyvrp", 2), record("pyvrp", 1, seconds=60.0))
    assert found == {}


def test_what_ends_by_itself_meets_every_run():
    found = _duels(record("engine", 1), record("engine", 2, seconds=60.0), record("nearest"))
    assert found["nearest"]["toy"] == Score(ties=2)


def test_failed_run_loses_and_two_of_them_tie():
    found = _duels(record("engine", 1), failed("pyvrp", 1), failed("engine", 2), failed("pyvrp", 2))
    assert found["pyvrp"]["toy"] == Score(ties=1, losses=1)


def test_without_the_engine_there_is_nothing_to_say():
    assert _duels(record("pyvrp"), record("ortools")) == {}


figures = st.tuples(st.integers(0, 3), st.integers(1, 3), st.booleans())


def _run(strategy, seed, figure):
    left, hours, ends = figure
    made = record(strategy, seed, unserved=(0, 0, left), hours=hours)
    return made if ends else failed(strategy, seed)


@given(st.lists(st.tuples(figures, figures), min_size=1, max_size=6))
def test_one_side_wins_what_the_other_loses(pairs):
    records = [
        _run(name, seed, figure)
        for seed, both in enumerate(pairs)
        for name, figure in zip(("engine", "pyvrp"), both, strict=True)
    ]
    frame = frame_of(records)
    theirs = duels(frame)["pyvrp"]["toy"]
    ours = duels(frame, reference="pyvrp")["engine"]["toy"]
    assert ours == Score(theirs.losses, theirs.ties, theirs.wins)
    assert sum(total([theirs])) == len(pairs)
