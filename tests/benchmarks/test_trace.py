"""A trace keeps improvements, few enough to store, and never the last one too little."""

from benchmarks.trace import MOST, Trace
from optimizer.stop import Progress


def told(*costs):
    trace = Trace()
    for cost in costs:
        trace.tell(Progress(0.0, 0, cost, {2: 5, 1: cost % 2}))
    return trace


def test_only_improvements_are_kept_with_meals_in_order_of_tiers():
    points = told(9, 9, 12, 4).points()
    assert [(point.cost, point.unserved) for point in points] == [(9, (1, 5)), (4, (0, 5))]


def test_first_incumbent_is_timed_even_if_none_follows():
    assert told().first is None
    assert told(1).first >= 0


def test_long_traces_are_thinned_but_keep_their_ends():
    points = told(*range(5_000, 0, -1)).points()
    assert len(points) == MOST
    assert (points[0].cost, points[-1].cost) == (5_000, 1)
