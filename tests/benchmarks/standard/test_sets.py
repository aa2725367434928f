"""Sets are found by their folders' names, whatever else lies there."""

import pytest

from benchmarks.standard.sets import SETS, NoInstances, instances


def folder_with(folder, *files):
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).touch()
    return folder


def names(found):
    return [f"{file.set.name}/{file.path.stem}" for file in found]


def test_one_folder_a_set_in_upper_or_lower_case(tmp_path):
    folder_with(tmp_path, "VRPTW/B.vrp", "VRPTW/A.vrp", "VRPTW/A.sol", "cvrp/X.vrp", "other/O.vrp")
    assert names(instances(tmp_path)) == ["cvrp/X", "vrptw/A", "vrptw/B"]
    assert names(instances(tmp_path, ["cvrp"])) == ["cvrp/X"]
    assert names(instances(tmp_path, glob="A*")) == ["vrptw/A"]


def test_folder_may_be_a_set_itself(tmp_path):
    folder_with(tmp_path, "hfvrp/X.vrp", "mine/Y.vrp")
    assert names(instances(tmp_path / "hfvrp")) == ["hfvrp/X"]
    assert names(instances(tmp_path / "mine", ["cvrp"])) == ["cvrp/Y"]


def test_folder_without_instances_is_refused_with_a_remedy(tmp_path):
    folder_with(tmp_path, "mine/Y.vrp")
    with pytest.raises(NoInstances, match="say by --sets"):
        instances(tmp_path / "mine")


@pytest.mark.parametrize(
    ("kind", "cost", "said"),
    [
        ("vrptw", 439_974, "43997.4"),
        ("hfvrp", 1_941_256_006, "19412.56"),
        ("cvrp", 27_591, "27591"),
    ],
)
def test_costs_are_told_in_the_unit_of_the_sets_own_files(kind, cost, said):
    assert SETS[kind].told(cost) == said
