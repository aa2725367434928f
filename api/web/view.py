"""The day's page as plain values: everything in it is ready to print."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from api.plans.notices import on_osm_roads, sources
from api.plans.records import Status, Version
from api.texts import clock
from api.web.kitchen import KitchenView, kitchen_views
from api.web.map import MapView, map_view
from api.web.names import Names
from api.web.one_canteen import of_canteen
from api.web.riders import RiderView, rider_views
from api.web.texts import text
from api.web.timeline import TimelineView, timeline_view
from api.web.told import ToldView, told_views
from api.web.unserved import UnservedView, unserved_views
from api.web.words import date_words, minutes, moment_words, sitting_words
from optimizer.plan import Plan, SolverInfo
from optimizer.problem import Problem
from optimizer.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One headline number; ``alarm`` marks one that wants an eye."""

    value: str
    unit: str
    label: Text
    alarm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """Which version the page shows, and what that means."""

    id: int
    number: int
    status: Status
    words: Text
    meaning: Text
    title: Text
    moment: Text
    origin: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """The whole page, or what ``canteen`` has to do with it; ``canteens`` can be chosen.

    ``all_open`` unserved visits of all canteens want a hand-over before anybody can publish.
    """

    date: datetime.date
    date_words: Text
    sitting: str
    sitting_words: Text
    version: VersionView
    figures: tuple[Figure, ...]
    unserved: tuple[UnservedView, ...]
    riders: tuple[RiderView, ...]
    map: MapView | None
    timeline: TimelineView | None
    kitchens: tuple[KitchenView, ...]
    told: tuple[ToldView, ...]
    roads: tuple[Text, ...]
    on_osm_roads: bool
    canteens: tuple[tuple[str, str], ...]
    canteen: str
    all_open: int

    @property
    def open(self) -> tuple[UnservedView, ...]:
        """Unserved visits that still want a hand-over."""
        return tuple(case for case in self.unserved if case.hand_over is None)

    @property
    def settled(self) -> tuple[UnservedView, ...]:
        """Unserved visits that somebody takes care of."""
        return tuple(case for case in self.unserved if case.hand_over is not None)

    @property
    def editable(self) -> bool:
        """Whether hand-overs may still be recorded and the plan published."""
        return self.version.status is Status.DRAFT


def day_view(version: Version, names: Names, zone: ZoneInfo, canteen: str = "") -> DayView:
    """The page of a plan version, for one canteen if one of the problem's is named."""
    problem = version.problem
    kitchens = tuple((c.id, names.canteen(c.id)) for c in problem.canteens if c.kitchen)
    chosen = canteen if canteen in dict(kitchens) else ""
    plan = of_canteen(problem, version.plan, chosen)
    shown = {day.rider for day in plan.riders}
    riders = tuple(r for r in rider_views(problem, version.plan, names) if r.id in shown)
    settled = {agreed.visit for agreed in version.hand_overs}
    return DayView(
        date=problem.date,
        date_words=date_words(problem.date),
        sitting=problem.sitting,
        sitting_words=sitting_words(problem.sitting),
        version=version_view(version, zone),
        figures=tuple(_figures(problem, plan, riders)),
        unserved=unserved_views(problem, plan, version.hand_overs, names),
        riders=riders,
        map=map_view(problem, plan, names, riders) if plan.riders or plan.unserved else None,
        timeline=timeline_view(problem, plan, riders) if riders else None,
        kitchens=tuple(
            view
            for view in kitchen_views(problem, version.plan, names)
            if chosen in {"", view.canteen}
        ),
        told=told_views(problem, names),
        roads=sources(problem),
        on_osm_roads=on_osm_roads(problem),
        canteens=kitchens,
        canteen=chosen,
        all_open=sum(left.visit not in settled for left in version.plan.unserved),
    )


def version_view(version: Version, zone: ZoneInfo) -> VersionView:
    """A version in words."""
    key = "version_published" if version.published else "version_created"
    moment = moment_words(version.published or version.created, zone)
    return VersionView(
        id=version.id,
        number=version.number,
        status=version.status,
        words=text(f"status_{version.status}"),
        meaning=text(f"status_{version.status}_meaning"),
        title=text("version_number", number=version.number),
        moment=text(key, moment=moment),
        origin=_origin(version.plan.solver),
    )


def _origin(solver: SolverInfo | None) -> Text | None:
    if solver is None:
        return None
    seconds = f"{solver.seconds:.0f}"
    return text("origin", strategy=solver.strategy, seconds=seconds, seed=solver.seed)


def _figures(problem: Problem, plan: Plan, riders: Sequence[RiderView]) -> list[Figure]:
    stops = [stop for day in plan.riders for trip in day.trips for stop in trip.stops]
    meals = sum(problem.visit[stop.visit].eaten for stop in stops)
    first = clock(min(stop.start for stop in stops)) if stops else "–"
    last = clock(max(stop.start for stop in stops)) if stops else "–"
    longest = minutes(max((stop.onboard for stop in stops), default=0))
    trips = sum(len(rider.trips) for rider in riders)
    missing = len(plan.unserved)
    return [
        Figure(value=str(meals), unit="份", label=text("figure_meals")),
        Figure(value=str(len(stops)), unit="处", label=text("figure_visits")),
        Figure(value=str(len(riders)), unit="人", label=text("figure_riders")),
        Figure(value=str(trips), unit="趟", label=text("figure_trips")),
        Figure(value=str(missing), unit="处", label=text("figure_unserved"), alarm=missing > 0),
        Figure(value=first, unit="", label=text("figure_first")),
        Figure(value=last, unit="", label=text("figure_last")),
        Figure(value=str(longest), unit="分钟", label=text("figure_onboard")),
    ]
