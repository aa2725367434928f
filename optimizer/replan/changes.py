"""What differs between two plans of one day, for whom, and which sheets to print again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from optimizer.plan import Plan, RiderDay
from optimizer.problem import Problem


class How(StrEnum):
    """How a visit fares in the new plan; the first that applies."""

    CANCELLED = "cancelled"
    """It was in the old problem and is not wanted any more."""
    LOST = "lost"
    """Somebody carried it, and now nobody does."""
    GAINED = "gained"
    """Nobody carried it, and now somebody does; a new order that somebody carries."""
    UNSERVED = "unserved"
    """A new order that nobody carries."""
    MOVED = "moved"
    """Another rider carries it."""
    OTHER_TRIP = "other_trip"
    """The same rider carries it on another trip, or from another canteen."""
    REORDERED = "reordered"
    """Another stop comes before it."""
    RETIMED = "retimed"
    """Its service starts at another time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a plan serves a visit: ``trip`` from 0, ``start`` of service in seconds.

    ``behind`` is the visit served before it on the trip; None: it is the first.
    """

    rider: str
    trip: int
    canteen: str
    behind: str | None
    start: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StopChange:
    """One visit's change; a place is None where nobody serves it."""

    visit: str
    how: How
    before: Place | None
    after: Place | None

    @property
    def later_seconds(self) -> int:
        """By how much the meal comes later; 0 unless both plans serve it."""
        if self.before is None or self.after is None:
            return 0
        return self.after.start - self.before.start


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetChange:
    """A trip's sheet to print again; ``withdrawn``: the rider must give the old one back."""

    rider: str
    trip: int
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All differences, in the order of the visits, riders and canteens.

    ``sheets`` are the riders' trips, ``kitchens`` the canteens whose packing lists differ.
    """

    stops: tuple[StopChange, ...]
    sheets: tuple[SheetChange, ...]
    kitchens: tuple[str, ...]

    @property
    def riders(self) -> tuple[str, ...]:
        """Riders with a sheet that is not the one before."""
        return tuple(dict.fromkeys(sheet.rider for sheet in self.sheets))

    def count(self, how: How) -> int:
        """Visits that fare so."""
        return sum(change.how is how for change in self.stops)


def changes_between(old: Problem, before: Plan, new: Problem, after: Plan) -> Changes:
    """What a person must be told who knows ``before``, a plan of ``old``."""
    before, after = _without_same_days(old, before, new, after)
    was, now = _places(before), _places(after)
    names = dict.fromkeys(visit.id for visit in (*old.visits, *new.visits))
    stops: list[StopChange] = []
    for name in names:
        how = _how(name, old, new, was.get(name), now.get(name))
        if how is not None:
            stops.append(StopChange(visit=name, how=how, before=was.get(name), after=now.get(name)))
    return Changes(
        stops=tuple(stops),
        sheets=tuple(_changed_sheets(old, before, new, after)),
        kitchens=tuple(_changed_kitchens(old, before, new, after)),
    )


def _without_same_days(old: Problem, before: Plan, new: Problem, after: Plan) -> tuple[Plan, Plan]:
    """The plans' days that are not the same for the same visits: most of a large plan stays."""
    was = {day.rider: day for day in before.riders}
    same = {
        day.rider
        for day in after.riders
        if was.get(day.rider) == day and (old is new or _same_visits(old, new, day))
    }
    return _other_days(before, same), _other_days(after, same)


def _other_days(plan: Plan, riders: set[str]) -> Plan:
    return replace(plan, riders=tuple(day for day in plan.riders if day.rider not in riders))


def _same_visits(old: Problem, new: Problem, day: RiderDay) -> bool:
    names = (stop.visit for trip in day.trips for stop in trip.stops)
    return all(old.visit[name] == new.visit[name] for name in names)


def _how(
    name: str, old: Problem, new: Problem, before: Place | None, after: Place | None
) -> How | None:
    if name not in new.visit:
        return How.CANCELLED
    if before is None or after is None:
        return _served_once(name, old, before, after)
    if before.rider != after.rider:
        return How.MOVED
    if (before.trip, before.canteen) != (after.trip, after.canteen):
        return How.OTHER_TRIP
    if before.behind != after.behind:
        return How.REORDERED
    return None if before.start == after.start else How.RETIMED


def _served_once(name: str, old: Problem, before: Place | None, after: Place | None) -> How | None:
    """For a visit that at most one of the plans serves."""
    if before is not None:
        return How.LOST
    if after is not None:
        return How.GAINED
    return None if name in old.visit else How.UNSERVED


def _places(plan: Plan) -> Mapping[str, Place]:
    places: dict[str, Place] = {}
    for day in plan.riders:
        for number, trip in enumerate(day.trips):
            behind: str | None = None
            for stop in trip.stops:
                places[stop.visit] = Place(
                    rider=day.rider,
                    trip=number,
                    canteen=trip.canteen,
                    behind=behind,
                    start=stop.start,
                )
                behind = stop.visit
    return places


def _changed_sheets(old: Problem, before: Plan, new: Problem, after: Plan) -> Iterator[SheetChange]:
    was, now = _sheets(old, before), _sheets(new, after)
    order = {rider.id: row for row, rider in enumerate((*new.riders, *old.riders))}
    for rider, trip in sorted({*was, *now}, key=lambda sheet: (order[sheet[0]], sheet[1])):
        if was.get((rider, trip)) != now.get((rider, trip)):
            yield SheetChange(rider=rider, trip=trip, withdrawn=(rider, trip) not in now)


def _sheets(problem: Problem, plan: Plan) -> Mapping[tuple[str, int], object]:
    """What stands on each trip's sheet, by rider and trip."""
    return {
        (day.rider, number): (
            trip.canteen,
            trip.load_start,
            trip.depart,
            [(stop.visit, stop.start, _meals(problem, stop.visit)) for stop in trip.stops],
        )
        for day in plan.riders
        for number, trip in enumerate(day.trips)
    }


def _changed_kitchens(old: Problem, before: Plan, new: Problem, after: Plan) -> Iterator[str]:
    was, now = _packing(old, before), _packing(new, after)
    for name in dict.fromkeys(canteen.id for canteen in (*new.canteens, *old.canteens)):
        if was.get(name) != now.get(name):
            yield name


def _packing(problem: Problem, plan: Plan) -> Mapping[str, object]:
    """What stands on each kitchen's list: who takes which meals when, and which change hands.

    Nothing is packed at meal points and meeting points, and they have no list.
    """
    handed: dict[str, Counter[str]] = defaultdict(Counter)
    lists: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for day in plan.riders:
        for number, trip in enumerate(day.trips):
            meals: Counter[str] = Counter()
            for stop in trip.stops:
                meals.update(_meals(problem, stop.visit))
            first = problem.loaded_first(trip.canteen)
            if first != trip.canteen:
                handed[first].update(meals)
            elif problem.canteen[first].kitchen:
                row = trip.load_start, trip.depart, day.rider, number, sorted(meals.items())
                lists[first].append(row)
    return {name: (sorted(lists[name]), handed[name]) for name in {*lists, *handed}}


def _meals(problem: Problem, visit: str) -> Mapping[str, int]:
    return problem.visit[visit].meals
