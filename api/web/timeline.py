"""The day as a timeline: one row a rider, loading, riding and stops, in ready coordinates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.texts import clock
from api.web.badge import Badge
from api.web.riders import RiderView, TripView
from api.web.texts import text
from optimizer.plan import Plan, RiderDay, Trip
from optimizer.problem import Problem, Window

WIDTH, LEFT, RIGHT, TOP, ROW, FOOT = 1280.0, 150.0, 18.0, 46.0, 46.0, 8.0
STEP = 1_800
"""Seconds between two lines of the scale."""
LEAST_BAR = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A line of the time scale."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Something that lasts."""

    x: float
    width: float
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TripBar:
    """A trip: loading, then the whole way with its stops on it."""

    label: str
    loading: Bar
    way: Bar
    stops: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A rider's row; ``y`` is its upper edge."""

    badge: Badge
    name: str
    y: float
    trips: tuple[TripBar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineView:
    """Everything that the timeline draws.

    ``wanted`` is when most visits should start, ``limits`` when they may, as bars.
    """

    width: float
    height: float
    left: float
    top: float
    bottom: float
    ticks: tuple[Tick, ...]
    wanted: Bar
    limits: Bar
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    begin: int
    end: int

    def x(self, seconds: int) -> float:
        share = (seconds - self.begin) / (self.end - self.begin)
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    def bar(self, begin: int, end: int, title: str) -> Bar:
        width = max(self.x(end) - self.x(begin), LEAST_BAR)
        return Bar(x=self.x(begin), width=width, title=title)


def timeline_view(problem: Problem, plan: Plan, riders: Sequence[RiderView]) -> TimelineView:
    """The timeline of a plan."""
    wanted = _usual(visit.preferred or visit.window for visit in problem.visits)
    limits = _usual(visit.window for visit in problem.visits)
    days = {day.rider: day for day in plan.riders}
    begin = min([limits[0], *(days[rider.id].start for rider in riders)])
    end = max([limits[1], *(days[rider.id].end for rider in riders)])
    scale = _Scale(begin // STEP * STEP, -(-(end + 1) // STEP) * STEP)
    bottom = TOP + ROW * len(riders)
    return TimelineView(
        width=WIDTH,
        height=bottom + FOOT,
        left=LEFT,
        top=TOP,
        bottom=bottom,
        ticks=tuple(
            Tick(x=scale.x(at), label=clock(at)) for at in range(scale.begin, scale.end + 1, STEP)
        ),
        wanted=scale.bar(*wanted, text("timeline_wanted", **_clocks(wanted)).zh),
        limits=scale.bar(*limits, text("timeline_limits", **_clocks(limits)).zh),
        rows=tuple(
            _row(rider, days[rider.id], TOP + ROW * k, scale) for k, rider in enumerate(riders)
        ),
    )


def _usual(windows: Iterable[Window]) -> Window:
    """The most frequent window; of equally frequent ones the first."""
    return Counter(windows).most_common(1)[0][0]


def _clocks(window: Window) -> dict[str, str]:
    return {"begin": clock(window[0]), "end": clock(window[1])}


def _row(rider: RiderView, day: RiderDay, y: float, scale: _Scale) -> Row:
    trips = zip(day.trips, rider.trips, strict=True)
    return Row(
        badge=rider.badge,
        name=rider.name,
        y=y,
        trips=tuple(_trip(trip, words, scale) for trip, words in trips),
    )


def _trip(trip: Trip, words: TripView, scale: _Scale) -> TripBar:
    loading = text("timeline_loading", begin=words.load_start, canteen=words.canteen)
    way = text("timeline_way", number=words.number, depart=words.depart, returns=words.returns)
    stops = zip(trip.stops, words.stops, strict=True)
    return TripBar(
        label=text("timeline_trip", number=words.number, boxes=words.boxes).zh,
        loading=scale.bar(trip.load_start, trip.depart, loading.zh),
        way=scale.bar(trip.depart, trip.returns, way.zh),
        stops=tuple(
            scale.bar(stop.start, stop.end, f"{view.number}·{view.start} {view.address}")
            for stop, view in stops
        ),
    )
