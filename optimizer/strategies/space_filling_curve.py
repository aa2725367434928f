"""Space-filling curve: addresses in the order in which a curve through the whole town meets them.

J. J. Bartholdi III and L. K. Platzman, "A fast heuristic based on spacefilling curves for
minimum-weight matching in the plane", Information Processing Letters 17 (4), 1983; in daily use
for meals on wheels by Bartholdi, Platzman, Collins and Warden, "A minimal technology routing system
for meals on wheels", Interfaces 13 (3), 1983.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from optimizer.plan import Plan
from optimizer.problem import Canteen, Problem, Rider
from optimizer.stop import Stop
from optimizer.strategies.base import OnProgress, Strategy
from optimizer.strategies.drafts.draft import Draft
from optimizer.strategies.drafts.ground import Ground
from optimizer.strategies.drafts.rounds import build, own_first
from optimizer.strategies.drafts.shortage import worthwhile
from optimizer.texts import Text
from optimizer.timing.pins import Block

Floats = NDArray[np.float64]

HALVINGS = 40
"""How often triangles are halved: a town falls into pieces of a few centimetres."""
TURNS = 4
"""Places on the curve, evenly spread, at which the first trip may begin."""


class SpaceFillingCurve(Strategy):
    """Cuts the closed curve of each canteen into trips, rider after rider.

    A trip takes the next addresses on the curve that fit and leaves the others to later trips. It
    knows nothing of routes beyond that order. The curve is cut at several places, and where not
    all can be served, at first without the addresses that it costs least to leave; the best counts.
    Deterministic: the seed has no effect.
    """

    name = "space_filling_curve"
    summary = Text(
        "空间填充曲线：沿曲线排序，依次切成趟次",
        "space-filling curve: addresses in its order, cut into trips",
    )

    def solve(
        self,
        problem: Problem,
        stop: Stop,
        seed: int,
        warm_start: Plan | None = None,
        on_progress: OnProgress | None = None,
    ) -> Plan:
        """Draft every canteen's day along the curve; ``warm_start`` is not looked at."""
        del seed, warm_start
        rank = _ranks(problem)

        def drafting(
            ground: Ground, canteen: Canteen, crew: Sequence[Rider], blocks: Sequence[Block]
        ) -> Iterator[Draft]:
            tour = sorted(blocks, key=lambda block: rank[block[0]])
            return _drafts(ground, canteen, crew, tour)

        return build(problem, stop, on_progress, drafting).plan()


def sierpinski(x: Floats, y: Floats) -> NDArray[np.int64]:
    """Where a closed Sierpinski curve through the unit square meets points of it.

    The square is two right triangles, and a triangle two halves of its own shape; the curve runs
    through a triangle from one end of the hypotenuse to the other, so each half that a point is
    in is one more binary digit of its place.
    """
    point = np.stack([x, y], axis=-1)
    below = (y < x)[..., None]
    zero, one = np.zeros_like(point), np.ones_like(point)
    enters, leaves = np.where(below, zero, one), np.where(below, one, zero)
    corner = np.where(below, np.array([1.0, 0.0]), np.array([0.0, 1.0]))
    place = np.where(y < x, 0, 1).astype(np.int64)
    for _ in range(HALVINGS):
        middle = (enters + leaves) / 2
        second = _apart(point, leaves) < _apart(point, enters)
        place = 2 * place + second
        later = second[..., None]
        enters, leaves = np.where(later, corner, enters), np.where(later, leaves, corner)
        corner = middle
    return place


def _apart(a: Floats, b: Floats) -> Floats:
    squares: Floats = ((a - b) ** 2).sum(axis=-1)
    return squares


def on_the_curve(problem: Problem) -> NDArray[np.int64]:
    """Where the curve meets each location, in their order; there must be one at least."""
    at = np.array([(place.lon, place.lat) for place in problem.locations])
    flat = (at - at.min(axis=0)) * (np.cos(np.radians(at[:, 1].mean())), 1.0)
    unit = flat / max(float(flat.max()), 1e-9)
    return sierpinski(unit[:, 0], unit[:, 1])


def _ranks(problem: Problem) -> dict[str, tuple[int, int]]:
    """Place on the curve of every visit; equal ones are told apart by the problem's order."""
    if not problem.visits:
        return {}
    places, index = on_the_curve(problem), problem.location_index
    return {v.id: (int(places[index[v.location]]), k) for k, v in enumerate(problem.visits)}


def _drafts(
    ground: Ground, canteen: Canteen, crew: Sequence[Rider], tour: Sequence[Block]
) -> Iterator[Draft]:
    """The tour from several places on; in a shortage, also less and less of it."""
    most = 0
    for turn in range(TURNS):
        begin = turn * len(tour) // TURNS
        draft = _cut(ground, canteen, crew, [*tour[begin:], *tour[:begin]])
        most = max(most, len(draft.served()))
        yield draft
    if most == len(tour):
        return
    yield from worthwhile(ground, tour, lambda fewer: _cut(ground, canteen, crew, fewer))


def _cut(ground: Ground, canteen: Canteen, crew: Sequence[Rider], tour: Sequence[Block]) -> Draft:
    """Riders one after another, each with as many trips as fit into the day."""
    draft, left = Draft(ground, canteen, crew), list(tour)
    for rider in crew:
        while left:
            parts = [ground.part(block, rider.profile, canteen) for block in left]
            trip = draft.trip(rider.id, own_first(rider.id, parts))
            if trip is None:
                break
            draft.add(rider.id, trip)
            taken = {part.block for part in trip.parts}
            left = [block for block in left if block not in taken]
    return draft
