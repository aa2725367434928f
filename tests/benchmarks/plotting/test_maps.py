"""Maps show each trip from its canteen to where the rider goes next."""

from matplotlib.figure import Figure

from benchmarks.plotting.maps import plot_map
from optimizer.plan import Plan, RiderDay
from optimizer.planning import solve
from optimizer.stop import Stop
from tests import toys


def _drawn(problem):
    plan = solve(problem, "nearest", Stop(seconds=1))
    axes = Figure().subplots()
    plot_map(axes, problem, plan)
    return plan, axes


def test_trips_are_paths_over_their_stops():
    problem = toys.line(riders=(toys.rider(boxes=2),))
    plan, axes = _drawn(problem)
    trips = [trip for day in plan.riders for trip in day.trips]
    ways = axes.get_lines()[: len(trips)]
    assert [len(way.get_xdata()) for way in ways] == [len(trip.stops) + 2 for trip in trips]
    home = problem.locations[0]
    assert all(way.get_xdata()[-1] == home.lon for way in ways)
    assert {way.get_linestyle() for way in ways} == {"-", "--"}, "trips of one rider differ"


def test_rider_who_stays_at_home_has_no_path():
    plan = Plan(riders=(RiderDay(rider="R1", start=0, end=0, trips=()),), unserved=())
    axes = Figure().subplots()
    plot_map(axes, toys.line(), plan)
    (canteens,) = axes.get_lines()
    assert canteens.get_marker() == "s"


def test_both_levels_are_drawn():
    plan, axes = _drawn(toys.two_levels())
    assert len(axes.get_lines()) >= sum(len(day.trips) for day in plan.riders)


def test_a_kilometre_is_as_long_in_each_direction():
    _, axes = _drawn(toys.line())
    assert 1.16 < axes.get_aspect() < 1.18, "1 / cos(31.25°)"
