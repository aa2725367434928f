"""The printed sheets: one a rider, and the kitchen's list.

Riders read names, phones and doors here, for they have to find people. What they never read is
the tier, the category, the programme or an illness: diets are names of food.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from api.orders.records import Order
from api.plans.bulk import at_doors, bulk_visits
from api.plans.records import Version
from api.schedules.repository import Person
from api.web.badge import Badge
from api.web.kitchen import KitchenView, kitchen_views
from api.web.names import Names
from api.web.replaced import Replaced, RiderTrips
from api.web.riders import TripView, rider_views
from api.web.texts import text
from api.web.view import VersionView, version_view
from api.web.words import date_words, diet_words, meals_words, moment_words, sitting_words
from optimizer.problem import Visit
from optimizer.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What every sheet says about itself."""

    date: datetime.date
    date_words: Text
    sitting_words: Text
    version: VersionView
    printed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """What one resident is handed, and where."""

    name: str
    floor: Text
    meals: str
    door: str = ""
    phone: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetStop:
    """A building on the sheet, with everyone behind its entrance in order of floors."""

    number: int
    start: str
    address: str
    boxes: int
    handings: tuple[Handing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTrip:
    """A trip on the sheet; it begins a new page. ``mark``: what it replaces, if anything."""

    trip: TripView
    stops: tuple[SheetStop, ...]
    mark: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiderSheet:
    """Everything that one rider takes along."""

    rider: str
    badge: Badge
    name: str
    trips: tuple[SheetTrip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiderSheets:
    """The riders' sheets of a version: all, or those that are not as published before.

    ``withdrawn`` are sheets of the version before that nothing replaces.
    """

    imprint: Imprint
    riders: tuple[RiderSheet, ...]
    withdrawn: tuple[RiderTrips, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KitchenSheet:
    """The kitchens' lists of a version, all or the changed ones; ``marks`` by canteen."""

    imprint: Imprint
    kitchens: tuple[KitchenView, ...]
    marks: Mapping[str, Text]


def rider_sheets(
    version: Version,
    names: Names,
    people: Mapping[str, Person],
    now: datetime.datetime,
    zone: ZoneInfo,
    replaced: Replaced | None = None,
    *,
    changed: bool = False,
) -> RiderSheets:
    """The riders' sheets, printed ``now``; ``people`` are the residents by id.

    ``changed``: only those that are ``replaced``.
    """
    orders: dict[str, list[Order]] = {}
    for order in at_doors(version.problem, version.orders):
        orders.setdefault(order.visit, []).append(order)
    bulk = {visit: _bulk(version.problem.visit[visit]) for visit in bulk_visits(version.problem)}
    differing = replaced.trips if replaced else frozenset()
    sheets = (
        RiderSheet(
            rider=rider.id,
            badge=rider.badge,
            name=rider.name,
            trips=tuple(
                _trip(trip, orders, people, bulk, replaced.mark if replaced and differs else None)
                for trip in rider.trips
                if (differs := (rider.id, trip.number - 1) in differing) or not changed
            ),
        )
        for rider in rider_views(version.problem, version.plan, names)
    )
    return RiderSheets(
        imprint=_imprint(version, now, zone),
        riders=tuple(sheet for sheet in sheets if sheet.trips),
        withdrawn=replaced.withdrawn if replaced else (),
    )


def kitchen_sheet(
    version: Version,
    names: Names,
    now: datetime.datetime,
    zone: ZoneInfo,
    replaced: Replaced | None = None,
    *,
    changed: bool = False,
) -> KitchenSheet:
    """The kitchens' lists, printed ``now``; ``changed``: only those that are ``replaced``."""
    differing = replaced.kitchens if replaced else frozenset()
    views = kitchen_views(version.problem, version.plan, names)
    return KitchenSheet(
        imprint=_imprint(version, now, zone),
        kitchens=tuple(view for view in views if view.canteen in differing or not changed),
        marks=dict.fromkeys(differing, replaced.mark) if replaced else {},
    )


def _imprint(version: Version, now: datetime.datetime, zone: ZoneInfo) -> Imprint:
    return Imprint(
        date=version.problem.date,
        date_words=date_words(version.problem.date),
        sitting_words=sitting_words(version.problem.sitting),
        version=version_view(version, zone),
        printed=moment_words(now, zone),
    )


def _trip(
    trip: TripView,
    orders: Mapping[str, Sequence[Order]],
    people: Mapping[str, Person],
    bulk: Mapping[str, Handing],
    mark: Text | None,
) -> SheetTrip:
    stops = (
        SheetStop(
            number=stop.number,
            start=stop.start,
            address=stop.address,
            boxes=stop.boxes,
            handings=(bulk[stop.visit],)
            if stop.visit in bulk
            else tuple(_handings(orders.get(stop.visit, ()), people)),
        )
        for stop in trip.stops
    )
    return SheetTrip(trip=trip, stops=tuple(stops), mark=mark)


def _bulk(visit: Visit) -> Handing:
    """All meals at once, to whoever receives them at the meal point."""
    walked = text("bulk_walked_on", meals=visit.transit).zh if visit.transit else ""
    return Handing(
        name=text("bulk_receiver").zh,
        floor=text("bulk_floor"),
        meals=meals_words(visit.meals),
        note=walked,
    )


def _handings(orders: Sequence[Order], people: Mapping[str, Person]) -> Iterator[Handing]:
    """From the lowest floor up; first whoever left the roster, by the order's id."""
    floors = {resident: person.floor for resident, person in people.items()}
    for order in sorted(orders, key=lambda o: (floors.get(o.resident, 0), o.resident)):
        meals = f"{diet_words(order.diet).zh} ×{order.meals}"
        person = people.get(order.resident)
        if person is None:
            yield Handing(name=order.resident, floor=text("left_roster"), meals=meals)
            continue
        yield Handing(
            door=person.door,
            floor=text("floor_lift" if person.lift else "floor", floor=person.floor),
            name=person.name,
            phone=person.phone,
            meals=meals,
            note=person.door_note,
        )
