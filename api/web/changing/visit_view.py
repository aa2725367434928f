"""One visit of a version: where it is served or why not, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api.plans.records import Version
from api.texts import clock
from api.web.badge import Badge
from api.web.changing.targets import Target
from api.web.changing.words import named_lock
from api.web.names import Names
from api.web.riders import RiderView, TripView, rider_views, riders_at_work
from api.web.texts import text
from api.web.unserved import UnservedView, unserved_views
from api.web.words import meals_words, tier_words
from optimizer.locks import visits_named
from optimizer.problem import Problem
from optimizer.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedView:
    """Where the visit is served; ``begun``: the trip is loading, on its way or done."""

    badge: Badge
    rider: str
    rider_id: str
    trip: int
    canteen: str
    number: int
    start: str
    begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LockView:
    """A lock that names the visit; ``row`` is its number in the problem."""

    row: int
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RiderChoice:
    """A rider with the trips that may still change: pairs of a form's value and the words."""

    name: str
    trips: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitView:
    """The visit; of ``served`` and ``unserved`` one is None."""

    id: str
    address: str
    meals: str
    window: str
    tier_words: Text
    served: ServedView | None
    unserved: UnservedView | None
    locks: tuple[LockView, ...]
    choices: tuple[RiderChoice, ...]

    @property
    def begun(self) -> bool:
        """Whether it is too late to change anything."""
        return self.served is not None and self.served.begun


def visit_view(version: Version, visit: str, names: Names) -> VisitView:
    """The view of a visit that the version has."""
    problem, plan = version.problem, version.plan
    known = problem.visit[visit]
    riders = rider_views(problem, plan, names)
    cases = unserved_views(problem, plan, version.hand_overs, names)
    return VisitView(
        id=visit,
        address=names.address(visit),
        meals=meals_words(known.meals),
        window=f"{clock(known.window[0])}–{clock(known.window[1])}",
        tier_words=tier_words(known.tier),
        served=next((s for rider in riders for s in _served(problem, rider, visit)), None),
        unserved=next((case for case in cases if case.visit == visit), None),
        locks=tuple(
            LockView(row=row, words=named_lock(lock, names))
            for row, lock in enumerate(problem.locks)
            if visit in visits_named(lock)
        ),
        choices=tuple(_choices(version, {rider.id: rider for rider in riders}, names)),
    )


def _served(problem: Problem, rider: RiderView, visit: str) -> Iterator[ServedView]:
    begun = len(problem.rider[rider.id].frozen)
    for trip in rider.trips:
        for stop in trip.stops:
            if stop.visit == visit:
                yield ServedView(
                    badge=rider.badge,
                    rider=rider.name,
                    rider_id=rider.id,
                    trip=trip.number,
                    canteen=trip.canteen,
                    number=stop.number,
                    start=stop.start,
                    begun=trip.number <= begun,
                )


def _choices(version: Version, riding: dict[str, RiderView], names: Names) -> Iterator[RiderChoice]:
    """Riders at work first, in the order of their letters, then the others."""
    others = [rider.id for rider in version.problem.riders if rider.id not in riding]
    for rider in (*riding, *others):
        begun = len(version.problem.rider[rider].frozen)
        trips = riding[rider].trips[begun:] if rider in riding else ()
        letter = f"{riding[rider].badge.letter} " if rider in riding else ""
        yield RiderChoice(
            name=f"{letter}{names.rider(rider)}",
            trips=(
                *((Target(rider=rider, trip=t.number - 1).written, _trip(t)) for t in trips),
                (Target(rider=rider).written, text("new_trip")),
            ),
        )


def _trip(trip: TripView) -> Text:
    values = {"depart": trip.depart, "returns": trip.returns, "canteen": trip.canteen}
    return text("trip_choice", number=trip.number, boxes=trip.boxes, **values)


def badges(version: Version, names: Names) -> dict[str, Badge]:
    """The badge of everybody who rides."""
    return {day.rider: mark for mark, day in riders_at_work(version.plan, names)}
