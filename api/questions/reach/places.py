"""The best places for the next canteens: who is not near one today, weighted by tier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

import numpy as np

from api.questions.reach.candidates import Candidate
from api.questions.reach.homes import Booleans, Home, any_of
from api.roster.records import Roster
from optimizer.location import Located, best_places

WEIGHTS = {1: 3, 2: 2, 3: 1}
"""What a resident of each tier weighs; any other tier weighs one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Candidates chosen, with how many people each would serve, and what is proven."""

    places: tuple[Candidate, ...]
    located: Located
    covers: Booleans
    """Which homes would be near one of them, shape (homes,)."""


def choose(
    homes: Sequence[Home],
    near_today: Booleans,
    candidates: Sequence[Candidate],
    covers: Booleans,
    *,
    count: int,
    capacity: int,
    seconds: float,
) -> Chosen:
    """The ``count`` candidates that serve most weight of people who are not near a canteen.

    Parameters
    ----------
    near_today
        Which homes are near one today, shape (homes,).
    covers
        Which homes would be near which candidate, shape (homes, candidates).
    capacity
        Most people that one new canteen serves.
    """
    groups = [
        (number, count, WEIGHTS.get(tier, 1))
        for number, home in enumerate(homes)
        if not near_today[number]
        for tier, count in sorted(home.people.items())
    ]
    rows = np.array([row for row, _, _ in groups], dtype=np.int64)
    people = np.array([number for _, number, _ in groups], dtype=np.int64)
    weights = np.array([weight for _, _, weight in groups], dtype=np.int64)
    located = best_places(covers[rows], people, weights, count, capacity, seconds)
    chosen = list(located.places)
    return Chosen(
        places=tuple(candidates[j] for j in chosen),
        located=located,
        covers=any_of(covers[:, chosen]),
    )


def usual_capacity(roster: Roster) -> int:
    """The capacity of a canteen of middle size; as that of a small one where there is none."""
    sizes = [canteen.capacity for canteen in roster.canteens if canteen.capacity]
    return median_low(sizes) if sizes else 150
