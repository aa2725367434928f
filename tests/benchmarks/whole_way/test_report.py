"""The table of the whole way adds up and says what came out."""

from benchmarks.whole_way.report import Measured, markdown


def measured(seconds):
    return Measured(
        seconds={"import": seconds, "plan": 60.0},
        peak_mb={"import": 200, "plan": 900},
        people=12_000,
        orders=4_500,
        verdict={
            "ok": True,
            "kpis": {"visits": 4_000, "riders": 250, "meals_unserved": 3, "meals": 4_500},
        },
    )


def test_every_step_has_a_row_and_the_sum_is_theirs():
    table = markdown({"SQLite": measured(8.0), "PostgreSQL": measured(9.5)}, cores=2, limit=60)
    assert "| import | 8.0 | 9.5 | 200 | 200 |" in table
    assert "| **全程 all** | **68.0** | **69.5** | 900 | 900 |" in table


def test_what_came_out_is_said_with_the_verdict():
    table = markdown({"SQLite": measured(8.0)}, cores=2, limit=60)
    assert "3 of 4,500 meals unserved; check ✓; plan limit 60 s, 2 cores." in table
