"""The day's map as ready coordinates: canteens, estates, routes, stops, unserved visits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.web.badge import Badge
from api.web.boxes import Box
from api.web.estates import EstateView, estates
from api.web.geometry import Point, Projection, fit, path, round_length
from api.web.names import Names
from api.web.numbers import place_numbers
from api.web.riders import RiderView
from api.web.texts import text
from optimizer.plan import Plan, RiderDay
from optimizer.problem import Canteen, Problem, Visit

WIDTH, HEIGHT, MARGIN = 730.0, 640.0, 34.0
LONGEST_BAR = 170.0
SIGN_LETTER, WARNING = 15.0, 22.0
"""Pixels: a letter of a canteen's name, the mark of an unserved visit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A named point; ``title`` appears under the mouse."""

    x: float
    y: float
    label: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopMark(Mark):
    """A stop; its number stands ``dx``, ``dy`` from it when the rider is singled out."""

    dx: float
    dy: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TripLine:
    """A trip's way: from stop to stop, and thinner out from and back to the canteens."""

    stops: str
    legs: str
    later: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """All that belongs to one rider."""

    badge: Badge
    rider: str
    trips: tuple[TripLine, ...]
    stops: tuple[StopMark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleBar:
    """A round length in pixels and words."""

    pixels: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """Everything that the map draws, back to front; coordinates in pixels."""

    width: float
    height: float
    estates: tuple[EstateView, ...]
    routes: tuple[Route, ...]
    unserved: tuple[Mark, ...]
    canteens: tuple[Mark, ...]
    bar: ScaleBar


def map_view(problem: Problem, plan: Plan, names: Names, riders: Sequence[RiderView]) -> MapView:
    """The map of a plan, or of a part of it: nothing else of the problem is drawn."""
    places = {place.id: (place.lon, place.lat) for place in problem.locations}
    visits, canteens = _shown(problem, plan)
    shown = [places[v.location] for v in visits] + [places[c.location] for c in canteens]
    project = fit(shown, WIDTH, HEIGHT, MARGIN)
    at = {visit.id: project(*places[visit.location]) for visit in visits}
    kitchens = {c.id: project(*places[c.location]) for c in canteens}
    unserved = sorted(left.visit for left in plan.unserved)
    signs = [_sign(names.canteen(canteen), *point) for canteen, point in kitchens.items()]
    signs += [Box.around(*at[visit], WARNING, WARNING) for visit in unserved]
    doors = [(names.address(visit), point) for visit, point in at.items()]
    quarters = estates(doors, signs, Box(0, 0, WIDTH, HEIGHT))
    signs += [estate.label for estate in quarters if estate.label]
    days = {day.rider: day for day in plan.riders}
    return MapView(
        width=WIDTH,
        height=HEIGHT,
        estates=quarters,
        routes=tuple(
            Route(
                badge=rider.badge,
                rider=rider.name,
                trips=tuple(_lines(days[rider.id], problem, at, kitchens)),
                stops=tuple(_stops(rider, at, signs)),
            )
            for rider in riders
        ),
        unserved=tuple(
            Mark(x=x, y=y, label="!", title=text("map_unserved", place=names.address(v)).zh)
            for v in unserved
            for x, y in [at[v]]
        ),
        canteens=tuple(
            Mark(x=x, y=y, label=names.canteen(canteen), title=names.canteen(canteen))
            for canteen, (x, y) in kitchens.items()
        ),
        bar=_scale_bar(project),
    )


def _shown(problem: Problem, plan: Plan) -> tuple[list[Visit], list[Canteen]]:
    """The plan's visits, and the canteens where its riders live and load; of a whole plan all."""
    known = plan.served() | {left.visit for left in plan.unserved}
    visits = [visit for visit in problem.visits if visit.id in known]
    if len(visits) == len(problem.visits):
        return visits, list(problem.canteens)
    used = {problem.rider[day.rider].canteen for day in plan.riders}
    used |= {trip.canteen for day in plan.riders for trip in day.trips}
    return visits, [canteen for canteen in problem.canteens if canteen.id in used]


def _sign(name: str, x: float, y: float) -> Box:
    """What a canteen's mark covers: the house and its name below."""
    half = max(len(name) * SIGN_LETTER, WARNING) / 2
    return Box(x - half, y - 16, x + half, y + 36)


def _lines(
    day: RiderDay, problem: Problem, at: Mapping[str, Point], kitchens: Mapping[str, Point]
) -> Iterator[TripLine]:
    home = problem.rider[day.rider].canteen
    ends = [*(trip.canteen for trip in day.trips[1:]), home]
    for number, (trip, end) in enumerate(zip(day.trips, ends, strict=True)):
        way = [at[stop.visit] for stop in trip.stops]
        legs = [[kitchens[trip.canteen], *way[:1]], [*way[-1:], kitchens[end]]]
        yield TripLine(stops=path(way), legs="".join(map(path, legs)), later=number > 0)


def _stops(
    rider: RiderView, at: Mapping[str, Point], keep_clear: Iterable[Box]
) -> Iterator[StopMark]:
    stops = [stop for trip in rider.trips for stop in trip.stops]
    points = [at[stop.visit] for stop in stops]
    offsets = place_numbers(points, [str(stop.number) for stop in stops], keep_clear)
    for stop, (x, y), (dx, dy) in zip(stops, points, offsets, strict=True):
        who = f"{rider.badge.letter}{stop.number} {rider.name}·{stop.start}"
        title = f"{who}\n{stop.address}\n{stop.meals}"
        yield StopMark(x=x, y=y, dx=dx, dy=dy, label=str(stop.number), title=title)


def _scale_bar(project: Projection) -> ScaleBar:
    metres = round_length(LONGEST_BAR / project.scale)
    label = f"{metres} m" if metres < 1000 else f"{metres // 1000} km"
    return ScaleBar(pixels=metres * project.scale, label=label)
