"""The rides of one plan in problem.json: they survive, check their plan, and are read strictly."""

import json

import pytest

from api.files import dump_problem, load_problem, read_problem, write_problem
from api.files.texts import text
from optimizer.checker import check
from optimizer.errors import InvalidProblem
from optimizer.planning import solve
from optimizer.stop import Stop
from optimizer.travel.legs import reduced
from tests import toys

PROBLEM = toys.line((0, 1, 2, 3))
PLAN = solve(PROBLEM, "nearest", Stop())


def test_rides_survive_and_check_their_plan(tmp_path):
    small = reduced(PROBLEM, PLAN)
    assert load_problem(dump_problem(small)) == small
    write_problem(small, tmp_path / "problem.json")
    assert [path.name for path in tmp_path.iterdir()] == ["problem.json"]
    assert check(read_problem(tmp_path / "problem.json"), PLAN).ok


@pytest.mark.parametrize(
    ("legs", "place", "key", "values"),
    [
        ({}, "", "not_rows", {}),
        ([[0, 1, 60]], "[0]", "not_a_ride", {}),
        ([[0, 1, 60, 250], [1, 2, -60, 250]], "[1]", "not_a_ride", {}),
        ([[0, 1, 60, 2.5]], "[0]", "not_a_ride", {}),
        ([[0, True, 60, 250]], "[0]", "not_a_ride", {}),
        ([[0, 1, 60, 250], [1, 4, 60, 250]], "[1]", "ride_outside", {"size": 4}),
    ],
)
def test_wrong_rides_are_named(legs, place, key, values):
    document = json.loads(dump_problem(PROBLEM))
    document["travel"] = {"ebike": {"legs": legs}}
    with pytest.raises(InvalidProblem) as caught:
        load_problem(json.dumps(document).encode())
    (found,) = caught.value.issues
    assert (found.path, found.problem) == (f"travel.ebike.legs{place}", text(key, **values))
