"""What happened, applied to the problem of a day that has begun."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from optimizer.errors import InvalidInput, Issue
from optimizer.locks import Lock
from optimizer.problem import Problem
from optimizer.replan.disruptions import (
    Breakdown,
    Cancellation,
    CanteenDown,
    CanteenShort,
    Disruption,
    LateOrder,
    RiderAbsent,
    RiderLate,
    Told,
)
from optimizer.replan.kitchens import down, short
from optimizer.replan.on_the_road import absent, broken, late
from optimizer.replan.order_changes import cancelled, ordered
from optimizer.replan.today import Today
from optimizer.texts import text

ORDER = (LateOrder, Cancellation, CanteenShort, CanteenDown, RiderAbsent, RiderLate, Breakdown)
"""Orders first, then kitchens, then the road: meals on board are taken off what is cooked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disrupted:
    """The problem after what happened, locks that nobody can keep, and what went otherwise."""

    problem: Problem
    released: tuple[Lock, ...]
    told: tuple[Told, ...]


def disrupted(problem: Problem, disruptions: Sequence[Disruption]) -> Disrupted:
    """The problem at its ``now`` after all ``disruptions``, of which the order does not matter.

    Raises
    ------
    InvalidInput
        When a disruption names what is not there, or some contradict each other; paths are
        ``disruptions[row].field``.
    InvalidProblem
        When an order, or a capacity, cannot be part of any problem.
    """
    if issues := list(_issues(problem, disruptions)):
        raise InvalidInput(issues)
    today = Today(problem)
    for event in sorted(disruptions, key=lambda event: ORDER.index(type(event))):
        _apply(today, event)
    return Disrupted(problem=today.made(), released=tuple(today.released), told=tuple(today.told))


def _apply(today: Today, event: Disruption) -> None:
    match event:
        case LateOrder():
            ordered(today, event)
        case Cancellation():
            cancelled(today, event)
        case CanteenShort():
            short(today, event)
        case CanteenDown():
            down(today, event)
        case RiderAbsent():
            absent(today, event)
        case RiderLate():
            late(today, event)
        case Breakdown():
            broken(today, event)


def _issues(problem: Problem, disruptions: Sequence[Disruption]) -> Iterator[Issue]:
    seen: dict[tuple[str, str], int] = {}
    diets = _diets(problem, disruptions)
    for row, event in enumerate(disruptions):
        path = f"disruptions[{row}]"
        yield from _unknown(problem, path, event)
        kind, name = _about(event)
        if seen.setdefault((kind, name), row) != row:
            yield Issue.of(f"{path}.{kind}", name, "replan_twice")
        if isinstance(event, RiderLate) and event.until < (problem.now or 0):
            yield Issue.of(f"{path}.until", event.until, "replan_until")
        if isinstance(event, CanteenShort) and event.capacity < 0:
            yield Issue.of(f"{path}.capacity", event.capacity, "replan_capacity")
        if isinstance(event, CanteenShort) and event.diet is not None and event.diet not in diets:
            known = ", ".join(sorted(diets))
            yield Issue.of(f"{path}.diet", event.diet, "replan_diet", known=known)


def _diets(problem: Problem, disruptions: Sequence[Disruption]) -> frozenset[str]:
    """What anybody eats, late orders included, and what any canteen names."""
    late = (event.visit for event in disruptions if isinstance(event, LateOrder))
    eaten = (diet for visit in (*problem.visits, *late) for diet in visit.meals)
    named = (d for c in problem.canteens for d in (*(c.diets or ()), *c.capacity_by_diet))
    return frozenset((*eaten, *named))


def _about(event: Disruption) -> tuple[str, str]:
    """Of what kind and which thing the disruption tells; one thing suffers one at a time."""
    match event:
        case RiderAbsent() | RiderLate() | Breakdown():
            return "rider", event.rider
        case CanteenShort(diet=str(diet)):
            return "canteen", f"{event.canteen} {diet}"
        case CanteenDown() | CanteenShort():
            return "canteen", event.canteen
        case LateOrder():
            return "visit", event.visit.id
        case Cancellation():
            return "visit", event.visit


def _unknown(problem: Problem, path: str, event: Disruption) -> Iterator[Issue]:
    wanted: list[tuple[str, str, str, bool]] = []
    match event:
        case RiderAbsent() | RiderLate() | Breakdown():
            wanted.append(("rider", "rider", event.rider, event.rider in problem.rider))
        case CanteenDown() | CanteenShort():
            known = event.canteen in problem.canteen
            wanted.append(("canteen", "canteen", event.canteen, known))
        case Cancellation():
            wanted.append(("visit", "visit", event.visit, event.visit in problem.visit))
        case LateOrder():
            place = event.visit.location
            known = place in problem.location_index
            wanted.append(("visit.location", "location", place, known))
    if isinstance(event, Breakdown) and event.meeting_point is not None:
        place = event.meeting_point
        wanted.append(("meeting_point", "location", place, place in problem.location_index))
    for field, kind, value, known in wanted:
        if not known:
            yield Issue.of(f"{path}.{field}", value, "unknown_that_day", kind=text(f"kind_{kind}"))
