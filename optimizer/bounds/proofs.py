"""How far a plan can be from the best one, as far as a limit proves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from optimizer.bounds.limit import Limit
from optimizer.bounds.notes import text
from optimizer.texts import Text

TIGHT = Fraction(1, 10)
"""A bound farther away than this share says too little to be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A quantity of a plan, and the bound that it is close to."""

    quantity: str
    value: int
    bound: int

    @property
    def gap(self) -> Fraction | None:
        """By which share of the bound the value lies above it.

        None: above a bound of 0, or below its bound, which is then about another problem.
        """
        if self.value == self.bound:
            return Fraction(0)
        return Fraction(self.value - self.bound, self.bound) if self._above else None

    @property
    def _above(self) -> bool:
        return self.value > self.bound > 0

    @property
    def tight(self) -> bool:
        """Whether the bound is worth showing."""
        return self.gap is not None and self.gap <= TIGHT

    @property
    def text(self) -> Text:
        """Proven optimal, or within a percentage that is rounded up to a tenth."""
        if self.gap is None:
            return text("open")
        return text("within", percent=ceil(self.gap * 1_000) / 10) if self.gap else text("optimal")


def proofs(
    limit: Limit, cost: Mapping[str, int], kpis: Mapping[str, int | float]
) -> tuple[Proof, ...]:
    """What the limit proves of a checked plan with this cost and these key figures.

    Quantities whose bound is not tight are left out; riders and paid time also where the plan
    leaves more than the limit allowed for them.
    """
    return tuple(proof for proof in _all(limit, cost, kpis) if proof.tight)


def _all(limit: Limit, cost: Mapping[str, int], kpis: Mapping[str, int | float]) -> Iterator[Proof]:
    unserved = cost["unserved"]
    yield Proof(quantity="unserved_cost", value=unserved, bound=limit.unserved_cost)
    meals = int(kpis["meals_unserved"])
    yield Proof(quantity="unserved_meals", value=meals, bound=limit.unserved_meals)
    if limit.cost is not None:
        yield Proof(quantity="cost", value=cost["total"], bound=limit.cost)
    if limit.paid_cost is not None and not kpis["visits_unserved"]:
        yield Proof(quantity="paid_cost", value=cost["paid"], bound=limit.paid_cost)
    if unserved > limit.leaving:
        return
    for quantity, bound in (("riders", limit.riders), ("paid_seconds", limit.paid_seconds)):
        if bound is not None:
            yield Proof(quantity=quantity, value=int(kpis[quantity]), bound=bound)
