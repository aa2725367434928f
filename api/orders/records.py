"""A day's orders."""

from __future__ import annotations

from dataclasses import dataclass

from optimizer.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One resident's meals of one sitting and the visit that carries them."""

    resident: str
    visit: str
    diet: str
    meals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EatingIn:
    """One resident's meals of one sitting, eaten at ``canteen``: no rider carries them."""

    resident: str
    canteen: str
    diet: str
    meals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanningDay:
    """A sitting's problem with the orders behind its visits.

    ``eating_in`` come to a canteen, whose capacity for deliveries is smaller by their meals.
    ``redirected`` are residents who would come to a canteen or a meal point that has no room or
    is closed at the sitting: they are planned for at the door, and somebody should tell them.
    """

    problem: Problem
    orders: tuple[Order, ...]
    eating_in: tuple[EatingIn, ...] = ()
    redirected: tuple[str, ...] = ()
