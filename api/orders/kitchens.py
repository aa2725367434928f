"""Which meals of a building may share a visit, seen from the kitchens.

A visit is served whole or not at all, so an elder must not go hungry because a neighbour's diet
has run out. Diets that are short today therefore travel apart from the others.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from api.orders.records import EatingIn
from api.roster.records import ResidentRecord
from optimizer.problem import Batch, Canteen


@dataclass(frozen=True, slots=True)
class Share:
    """Diets that may share a visit, and the most meals that one kitchen gives to it."""

    diets: frozenset[str]
    most: float


class Kitchens:
    """The canteens that cook today, against all of the day's demand."""

    def __init__(self, canteens: Iterable[Canteen], eaters: Iterable[ResidentRecord]) -> None:
        self._cooking = tuple(canteen for canteen in canteens if canteen.capacity)
        self._demand: Counter[tuple[str | None, str]] = Counter()
        self._short: dict[tuple[str, str | None], bool] = {}
        for resident in eaters:
            if self.allowed(resident.canteen):
                for bound in {None, resident.canteen}:
                    self._demand[bound, resident.diet] += resident.portions

    def allowed(self, canteen: str | None) -> tuple[Canteen, ...]:
        """Those that may cook for somebody bound to ``canteen``; None: not bound."""
        return tuple(kitchen for kitchen in self._cooking if canteen in {None, kitchen.id})

    def shares(self, meals: Mapping[str, int], canteen: str | None) -> Iterator[Share]:
        """Divide the diets of one entrance.

        Those that are not short come together, as far as one kitchen cooks them all. Each one
        that is short follows alone, in visits that one kitchen can fill. Those that nobody cooks
        come last.
        """
        kitchens = self.allowed(canteen)
        best = {diet: max((_supply(k, diet) for k in kitchens), default=0) for diet in meals}
        uncooked = frozenset(diet for diet in meals if not best[diet])
        apart = {
            diet
            for diet in set(meals) - uncooked
            if self.short(diet, canteen) or meals[diet] > best[diet]
        }
        yield from _shared(set(meals) - uncooked - apart, meals, kitchens)
        for diet in sorted(apart):
            most = max(min(k.capacity, _supply(k, diet)) for k in kitchens)
            yield Share(frozenset({diet}), most)
        if uncooked:
            yield Share(uncooked, math.inf)

    def short(self, diet: str, canteen: str | None) -> bool:
        """Whether more of ``diet`` is wanted than all, or than ``canteen`` alone, can cook."""
        if (diet, canteen) not in self._short:
            self._short[diet, canteen] = any(
                self._demand[bound, diet] > sum(_supply(k, diet) for k in self.allowed(bound))
                for bound in {None, canteen}
            )
        return self._short[diet, canteen]


def without_eaten(canteen: Canteen, eating_in: Iterable[EatingIn]) -> Canteen:
    """``canteen`` without the meals that are eaten there.

    They are taken from the last batches: guests sit down when the first trips have left.
    """
    eaten: Counter[str] = Counter()
    for one in eating_in:
        if one.canteen == canteen.id:
            eaten[one.diet] += one.meals
    return replace(
        canteen,
        capacity=canteen.capacity - eaten.total(),
        capacity_by_diet={d: n - eaten[d] for d, n in canteen.capacity_by_diet.items()},
        batches=_without_last(canteen.batches, eaten.total()),
    )


def _without_last(batches: Sequence[Batch], meals: int) -> tuple[Batch, ...]:
    left: list[Batch] = []
    for batch in reversed(batches):
        taken = min(batch.meals, meals)
        meals -= taken
        left.append(replace(batch, meals=batch.meals - taken))
    return tuple(reversed(left))


def _supply(canteen: Canteen, diet: str) -> float:
    """The canteen's own limit on ``diet``, endless where only its total capacity binds."""
    if not canteen.cooks({diet: 1}):
        return 0
    return canteen.capacity_by_diet.get(diet, math.inf)


def _shared(
    diets: set[str], meals: Mapping[str, int], kitchens: Sequence[Canteen]
) -> Iterator[Share]:
    """Give to the kitchen that cooks most of ``diets``, then the rest to the next, and so on."""
    while diets:
        cooked, kitchen = max(
            ((frozenset(d for d in diets if _supply(k, d) >= meals[d]), k) for k in kitchens),
            key=lambda pair: len(pair[0]),
        )
        yield Share(cooked, kitchen.capacity)
        diets = diets - cooked
