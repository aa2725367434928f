"""Today's practice: every rider has an area round the canteen and serves it in street order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from math import atan2, cos, radians

from optimizer.plan import Plan, RiderDay
from optimizer.problem import Problem
from optimizer.stop import Stop
from optimizer.strategies.base import OnProgress, Strategy
from optimizer.strategies.progress import report
from optimizer.texts import Text
from optimizer.timing import Run, Schedule
from optimizer.timing.day import opening
from optimizer.timing.pins import Block


class FixedAreas(Strategy):
    """Angular areas of equal meals, one per rider; street order is the order of the problem.

    What does not fit into the area's own trips stays unserved: nobody helps a neighbour.
    Deterministic: the seed has no effect.
    """

    name = "fixed_areas"
    summary = Text(
        "固定片区：现行做法，按街道顺序送", "fixed areas in street order, today's practice"
    )

    def solve(
        self,
        problem: Problem,
        stop: Stop,
        seed: int,
        warm_start: Plan | None = None,
        on_progress: OnProgress | None = None,
    ) -> Plan:
        """Cut each canteen's addresses into areas, then fill each rider's trips."""
        del seed, warm_start
        schedule = Schedule(problem)
        for done, (rider, area) in enumerate(_areas(schedule)):
            if stop.reached(done):
                break
            _serve(schedule, rider, area)
            report(schedule, stop, done + 1, on_progress)
        return schedule.plan()


def _areas(schedule: Schedule) -> list[tuple[str, list[Block]]]:
    """Each rider with the blocks of one area and those pinned to the rider, in street order."""
    problem, pins = schedule.problem, schedule.pins
    riders = defaultdict(list)
    for rider in problem.riders:
        if rider.id not in pins.days:
            riders[rider.canteen].append(rider.id)
    pinned = {block: name for block in schedule.open if (name := pins.rider_of(block))}
    areas: dict[str, list[Block]] = defaultdict(list)
    for block, owner in pinned.items():
        areas[owner].append(block)
    free = [block for block in schedule.open if block not in pinned]
    for canteen, blocks in _by_canteen(schedule, free, set(riders)).items():
        blocks.sort(key=partial(_angle, problem, canteen))
        for crew, work in _crews(problem, riders[canteen], blocks):
            for owner, area in zip(crew, _cut(problem, work, len(crew)), strict=True):
                areas[owner] += area
    rank = {visit.id: k for k, visit in enumerate(problem.visits)}
    return [(owner, sorted(area, key=lambda b: rank[b[0]])) for owner, area in areas.items()]


def _by_canteen(
    schedule: Schedule, free: Iterable[Block], staffed: set[str]
) -> dict[str, list[Block]]:
    """Free blocks by the closest canteen that has riders and may cook for them."""
    problem = schedule.problem
    blocks: dict[str, list[Block]] = defaultdict(list)
    profile = next(iter(problem.travel), "")
    for block in free:
        allowed = [
            problem.canteen[canteen]
            for canteen in sorted(staffed)
            if schedule.may_cook(canteen, block)
        ]
        if allowed:
            place = problem.visit[block[0]].location
            closest = min(allowed, key=lambda c: problem.seconds(profile, c.location, place))
            blocks[closest.id].append(block)
    return blocks


def _crews(
    problem: Problem, riders: Sequence[str], blocks: Sequence[Block]
) -> Iterator[tuple[list[str], list[Block]]]:
    """Riders with what only they can do, such as a van, do just that; the others do the rest."""
    wanted = {skill for b in blocks for visit in b for skill in problem.visit[visit].skills}
    able = [name for name in riders if not wanted.isdisjoint(problem.rider[name].skills)]
    if not able or len(able) == len(riders):
        yield list(riders), list(blocks)
        return
    special = [b for b in blocks if any(problem.visit[visit].skills for visit in b)]
    yield able, special
    yield [n for n in riders if n not in able], [b for b in blocks if b not in special]


def _angle(problem: Problem, canteen: str, block: Block) -> float:
    """Bearing of a block seen from the canteen, on a locally flat map."""
    centre = problem.locations[problem.location_index[problem.canteen[canteen].location]]
    place = problem.locations[problem.location_index[problem.visit[block[0]].location]]
    east = (place.lon - centre.lon) * cos(radians(centre.lat))
    return atan2(east, place.lat - centre.lat)


def _cut(problem: Problem, blocks: Sequence[Block], parts: int) -> list[list[Block]]:
    """Cut the circle into ``parts`` of equal meals."""
    meals = [sum(problem.visit[visit].boxes for visit in block) for block in blocks]
    areas: list[list[Block]] = [[] for _ in range(parts)]
    before, total = 0, sum(meals)
    for block, count in zip(blocks, meals, strict=True):
        areas[min(parts - 1, before * parts // total)].append(block)
        before += count
    return areas


def _serve(schedule: Schedule, rider: str, area: list[Block]) -> None:
    """Fill trip after trip in street order; a trip waits for nobody who may be served later."""
    left = list(area)
    while left:
        before = schedule.runs[rider]
        opens = min(_opens(schedule.problem, block) for block in left)
        run: Run | None = None
        for block in left:
            if run is None and _opens(schedule.problem, block) > opens:
                continue
            run = _append(schedule, rider, before, run, block) or run
        if run is None:
            left = [block for block in left if _opens(schedule.problem, block) > opens]
        else:
            left = [block for block in left if block in schedule.open]


def _opens(problem: Problem, block: Block) -> int:
    return opening(problem, problem.visit[block[0]])


def _append(
    schedule: Schedule, rider: str, before: tuple[Run, ...], run: Run | None, block: Block
) -> Run | None:
    """The run with ``block`` at its end if it fits without delaying the departure."""
    canteens = [run.canteen] if run else schedule.loading_canteens(rider, block)
    depart = schedule.days[rider].trips[-1].depart if run else None
    for canteen in canteens:
        longer = Run(canteen, (*(run.visits if run else ()), *block))
        day = schedule.try_day(rider, (*before, longer))
        if isinstance(day, RiderDay) and depart in (None, day.trips[-1].depart):
            schedule.set_day(rider, (*before, longer))
            return longer
    return None
