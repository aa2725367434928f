"""The timeline is to scale, and loading, way and stops follow each other."""

from dataclasses import replace

import pytest

from api.web.timeline import LEFT, RIGHT, WIDTH, timeline_view
from tests import toys


@pytest.fixture(scope="module")
def view(problem, plan, riders):
    return timeline_view(problem, plan, riders)


def test_scale_is_in_half_hours_around_day_and_window(view):
    labels = [tick.label for tick in view.ticks]
    assert labels == ["10:00", "10:30", "11:00", "11:30", "12:00", "12:30"]
    assert view.ticks[0].x == LEFT
    assert view.ticks[-1].x == pytest.approx(WIDTH - RIGHT)
    steps = {round(b.x - a.x, 6) for a, b in zip(view.ticks, view.ticks[1:], strict=False)}
    assert len(steps) == 1


def test_bars_follow_the_clock(view):
    (row,) = view.rows
    minute = (view.ticks[1].x - view.ticks[0].x) / 30
    first, second = row.trips
    assert first.loading.x == LEFT
    assert first.loading.width == pytest.approx(5 * minute)
    assert first.way.x == pytest.approx(LEFT + 5 * minute)
    assert [stop.x for stop in first.stops] == pytest.approx([LEFT + 6 * minute, LEFT + 8 * minute])
    assert second.loading.x == pytest.approx(LEFT + 30 * minute)
    assert second.label == "第 2 趟·1 份"


def test_wanted_and_limits_are_what_most_visits_have(problem, plan, riders):
    usual = [replace(visit, preferred=(37_800, 43_200)) for visit in problem.visits[:3]]
    changed = replace(problem, visits=(*usual, problem.visits[3]))
    view = timeline_view(changed, plan, riders)
    assert view.wanted.title == "希望送达 10:30–12:00"
    assert view.limits.title == "最早 10:00，最晚 12:00"


def test_a_day_longer_than_the_windows_still_fits(problem, plan, riders):
    late = replace(plan.riders[1], end=toys.OPEN + 12_000)
    view = timeline_view(problem, replace(plan, riders=(plan.riders[0], late)), riders)
    assert view.ticks[-1].label == "13:30"
