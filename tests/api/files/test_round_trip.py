"""What is written is read back unchanged, and the same thing gives the same bytes."""

import json

import numpy as np
from hypothesis import HealthCheck, given, settings

from api.files import (
    dump_plan,
    dump_problem,
    load_plan,
    load_problem,
    read_plan,
    read_problem,
    write_plan,
    write_problem,
)
from api.settings import Settings
from api.travel import geodesic_of
from optimizer.plan import Plan, RiderDay, Stop, Trip
from optimizer.policy import Policy
from optimizer.problem import Location, Travel
from tests import toys
from tests.strategies import plans, problems

SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50)


@SLOW
@given(problems())
def test_any_problem_survives(problem):
    raw = dump_problem(problem)
    assert load_problem(raw) == problem
    assert dump_problem(load_problem(raw)) == raw
    compact = dump_problem(problem, compact=True)
    assert json.loads(compact) == json.loads(raw)
    assert compact.count(b"\n") == 0


@SLOW
@given(plans())
def test_any_plan_survives(plan):
    raw = dump_plan(plan)
    assert load_plan(raw) == plan
    assert dump_plan(load_plan(raw)) == raw
    assert json.loads(dump_plan(plan, compact=True)) == json.loads(raw)


def test_return_is_the_key_of_returns():
    stop = Stop(visit="V1", arrive=2, start=3, end=4, onboard=3)
    trip = Trip(canteen="C1", load_start=0, depart=1, returns=5, stops=(stop,))
    day = RiderDay(rider="R1", start=0, end=5, trips=(trip,))
    written = json.loads(dump_plan(Plan(riders=(day,), unserved=())))["riders"][0]["trips"][0]
    assert written["return"] == 5
    assert "returns" not in written


def test_files_are_readable(tmp_path):
    problem = toys.line(visits={"V1": {"meals": {"低盐": 1}}})
    write_problem(problem, tmp_path / "problem.json")
    lines = (tmp_path / "problem.json").read_text(encoding="utf-8").splitlines()
    assert any("低盐" in line and '"id": "V1"' in line for line in lines), "one visit, one line"
    assert "        [0, 60, 120, 180]," in lines, "one row, one line"
    assert read_problem(tmp_path / "problem.json") == problem


def test_plan_file(tmp_path):
    plan = Plan(riders=(), unserved=(), cost={"total": 0})
    write_plan(plan, tmp_path / "plan.json")
    assert read_plan(tmp_path / "plan.json") == plan


def test_policy_is_written_in_full():
    written = json.loads(dump_problem(toys.line()))["policy"]
    assert set(written) == set(Policy.__slots__)


def test_left_out_keys_have_defaults():
    document = json.loads(dump_problem(toys.line()))
    del document["policy"], document["sitting"], document["timezone"]
    assert load_problem(json.dumps(document).encode()) == toys.line()


def test_travel_left_out_is_computed_as_the_settings_say():
    document = json.loads(dump_problem(toys.line()))
    del document["travel"]
    computed = load_problem(json.dumps(document).encode()).travel["ebike"]
    assert computed == geodesic_of(Settings()).matrix(toys.line().locations, "ebike")


def test_byte_order_mark_of_windows_editors_is_fine():
    assert load_problem(b"\xef\xbb\xbf" + dump_problem(toys.line())) == toys.line()


def test_large_matrices_lie_beside_the_file(tmp_path):
    size = 1_001
    ride = np.arange(size * size, dtype=np.int32).reshape(size, size)
    places = [Location(id=f"p{k}", lon=121.4, lat=31.2) for k in range(size)]
    problem = toys.line((0, 1), locations=tuple(places), travel={"ebike": Travel(ride, ride + 1)})
    path = tmp_path / "district.json"
    write_problem(problem, path)
    assert json.loads(path.read_bytes())["travel"] == {"ebike": {"npz": "district.travel0.npz"}}
    assert read_problem(path) == problem
    assert load_problem(dump_problem(problem)) == problem, "bytes hold everything themselves"
