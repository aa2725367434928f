"""Orders that come late or are cancelled."""

from __future__ import annotations

from optimizer.replan.disruptions import Cancellation, LateOrder
from optimizer.replan.kitchens import close_point
from optimizer.replan.today import Today


def ordered(today: Today, event: LateOrder) -> None:
    """A new visit, or another one in the place of a known one that nobody has loaded yet."""
    if event.visit.id in today.begun() | today.waiting():
        today.tell("told_order_begun", visit=event.visit.id)
        return
    today.visits[event.visit.id] = event.visit


def cancelled(today: Today, event: Cancellation) -> None:
    """The visit leaves the problem; what is loaded already stays a fact."""
    if event.visit in today.begun():
        today.tell("told_cancelled_begun", visit=event.visit)
        return
    points = [c for c in today.canteens.values() if event.visit in c.supplied_by]
    for point in points:
        close_point(today, point)
    if event.visit in today.visits:
        today.drop(event.visit)
