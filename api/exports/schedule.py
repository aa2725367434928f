"""A day's published schedule as a table for the office: who, when, where, what."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence

from api.exports.tables import Cell, Table
from api.roster.cells.meals import DIETS
from api.schedules.route_schemas import Contact, RiderRoute
from api.schedules.schemas import Schedule, StopSchedule, TripSchedule, UnservedSchedule
from optimizer.texts import Catalogue

text = Catalogue("api.exports")

STOPS = (
    *("rider", "trip", "load", "depart", "stop", "arrive", "start"),
    *("visit", "address", "meals"),
)
PEOPLE = (
    *("rider", "trip", "stop", "start", "visit", "address"),
    *("door", "floor", "lift", "name", "phone", "door_note", "meals"),
)


def stops_table(schedule: Schedule) -> Table:
    """A row for each stop, then one for each visit without delivery; nobody is named."""
    diets = _diets(
        [stop.meals for rider in schedule.riders for trip in rider.trips for stop in trip.stops]
        + [entry.meals for entry in schedule.unserved]
    )
    rows: list[list[Cell]] = [
        _stop(rider.rider, trip, number, stop, diets)
        for rider in schedule.riders
        for trip in rider.trips
        for number, stop in enumerate(trip.stops, start=1)
    ]
    rows += [_unserved(entry, diets, STOPS) for entry in schedule.unserved]
    return Table(name=_name(schedule), headers=_headers(STOPS, diets), rows=rows)


def people_table(schedule: Schedule, routes: Sequence[RiderRoute]) -> Table:
    """A row for each person at each stop, with name, phone and door: personal data.

    ``routes`` are the riders' own. Visits without delivery follow, a row each.
    """
    behind = [
        (route.rider, trip.number, number, stop, contact)
        for route in routes
        for trip in route.trips
        for number, stop in enumerate(trip.stops, start=1)
        for contact in stop.contacts
    ]
    diets = _diets([contact.meals for *_, contact in behind] + [e.meals for e in schedule.unserved])
    rows: list[list[Cell]] = [
        [
            *(rider, trip, number, _clock(stop.start), stop.visit, stop.address or ""),
            *_person(contact),
            *_meals(contact, diets),
            "",
        ]
        for rider, trip, number, stop, contact in behind
    ]
    rows += [_unserved(entry, diets, PEOPLE) for entry in schedule.unserved]
    return Table(name=_name(schedule), headers=_headers(PEOPLE, diets), rows=rows)


def _headers(columns: Sequence[str], diets: Sequence[str]) -> tuple[str, ...]:
    spelt = {column: text(f"column_{column}") for column in (*columns, "remark")}
    first = [f"{spelt[column].zh} {spelt[column].en}" for column in columns]
    return (*first, *(DIETS[diet][0] for diet in diets), f"{spelt['remark'].zh} remark")


def _name(schedule: Schedule) -> str:
    return f"{schedule.date} {schedule.sitting} v{schedule.version}"


def _diets(meals: Sequence[Mapping[str, int]]) -> list[str]:
    """The diets that occur, in their usual order."""
    eaten = {diet for one in meals for diet in one}
    return [diet for diet in DIETS if diet in eaten]


def _stop(
    rider: str, trip: TripSchedule, number: int, stop: StopSchedule, diets: Sequence[str]
) -> list[Cell]:
    return [
        *(rider, trip.number, _clock(trip.load_start), _clock(trip.depart), number),
        *(_clock(stop.arrive), _clock(stop.start), stop.visit, stop.address or ""),
        *(sum(stop.meals.values()), *_meals(stop, diets)),
        text("relaxed").zh if stop.relaxed else "",
    ]


def _unserved(entry: UnservedSchedule, diets: Sequence[str], columns: Sequence[str]) -> list[Cell]:
    """Why there is no delivery and what happens instead; who takes over is not named."""
    known: dict[str, Cell] = {
        "rider": text("unserved").zh,
        "visit": entry.visit,
        "address": entry.address or "",
        "meals": sum(entry.meals.values()),
    }
    values = {
        "who": text(f"kind_{entry.hand_over.kind}").zh,
        "reasons": "；".join(reason.text.zh for reason in entry.reasons),
    }
    at = entry.hand_over.at
    said = text("hand_over_at", at=f"{at:%H:%M}", **values) if at else text("hand_over", **values)
    return [*(known.get(column) for column in columns), *_meals(entry, diets), said.zh]


def _meals(entry: StopSchedule | UnservedSchedule | Contact, diets: Sequence[str]) -> list[Cell]:
    return [entry.meals.get(diet, 0) for diet in diets]


def _person(contact: Contact) -> Iterator[Cell]:
    """Whoever left the roster since is named by id."""
    yield contact.door or ""
    yield contact.floor
    yield None if contact.lift is None else text("yes" if contact.lift else "no").zh
    yield contact.name or contact.resident
    yield contact.phone or ""
    yield contact.door_note or ""
    yield sum(contact.meals.values())


def _clock(moment: datetime.datetime) -> datetime.time:
    return moment.time().replace(microsecond=0)
