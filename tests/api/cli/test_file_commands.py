"""solve, check and strategies work on files and say by their exit code how it went."""

import dataclasses
import json

import pytest
from rich.cells import cell_len

from api.files import read_plan, read_problem, write_plan, write_problem
from optimizer.checker import check
from optimizer.locks import NeverLock, RiderLock
from optimizer.strategies import registry
from tests import toys
from tests.commands import run


@pytest.fixture
def files(tmp_path):
    problem = toys.line(tuple(range(8)), riders=(toys.rider(boxes=2),))
    write_problem(problem, tmp_path / "problem.json")
    return tmp_path / "problem.json", tmp_path / "plan.json"


def solve(problem, plan, *more):
    return run("solve", problem, "-o", plan, "--strategy", "nearest", "--time-limit", 5, *more)


def test_solve_writes_a_plan_that_breaks_no_rule(files):
    problem, plan = files
    result = solve(problem, plan, "--seed", 7)
    assert result.exit_code == 0, result.output
    written = read_plan(plan)
    assert written.solver is not None
    assert check(read_problem(problem), written).ok
    assert written.solver.strategy == "nearest"
    assert written.solver.seed == 7
    assert str(plan) in result.stdout
    assert "箱位都满了" in result.stdout, "the unserved come with their reasons"


def test_solve_from_a_warm_start(files, tmp_path):
    problem, plan = files
    solve(problem, plan)
    fixed = tmp_path / "fixed.json"
    result = run(
        "solve", problem, "-o", fixed, "--strategy", "fixed_areas", "--iterations", 0,
        "--warm-start", plan,
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert read_plan(fixed).cost["total"] <= read_plan(plan).cost["total"]


def test_check_of_a_good_plan(files):
    problem, plan = files
    solve(problem, plan)
    result = run("check", problem, plan)
    assert result.exit_code == 0
    assert "未送的餐，1 级 / meals unserved, tier 1" in result.stdout
    assert f"{read_plan(plan).cost['total']:,}" in result.stdout


def test_check_shows_every_violation_with_place_values_meaning_and_remedy(files):
    problem, plan = files
    solve(problem, plan)
    document = json.loads(plan.read_bytes())
    document["riders"][0]["trips"][0]["stops"][0]["start"] = 5
    plan.write_text(json.dumps(document), encoding="utf-8")
    result = run("check", problem, plan)
    assert result.exit_code == 1
    for shown in ("WINDOW", "R1", "V1", "start=5", "opens=36000", "在时间窗内开始送达", "wider"):
        assert shown in result.stdout
    for violation in check(read_problem(problem), read_plan(plan)).violations:
        assert violation.rule in result.stdout


def test_tables_are_straight_with_chinese_text(files):
    problem, plan = files
    solve(problem, plan)
    lines = [line for line in run("check", problem, plan).stdout.splitlines() if "┃" in line]
    assert len(lines) == 4, "two tables with a header of two lines"
    assert len({cell_len(line) for line in lines[:2]}) == 1
    assert len({cell_len(line) for line in lines[2:]}) == 1


def test_check_of_a_plan_that_states_a_false_cost(files):
    problem, plan = files
    solve(problem, plan)
    true = read_plan(plan)
    write_plan(dataclasses.replace(true, cost={**true.cost, "paid": 1}), plan)
    result = run("check", problem, plan)
    assert result.exit_code == 1
    assert "工时 / paid time" in result.stdout


def test_check_of_a_plan_for_another_problem(files, tmp_path):
    problem, plan = files
    solve(problem, plan)
    other = tmp_path / "other.json"
    write_problem(toys.line((0, 1)), other)
    result = run("check", other, plan)
    assert result.exit_code == 2
    assert "unserved[0].visit" in result.stderr or "stops[0].visit" in result.stderr
    assert "Traceback" not in result.output


def test_broken_file_is_explained_without_a_traceback(files):
    problem, plan = files
    document = json.loads(problem.read_bytes())
    document["visits"][0] |= {"windw": 1, "tier": "x"}
    document["visits"][1]["location"] = "nowhere"
    problem.write_text(json.dumps(document), encoding="utf-8")
    result = solve(problem, plan)
    assert result.exit_code == 2
    for place in ("visits[0].windw", "visits[0].tier", "visits[1].location"):
        assert place in result.stderr
    assert "Traceback" not in result.output
    assert not plan.exists()


def test_long_lists_of_errors_are_cut_openly(files):
    problem, plan = files
    document = json.loads(problem.read_bytes())
    document["locks"] = [{"kind": "pin"}] * 250
    problem.write_text(json.dumps(document), encoding="utf-8")
    result = solve(problem, plan)
    assert "250 things to mend" in result.stderr
    assert "and 50 more" in result.stderr


def test_missing_file(tmp_path):
    result = run("check", tmp_path / "no.json", tmp_path / "plan.json")
    assert result.exit_code == 2
    assert "找不到这个文件" in result.stderr


def test_unknown_strategy(files):
    problem, plan = files
    result = run("solve", problem, "-o", plan, "--strategy", "magic")
    assert result.exit_code == 2
    assert "magic" in result.stderr
    assert "fixed_areas" in result.stderr, "the known ones"


@pytest.mark.parametrize("output", ["", "missing/plan.json"])
def test_output_that_cannot_be_written_is_refused_before_planning(files, tmp_path, output):
    problem, _ = files
    result = run("solve", problem, "-o", tmp_path / output)
    assert result.exit_code == 2
    assert "--strategy" not in result.output
    assert not list(tmp_path.glob("**/plan.json"))


def test_strategies_lists_all(tmp_path):
    result = run("strategies", data=tmp_path)
    assert result.exit_code == 0
    for name in registry.names():
        assert name in result.stdout
        assert registry.get(name).summary.en in result.stdout


def test_solve_names_locks_that_cannot_be_kept(tmp_path):
    locks = RiderLock(visit="V1", rider="R1"), NeverLock(visits=("V1",), rider="R1")
    problem, plan = tmp_path / "problem.json", tmp_path / "plan.json"
    write_problem(toys.line(riders=(toys.rider("R1"), toys.rider("R2")), locks=locks), problem)
    result = solve(problem, plan)
    assert result.exit_code == 0, result.output
    assert "做不到的锁定 1 处" in result.stdout
    assert "locks[0]" in result.stdout
    write_problem(toys.line(locks=locks[:1]), problem)
    assert "locks[0]" not in solve(problem, plan).stdout
