"""The page's tables say what the records say, failures and missing measurements included."""

from benchmarks.evidence import sections
from benchmarks.page import UNMEASURED
from tests.compared import failed, record


def series_of(*records):
    return sections.series(records).splitlines()


def test_nothing_measured_is_said():
    for section in (sections.comparison, sections.series):
        assert section([]) == UNMEASURED
    assert sections.conclusions({"toys": []}) == UNMEASURED
    assert sections.limits([], {}) == UNMEASURED


def test_conclusion_counts_runs_won_and_lost_by_grid():
    ours, theirs = record("engine", hours=30), record("vroom", hours=29)
    other = [record("engine", problem="far"), failed("vroom", problem="far")]
    text = sections.conclusions({"near": [ours, theirs], "away": other})
    assert " | near | away |" in text
    assert "| `vroom` | 1 – 0 – 1 | 1 – 0 – 0 | 0 – 0 – 1 |" in text
    assert "vroom (toy, 1)" in text


def test_series_shows_mean_unserved_meals_by_problem():
    lines = series_of(
        record("engine", 1, problem="few", unserved=(0, 0, 3)),
        record("engine", 2, problem="few", unserved=(0, 0, 6)),
        record("engine", 1, problem="many"),
    )
    assert lines[0] == "| 策略 strategy | few | many |"
    assert lines[2] == "| `engine` | 4.5 | 0 |"


def test_series_shows_staggered_days_and_free_ones_apart():
    lines = series_of(record("engine", problem="few"), record("engine", problem="few:free"))
    assert [line for line in lines if line.startswith("| 策略")] == [
        "| 策略 strategy | few |",
        "| 策略 strategy | few:free |",
    ]


def test_series_shows_failures_where_results_would_stand_and_why():
    text = "\n".join(
        series_of(record("engine", problem="few"), failed("vroom", problem="few", error="too big"))
    )
    assert "| `vroom` | ✗ |" in text
    assert "too big" in text
    assert "1 failed" in text


def test_conditions_tell_every_revision():
    mixed = [record("engine"), record("engine", 2, revision="old")]
    assert "sources abc, old" in sections.conditions(mixed)


LIMIT = {
    "problem": "toy",
    "unserved_cost": 0,
    "unserved_meals": 0,
    "unserved_by_tier": {"1": 0},
    "leaving": 0,
    "riders": 6,
    "paid_seconds": 18_000,
    "notes": [["箱位", "boxes"]],
    "cost": 102_000,
    "paid_cost": None,
    "seconds": 1.0,
}


def test_limit_is_shown_beside_the_best_plan_and_proofs_only_where_tight():
    (row,) = sections.limits([LIMIT], {"toy": record("engine")}).splitlines()[2:]
    cells = [cell.strip() for cell in row.split("|")][1:-1]
    assert cells[:8] == ["toy", "`engine`", "0", "0", "6", "6", "10.0", "5.0"]
    assert cells[8:10] == ["30.0", "28.3"]
    assert "riders" in cells[10]
    assert "cost in all：不超过" in cells[10] or "within 5.9 %" in cells[10]
    assert "paid" not in cells[10], "half of the paid time proves nothing"
