"""Large problems in parts, for solvers that hold matrices of all places several times over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from optimizer.plan import Plan, RiderDay
from optimizer.problem import Problem, Rider
from optimizer.stop import Progress, Stop
from optimizer.strategies.base import OnProgress, Strategy
from optimizer.strategies.drafts.ground import Ground
from optimizer.strategies.drafts.partition import offers_of, shared_out
from optimizer.strategies.progress import tell
from optimizer.strategies.repair import begun, cheapest, filled, patience, repaired
from optimizer.strategies.space_filling_curve import on_the_curve
from optimizer.strategies.trimming import plan_of_trips
from optimizer.timing import Schedule
from optimizer.timing.supply import supplied

LARGE = 1_000
"""Visits from which on a problem is divided."""

SIZE = 300
"""Visits of a part, if its canteens can be joined to that."""

KEPT = 0.15
"""Share of the time that is kept for putting the parts together, but ``LONGEST`` at most."""

LONGEST = 4.0
"""Seconds."""


def parts_of(problem: Problem, stop: Stop) -> list[Problem]:
    """Problems of neighbouring canteens with their riders; none if the problem is one.

    Each visit goes to the nearest canteen that has meals left, those first who would lose most
    by going elsewhere; a part may then cook for it wherever its riders load. Meal points stay with
    the canteens that supply them. Locks and trips on the road tie riders of several canteens
    together: such a problem stays whole.
    """
    tied = problem.locks or any(rider.frozen for rider in problem.riders)
    if len(problem.visits) <= LARGE or tied:
        return []
    schedule = Schedule(problem)
    ground = Ground(schedule, stop)
    shares = shared_out(ground, offers_of(ground, schedule.open))
    chosen = {name: c for c, blocks in shares.items() for block in blocks for name in block}
    homes = homes_of(problem.riders)
    groups = _groups(problem, homes, chosen)
    sizes = Counter(groups[homes[canteen]] for canteen in chosen.values())
    places, row = on_the_curve(problem), problem.location_index
    near = sorted(sizes, key=lambda home: (places[row[problem.canteen[home].location]], home))
    number = {home: k for k, chunk in enumerate(_chunks(near, sizes)) for home in chunk}
    of_canteen = {
        canteen: number[groups[home]] for canteen, home in homes.items() if groups[home] in number
    }
    names: dict[int, set[str]] = defaultdict(set)
    for name, canteen in chosen.items():
        names[of_canteen[canteen]].add(name)
    parts = [_part(problem, of_canteen, k, names[k]) for k in sorted(names)]
    return parts if len(parts) > 1 else []


def _groups(
    problem: Problem, homes: Mapping[str, str], chosen: Mapping[str, str]
) -> Mapping[str, str]:
    """For each home one that stands for all that supply each other."""
    groups = {home: home for home in homes.values()}
    for point in problem.canteens:
        for bulk in point.supplied_by:
            if point.id in homes and bulk in chosen:
                ours, theirs = groups[homes[point.id]], groups[homes[chosen[bulk]]]
                groups = {h: theirs if group == ours else group for h, group in groups.items()}
    return groups


def homes_of(riders: Sequence[Rider]) -> Mapping[str, str]:
    """The home of those who load at each canteen: itself, if anybody is at home there."""
    homes: dict[str, str] = {}
    for rider in riders:
        for canteen in rider.loading_canteens():
            homes.setdefault(canteen, rider.canteen)
    return homes | {rider.canteen: rider.canteen for rider in riders}


def _chunks(homes: Sequence[str], sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Homes in their order, as many together as have no more visits than a part should have."""
    chunk: list[str] = []
    size = 0
    for home in homes:
        if chunk and size + sizes[home] > SIZE:
            yield chunk
            chunk, size = [], 0
        chunk.append(home)
        size += sizes[home]
    if chunk:
        yield chunk


def _part(problem: Problem, of_canteen: Mapping[str, int], number: int, names: set[str]) -> Problem:
    """The problem of the canteens with this number, for these visits."""
    canteens = [c for c in problem.canteens if of_canteen.get(c.id) == number]
    ours = tuple(canteen.id for canteen in canteens)
    names = names.union(*(canteen.supplied_by for canteen in canteens))
    return replace(
        problem,
        canteens=tuple(canteens),
        riders=tuple(
            replace(rider, may_load_at=tuple(c for c in rider.may_load_at if c in ours))
            for rider in problem.riders
            if rider.canteen in ours
        ),
        visits=tuple(
            replace(visit, canteens=_among(ours, visit.canteens))
            for visit in problem.visits
            if visit.id in names
        ),
    )


def _among(ours: tuple[str, ...], allowed: Collection[str] | None) -> tuple[str, ...]:
    """Those of our canteens that may cook; all, if none: then no kitchen has meals left anyway."""
    return tuple(canteen for canteen in ours if canteen in (allowed or ours)) or ours


def together(
    strategy: Strategy,
    problem: Problem,
    parts: Sequence[Problem],
    stop: Stop,
    seed: int,
    warm_start: Plan | None,
    on_progress: OnProgress | None,
) -> Plan:
    """Each part planned by the strategy in its share of the time, then all parts as one plan."""
    best = cheapest(problem, begun(problem, warm_start))
    days: list[RiderDay] = []
    iterations = made = 0

    def count(progress: Progress) -> None:
        nonlocal made
        made = progress.iterations

    left = sum(len(part.visits) for part in parts)
    for part in parts:
        made, share = 0, len(part.visits) / left
        known = None if warm_start is None else repaired(part, warm_start)
        plan = strategy.solve(part, _stop(stop, iterations, share), seed, known, count)
        days += supplied(part, plan).riders
        iterations += made
        left -= len(part.visits)
    trips = {
        day.rider: [(trip.canteen, tuple((s.visit,) for s in trip.stops)) for trip in day.trips]
        for day in days
    }
    best = cheapest(problem, (best, plan_of_trips(problem, trips, patience(stop))))
    best = filled(problem, best, Stop(seconds=patience(stop), requested=stop.requested))
    tell(problem, best, stop, iterations, on_progress)
    return best


def _stop(stop: Stop, iterations: int, share: float) -> Stop:
    """A part's share of what is left; an iteration at least."""
    left = None if stop.iterations is None else max(0, stop.iterations - iterations)
    seconds = None
    if stop.seconds is not None:
        seconds = share * max(0.0, stop.remaining() - min(KEPT * stop.seconds, LONGEST))
    return Stop(
        seconds=seconds,
        iterations=None if left is None else max(1, round(share * left)),
        requested=stop.requested,
    )
