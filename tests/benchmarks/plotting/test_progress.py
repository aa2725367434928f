"""Quality over time is drawn on axes that can be read, whoever is served."""

from benchmarks.comparison.frame import frame_of
from benchmarks.plotting.progress import plot_progress
from benchmarks.summary.groups import groups_of
from tests.compared import record


def test_meals_have_an_axis_with_room_for_one_where_nobody_is_left_out():
    served = [[2.0, 108_000, [0, 0, 0]], [10.0, 108_000, [0, 0, 0]]]
    records = [record("engine", seed, trace=served) for seed in (1, 2)]
    figure = plot_progress(groups_of(frame_of(records)), [records])
    assert figure.axes[0].get_ylim()[1] >= 1
