"""Who could carry a block at all, and from where: everything that needs no clock."""

from __future__ import annotations

from collections.abc import Iterable

from optimizer.problem import Rider
from optimizer.timing.pins import Block
from optimizer.timing.schedule import Schedule
from optimizer.timing.static_rules import Run, refused_by_kitchens
from optimizer.timing.supply import lacking


def cooking(schedule: Schedule, block: Block) -> list[str]:
    """Canteens that may cook for the block and have meals left for it."""
    problem, loads = schedule.problem, schedule.loads()
    allowed = [c.id for c in problem.canteens if schedule.may_cook(c.id, block)]
    return [
        name
        for name in allowed
        if refused_by_kitchens(problem, [Run(name, block)], loads) is None
        and _is_supplied(schedule, name, block)
    ]


def _is_supplied(schedule: Schedule, name: str, block: Block) -> bool:
    """Whether a meal point is brought enough; a kitchen cooks."""
    point = schedule.problem.canteen[name]
    if not point.supplied_by:
        return True
    meals = sum(schedule.problem.visit[visit].boxes for visit in block)
    return lacking(schedule.problem, schedule.plan(), point) + meals <= 0


def carriers(schedule: Schedule, canteens: Iterable[str], block: Block) -> list[str]:
    """Riders whom neither skills, boxes, canteens nor locks on the block keep from it."""
    problem, allowed = schedule.problem, set(canteens)
    visits = [problem.visit[name] for name in block]
    skills = {skill for visit in visits for skill in visit.skills}
    boxes = sum(visit.boxes for visit in visits)
    return [
        rider.id
        for rider in problem.riders
        if rider.boxes >= boxes
        and skills.issubset(rider.skills)
        and not allowed.isdisjoint(rider.loading_canteens())
        and _may(schedule, rider, block)
    ]


def _may(schedule: Schedule, rider: Rider, block: Block) -> bool:
    """Whether locks on the block leave any trip of the rider."""
    trips = range(len(rider.frozen), rider.max_trips)
    return any(
        all(schedule.pins.may(rider.id, number, visit) for visit in block) for number in trips
    )
