"""The series has every size and strategy once, and every part of a whole."""

from benchmarks.scaling.runs import Series

SERIES = Series(sizes=(1_200, 100, 400), strategies=("engine", "nearest"), per_visit=7)


def chosen(**fields):
    return [run for run in SERIES.runs() if fields.items() <= run.items()]


def test_small_sizes_come_first():
    sizes = [run["visits"] for run in chosen(problem="district")]
    assert sizes == sorted(sizes)
    assert set(sizes) == {100, 400, 1_200}


def test_who_searches_is_run_to_the_first_plan_and_at_equal_effort():
    found = chosen(problem="district", visits=400, strategy="engine")
    assert [run["per_visit"] for run in found] == [0, 7]


def test_who_ends_by_himself_is_run_to_the_end_only():
    found = chosen(strategy="nearest")
    assert {(run["problem"], run["per_visit"]) for run in found} == {("district", None)}
    assert len(found) == 3


def test_wholes_have_all_their_parts():
    assert [run["visits"] for run in chosen(problem="tiles")] == [1_200]
    assert [run["seed"] for run in chosen(problem="tile")] == [1, 2, 3]


def test_no_run_is_asked_for_twice():
    runs = [tuple(run.items()) for run in SERIES.runs()]
    assert len(set(runs)) == len(runs)
