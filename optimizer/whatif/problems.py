"""Changes made to a problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from optimizer.elsewhere import elsewhere
from optimizer.errors import InvalidInput, InvalidProblem, Issue
from optimizer.locks import rider_named
from optimizer.problem import Canteen, Location, Problem, Rider, Visit
from optimizer.travel.base import TravelTimes
from optimizer.travel.wider import with_places
from optimizer.whatif.changes import (
    Change,
    ChangeRiders,
    CloseCanteen,
    OpenCanteen,
    SetCapacity,
    Stranded,
    contradictions,
    scaled,
    split_evenly,
)
from optimizer.whatif.crews import customary, leaving, newcomers, usual

LOADING = 300
"""Seconds to load a trip where no other canteen says how long it takes."""


def changed(
    problem: Problem,
    changes: Sequence[Change],
    travel: TravelTimes,
    stranded: Stranded = Stranded.MOVE,
) -> Problem:
    """The problem with all ``changes``, one after another.

    A new canteen is like the commonest one in loading and cooks every diet. Visits that any
    cooking canteen may serve, and those to which it is nearer than every canteen they name, may
    be served by it too. A closed canteen stays, without meals; visits that named no other may be
    served by any. Its riders move to the nearest canteen that cooks, or are off. Visits' other
    limits stay, and so do locks, but for those of riders who are gone.

    Parameters
    ----------
    travel
        Where riding times from and to a new place come from; all others stay, so that the two
        days differ by the changes alone.

    Raises
    ------
    InvalidInput
        When a change names no canteen of the problem, or a meal point; or changes contradict
        each other.
    InvalidProblem
        When the day has begun: a what-if is about a whole day.
    """
    if problem.now is not None or any(rider.frozen for rider in problem.riders):
        raise InvalidProblem([Issue.of("now", problem.now, "whatif_begun")])
    if issues := list(contradictions(changes)):
        raise InvalidInput(issues)
    for change in changes:
        if issue := _issue(problem, change):
            raise InvalidInput([issue])
        match change:
            case OpenCanteen():
                problem = _opened(problem, change, travel)
            case CloseCanteen():
                problem = _closed(problem, change.canteen, stranded)
            case SetCapacity():
                problem = _with_canteen(
                    problem, _resized(problem.canteen[change.canteen], change.capacity)
                )
            case ChangeRiders():
                problem = _with_riders(problem, change.canteen, change.by)
    return problem


def _issue(problem: Problem, change: Change) -> Issue | None:
    """What is wrong with the change itself."""
    if isinstance(change, OpenCanteen):
        if change.id in problem.canteen:
            return Issue.of("open", change.id, "whatif_known")
        return None
    kitchens = sorted(c.id for c in problem.canteens if not c.supplied_by)
    if change.canteen not in kitchens:
        return Issue.of("canteen", change.canteen, "whatif_unknown", known="、".join(kitchens))
    return None


def _opened(problem: Problem, change: OpenCanteen, travel: TravelTimes) -> Problem:
    place = Location(id=f"@{change.id}", lon=change.lon, lat=change.lat)
    cooking = _cooking(problem)
    loads = [canteen.loading_seconds for canteen in cooking]
    canteen = Canteen(
        id=change.id,
        location=place.id,
        capacity=change.capacity,
        loading_seconds=max(set(loads), key=loads.count) if loads else LOADING,
    )
    more = with_places(problem, [place], travel)
    wider = replace(more, canteens=(*problem.canteens, canteen))
    everywhere = {kitchen.id for kitchen in cooking}
    profile = next(iter(problem.travel), "")

    def may_serve(visit: Visit) -> bool:
        named = set(visit.canteens or ())
        if visit.transit or everywhere <= named:
            return everywhere <= named
        if visit.id in problem.two_level:
            return False
        rides = [wider.seconds(profile, wider.canteen[c].location, visit.location) for c in named]
        return wider.seconds(profile, place.id, visit.location) < min(rides, default=0)

    opened = replace(
        wider,
        visits=tuple(
            replace(visit, canteens=(*visit.canteens, change.id))
            if visit.canteens is not None and may_serve(visit)
            else visit
            for visit in problem.visits
        ),
    )
    crew = change.riders
    if crew is None:
        homes = [rider for rider in problem.riders if rider.canteen in everywhere]
        crew = customary(change.capacity, len(homes), sum(c.capacity for c in cooking))
    return _with_riders(opened, change.id, crew)


def _closed(problem: Problem, name: str, stranded: Stranded) -> Problem:
    shut = replace(problem.canteen[name], capacity=0, capacity_by_diet={}, batches=())
    closed = _with_canteen(problem, shut)
    cooking = _cooking(closed)
    left = tuple(canteen.id for canteen in cooking)
    closed = replace(closed, visits=tuple(elsewhere(v, name, left) for v in closed.visits))
    homeless = [rider.id for rider in closed.riders if rider.canteen == name]
    if stranded is Stranded.OFF or not left:
        return _without_riders(closed, set(homeless))

    def moved(rider: Rider) -> Rider:
        others = tuple(c for c in rider.may_load_at if c != name)
        if rider.canteen != name:
            return replace(rider, may_load_at=others)
        place = closed.canteen[name].location
        nearest = min(cooking, key=lambda c: closed.seconds(rider.profile, place, c.location))
        return replace(rider, canteen=nearest.id, may_load_at=others)

    return replace(closed, riders=tuple(map(moved, closed.riders)))


def _resized(canteen: Canteen, capacity: int) -> Canteen:
    before = canteen.capacity
    meals = split_evenly(capacity, [batch.meals for batch in canteen.batches])
    return replace(
        canteen,
        capacity=capacity,
        capacity_by_diet={
            diet: scaled(most, capacity, before) for diet, most in canteen.capacity_by_diet.items()
        },
        batches=tuple(
            replace(batch, meals=count) for batch, count in zip(canteen.batches, meals, strict=True)
        ),
    )


def _with_riders(problem: Problem, canteen: str, by: int) -> Problem:
    if by < 0:
        return _without_riders(problem, leaving(problem.riders, canteen, -by))
    like = usual(problem.riders, canteen, {kitchen.id for kitchen in _cooking(problem)})
    if by and like is None:
        raise InvalidInput([Issue.of("riders", by, "whatif_no_rider")])
    more = tuple(
        replace(like, id=name, canteen=canteen, may_load_at=())
        for name in newcomers(problem.riders, canteen, by)
        if like is not None
    )
    return replace(problem, riders=(*problem.riders, *more))


def _without_riders(problem: Problem, gone: set[str]) -> Problem:
    locks = tuple(lock for lock in problem.locks if rider_named(lock) not in gone)
    riders = tuple(rider for rider in problem.riders if rider.id not in gone)
    return replace(problem, riders=riders, locks=locks)


def _with_canteen(problem: Problem, new: Canteen) -> Problem:
    canteens = (new if canteen.id == new.id else canteen for canteen in problem.canteens)
    return replace(problem, canteens=tuple(canteens))


def _cooking(problem: Problem) -> list[Canteen]:
    return [canteen for canteen in problem.canteens if canteen.capacity and not canteen.supplied_by]
