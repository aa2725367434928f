"""Published instances, where they are at hand: best known solutions cost what is published."""

import numpy as np
import pytest
import vrplib

from benchmarks.pinned import ROOT
from benchmarks.standard.instance import read
from benchmarks.standard.judge import best_known, data_of, judged
from benchmarks.standard.sets import SETS, InstanceFile
from benchmarks.standard.solution import cost_of, write

FOLDER = ROOT.parent / "shared" / "instances"
if not FOLDER.is_dir():
    pytest.skip(f"no standard instances in {FOLDER}", allow_module_level=True)

KNOWN = {
    "mtvrptwr/C201R0.5": 15_006,
    "mdvrptw/PR17A": 6_292_594,
    "pcvrptw/RC2_10_6": 181_475,
    "vrptw/RC1_10_1": 457_907,
}


def file_of(name):
    kind, _, instance = name.partition("/")
    return InstanceFile(path=FOLDER / kind / f"{instance}.vrp", set=SETS[kind])


@pytest.mark.parametrize("name", KNOWN)
def test_both_readings_are_one_and_solution_files_are_written_as_published(name, tmp_path):
    file = file_of(name)
    instance, data = read(file), data_of(file)
    assert np.array_equal(instance.distance, data.distance_matrix(0))
    published = vrplib.read_solution(file.best_known)
    routes = [list(route) for route in published["routes"]]
    routes += [[] for _ in range(len(instance.vehicles) - len(routes))]
    cost = cost_of(instance, routes)
    assert cost == best_known(file, data) == KNOWN[name]
    assert file.set.told(cost) == str(published["cost"])
    write(tmp_path / "ours.sol", instance, routes, cost)
    assert judged(data, tmp_path / "ours.sol").cost == cost
    ours, theirs = ((tmp_path / "ours.sol").read_text(), file.best_known.read_text())
    lines = [
        [line.split() for line in text.splitlines() if "Route" in line] for text in (ours, theirs)
    ]
    assert lines[0] == lines[1]


def test_clients_without_prizes_cannot_stay_out(tmp_path):
    file = file_of("mtvrptwr/C201R0.5")
    instance = read(file)
    write(tmp_path / "empty.sol", instance, [[] for _ in instance.vehicles], 0)
    verdict = judged(data_of(file), tmp_path / "empty.sol")
    assert (verdict.cost, verdict.missing) == (None, 100)


def test_nobody_served_costs_all_prizes(tmp_path):
    file = file_of("pcvrptw/RC1_10_3")
    instance = read(file)
    nobody: list[list[int]] = [[] for _ in instance.vehicles]
    write(tmp_path / "empty.sol", instance, nobody, 0)
    prizes = cost_of(instance, nobody)
    assert judged(data_of(file), tmp_path / "empty.sol").cost == prizes == instance.prize.sum()
