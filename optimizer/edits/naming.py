"""What an edit names must be there: visits, riders, trips, positions, canteens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from optimizer.edits.kinds import (
    Add,
    Edit,
    Move,
    NewTrip,
    OtherCanteen,
    OtherRider,
    Remove,
    Reorder,
    Swap,
)
from optimizer.edits.places import Places
from optimizer.errors import Issue
from optimizer.texts import text


def issues_of(places: Places, edit: Edit) -> list[Issue]:
    """Everything that the edit names and the plan does not have; paths are the edit's fields."""
    return list(_issues(places, edit))


def _issues(places: Places, edit: Edit) -> Iterator[Issue]:
    match edit:
        case Move():
            yield from _move(places, edit)
        case Swap():
            yield from _served(places, "one", edit.one)
            yield from _served(places, "other", edit.other)
            yield from _distinct("other", (edit.one, edit.other))
        case Remove():
            yield from _served(places, "visit", edit.visit)
        case Add():
            yield from _add(places, edit)
        case Reorder():
            yield from _reorder(places, edit)
        case NewTrip():
            yield from _new_trip(places, edit)
        case OtherRider():
            yield from _other_rider(places, edit)
        case OtherCanteen():
            yield from _trip(places, edit.rider, edit.trip)
            yield from _canteen(places, edit.canteen)


def _known(places: Places, path: str, visit: str) -> Iterator[Issue]:
    if visit not in places.problem.visit:
        yield Issue.of(path, visit, "unknown_that_day", kind=text("kind_visit"))


def _served(places: Places, path: str, visit: str) -> Iterator[Issue]:
    yield from _known(places, path, visit)
    if visit in places.problem.visit and places.at(visit) is None:
        yield Issue.of(path, visit, "edit_not_served")


def _rider(places: Places, path: str, rider: str) -> Iterator[Issue]:
    if rider not in places.problem.rider:
        yield Issue.of(path, rider, "unknown_that_day", kind=text("kind_rider"))


def _canteen(places: Places, canteen: str) -> Iterator[Issue]:
    if canteen not in places.problem.canteen:
        yield Issue.of("canteen", canteen, "unknown_that_day", kind=text("kind_canteen"))


def _trip(places: Places, rider: str, trip: int) -> Iterator[Issue]:
    yield from _rider(places, "rider", rider)
    if rider in places.problem.rider and not 0 <= trip < (trips := len(places.trips(rider))):
        yield Issue.of("trip", trip, "edit_no_trip", rider=rider, trips=trips)


def _rank(places: Places, path: str, rider: str, trip: int | None, *, gone: int = 0) -> list[Issue]:
    """Whether a trip may be put in as number ``trip`` of the day, ``gone`` trips taken out."""
    if rider not in places.problem.rider or trip is None:
        return []
    trips = len(places.trips(rider)) - gone
    if 0 <= trip <= trips:
        return []
    return [Issue.of(path, trip, "edit_no_rank", rider=rider, trips=trips)]


def _position(places: Places, edit: Move | Add) -> Iterator[Issue]:
    """For a trip that is there: positions as they are once the visit itself is taken out."""
    if edit.position is None or edit.rider is None or edit.trip is None:
        return
    others = [v for v in places.trips(edit.rider)[edit.trip] if v != edit.visit]
    if not 0 <= edit.position <= len(others):
        yield Issue.of("position", edit.position, "edit_no_position", stops=len(others))


def _distinct(path: str, visits: tuple[str, ...]) -> Iterator[Issue]:
    if len(set(visits)) < len(visits):
        yield Issue.of(path, list(visits), "repeated_visit")


def _move(places: Places, edit: Move) -> Iterator[Issue]:
    yield from _served(places, "visit", edit.visit)
    found = list(_trip(places, edit.rider, edit.trip))
    yield from found or _position(places, edit)


def _add(places: Places, edit: Add) -> Iterator[Issue]:
    yield from _known(places, "visit", edit.visit)
    if (at := places.at(edit.visit)) is not None:
        yield Issue.of("visit", edit.visit, "edit_served", rider=at.rider)
    if edit.trip is not None and edit.rider is None:
        yield Issue.of("rider", None, "edit_whose_trip")
    if edit.position is not None and edit.trip is None:
        yield Issue.of("trip", None, "edit_which_trip")
    if edit.rider is None:
        return
    found = list(
        _rider(places, "rider", edit.rider)
        if edit.trip is None
        else _trip(places, edit.rider, edit.trip)
    )
    yield from found or _position(places, edit)


def _reorder(places: Places, edit: Reorder) -> Iterator[Issue]:
    found = list(_trip(places, edit.rider, edit.trip))
    yield from found
    if not found:
        visits = places.trips(edit.rider)[edit.trip]
        if Counter(visits) != Counter(edit.visits):
            there = "、".join(visits)
            yield Issue.of("visits", list(edit.visits), "edit_other_visits", visits=there)


def _new_trip(places: Places, edit: NewTrip) -> Iterator[Issue]:
    yield from _rider(places, "rider", edit.rider)
    for row, visit in enumerate(edit.visits):
        yield from _known(places, f"visits[{row}]", visit)
    yield from _distinct("visits", edit.visits)
    if not edit.visits:
        yield Issue.of("visits", [], "edit_nobody")
    yield from _rank(places, "trip", edit.rider, edit.trip)
    if edit.canteen is not None:
        yield from _canteen(places, edit.canteen)


def _other_rider(places: Places, edit: OtherRider) -> Iterator[Issue]:
    yield from _trip(places, edit.rider, edit.trip)
    yield from _rider(places, "to", edit.to)
    yield from _rank(places, "at", edit.to, edit.at, gone=int(edit.to == edit.rider))
