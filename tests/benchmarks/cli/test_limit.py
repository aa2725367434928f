"""``songcan bench limit`` prints bounds, why, and how near a plan is."""

from typer.testing import CliRunner

from api.cli import app
from api.files import write_plan, write_problem
from tests import plans, toys
from tests.toys import OPEN

FEW = toys.line(range(5), canteens=(toys.canteen(capacity=2),))


def said(tmp_path, *options):
    write_problem(FEW, tmp_path / "toy.json")
    return CliRunner().invoke(app, ["bench", "limit", str(tmp_path / "toy.json"), *options])


def test_bounds_and_their_reason(tmp_path):
    done = said(tmp_path)
    assert done.exit_code == 0, done.output
    assert "C1: 4 meals can only be cooked here, the kitchen cooks 2" in done.output


def test_a_plan_at_the_bounds_is_proven_optimal(tmp_path):
    plan = plans.by_hand(FEW, R1=[("C1", OPEN + 300, "V1 V2")])
    write_plan(plan, tmp_path / "plan.json")
    done = said(tmp_path, "--plan", str(tmp_path / "plan.json"))
    assert done.exit_code == 0, done.output
    assert done.output.count("proven optimal") >= 3


def test_a_plan_that_breaks_a_rule_is_not_compared(tmp_path):
    plan = plans.by_hand(FEW, R1=[("C1", OPEN + 300, "V1 V2 V3")])
    write_plan(plan, tmp_path / "plan.json")
    done = said(tmp_path, "--plan", str(tmp_path / "plan.json"))
    assert done.exit_code == 1
    assert "KITCHEN" in done.output
