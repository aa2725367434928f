"""Where the sitting is cut into waves: for all riders alike at first, then for each apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from optimizer.problem import Problem, Rider
from optimizer.strategies.pyvrp.customers import Customer
from optimizer.strategies.pyvrp.tours import Tour

Split = tuple[int, ...]
"""Moments at which waves end and the next ones begin, in seconds after midnight, ascending."""

Splits = Mapping[str, Split]
"""A crew: riders by id, each with their own split."""

SHARES: Sequence[Sequence[float]] = (
    (0.55,),
    (0.35, 0.7),
    (0.45,),
    (0.65,),
    (0.45, 0.75),
)
"""Where splits are tried: shares of the time in which service may begin."""


def splits_of(
    problem: Problem, riders: Sequence[Rider], customers: Sequence[Customer]
) -> list[Split]:
    """Splits worth a try, the most promising first, with as many waves as trips at most.

    The few with unusual windows do not count.
    """
    trips = max(rider.max_trips - len(rider.frozen) for rider in riders)
    opens, closes = zip(*(customer.window for customer in customers), strict=True)
    first = max(float(np.quantile(opens, 0.1)), problem.now or 0)
    length = max(0.0, float(np.quantile(closes, 0.9)) - first)
    splits = [
        tuple(round(first + share * length) for share in shares)
        for shares in SHARES
        if len(shares) < trips
    ]
    return splits or [()]


def recentred(splits: Splits, tours: Iterable[Tour]) -> Splits:
    """Each moment between two tours of a rider moved to the middle of what they leave free.

    The tours still fit, and what one of them may gain another rider's tour may gain elsewhere.
    """
    days: dict[str, dict[int, Tour]] = {}
    for tour in tours:
        days.setdefault(tour.slot.rider.id, {})[tour.slot.wave] = tour
    moved = {name: list(split) for name, split in splits.items()}
    for name, day in days.items():
        for wave, following in pairwise(sorted(day)):
            if following == wave + 1:
                back = day[wave].end
                due = day[following].latest - day[following].slot.canteen.loading_seconds
                moved[name][wave] = max(back, (back + due) // 2)
    return {name: tuple(split) for name, split in moved.items()}
