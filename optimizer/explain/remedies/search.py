"""The smallest remedies of each kind: amounts read off insertions where everything is granted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from optimizer.explain.remedies.bounds import MOST_LONGER, WIDEST, loading
from optimizer.explain.remedies.insertion import Case, Place
from optimizer.explain.remedies.kinds import (
    EmergencyPolicy,
    Kind,
    LongerShift,
    MoreMeals,
    OneMoreRider,
    OneMoreTrip,
    Remedy,
    WiderWindow,
    WithoutLock,
)
from optimizer.locks import visits_named
from optimizer.problem import Canteen

MINUTE = 60
TRIES = 12
"""Most remedies of a kind that are verified before it is given up."""


def smallest(case: Case, kind: Kind, places: Sequence[Place]) -> Iterator[Remedy]:
    """Verified remedies of a kind, one after another, the smallest first.

    Parameters
    ----------
    places
        Where the visit fits if everything of the kind is granted.
    """
    match kind:
        case Kind.LONGER_SHIFT:
            yield from _verified(case, _longer_shifts(case, places))
        case Kind.WIDER_WINDOW:
            yield from _verified(case, _wider_windows(case, places))
        case Kind.MORE_MEALS:
            yield from _more_meals(case, places)
        case Kind.ONE_MORE_TRIP:
            trips = ((1, OneMoreTrip(rider=place.rider), place) for place in places)
            yield from _verified(case, _each_once(trips))
        case Kind.WITHOUT_LOCK:
            yield from (remedy for remedy in _fewer_locks(case) if case.serves(remedy))
        case Kind.EMERGENCY:
            yield from _emergencies(case)
        case Kind.ONE_MORE_RIDER:
            yield from _more_riders(case, places)


Found = tuple[int, Remedy, Place]
"""An amount to compare by, the remedy, and the place that it is for."""


def _verified(case: Case, found: Sequence[Found]) -> Iterator[Remedy]:
    ranked = sorted(found, key=lambda one: one[0])
    return (remedy for _, remedy, place in ranked[:TRIES] if case.serves(remedy, place))


def _each_once(found: Iterator[Found]) -> list[Found]:
    """Each remedy at its smallest amount; the first of equals."""
    once: dict[tuple[type[Remedy], str], Found] = {}
    for amount, remedy, place in found:
        key = type(remedy), place.rider
        if key not in once or amount < once[key][0]:
            once[key] = amount, remedy, place
    return list(once.values())


def _minutes(seconds: int) -> int:
    """Whole minutes, in seconds, and at least one."""
    return max(1, -(-seconds // MINUTE)) * MINUTE


def _longer_shifts(case: Case, places: Sequence[Place]) -> list[Found]:
    def needed() -> Iterator[Found]:
        for place in places:
            ends = case.problem.rider[place.rider].shift[1]
            seconds = min(MOST_LONGER, _minutes(place.day.end - ends))
            yield seconds, LongerShift(rider=place.rider, seconds=seconds), place

    return _each_once(needed())


def _wider_windows(case: Case, places: Sequence[Place]) -> list[Found]:
    closes = case.problem.visit[case.visit].window[1]
    found: list[Found] = []
    for place in places:
        stops = chain.from_iterable(trip.stops for trip in place.day.trips)
        start = next(stop.start for stop in stops if stop.visit == case.visit)
        seconds = _minutes(start - closes)
        found.append((seconds, WiderWindow(visit=case.visit, seconds=seconds), place))
    return found


def _fewer_locks(case: Case) -> list[WithoutLock]:
    """Each lock removed, first those on the visit; no more than can be tried."""
    locks = enumerate(case.problem.locks)
    rows = sorted((case.visit not in visits_named(lock), row) for row, lock in locks)
    return [WithoutLock(lock=row) for _, row in rows[:TRIES]]


def _more_meals(case: Case, places: Sequence[Place]) -> Iterator[Remedy]:
    """For each kitchen the fewest meals: of a limited diet only if need be, as late as can be."""
    visit = case.problem.visit[case.visit]
    for name in dict.fromkeys(_loaded_at(case, place) for place in places):
        canteen = case.problem.canteen[name]
        if canteen.kitchen:
            diets = (None, *(diet for diet in visit.meals if diet in canteen.capacity_by_diet))
            ways = (
                MoreMeals(canteen=name, meals=visit.boxes, diet=diet, batch=batch)
                for diet in diets
                for batch in _batches(canteen)
            )
            fewest = (_least(case, _cooked(way), way.meals, 1) for way in ways)
            yield from islice((remedy for remedy in fewest if remedy is not None), 1)


def _cooked(way: MoreMeals) -> Callable[[int], Remedy]:
    return lambda meals: replace(way, meals=meals)


def _batches(canteen: Canteen) -> list[int | None]:
    """Batches to grow, none at first, then the last one first."""
    return [None, *range(len(canteen.batches) - 1, -1, -1)]


def _loaded_at(case: Case, place: Place) -> str:
    return next(run.canteen for run in place.runs if case.visit in run.visits)


def _emergencies(case: Case) -> Iterator[Remedy]:
    """The least widening of windows that could do, then the least of on-board limits with it."""
    most = WIDEST.onboard_seconds

    def windows(minutes: int) -> Remedy:
        return EmergencyPolicy(window_seconds=minutes * MINUTE, onboard_seconds=most)

    found = _least(case, windows, WIDEST.window_seconds // MINUTE, 0)
    if not isinstance(found, EmergencyPolicy):
        return
    window = found.window_seconds

    def onboard(minutes: int) -> Remedy:
        return EmergencyPolicy(window_seconds=window, onboard_seconds=minutes * MINUTE)

    if (least := _least(case, onboard, most // MINUTE, 0)) is not None:
        yield least


def _more_riders(case: Case, places: Sequence[Place]) -> Iterator[Remedy]:
    """At the canteen that is nearest first."""
    known = case.problem.rider
    homes = {place.day.end - place.day.start: place for place in places if place.rider not in known}
    loaded = dict.fromkeys(_loaded_at(case, homes[length]) for length in sorted(homes))
    allowed = {canteen.id for canteen in loading(case.problem, case.visit)}
    for name in [name for name in loaded if name in allowed][:TRIES]:
        if case.serves(remedy := OneMoreRider(canteen=name)):
            yield remedy


def _least(case: Case, remedy: Callable[[int], Remedy], most: int, least: int) -> Remedy | None:
    """The remedy of the least amount that makes room, by halving; None: not even the most does."""
    if not case.has_room(remedy(most)):
        return None
    low, high = least, most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if case.has_room(remedy(middle)) else (middle + 1, high)
    return remedy(high) if case.serves(remedy(high)) else None
