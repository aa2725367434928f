"""Plans as maps without a base map: who rides where, and who is not served.

Lines are straight from stop to stop, not along streets. Degrees are drawn so that a kilometre is
as long in each direction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import cycle
from math import ceil, cos, radians

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from benchmarks.plotting.styles import TIER_COLOURS, style_of
from benchmarks.plotting.texts import text
from benchmarks.summary.texts import inline, stacked
from optimizer.plan import Plan, RiderDay
from optimizer.problem import Problem
from optimizer.texts import Text

Points = NDArray[np.float64]

RIDER_COLOURS = (
    "#332288",
    "#117733",
    "#cc6677",
    "#4477aa",
    "#999933",
    "#aa4499",
    "#44aa99",
    "#882255",
    "#ddcc77",
    "#88ccee",
    "#777777",
    "#661100",
)
TRIP_DASHES = ("-", "--", ":", "-.")
TIER_MARKS = ("X", "^", "v")
METRES_PER_DEGREE = 111_320
SCALES = (100, 200, 500, 1_000, 2_000, 5_000, 10_000)
"""Lengths of the bar that shows the scale, in metres."""
ACROSS = 4
"""Small maps in a row."""
MANY = 1_500
"""Stops beyond which their dots are drawn as pixels, for the sake of the file."""


def plot_best(problem: Problem, plan: Plan) -> Figure:
    """One plan on a whole picture."""
    figure = Figure(figsize=(9, 8), layout="constrained")
    axes = figure.subplots()
    plot_map(axes, problem, plan)
    add_scale(axes, problem)
    trips = max((len(day.trips) for day in plan.riders), default=0)
    for number, dashes in zip(range(1, trips + 1), cycle(TRIP_DASHES), strict=False):
        axes.plot([], [], dashes, color="#666666", label=inline(text("trip", number=number)))
    figure.legend(loc="outside lower right", ncols=3, fontsize=8, frameon=False)
    return figure


def plot_each(problem: Problem, plans: Mapping[str, Plan | None]) -> Figure:
    """Small maps side by side, one per strategy; None: it has no plan, and says so."""
    down = ceil(len(plans) / ACROSS)
    across = min(ACROSS, len(plans))
    figure = Figure(figsize=(3.1 * across, 3.2 * down), layout="constrained")
    everywhere = figure.subplots(down, across, squeeze=False).ravel()
    for axes, (strategy, plan) in zip(everywhere, plans.items(), strict=False):
        axes.set_title(strategy, fontweight=style_of(strategy).weight)
        if plan is None:
            axes.text(0.5, 0.5, stacked(text("no_plan")), ha="center", transform=axes.transAxes)
            axes.set_axis_off()
        else:
            plot_map(axes, problem, plan, small=True)
            axes.set_xlabel(stacked(_counted(plan)))
    for axes in everywhere[len(plans) :]:
        axes.set_axis_off()
    return figure


def _counted(plan: Plan) -> Text:
    riders = sum(bool(day.trips) for day in plan.riders)
    return text("counted", riders=riders, unserved=len(plan.unserved))


def plot_map(axes: Axes, problem: Problem, plan: Plan, *, small: bool = False) -> None:
    """The rounds of ``plan`` by rider, its canteens and its unserved visits."""
    places = {place.id: (place.lon, place.lat) for place in problem.locations}
    served = [places[problem.visit[name].location] for name in sorted(plan.served())]
    width = 0.7 if small else 1.1
    for day, colour in zip(plan.riders, cycle(RIDER_COLOURS), strict=False):
        for path, dashes in zip(_paths(problem, places, day), cycle(TRIP_DASHES), strict=False):
            axes.plot(*path.T, color=colour, ls=dashes, lw=width, alpha=0.85, zorder=2)
    if served and not small:
        dots = np.array(served)
        axes.plot(*dots.T, ".", color="#333333", ms=2.5, zorder=3, rasterized=len(dots) > MANY)
    _canteens(axes, problem, places, small=small)
    _unserved(axes, problem, plan, places, small=small)
    middle = float(np.mean([lat for _, lat in places.values()]))
    axes.set_aspect(1 / cos(radians(middle)), adjustable="datalim")
    axes.spines[:].set_visible(False)
    axes.tick_params(length=0, labelsize=7, labelcolor="#888888")
    axes.locator_params(nbins=4)
    axes.ticklabel_format(useOffset=False, style="plain")
    if small:
        axes.set(xticks=[], yticks=[])


def add_scale(axes: Axes, problem: Problem) -> None:
    """A bar of a round length at the lower left."""
    left, right = axes.get_xlim()
    lat = float(np.mean([place.lat for place in problem.locations]))
    metre = 1 / (METRES_PER_DEGREE * cos(radians(lat)))
    metres = max((s for s in SCALES if s * metre < 0.3 * (right - left)), default=SCALES[0])
    share = metres * metre / (right - left)
    axes.plot([0.02, 0.02 + share], [0.015, 0.015], transform=axes.transAxes, color="#444444", lw=2)
    label = f"{metres / 1000:g} km"
    axes.text(0.02 + share / 2, 0.022, label, transform=axes.transAxes, ha="center", fontsize=8)


def _paths(
    problem: Problem, places: dict[str, tuple[float, float]], day: RiderDay
) -> Iterator[Points]:
    """The way of each trip, from its canteen over its stops to where the rider goes next."""
    home = problem.canteen[problem.rider[day.rider].canteen].location
    starts = [problem.canteen[trip.canteen].location for trip in day.trips]
    for trip, start, then in zip(day.trips, starts, [*starts, home][1:], strict=True):
        stops = [problem.visit[stop.visit].location for stop in trip.stops]
        yield np.array([places[name] for name in (start, *stops, then)])


def _canteens(
    axes: Axes, problem: Problem, places: dict[str, tuple[float, float]], *, small: bool
) -> None:
    at = np.array([places[canteen.location] for canteen in problem.canteens])
    size = (4.0 if small else 8.0) / (1 if len(at) < 20 else 2)
    axes.plot(
        *at.T, "s", color="#111111", mec="white", ms=size, zorder=5, label=inline(text("canteen"))
    )


def _unserved(
    axes: Axes, problem: Problem, plan: Plan, places: dict[str, tuple[float, float]], *, small: bool
) -> None:
    """A mark per visit that nobody serves, the most vulnerable on top."""
    tiers: Sequence[int] = (3, 2, 1)
    for tier in tiers:
        names = [one.visit for one in plan.unserved if one.tier == tier]
        if not names:
            continue
        at = np.array([places[problem.visit[name].location] for name in names])
        axes.plot(
            *at.T,
            TIER_MARKS[tier - 1],
            color=TIER_COLOURS[tier - 1],
            mec="black",
            mew=0.5,
            ms=4 if small else 8,
            zorder=9 - tier,
            label=inline(text("unserved_of_tier", tier=tier, count=len(names))),
        )
