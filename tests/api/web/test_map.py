"""The map shows every canteen, stop, route and unserved visit, all inside the sheet."""

import pytest

from api.web.geometry import fit
from api.web.map import HEIGHT, MARGIN, WIDTH, map_view


@pytest.fixture(scope="module")
def view(problem, plan, names, riders):
    return map_view(problem, plan, names, riders)


def test_every_served_visit_is_a_stop_of_its_rider(view):
    (route,) = view.routes
    assert [stop.label for stop in route.stops] == ["1", "2", "3"]
    assert route.stops[0].title == "A1 骑手一·10:06\n花溪路100弄1号\n2 普通餐"


def test_unserved_and_canteen_are_marked(view):
    assert [mark.title for mark in view.unserved] == ["未送：花溪路100弄4号"]
    assert [mark.label for mark in view.canteens] == ["曹杨食堂"]


def test_routes_run_from_canteen_to_canteen(view):
    first, second = view.routes[0].trips
    canteen = f"M{view.canteens[0].x:.1f} {view.canteens[0].y:.1f}"
    assert first.legs.startswith(canteen)
    assert second.legs.startswith(canteen)
    assert first.stops.count("L") == 1
    assert (first.later, second.later) == (False, True)


def test_everything_is_inside_the_margins(view):
    marks = [*view.canteens, *view.unserved, *view.routes[0].stops]
    assert all(MARGIN - 0.1 <= mark.x <= WIDTH - MARGIN + 0.1 for mark in marks)
    assert all(MARGIN - 0.1 <= mark.y <= HEIGHT - MARGIN + 0.1 for mark in marks)


def test_scale_bar_is_as_long_as_it_says(view, problem):
    project = fit([(p.lon, p.lat) for p in problem.locations], WIDTH, HEIGHT, MARGIN)
    metres = int(view.bar.label.removesuffix(" m"))
    assert view.bar.pixels == pytest.approx(metres * project.scale)
    assert 60 < view.bar.pixels <= 170
