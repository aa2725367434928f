"""Riders who can do the same, and what they can carry from where, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from optimizer.bounds.generation.arrays import Ints, Site, Weights
from optimizer.policy import FOOD_SAFETY_SECONDS, Emergency, Policy
from optimizer.problem import Canteen, Problem, Rider, Visit

SCALE = 10_000
"""Units of cost per second: percents of percents are whole."""
MEMORY = 12
"""Visits that a visit remembers, itself among them."""
FAR = 1 << 40
"""A moment that never comes, in seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Interchangeable riders.

    A visit costs with them what it costs with the one who knows it best. ``sites``: one per
    canteen where they may load, home first; ``ahead``: seconds from home to each. ``paid``,
    ``fixed``: cost per second and per rider.
    """

    names: tuple[str, ...]
    sites: tuple[Site, ...]
    ahead: tuple[int, ...]
    shift: tuple[int, int]
    max_trips: int
    paid: int
    fixed: int

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.names)


def crews(problem: Problem) -> list[Crew]:
    """The problem's riders; those who may never carry anything are left out."""
    alike: dict[object, list[Rider]] = {}
    for rider in problem.riders:
        skills = frozenset(rider.skills)
        same = rider.canteen, frozenset(rider.may_load_at), rider.boxes, rider.shift
        key = *same, rider.max_trips, rider.profile, rider.kind, skills
        alike.setdefault(key, []).append(rider)
    return [_crew(problem, riders) for riders in alike.values() if riders[0].max_trips > 0]


def weights(policy: Policy, paid: int) -> Weights:
    """The policy's weights in units per second."""
    return Weights(
        paid=paid,
        onboard=policy.onboard_percent * SCALE // 100,
        late=policy.late_percent * SCALE // 100,
        thin=policy.slack_percent * SCALE // 100,
        slack=policy.slack_seconds,
    )


def _crew(problem: Problem, riders: Sequence[Rider]) -> Crew:
    rider = riders[0]
    canteens = [problem.canteen[name] for name in rider.loading_canteens()]
    home = canteens[0].location
    return Crew(
        names=tuple(rider.id for rider in riders),
        sites=tuple(_site(problem, riders, canteen, canteens) for canteen in canteens),
        ahead=tuple(problem.seconds(rider.profile, home, c.location) for c in canteens),
        shift=rider.shift,
        max_trips=rider.max_trips,
        paid=problem.policy.paid_percent[rider.kind] * SCALE // 100,
        fixed=problem.policy.rider_seconds * SCALE,
    )


def _site(
    problem: Problem, riders: Sequence[Rider], canteen: Canteen, canteens: Sequence[Canteen]
) -> Site:
    rider, index = riders[0], problem.location_index
    at = np.array([index[visit.location] for visit in problem.visits], dtype=np.int64)
    seconds = problem.travel[rider.profile].seconds.astype(np.int64)
    ride = np.ascontiguousarray(seconds[np.ix_(at, at)])
    doors = np.array([_door(problem, riders, visit) for visit in problem.visits], dtype=np.int64)
    may = [_may_carry(canteen, rider, visit) for visit in problem.visits]
    near, bit = _memory(ride)
    return Site(
        doors=doors.reshape(-1, 9),
        ride=ride,
        first=canteen.loading_seconds + seconds[index[canteen.location], at],
        back=np.stack([seconds[at, index[c.location]] for c in canteens]),
        near=near,
        bit=bit,
        allowed=np.flatnonzero(may).astype(np.int64),
        boxes=rider.boxes,
        loading=canteen.loading_seconds,
        shift_end=rider.shift[1],
    )


def _may_carry(canteen: Canteen, rider: Rider, visit: Visit) -> bool:
    cooked = visit.canteens is None or canteen.id in visit.canteens
    skilled = set(visit.skills) <= set(rider.skills)
    return cooked and skilled and canteen.cooks(visit.meals) and visit.boxes <= rider.boxes


def _door(problem: Problem, riders: Sequence[Rider], visit: Visit) -> tuple[int, ...]:
    """The row of a visit, with limits as wide as the emergency policy makes them."""
    widening = problem.policy.emergency or Emergency()
    opens, closes = visit.window
    limit = visit.max_onboard_seconds
    widened = min(limit + widening.onboard_seconds, FOOD_SAFETY_SECONDS)
    return (
        visit.service_seconds,
        visit.boxes,
        opens - widening.window_seconds,
        closes + widening.window_seconds,
        closes,
        visit.preferred[1] if visit.preferred else FAR,
        max(limit, widened),
        min(_unfamiliar(problem.policy, visit, rider) for rider in riders) * SCALE,
        visit.released if visit.released is not None else -FAR,
    )


def _unfamiliar(policy: Policy, visit: Visit, rider: Rider) -> int:
    known = visit.familiarity
    lost = max(known.values(), default=0.0) - known.get(rider.id, 0.0)
    return round(lost * policy.unfamiliar_seconds)


def _memory(ride: Ints) -> tuple[np.ndarray, np.ndarray]:
    """Of each visit, the nearest ones and itself as bits, two words each."""
    count = len(ride)
    bit = np.zeros((count, 2), np.uint64)
    for visit in range(count):
        bit[visit, visit // 64] = np.uint64(1 << visit % 64)
    both = np.minimum(ride, ride.T).astype(np.int64)
    np.fill_diagonal(both, -1)
    near = np.zeros((count, 2), np.uint64)
    for visit in range(count):
        for other in np.argsort(both[visit], kind="stable")[:MEMORY]:
            near[visit] |= bit[other]
    return near, bit
