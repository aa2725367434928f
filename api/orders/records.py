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
class PlanningDay:
    """A sitting's problem with the orders behind its visits."""

    problem: Problem
    orders: tuple[Order, ...]
