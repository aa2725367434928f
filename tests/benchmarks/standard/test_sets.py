"""Standard sets are read with their roundings: the best known solutions cost what is known."""

import pytest
from pyvrp import Solution

from benchmarks.standard.__main__ import FOLDER
from benchmarks.standard.sets import ROUNDING, best_known, cost_of, instances, read

if not FOLDER.is_dir():
    pytest.skip(f"no standard instances in {FOLDER}", allow_module_level=True)

KNOWN = {
    "mtvrptwr/C201R0.5": 15_006,
    "mdvrptw/PR17A": 6_292_594,
    "pcvrptw/RC2_10_6": 181_475,
    "vrptw/RC1_10_1": 457_907,
}


def test_every_set_is_there():
    sets = {path.parent.name for path in instances(FOLDER, ROUNDING)}
    assert sets == set(ROUNDING)


@pytest.mark.parametrize("name", KNOWN)
def test_best_known_solution_is_valid_and_costs_what_is_known(name):
    path = FOLDER / f"{name}.vrp"
    assert best_known(path, read(path)) == KNOWN[name]


def test_nobody_served_is_no_solution():
    data = read(FOLDER / "mtvrptwr" / "C201R0.5.vrp")
    assert cost_of(data, Solution(data, [])) is None


def test_nobody_served_costs_all_prizes():
    data = read(FOLDER / "pcvrptw" / "RC1_10_3.vrp")
    prizes = sum(client.prize for client in data.clients())
    assert cost_of(data, Solution(data, [])) == prizes


def test_solution_file_may_be_missing(tmp_path):
    path = FOLDER / "mtvrptwr" / "C201R0.5.vrp"
    assert best_known(tmp_path / "C201R0.5.vrp", read(path)) is None
