"""Exact rank tests: whether new values are larger than old ones by more than chance.

In each stratum new and old values are ranked together, ties sharing their mean rank, and the ranks
of the new ones are added up: Wilcoxon's test, over strata van Elteren's. If nothing has changed,
the new values are as good as any so many drawn from all, and the sum's distribution follows from
counting; nothing is assumed of how values are spread.

F. Wilcoxon, "Individual comparisons by ranking methods", Biometrics Bulletin 1 (6), 1945, pp.
80-83. P. H. van Elteren, "On the combination of independent two sample tests of Wilcoxon", Bulletin
de l'Institut International de Statistique 37, 1960, pp. 351-361.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Value = tuple[float, ...]
"""Compared from left to right: what comes first counts for more."""


class RankSum(NamedTuple):
    """Twice the new values' sum of ranks, and the chance of each sum from 0 on."""

    found: int
    chances: Floats

    @property
    def larger(self) -> float:
        """Chance of a sum as large as this, or larger, if nothing has changed."""
        return float(min(1.0, self.chances[self.found :].sum()))

    @property
    def smaller(self) -> float:
        """Chance of a sum as small as this, or smaller, if nothing has changed."""
        return float(min(1.0, self.chances[: self.found + 1].sum()))


def rank_sum(new: Sequence[Value], old: Sequence[Value]) -> RankSum:
    """The test of one stratum."""
    values = [*new, *old]
    order = sorted(values)
    first = {value: place for place, value in reversed(list(enumerate(order)))}
    last = {value: place for place, value in enumerate(order)}
    doubled = [first[value] + last[value] + 2 for value in values]
    return RankSum(sum(doubled[: len(new)]), _chances(doubled, len(new)))


def combined(strata: Sequence[RankSum]) -> RankSum:
    """The test of all strata at once; strata of one size weigh the same."""
    chances = reduce(np.convolve, (one.chances for one in strata), np.ones(1))
    return RankSum(sum(one.found for one in strata), chances)


def _chances(doubled: Sequence[int], drawn: int) -> Floats:
    """Chance of each sum of ``drawn`` of the numbers, by counting all ways to draw them."""
    ways = np.zeros((drawn + 1, sum(sorted(doubled)[-drawn:]) + 1))
    ways[0, 0] = 1
    for number in doubled:
        ways[1:, number:] += ways[:-1, : ways.shape[1] - number].copy()
    chances: Floats = ways[drawn] / ways[drawn].sum()
    return chances
