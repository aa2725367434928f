"""Canteens that cook less than they were to, or nothing more."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from optimizer.elsewhere import elsewhere
from optimizer.plan import Trip
from optimizer.problem import Batch, Canteen
from optimizer.replan.disruptions import CanteenDown, CanteenShort
from optimizer.replan.today import Today


def take_from(today: Today, trip: Trip, meals: Counter[str]) -> None:
    """Meals that have left with ``trip`` and are on no trip any more are not there for others."""
    canteen = today.canteens[trip.canteen]
    by_diet = {d: max(0, m - meals[d]) for d, m in canteen.capacity_by_diet.items()}
    today.canteens[canteen.id] = replace(
        canteen,
        capacity=max(0, canteen.capacity - meals.total()),
        capacity_by_diet=by_diet,
        batches=_without(canteen, trip.depart, meals.total()),
    )


def _without(canteen: Canteen, depart: int, meals: int) -> tuple[Batch, ...]:
    """Batches less the meals that left at ``depart``, the last ones packed by then first."""
    batches = list(canteen.batches)
    packed = [k for k, batch in enumerate(batches) if batch.ready <= depart]
    later = [k for k, batch in enumerate(batches) if batch.ready > depart]
    for k in (*reversed(packed), *later):
        taken = min(meals, batches[k].meals)
        batches[k] = replace(batches[k], meals=batches[k].meals - taken)
        meals -= taken
    return tuple(batches)


def down(today: Today, event: CanteenDown) -> None:
    """No meals beyond those that have left or are being loaded.

    Visits that named no other cooking canteen may go to any; riders whose home it is may load at
    the others. A meal point that is down gets no more meals: they are delivered from kitchens.
    """
    canteen = today.canteens[event.canteen]
    if canteen.supplied_by:
        close_point(today, canteen)
        return
    shut = replace(canteen, capacity=today.drawn(canteen.id).total(), capacity_by_diet={})
    today.canteens[canteen.id] = replace(shut, capacity=0)
    left = today.cooking()
    today.canteens[canteen.id] = shut
    for name, visit in today.visits.items():
        today.visits[name] = elsewhere(visit, canteen.id, left)
    for name, rider in today.riders.items():
        if rider.canteen == canteen.id:
            others = tuple(dict.fromkeys((*rider.may_load_at, *left)))
            today.riders[name] = replace(rider, may_load_at=others)


def short(today: Today, event: CanteenShort) -> None:
    """So many meals for the whole sitting; what has left already has left."""
    canteen = today.canteens[event.canteen]
    drawn, handed = today.drawn(canteen.id), today.handed_over(canteen.id)
    elsewhere_now = handed.total() if event.diet is None else handed[event.diet]
    gone = elsewhere_now + (drawn.total() if event.diet is None else drawn[event.diet])
    if event.capacity < gone:
        today.tell("told_left_already", canteen=canteen.id, meals=gone)
    capacity = max(0, event.capacity - elsewhere_now)
    if event.diet is None:
        today.canteens[canteen.id] = replace(canteen, capacity=capacity)
    else:
        by_diet = {**canteen.capacity_by_diet, event.diet: capacity}
        today.canteens[canteen.id] = replace(canteen, capacity_by_diet=by_diet)


def close_point(today: Today, point: Canteen) -> None:
    """Nobody walks on from the point any more; bulk that is not on the way carries less."""
    begun, left = today.begun(), today.cooking()
    walked = [v for v in today.visits.values() if v.canteens and point.id in v.canteens]
    for visit in walked:
        if visit.id not in begun:
            today.visits[visit.id] = elsewhere(visit, point.id, left)
    wanted = today.meals(visit.id for visit in walked)
    for name in point.supplied_by:
        if name in today.visits and name not in begun:
            wanted = _bring_less(today, name, wanted)
    brought = tuple(v for v in point.supplied_by if v in begun)
    drawn = today.drawn(point.id).total()
    today.canteens[point.id] = replace(
        point, capacity=drawn, capacity_by_diet={}, supplied_by=brought
    )


def _bring_less(today: Today, name: str, wanted: Counter[str]) -> Counter[str]:
    """Take what is not carried on any more off a bulk visit; what other ones have to take off."""
    bulk = today.visits[name]
    less, rest = Counter[str](), bulk.transit
    for diet, meals in bulk.meals.items():
        less[diet] = min(meals, wanted[diet], rest)
        rest -= less[diet]
    kept = {diet: meals - less[diet] for diet, meals in bulk.meals.items() if meals > less[diet]}
    if bulk.transit == bulk.boxes or not kept:
        today.drop(name)
    else:
        today.visits[name] = replace(bulk, meals=kept, transit=0)
    return wanted - less
