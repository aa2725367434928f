"""What a problem must satisfy before anybody plans with it.

Only contradictions are issues. A visit that nobody can serve is not one: it becomes unserved,
with its reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np

from optimizer.errors import Issue
from optimizer.locks import (
    DayLock,
    NeverLock,
    NotBefore,
    RiderLock,
    SequenceLock,
    TripLock,
    rider_named,
)
from optimizer.policy import FOOD_SAFETY_SECONDS
from optimizer.supply_validation import supply_issues
from optimizer.texts import text

if TYPE_CHECKING:
    from optimizer.plan import Trip
    from optimizer.problem import Location, Problem, Visit, Window

DAY_SECONDS = 172_800
"""Times may run past midnight, but not past the end of the next day."""


def issues_of(problem: Problem) -> list[Issue]:
    """Every contradiction in ``problem``, each with its path in the problem file."""
    known = {
        "locations": {location.id for location in problem.locations},
        "canteens": {canteen.id for canteen in problem.canteens},
        "riders": {rider.id for rider in problem.riders},
        "visits": {visit.id for visit in problem.visits},
    }
    return list(
        chain(
            _duplicates(problem),
            _timezone(problem.timezone),
            () if problem.now is None else _moment("now", problem.now),
            location_issues(problem.locations),
            _travel(problem),
            _canteens(problem, known["locations"], known["riders"]),
            _riders(problem, known["canteens"], known["visits"]),
            _visits(problem, known["locations"], known["canteens"]),
            supply_issues(problem),
            _handed_in_circles(problem),
            _locks(problem, known["riders"], known["visits"]),
            _policy(problem),
        )
    )


def _duplicates(problem: Problem) -> Iterator[Issue]:
    for name in ("locations", "canteens", "riders", "visits"):
        first: dict[str, int] = {}
        for row, item in enumerate(getattr(problem, name)):
            if item.id in first:
                yield Issue.of(f"{name}[{row}].id", item.id, "duplicate_id", first=first[item.id])
            first.setdefault(item.id, row)


def _unknown(path: str, value: str, known: set[str], kind: str) -> Iterator[Issue]:
    if value not in known:
        yield Issue.of(path, value, "unknown_id", kind=text(f"kind_{kind}"))


def _unknowns(path: str, values: Iterable[str], known: set[str], kind: str) -> Iterator[Issue]:
    for row, value in enumerate(values):
        yield from _unknown(f"{path}[{row}]", value, known, kind)


def _at_least(path: str, value: float, least: float) -> Iterator[Issue]:
    if value < least:
        yield Issue.of(path, value, "too_small", least=least)


def _window(path: str, window: Window) -> Iterator[Issue]:
    opens, closes = window
    if opens > closes:
        yield Issue.of(path, list(window), "window_reversed")
    for bound in window:
        yield from _moment(path, bound)


def _moment(path: str, time: int) -> Iterator[Issue]:
    if not 0 <= time <= DAY_SECONDS:
        yield Issue.of(path, time, "time_outside_day", bound=time)


def _timezone(name: str) -> Iterator[Issue]:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield Issue.of("timezone", name, "unknown_timezone")


def location_issues(locations: Iterable[Location]) -> Iterator[Issue]:
    """Coordinates that are none, or look swapped."""
    for row, place in enumerate(locations):
        path, point = f"locations[{row}]", [place.lon, place.lat]
        if not all(map(math.isfinite, point)) or abs(place.lon) > 180 or abs(place.lat) > 180:
            yield Issue.of(path, point, "coordinates_outside")
        elif abs(place.lat) > 90:
            yield Issue.of(path, point, "coordinates_swapped")


def _travel(problem: Problem) -> Iterator[Issue]:
    size = len(problem.locations)
    for row, rider in enumerate(problem.riders):
        yield from _unknown(f"riders[{row}].profile", rider.profile, set(problem.travel), "profile")
    for profile, travel in problem.travel.items():
        for name, least in zip(("seconds", "metres"), travel.least, strict=True):
            array: np.ndarray[Any, Any] = getattr(travel, name)
            path = f"travel.{profile}.{name}"
            if array.shape != (size, size):
                yield Issue.of(path, array.shape, "matrix_shape", size=size)
            elif least < 0:
                i, j = divmod(int(array.argmin()), size)
                yield Issue.of(f"{path}[{i}][{j}]", least, "too_small", least=0)


def _canteens(problem: Problem, locations: set[str], riders: set[str]) -> Iterator[Issue]:
    for row, canteen in enumerate(problem.canteens):
        path = f"canteens[{row}]"
        yield from _unknown(f"{path}.location", canteen.location, locations, "location")
        yield from _at_least(f"{path}.capacity", canteen.capacity, 0)
        yield from _at_least(f"{path}.loading_seconds", canteen.loading_seconds, 0)
        for diet, capacity in canteen.capacity_by_diet.items():
            yield from _at_least(f"{path}.capacity_by_diet.{diet}", capacity, 0)
        if (name := canteen.handed_over_by) is not None:
            yield from _unknown(f"{path}.handed_over_by", name, riders, "rider")
            if canteen.supplied_by:
                yield Issue.of(
                    f"{path}.supplied_by", list(canteen.supplied_by), "handed_and_brought"
                )
        if canteen.loading_bays is not None:
            yield from _at_least(f"{path}.loading_bays", canteen.loading_bays, 1)
        for k, batch in enumerate(canteen.batches):
            yield from _at_least(f"{path}.batches[{k}].meals", batch.meals, 0)
            yield from _moment(f"{path}.batches[{k}].ready", batch.ready)
            if k and batch.ready < canteen.batches[k - 1].ready:
                yield Issue.of(f"{path}.batches[{k}].ready", batch.ready, "batches_unordered")


def _handed_in_circles(problem: Problem) -> Iterator[Issue]:
    """Meeting points whose meals come from each other: no kitchen has loaded them."""
    points = {c.id: c.handed_over_by for c in problem.canteens if c.handed_over_by is not None}
    loaded = {rider.id: rider.frozen[-1].canteen for rider in problem.riders if rider.frozen}
    for row, canteen in enumerate(problem.canteens):
        place, seen = canteen.id, set[str]()
        while place in points and place not in seen:
            seen.add(place)
            place = loaded.get(points[place], "")
        if place == canteen.id and seen:
            path = f"canteens[{row}].handed_over_by"
            yield Issue.of(path, canteen.handed_over_by, "handed_in_a_circle")


def _riders(problem: Problem, canteens: set[str], visits: set[str]) -> Iterator[Issue]:
    loading = {canteen.id: canteen.loading_seconds for canteen in problem.canteens}
    frozen: set[str] = set()
    for row, rider in enumerate(problem.riders):
        path = f"riders[{row}]"
        yield from _unknown(f"{path}.canteen", rider.canteen, canteens, "canteen")
        yield from _unknowns(f"{path}.may_load_at", rider.may_load_at, canteens, "canteen")
        yield from _at_least(f"{path}.boxes", rider.boxes, 1)
        yield from _at_least(f"{path}.max_trips", rider.max_trips, len(rider.frozen))
        yield from _window(f"{path}.shift", rider.shift)
        if rider.kind not in problem.policy.paid_percent:
            known = ", ".join(problem.policy.paid_percent)
            yield Issue.of(f"{path}.kind", rider.kind, "unknown_kind", known=known)
        shortest = min((loading.get(c, 0) for c in rider.loading_canteens()), default=0)
        if 0 <= rider.shift[1] - rider.shift[0] < shortest:
            yield Issue.of(f"{path}.shift", list(rider.shift), "shift_too_short", loading=shortest)
        for t, trip in enumerate(rider.frozen):
            at = f"{path}.frozen[{t}]"
            yield from _unknown(f"{at}.canteen", trip.canteen, canteens, "canteen")
            for s, stop in enumerate(trip.stops):
                yield from _unknown(f"{at}.stops[{s}].visit", stop.visit, visits, "visit")
                if stop.visit in frozen:
                    yield Issue.of(f"{at}.stops[{s}].visit", stop.visit, "frozen_twice")
                frozen.add(stop.visit)
        yield from _backwards(f"{path}.frozen", rider.frozen)


def _backwards(path: str, trips: tuple[Trip, ...]) -> Iterator[Issue]:
    """Trips that have begun may be late or early, but time never ran backwards."""
    before = 0
    for row, trip in enumerate(trips):
        stops = ((stop.arrive, stop.start, stop.end) for stop in trip.stops)
        for time in (trip.load_start, trip.depart, *chain.from_iterable(stops)):
            if time < before:
                yield Issue.of(f"{path}[{row}]", time, "time_backwards", before=before)
            before = time


def _visits(problem: Problem, locations: set[str], canteens: set[str]) -> Iterator[Issue]:
    """Thousands of visits are looked at after every edit: a path is spelt only where it is told."""
    tiers = problem.policy.unserved_by_tier
    for row, visit in enumerate(problem.visits):
        if visit.location not in locations:
            yield from _unknown(f"visits[{row}].location", visit.location, locations, "location")
        if visit.canteens is not None and not canteens.issuperset(visit.canteens):
            yield from _unknowns(f"visits[{row}].canteens", visit.canteens, canteens, "canteen")
        for name in ("service_seconds", "missed_recently"):
            if getattr(visit, name) < 0:
                yield from _at_least(f"visits[{row}].{name}", getattr(visit, name), 0)
        yield from _visit_times(row, visit)
        if visit.tier not in tiers:
            known = ", ".join(map(str, tiers))
            yield Issue.of(f"visits[{row}].tier", visit.tier, "unknown_tier", known=known)
        if not visit.meals:
            yield Issue.of(f"visits[{row}].meals", {}, "no_meals")
        for diet, meals in visit.meals.items():
            if meals < 1:
                yield from _at_least(f"visits[{row}].meals.{diet}", meals, 1)
        for rider, familiarity in visit.familiarity.items():
            if not 0 <= familiarity <= 1:
                at = f"visits[{row}].familiarity.{rider}"
                yield Issue.of(at, familiarity, "familiarity_outside")


def _visit_times(row: int, visit: Visit) -> Iterator[Issue]:
    opens, closes = visit.window
    if not 0 <= opens <= closes <= DAY_SECONDS:
        yield from _window(f"visits[{row}].window", visit.window)
    if not 0 < visit.max_onboard_seconds <= FOOD_SAFETY_SECONDS:
        limit = visit.max_onboard_seconds
        yield Issue.of(f"visits[{row}].max_onboard_seconds", limit, "onboard_outside")
    if visit.preferred is not None:
        first, last = visit.preferred
        if not 0 <= first <= last <= DAY_SECONDS:
            yield from _window(f"visits[{row}].preferred", visit.preferred)
        if first < opens or last > closes:
            yield Issue.of(f"visits[{row}].preferred", list(visit.preferred), "preferred_outside")


def _locks(problem: Problem, riders: set[str], visits: set[str]) -> Iterator[Issue]:
    days: dict[str, int] = {}
    for row, lock in enumerate(problem.locks):
        path = f"locks[{row}]"
        if (rider := rider_named(lock)) is not None:
            yield from _unknown(f"{path}.rider", rider, riders, "rider")
        if isinstance(lock, RiderLock | TripLock | NotBefore):
            yield from _unknown(f"{path}.visit", lock.visit, visits, "visit")
        if isinstance(lock, TripLock):
            yield from _at_least(f"{path}.trip", lock.trip, 0)
        if isinstance(lock, NotBefore):
            yield from _moment(f"{path}.seconds", lock.seconds)
        if isinstance(lock, SequenceLock | NeverLock):
            yield from _unknowns(f"{path}.visits", lock.visits, visits, "visit")
            yield from _repeated(f"{path}.visits", lock.visits)
        if isinstance(lock, DayLock):
            if (first := days.setdefault(lock.rider, row)) != row:
                yield Issue.of(f"{path}.rider", lock.rider, "repeated_day", first=first)
            for t, trip in enumerate(lock.trips):
                yield from _unknowns(f"{path}.trips[{t}]", trip, visits, "visit")
            yield from _repeated(f"{path}.trips", tuple(chain.from_iterable(lock.trips)))


def _repeated(path: str, visits: tuple[str, ...]) -> Iterator[Issue]:
    if len(set(visits)) < len(visits):
        yield Issue.of(path, list(visits), "repeated_visit")


def _policy(problem: Problem) -> Iterator[Issue]:
    policy = problem.policy
    for name in policy.__slots__:
        value = getattr(policy, name)
        if isinstance(value, Mapping):
            for key, weight in value.items():
                yield from _at_least(f"policy.{name}.{key}", weight, 0)
        elif isinstance(value, int):
            yield from _at_least(f"policy.{name}", value, 0)
    if policy.emergency is not None:
        for name in ("window_seconds", "onboard_seconds"):
            yield from _at_least(f"policy.emergency.{name}", getattr(policy.emergency, name), 0)
