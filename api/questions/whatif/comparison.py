"""Two plans of one day, before and after a change, in the figures that a district asks for."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from api.orders.records import PlanningDay
from api.roster.records import Roster
from optimizer.plan import Plan
from optimizer.problem import Problem

NOBODY = ""
"""Where a meal comes from that nobody delivers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portion:
    """Meals of one person, or of one visit where no persons are known.

    ``eater`` is the same before and after a change. ``visit`` carries them, or they are eaten at
    the canteen ``seat``.
    """

    eater: str
    street_town: str
    meals: int
    visit: str | None = None
    seat: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Posed:
    """A day to be planned, and whose meals it is about."""

    problem: Problem
    portions: tuple[Portion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario(Posed):
    """A day as planned."""

    plan: Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class CanteenFigures:
    """What a canteen or meal point does: delivered meals, trips, riders whose day begins there.

    ``seated``: meals eaten there. ``brought_on``: meals that it sends to meal points, which are
    delivered from there.
    """

    capacity: int
    delivered: int = 0
    brought_on: int = 0
    seated: int = 0
    trips: int = 0
    riders: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """People of a street-town, or visits, for whom something changes.

    ``lost``: served before, not after; ``gained``: the reverse; ``moved``: served from elsewhere.
    """

    people: int = 0
    lost: int = 0
    gained: int = 0
    moved: int = 0


def posed_day(day: PlanningDay, roster: Roster) -> Posed:
    """A day from the roster, with every resident's meals."""
    town = {who.id: who.street_town for who in roster.residents}
    carried = (
        Portion(
            eater=one.resident,
            street_town=town[one.resident],
            meals=one.meals,
            visit=one.visit,
        )
        for one in day.orders
    )
    seated = (
        Portion(
            eater=one.resident, street_town=town[one.resident], meals=one.meals, seat=one.canteen
        )
        for one in day.eating_in
    )
    return Posed(problem=day.problem, portions=(*carried, *seated))


def posed(problem: Problem) -> Posed:
    """A problem with the meals of every visit: it knows no people and no street-towns."""
    portions = (
        Portion(eater=visit.id, street_town="", meals=visit.eaten, visit=visit.id)
        for visit in problem.visits
        if visit.eaten
    )
    return Posed(problem=problem, portions=tuple(portions))


def figures_of(scenario: Scenario) -> dict[str, CanteenFigures]:
    """Figures of every canteen and meal point, in the problem's order."""
    problem, plan = scenario.problem, scenario.plan
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for day in plan.riders:
        counts[problem.rider[day.rider].canteen]["riders"] += bool(day.trips)
        for trip in day.trips:
            counts[trip.canteen]["trips"] += 1
            for stop in trip.stops:
                visit = problem.visit[stop.visit]
                counts[trip.canteen]["delivered"] += visit.eaten
                counts[trip.canteen]["brought_on"] += visit.transit
    for portion in scenario.portions:
        if portion.seat is not None:
            counts[portion.seat]["seated"] += portion.meals
    return {
        canteen.id: CanteenFigures(capacity=canteen.capacity, **counts[canteen.id])
        for canteen in problem.canteens
    }


def affected(before: Scenario, after: Scenario) -> dict[str, Affected]:
    """For whom something changes, by street-town in order of name; those without are left out.

    Only people who eat on both days are compared: a change of canteens changes no orders.
    """
    was, now = _sources(before), _sources(after)
    town = {portion.eater: portion.street_town for portion in before.portions}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for eater, place in town.items():
        counts[place]["people"] += 1
        if eater in now and (change := _change(was[eater], now[eater])):
            counts[place][change] += 1
    rows = {place: Affected(**counts[place]) for place in sorted(counts)}
    return {place: row for place, row in rows.items() if row.lost or row.gained or row.moved}


def _change(was: frozenset[str], now: frozenset[str]) -> str | None:
    if (NOBODY in was) != (NOBODY in now):
        return "gained" if NOBODY in was else "lost"
    return None if was == now else "moved"


def _sources(scenario: Scenario) -> dict[str, frozenset[str]]:
    """Where everybody's meals come from."""
    loaded = dict(_loaded(scenario.plan))
    sources: dict[str, set[str]] = defaultdict(set)
    for portion in scenario.portions:
        if portion.seat is not None:
            sources[portion.eater].add(portion.seat)
        elif portion.visit is not None:
            sources[portion.eater].add(loaded.get(portion.visit, NOBODY))
    return {eater: frozenset(places) for eater, places in sources.items()}


def _loaded(plan: Plan) -> Iterable[tuple[str, str]]:
    """Every served visit with its canteen."""
    for day in plan.riders:
        for trip in day.trips:
            for stop in trip.stops:
                yield stop.visit, trip.canteen


def costs_of(scenarios: Sequence[Scenario]) -> dict[str, list[int]]:
    """Each component of the cost, in seconds, of every scenario; the total is last."""
    names = dict.fromkeys(name for one in scenarios for name in one.plan.cost)
    ordered = [*(name for name in names if name != "total"), "total"]
    return {name: [one.plan.cost.get(name, 0) for one in scenarios] for name in ordered}
