"""Savings: trips joined end to end where that saves most, then packed onto riders' days.

G. Clarke and J. W. Wright, "Scheduling of vehicles from a central depot to a number of delivery
points", Operations Research 12 (4), 1964, here for several depots and several trips a rider.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mode

import numpy as np
from numpy.typing import NDArray

from optimizer.plan import Plan
from optimizer.problem import Canteen, Problem, Rider
from optimizer.stop import Stop
from optimizer.strategies.base import OnProgress, Strategy
from optimizer.strategies.drafts.draft import PATIENCE, Draft, Trip
from optimizer.strategies.drafts.ground import Ground, Part
from optimizer.strategies.drafts.rounds import build, own_first
from optimizer.strategies.drafts.shortage import worthwhile
from optimizer.texts import Text
from optimizer.timing.pins import Block
from optimizer.timing.segment import Segment

NEIGHBOURS = 60
"""Followers with the largest savings that each address considers."""
SHARES = (1.0, 0.75, 0.5, 0.35)
"""Longest trips that are tried, as shares of the longest that stays fresh."""


class Savings(Strategy):
    """Joins addresses of each canteen to trips, and gives trips to riders by best fit.

    Joining is Clarke and Wright's parallel version: every address is a trip of its own at first;
    the end of one trip and the beginning of another are joined in order of the ride that it saves,
    if one rider can carry both, all is fresh and in its window, and nobody waits long. A rider's
    day is then filled with the longest trip that still fits; if none does, with as much of one as
    fits, and the rest of that stays a trip. As whole trips of full length rarely come in pairs
    into a short noon, shorter longest trips are tried as well, and the best counts. Deterministic:
    the seed has no effect.
    """

    name = "savings"
    summary = Text(
        "节约算法：按节约里程并成趟次，再装入各人的一天",
        "savings: joined to trips by saved rides, packed into days",
    )

    def solve(
        self,
        problem: Problem,
        stop: Stop,
        seed: int,
        warm_start: Plan | None = None,
        on_progress: OnProgress | None = None,
    ) -> Plan:
        """Draft every canteen's day from joined trips; ``warm_start`` is not looked at."""
        del seed, warm_start
        return build(problem, stop, on_progress, _drafts).plan()


@dataclass(slots=True)
class Route:
    """Parts on the way to become a trip."""

    parts: list[Part]
    segment: Segment
    boxes: int


def _drafts(
    ground: Ground, canteen: Canteen, crew: Sequence[Rider], blocks: Sequence[Block]
) -> Iterator[Draft]:
    """Trips of several longest durations; in a shortage, of fewer and fewer addresses."""
    best, most = SHARES[0], -1
    for share in SHARES:
        draft = _packed(ground, canteen, crew, blocks, share)
        yield draft
        if len(draft.served()) > most:
            best, most = share, len(draft.served())
    if most < len(blocks):
        yield from worthwhile(
            ground, blocks, lambda fewer: _packed(ground, canteen, crew, fewer, best)
        )


def _packed(
    ground: Ground, canteen: Canteen, crew: Sequence[Rider], blocks: Sequence[Block], share: float
) -> Draft:
    """Routes of each profile onto its riders' days; what they leave is for the next profile."""
    draft, left = Draft(ground, canteen, crew), list(blocks)
    for profile in dict.fromkeys(rider.profile for rider in crew):
        riders = [rider for rider in crew if rider.profile == profile]
        parts = [ground.part(block, profile, canteen) for block in left]
        routes = joined(ground, canteen, profile, parts, mode(r.boxes for r in riders), share)
        for rider in riders:
            while routes and (found := _best_fit(draft, rider, routes)) is not None:
                draft.add(rider.id, found)
                routes = _without(routes, found)
        served = draft.served()
        left = [block for block in left if block not in served]
    return draft


def joined(
    ground: Ground,
    canteen: Canteen,
    profile: str,
    parts: Sequence[Part],
    boxes: int,
    share: float,
) -> list[list[Part]]:
    """Trips of at most ``boxes``, none longer than ``share`` of what stays fresh.

    A part that is longer or larger by itself is a trip by itself.
    """
    routes = [Route([part], part.segment, part.boxes) for part in parts]
    route_of = {part.block: route for part, route in zip(parts, routes, strict=True)}
    longest = share * max((_lasts(ground, part) for part in parts), default=0)
    start = ground.at(canteen.id)
    for a, b in _pairs(ground, start, profile, parts):
        first, second = route_of[parts[a].block], route_of[parts[b].block]
        if first is second or first.boxes + second.boxes > boxes:
            continue
        if first.parts[-1] is not parts[a] or second.parts[0] is not parts[b]:
            continue
        ride = ground.ride(profile, parts[a].last, parts[b].first)
        whole = first.segment.then(ride, second.segment)
        out = Segment().then(ground.ride(profile, start, first.parts[0].first), whole)
        if whole.duration > longest or out.refusal() is not None or _waits(first, second, whole):
            continue
        first.parts += second.parts
        first.segment, first.boxes = whole, first.boxes + second.boxes
        route_of.update((part.block, first) for part in second.parts)
    return [route.parts for route in {id(r): r for r in route_of.values()}.values()]


def _lasts(ground: Ground, part: Part) -> int:
    """How long the part's first visit may be on board."""
    return ground.problem.visit[part.block[0]].max_onboard_seconds


def _waits(first: Route, second: Route, whole: Segment) -> bool:
    """Whether joining keeps visits waiting for others that open much later, or the rider."""
    later = min(whole.earliest, whole.latest) - min(first.segment.earliest, first.segment.latest)
    opens, next_opens = first.parts[0].segment.earliest, second.parts[0].segment.earliest
    return max(later, opens - next_opens, whole.earliest - whole.latest) > PATIENCE


def _pairs(
    ground: Ground, start: int, profile: str, parts: Sequence[Part]
) -> list[tuple[int, int]]:
    """Which part may follow which, the largest saving first; equal ones in the parts' order."""
    firsts = np.array([part.first for part in parts], dtype=np.int64)
    lasts = np.array([part.last for part in parts], dtype=np.int64)
    seconds = ground.problem.travel[profile].seconds
    befores: list[NDArray[np.int64]] = []
    afters: list[NDArray[np.int64]] = []
    saved: list[NDArray[np.int64]] = []
    out = seconds[start, firsts].astype(np.int64)
    for a, last in enumerate(lasts):
        saving = int(seconds[last, start]) + out - seconds[last, firsts]
        saving[a] = -1
        best = np.argsort(-saving, kind="stable")[:NEIGHBOURS]
        best = best[saving[best] > 0]
        befores.append(np.full(len(best), a))
        afters.append(best)
        saved.append(saving[best])
    if not befores:
        return []
    order = np.argsort(-np.concatenate(saved), kind="stable")
    a_all, b_all = np.concatenate(befores)[order], np.concatenate(afters)[order]
    return list(zip(a_all.tolist(), b_all.tolist(), strict=True))


def _best_fit(draft: Draft, rider: Rider, routes: Sequence[Sequence[Part]]) -> Trip | None:
    """The whole route that fills most of the rider's time without waiting, or part of one."""
    found = [
        (trip, len(trip.parts) == len(route))
        for route in routes
        if (trip := draft.trip(rider.id, own_first(rider.id, route))) is not None
    ]
    if not found:
        return None
    patient = min(trip.idle for trip, _ in found) + PATIENCE
    prompt = [(trip, whole) for trip, whole in found if trip.idle <= patient]
    return max(prompt, key=lambda each: (each[1], each[0].end - each[0].ready))[0]


def _without(routes: Sequence[Sequence[Part]], trip: Trip) -> list[list[Part]]:
    taken = {part.block for part in trip.parts}
    rest = ([part for part in route if part.block not in taken] for route in routes)
    return [route for route in rest if route]
