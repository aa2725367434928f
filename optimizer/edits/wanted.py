"""From an edit to the days that it asks for; several where it leaves the place open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

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
from optimizer.edits.places import At, Places
from optimizer.edits.promising import promising
from optimizer.rules import Rule
from optimizer.timing import Run
from optimizer.violation import Violation

Days = Mapping[str, tuple[Run, ...]]
"""Planned trips, after the frozen ones, of each rider whose day changes."""


def begun(places: Places, edit: Edit) -> list[Violation]:
    """The frozen trips that the edit would change."""
    touched: dict[tuple[str, int], None] = {}
    for visit in _visits(edit):
        if (at := places.at(visit)) is not None:
            touched[at.rider, at.trip] = None
    match edit:
        case Move() | Reorder() | OtherRider() | OtherCanteen():
            touched[edit.rider, edit.trip] = None
        case Add(rider=str(rider), trip=int(trip)) | NewTrip(rider=rider, trip=int(trip)):
            touched[rider, trip] = None
    if isinstance(edit, OtherRider) and edit.at is not None:
        touched[edit.to, edit.at] = None
    return [
        Violation(rule=Rule.LOCK, rider=rider, trip=trip, values={"frozen": trip})
        for rider, trip in touched
        if trip < places.begun(rider)
    ]


def wanted(places: Places, edit: Edit) -> Iterator[Days]:
    """The days that the edit asks for, at least one; where it has a choice, all that it has."""
    days = _Days(places)
    match edit:
        case Move():
            days.take_out(edit.visit)
            return days.with_visit(edit.visit, edit.rider, edit.trip, edit.position)
        case Add(rider=str(rider), trip=int(trip)):
            return days.with_visit(edit.visit, rider, trip, edit.position)
        case Add():
            return (
                {name: runs} for name, runs in promising(places.schedule, edit.visit, edit.rider)
            )
        case Remove():
            days.take_out(edit.visit)
        case Swap():
            days.swap(edit.one, edit.other)
        case Reorder():
            days.of(edit.rider)[edit.trip - places.begun(edit.rider)].visits[:] = edit.visits
        case NewTrip():
            canteen = edit.canteen or _usual_canteen(places, edit)
            for visit in edit.visits:
                days.take_out(visit)
            days.put_in(edit.rider, edit.trip, _Trip(canteen, edit.visits))
        case OtherRider():
            whole = days.of(edit.rider).pop(edit.trip - places.begun(edit.rider))
            days.put_in(edit.to, edit.at, whole)
        case OtherCanteen():
            days.of(edit.rider)[edit.trip - places.begun(edit.rider)].canteen = edit.canteen
    return iter([days.made()])


def _visits(edit: Edit) -> Sequence[str]:
    match edit:
        case Move() | Remove() | Add():
            return (edit.visit,)
        case Swap():
            return (edit.one, edit.other)
        case NewTrip():
            return edit.visits
        case _:
            return ()


def _usual_canteen(places: Places, edit: NewTrip) -> str:
    """Where most of the visits were loaded, the first of several; else the rider's home."""
    found = (places.at(visit) for visit in edit.visits)
    canteens = Counter(places.canteen(at) for at in found if at is not None)
    home = places.problem.rider[edit.rider].canteen
    return max(canteens, key=canteens.__getitem__, default=home)


class _Trip:
    """A planned trip that may be changed."""

    def __init__(self, canteen: str, visits: Sequence[str]) -> None:
        self.canteen, self.visits = canteen, list(visits)


class _Days:
    """Planned trips of riders, changed one after the other; numbers stay until ``made``."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._trips: dict[str, list[_Trip]] = {}

    def of(self, rider: str) -> list[_Trip]:
        if rider not in self._trips:
            runs = self._places.schedule.runs[rider]
            self._trips[rider] = [_Trip(run.canteen, run.visits) for run in runs]
        return self._trips[rider]

    def take_out(self, visit: str) -> None:
        if (at := self._places.at(visit)) is not None:
            self._at(at).visits.remove(visit)

    def put_in(self, rider: str, rank: int | None, trip: _Trip) -> None:
        trips = self.of(rider)
        trips.insert(len(trips) if rank is None else rank - self._places.begun(rider), trip)

    def swap(self, one: str, other: str) -> None:
        first, second = self._places.at(one), self._places.at(other)
        if first is not None and second is not None:
            self._at(first).visits[first.position] = other
            self._at(second).visits[second.position] = one

    def with_visit(self, visit: str, rider: str, trip: int, position: int | None) -> Iterator[Days]:
        """The days with the visit on that trip, there or at each position."""
        visits = self.of(rider)[trip - self._places.begun(rider)].visits
        rest = tuple(visits)
        for place in range(len(rest) + 1) if position is None else (position,):
            visits[:] = (*rest[:place], visit, *rest[place:])
            yield self.made()

    def made(self) -> Days:
        return {
            rider: tuple(Run(trip.canteen, tuple(trip.visits)) for trip in trips if trip.visits)
            for rider, trips in self._trips.items()
        }

    def _at(self, place: At) -> _Trip:
        return self.of(place.rider)[place.trip - self._places.begun(place.rider)]
