"""The grids of the page name fixtures that there are, each with and without staggering."""

import pytest

from benchmarks.comparison.cases import FIXTURES, FREE
from benchmarks.evidence.grids import GRIDS
from tests import compared


@pytest.mark.parametrize("grid", GRIDS, ids=lambda grid: grid.name)
def test_problems_are_fixtures(grid):
    assert {name.removesuffix(FREE) for name in grid.all_problems()} <= FIXTURES.keys()


def test_areas_are_compared_with_and_without_batches_and_bays():
    (canteen,) = (grid for grid in GRIDS if grid.name == "canteen")
    assert canteen.all_problems() == ("canteen", "canteen:free")
    assert (canteen.seeds, canteen.seconds) == ((1, 2, 3, 4, 5), (10.0, 60.0))


def test_record_belongs_to_a_grid_by_problem_seed_and_limit():
    (canteen,) = (grid for grid in GRIDS if grid.name == "canteen")
    run = compared.record("engine", problem="canteen")
    assert canteen.has(run)
    assert not any(
        canteen.has(run | other)
        for other in ({"problem": "town"}, {"seed": 9}, {"seconds": 7.0}, {"iterations": 5})
    )
