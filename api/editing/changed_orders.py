"""What the order book changed since a version was made, as disruptions of its day.

The version's visits stay as they are where nothing changed, so that a small change of orders
moves few visits: a day that is built anew may divide whole streets differently. Pure.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from api.orders.records import Order, PlanningDay
from optimizer.problem import Location, Problem, Visit
from optimizer.replan.disruptions import Cancellation, LateOrder
from optimizer.travel.places import rounded

Wanted = Counter[tuple[str, str]]
"""Meals by resident and diet."""

PART = re.compile(r"-\d+$")
"""What a further visit of one entrance ends with."""

BULK = re.compile(r"B\d+-(?P<point>.+)")
"""A visit that brings meals to a meal point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedOrders:
    """What happened to the day, and the orders once it has.

    Attributes
    ----------
    disruptions
        Each visit that is new, has other meals, or is not wanted any more, once.
    locations
        Places that the version's problem does not have, where some of the visits are.
    orders
        All orders of the day from now on.
    too_late
        Meals that are not wanted any more but are on their way: their orders stay.
    """

    disruptions: tuple[LateOrder | Cancellation, ...] = ()
    locations: tuple[Location, ...] = ()
    orders: tuple[Order, ...]
    too_late: tuple[Order, ...] = ()

    @property
    def residents(self) -> tuple[str, ...]:
        """Whose meals change."""
        visits = {d.visit if isinstance(d, Cancellation) else d.visit.id for d in self.disruptions}
        return tuple(sorted({order.resident for order in self.orders if order.visit in visits}))


def changed_orders(
    problem: Problem, orders: Sequence[Order], loaded: Collection[str], fresh: PlanningDay
) -> ChangedOrders:
    """How the ``fresh`` day differs from ``orders``, the ones behind ``problem``.

    Visits in ``loaded`` are on their way and do not change: further meals behind the same
    entrance become a visit of their own, meals that nobody wants any more stay. Nobody walks on
    from a meal point with a new order: what is brought there was decided before.
    """
    change = _Change(problem=problem, loaded=frozenset(loaded), fresh=fresh)
    before, after = _by_group(problem, orders), _by_group(fresh.problem, fresh.orders)
    for group in dict.fromkeys((*before, *after)):
        change.settle(before.get(group, ()), after.get(group, ()))
    return change.result(orders)


@dataclass(kw_only=True)
class _Change:
    """The differences so far: ``meals`` are those of visits that change, by visit."""

    problem: Problem
    loaded: frozenset[str]
    fresh: PlanningDay
    meals: dict[str, Wanted] = field(default_factory=dict)
    visits: dict[str, Visit] = field(default_factory=dict)
    places: dict[tuple[float, float], Location] = field(default_factory=dict)
    too_late: list[Order] = field(default_factory=list)

    def settle(self, before: Sequence[Order], after: Sequence[Order]) -> None:
        """Take note of what one entrance wants ``after`` that it did not want ``before``."""
        gone, more = _wanted(before) - _wanted(after), _wanted(after) - _wanted(before)
        for order in sorted(before, key=lambda order: order.visit in self.loaded):
            if taken := min(order.meals, gone[order.resident, order.diet]):
                gone[order.resident, order.diet] -= taken
                self._take_off(replace(order, meals=taken), before)
        for order in after:
            if added := min(order.meals, more[order.resident, order.diet]):
                more[order.resident, order.diet] -= added
                self._put_on(replace(order, meals=added), before)

    def result(self, orders: Sequence[Order]) -> ChangedOrders:
        """All that was noted, the visits in the order of the problem."""
        row = {visit.id: row for row, visit in enumerate(self.problem.visits)}
        names = sorted(self.visits, key=lambda name: (row.get(name, len(row)), name))
        kept = (order for order in orders if order.visit not in self.meals)
        return ChangedOrders(
            disruptions=tuple(map(self._disruption, names)),
            locations=tuple(self.places.values()),
            orders=(*kept, *(order for name in names for order in self._orders(name))),
            too_late=tuple(self.too_late),
        )

    def _take_off(self, order: Order, before: Sequence[Order]) -> None:
        if order.visit in self.loaded:
            self.too_late.append(order)
            return
        visit = self._changing(order.visit, before)
        self.meals[visit.id][order.resident, order.diet] -= order.meals
        self._set(visit, visit, -order.meals, order.diet)

    def _put_on(self, order: Order, before: Sequence[Order]) -> None:
        like = self.fresh.problem.visit[order.visit]
        known = order.visit in self.problem.visit or order.visit in self.visits
        if known and self._has_room(order, like):
            visit = self._changing(order.visit, before)
        else:
            visit = self._new(order.visit, like)
        self.meals[visit.id][order.resident, order.diet] += order.meals
        self._set(visit, like, order.meals, order.diet)

    def _has_room(self, order: Order, like: Visit) -> bool:
        """Whether the visit can still take meals: not loaded, not fetched at a meal point."""
        visit = self.visits.get(order.visit) or self.problem.visit[order.visit]
        walked = visit.id in self.problem.two_level and not visit.transit
        before = self.problem.visit.get(visit.id, like)
        most = max(like.boxes, before.boxes)
        return not walked and visit.id not in self.loaded and visit.boxes + order.meals <= most

    def _changing(self, name: str, before: Sequence[Order]) -> Visit:
        if name not in self.visits:
            self.visits[name] = self.problem.visit[name]
            self.meals[name] = _wanted(order for order in before if order.visit == name)
        return self.visits[name]

    def _new(self, wanted: str, like: Visit) -> Visit:
        """An empty visit like another one, from kitchens alone, under a name that is free."""
        taken = self.problem.visit.keys() | self.fresh.problem.visit.keys() | self.visits.keys()
        if wanted in self.problem.visit or wanted in self.visits:
            base = PART.sub("", wanted)
            wanted = next(n for k in range(2, len(taken) + 3) if (n := f"{base}-{k}") not in taken)
        kitchens = tuple(c.id for c in self.problem.canteens if c.kitchen)
        named = tuple(c for c in like.canteens or () if c in kitchens)
        all_cook = len(kitchens) == len(self.problem.canteens)
        anywhere = None if like.canteens is None and all_cook else kitchens
        visit = replace(
            like,
            id=wanted,
            location=self._place(like.location),
            meals={},
            transit=0,
            canteens=named or anywhere,
        )
        self.visits[wanted], self.meals[wanted] = visit, Counter()
        return visit

    def _place(self, location: str) -> str:
        """The problem's id of a place of the fresh day, which may be new there."""
        found = self.fresh.problem
        place = found.locations[found.location_index[location]]
        point = rounded(place.lon, place.lat)
        for known in self.problem.locations:
            if rounded(known.lon, known.lat) == point:
                return known.id
        if point not in self.places:
            names = {known.id for known in (*self.problem.locations, *self.places.values())}
            free = next(n for k in range(1, len(names) + 2) if (n := f"P{k}") not in names)
            self.places[point] = replace(place, id=free)
        return self.places[point].id

    def _set(self, visit: Visit, like: Visit, meals: int, diet: str) -> None:
        """The visit with so many more meals; who joins may take longer and be more vulnerable."""
        all_meals = Counter(visit.meals)
        all_meals[diet] += meals
        service = max(visit.service_seconds, like.service_seconds)
        opens, closes = visit.window
        if visit.transit:  # the volunteers meet when they meet
            closes -= service - visit.service_seconds
        self.visits[visit.id] = replace(
            visit,
            meals=dict(sorted((+all_meals).items())),
            window=(opens, closes),
            service_seconds=service,
            tier=min(visit.tier, like.tier),
            missed_recently=max(visit.missed_recently, like.missed_recently),
        )

    def _disruption(self, name: str) -> LateOrder | Cancellation:
        visit = self.visits[name]
        return LateOrder(visit=visit) if visit.meals else Cancellation(visit=name)

    def _orders(self, name: str) -> Iterator[Order]:
        for (resident, diet), meals in self.meals[name].items():
            if meals:
                yield Order(resident=resident, visit=name, diet=diet, meals=meals)


def _wanted(orders: Iterable[Order]) -> Wanted:
    wanted: Wanted = Counter()
    for order in orders:
        wanted[order.resident, order.diet] += order.meals
    return wanted


def _by_group(problem: Problem, orders: Iterable[Order]) -> Mapping[str, tuple[Order, ...]]:
    """Orders behind one entrance, or of one meal point, whichever of its visits carries them."""
    groups: dict[str, list[Order]] = defaultdict(list)
    for order in orders:
        bulk = BULK.fullmatch(order.visit)
        at_point = bulk is not None and bulk["point"] in problem.canteen
        groups[bulk["point"] if bulk and at_point else PART.sub("", order.visit)].append(order)
    return {group: tuple(some) for group, some in groups.items()}
