"""Engine and PyVRP find the best there is on tiny instances of every set, and agree on its cost."""

import pytest
from hypothesis import given as having
from hypothesis import settings
from hypothesis import strategies as st

from benchmarks.standard.instance import CannotState, read
from benchmarks.standard.judge import data_of, judged
from benchmarks.standard.solution import cost_of, write
from benchmarks.standard.solvers import SOLVERS
from optimizer.stop import Stop
from tests.standard_instances import optimum, written

STAR = [(0, 0), (3, 4), (6, 8), (-5, 0), (-5, 2), (0, -7)]
DAY = [(0, 60), (5, 30), (0, 60), (0, 25), (8, 40), (0, 60)]
TINY = {
    "cvrp": {"node_coord": STAR, "demand": [0, 2, 3, 2, 1, 2], "capacity": 5},
    "hfvrp": {
        "node_coord": STAR,
        "demand": [0, 2, 3, 2, 1, 2],
        "vehicles": 4,
        "capacity": [4, 4, 9, 9],
        "vehicles_fixed_cost": [100, 100, 4_000, 4_000],
        "vehicles_unit_distance_cost": [110, 110, 100, 100],
    },
    "mdvrptw": {
        "depots": 2,
        "node_coord": [(0, 0), (9, 0), *STAR[1:]],
        "demand": [0, 0, 2, 3, 2, 1, 2],
        "service_time": [0, 0, 1, 2, 1, 2, 1],
        "time_window": [DAY[0], *DAY],
        "vehicles": 4,
        "capacity": 5,
        "vehicles_max_duration": 24,
        "vehicles_depot": [1, 1, 2, 2],
    },
    "mtvrptwr": {
        "node_coord": STAR,
        "demand": [0, 2, 3, 2, 1, 2],
        "service_time": 1,
        "time_window": [(0, 90), *[(0, 90)] * 5],
        "release_time": [0, 0, 5, 20, 0, 30],
        "vehicles": 1,
        "capacity": 5,
        "vehicles_reload_depot": [1],
    },
    "pcvrptw": {
        "node_coord": STAR,
        "demand": [0, 2, 3, 2, 1, 2],
        "service_time": 1,
        "time_window": DAY,
        "prize": [0, 4, 30, 3, 20, 9],
        "vehicles": 2,
        "capacity": 5,
    },
    "vrptw": {
        "node_coord": STAR,
        "demand": [0, 2, 3, 2, 1, 2],
        "service_time": 1,
        "time_window": DAY,
        "vehicles": 5,
        "capacity": 6,
    },
}


def found(solver, file, iterations=300):
    """The solver's own cost, our reading's and PyVRP's of the file."""
    instance, data = read(file), data_of(file)
    stop = Stop(seconds=0.2) if solver == "ortools" else Stop(iterations=iterations)
    solved = SOLVERS[solver](instance, data, stop, 1)
    own = cost_of(instance, solved.routes)
    path = file.path.with_suffix(".found")
    write(path, instance, solved.routes, own)
    return solved.cost, own, judged(data, path)


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("kind", TINY)
def test_best_of_all_solutions_is_found(kind, solver, tmp_path):
    file = written(tmp_path, kind, **TINY[kind])
    if (kind, solver) == ("mtvrptwr", "ortools"):
        with pytest.raises(CannotState, match="no second trip"):
            found(solver, file)
        return
    best = optimum(read(file))
    cost, own, verdict = found(solver, file)
    assert cost == own == verdict.cost == best


@pytest.mark.parametrize("solver", SOLVERS)
def test_whom_no_vehicle_can_serve_is_missing(solver, tmp_path):
    """The load is for two vehicles, and there is one."""
    file = written(tmp_path, "cvrp", **TINY["cvrp"], vehicles=1)
    assert optimum(read(file)) is None
    _, _, verdict = found(solver, file)
    assert verdict.cost is None


def test_prices_per_distance_that_differ_are_refused_where_there_is_a_clock(tmp_path):
    priced = TINY["vrptw"] | {"vehicles_unit_distance_cost": [1, 1, 1, 2, 2]}
    with pytest.raises(CannotState, match="price per distance"):
        found("engine", written(tmp_path, "vrptw", **priced))


def test_one_price_per_distance_may_have_a_clock(tmp_path):
    file = written(tmp_path, "vrptw", **TINY["vrptw"], vehicles_unit_distance_cost=[3] * 5)
    assert found("engine", file)[0] == optimum(read(file))


numbers = st.integers(0, 9)
places = st.lists(st.tuples(numbers, numbers), min_size=5, max_size=5)


@settings(max_examples=15, deadline=None)
@having(
    node_coord=places,
    demand=st.lists(st.integers(1, 4), min_size=4, max_size=4),
    fleet=st.lists(
        st.tuples(st.integers(4, 8), numbers, st.integers(1, 3)), min_size=3, max_size=3
    ),
)
def test_mixed_fleets_cost_what_pyvrp_says(tmp_path_factory, node_coord, demand, fleet):
    """Whatever capacities, fixed costs and prices per distance are: never below the optimum."""
    capacity, fixed, unit = zip(*fleet, strict=True)
    file = written(
        tmp_path_factory.mktemp("fleet"),
        "hfvrp",
        node_coord=node_coord,
        demand=[0, *demand],
        vehicles=3,
        capacity=capacity,
        vehicles_fixed_cost=fixed,
        vehicles_unit_distance_cost=unit,
    )
    cost, own, verdict = found("engine", file, 100)
    best = optimum(read(file))
    if best is None:
        assert verdict.cost is None
    elif verdict.cost is not None:
        assert cost == own == verdict.cost >= best


@settings(max_examples=15, deadline=None)
@having(
    node_coord=places,
    release=st.lists(st.integers(0, 30), min_size=4, max_size=4),
    windows=st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40)), min_size=4, max_size=4),
    reloads=st.booleans(),
)
def test_times_are_what_pyvrp_says(tmp_path_factory, node_coord, release, windows, reloads):
    """Whatever windows and releases are: no solution of the engine breaks one."""
    more = {"vehicles_reload_depot": [1, 1]} if reloads else {}
    closing = [(b, max(b + n, r)) for (b, n), r in zip(windows, release, strict=True)]
    file = written(
        tmp_path_factory.mktemp("times"),
        "mtvrptwr",
        node_coord=node_coord,
        demand=[0, 1, 2, 1, 2],
        service_time=2,
        time_window=[(0, 80), *closing],
        release_time=[0, *release],
        vehicles=2,
        capacity=3,
        **more,
    )
    cost, own, verdict = found("engine", file, 100)
    assert not verdict.broken
    best = optimum(read(file))
    if best is None:
        assert verdict.cost is None
    elif verdict.cost is not None:
        assert cost == own == verdict.cost >= best
