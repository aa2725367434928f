"""What the endpoints of published schedules answer."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy.orm import Session

from api.errors import NotFound
from api.orders.records import Order
from api.plans import service as plans
from api.plans.bulk import at_doors
from api.plans.records import Version
from api.schedules import repository
from api.schedules.build import ScheduleBuilder
from api.schedules.repository import Person
from api.schedules.route_schemas import Contact, RiderRoute, RouteStop, RouteTrip
from api.schedules.schemas import Schedule, StopSchedule, TripSchedule


def schedule(session: Session, date: datetime.date, sitting: str, canteen: str | None) -> Schedule:
    """The published schedule of a sitting, or one canteen's part of it.

    Raises
    ------
    NotFound
        When nothing is published, or the canteen is not in it.
    """
    version = _published(session, date, sitting)
    if canteen is not None and canteen not in version.problem.canteen:
        raise NotFound("canteen_not_found", canteen=canteen, date=date)
    return builder_of(session, version).schedule(canteen)


def route(
    session: Session, rider: str, date: datetime.date, sitting: str, endpoint: str
) -> RiderRoute:
    """A rider's published day with the contacts at each door; the reading is logged.

    Raises
    ------
    NotFound
        When nothing is published, or the rider is not in it.
    """
    version = _published(session, date, sitting)
    if rider not in version.problem.rider:
        raise NotFound("rider_not_found", rider=rider, date=date)
    builder = builder_of(session, version)
    days = [day for day in version.plan.riders if day.rider == rider]
    trips = [trip for day in days for trip in builder.trips(day)]
    orders = at_doors(version.problem, version.orders)
    visits = {stop.visit for trip in trips for stop in trip.stops}
    met = visits & {order.visit for order in orders}
    people = repository.people(session, version.id, met)
    repository.log_personal_read(session, endpoint, rider, version, len(people))
    contacts = _contacts(orders, people)
    return RiderRoute(
        rider=rider,
        date=date,
        sitting=sitting,
        version=version.number,
        published=builder.published(),
        trips=[_trip(builder, trip, contacts) for trip in trips],
    )


def _published(session: Session, date: datetime.date, sitting: str) -> Version:
    version = plans.published(session, date, sitting)
    if version is None:
        raise NotFound("schedule_not_found", date=date, sitting=sitting)
    return version


def builder_of(session: Session, version: Version) -> ScheduleBuilder:
    """What turns a version into schemas, with the addresses and names of now."""
    return ScheduleBuilder(
        version=version,
        addresses=repository.addresses(session, version),
        names=repository.canteen_names(session, version.problem),
    )


def _contacts(orders: Iterable[Order], people: Mapping[str, Person]) -> dict[str, list[Contact]]:
    """Contacts by visit, each resident once, in the order of the orders."""
    meals: dict[str, dict[str, Counter[str]]] = {}
    for order in orders:
        behind = meals.setdefault(order.visit, {})
        behind.setdefault(order.resident, Counter())[order.diet] += order.meals
    return {
        visit: [
            _contact(resident, eaten, people.get(resident)) for resident, eaten in behind.items()
        ]
        for visit, behind in meals.items()
    }


def _contact(resident: str, meals: Counter[str], person: Person | None) -> Contact:
    return Contact(
        resident=resident,
        name=person and person.name,
        phone=person and person.phone,
        door=person and person.door,
        floor=person and person.floor,
        lift=person and person.lift,
        door_note=person and person.door_note,
        meals=dict(meals),
    )


def _trip(
    builder: ScheduleBuilder, trip: TripSchedule, contacts: Mapping[str, list[Contact]]
) -> RouteTrip:
    load: Counter[str] = Counter()
    for stop in trip.stops:
        load.update(stop.meals)
    return RouteTrip(
        number=trip.number,
        canteen=builder.canteen_place(trip.canteen),
        load_start=trip.load_start,
        depart=trip.depart,
        returns=trip.returns,
        returns_to=trip.returns_to,
        meals=dict(load),
        stops=[_stop(stop, contacts.get(stop.visit, [])) for stop in trip.stops],
    )


def _stop(stop: StopSchedule, contacts: list[Contact]) -> RouteStop:
    return RouteStop(
        visit=stop.visit,
        address=stop.address,
        lon=stop.lon,
        lat=stop.lat,
        arrive=stop.arrive,
        start=stop.start,
        end=stop.end,
        meals=stop.meals,
        contacts=contacts,
    )
