"""Canteen after canteen: draft in several ways, lay the best into the schedule, try the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from optimizer.problem import Canteen, Problem, Rider
from optimizer.stop import Stop
from optimizer.strategies.base import OnProgress
from optimizer.strategies.drafts.draft import Draft
from optimizer.strategies.drafts.ground import Ground, Part
from optimizer.strategies.drafts.latecomers import Latecomers
from optimizer.strategies.drafts.partition import offers_of, shared_out
from optimizer.strategies.progress import report
from optimizer.timing import Run, Schedule
from optimizer.timing.insertion import weight_of
from optimizer.timing.pins import Block

Drafting = Callable[[Ground, Canteen, Sequence[Rider], Sequence[Block]], Iterator[Draft]]
"""Drafts of one canteen's blocks by its crew, one for each way that a strategy tries."""

ROUNDS = 4
"""Canteens at which a block is tried, and once more where riders from elsewhere may load."""


def build(
    problem: Problem, stop: Stop, on_progress: OnProgress | None, drafting: Drafting
) -> Schedule:
    """A schedule in which every canteen has the best of its drafts.

    First each canteen's own riders work, then whoever may load there; blocks that are left go to
    the next canteen that may cook for them, and at last to any place between others' visits. An
    iteration is one canteen, or one block that is put between others.
    """
    schedule = Schedule(problem)
    ground = Ground(schedule, stop)
    offers = offers_of(ground, schedule.open)
    iterations = 0
    for number in range(ROUNDS):
        shares = shared_out(ground, {b: offers[b] for b in schedule.open if offers[b]})
        for canteen in _kitchens_first(problem):
            blocks = [b for b in shares.get(canteen.id, ()) if b in schedule.open]
            crew = _crew(schedule, canteen.id, home=number == 0)
            if not blocks or stop.reached(iterations):
                continue
            iterations += 1
            if crew:
                _lay(schedule, _best(ground, drafting(ground, canteen, crew, blocks), blocks))
            if number:
                for block in blocks:
                    offers[block].remove(canteen.id)
            report(schedule, stop, iterations, on_progress)
    iterations = Latecomers(ground).fit(iterations)
    report(schedule, stop, iterations, on_progress)
    return schedule


def own_first(rider: str, parts: Sequence[Part]) -> list[Part]:
    """The parts in their order, but first those that nobody else may carry or that bring meals."""
    return sorted(parts, key=lambda part: (part.owner != rider, not part.bulk))


def _kitchens_first(problem: Problem) -> list[Canteen]:
    return sorted(problem.canteens, key=lambda canteen: bool(canteen.supplied_by))


def _crew(schedule: Schedule, canteen: str, *, home: bool) -> list[Rider]:
    """Who may take another trip from the canteen, those who live there first."""
    locked = schedule.pins.days
    free = [
        rider
        for rider in schedule.problem.riders
        if rider.id not in locked
        and (rider.canteen == canteen or (not home and canteen in rider.may_load_at))
        and len(rider.frozen) + len(schedule.runs[rider.id]) < rider.max_trips
    ]
    return sorted(free, key=lambda rider: rider.canteen != canteen)


def _best(ground: Ground, drafts: Iterator[Draft], blocks: Sequence[Block]) -> Draft:
    """The draft that leaves least weight, of those the cheapest; the first if time is up."""
    best = next(drafts)
    price = _price(ground.problem, best, blocks)
    for draft in drafts:
        found = _price(ground.problem, draft, blocks)
        if found < price:
            best, price = draft, found
        if ground.stop.reached(0):
            break
    return best


def _price(problem: Problem, draft: Draft, blocks: Sequence[Block]) -> tuple[int, int]:
    served = draft.served()
    left = sum(weight_of(problem, block) for block in blocks if block not in served)
    return left, draft.cost()


def _lay(schedule: Schedule, draft: Draft) -> None:
    """Put the draft into the schedule; what it refuses is left out, block after block."""
    for rider in draft.turns:
        runs = draft.runs(rider)
        before = schedule.runs[rider]
        if not runs or schedule.set_day(rider, (*before, *runs)) is None:
            continue
        for run in runs:
            _lay_run(schedule, rider, run)


def _lay_run(schedule: Schedule, rider: str, run: Run) -> None:
    """Append the run without the fewest blocks at its end that it is refused with."""
    before, blocks = (
        schedule.runs[rider],
        dict.fromkeys(map(schedule.pins.block_of.get, run.visits)),
    )
    kept = [block for block in blocks if block is not None]
    while kept:
        visits = tuple(visit for block in kept for visit in block)
        if schedule.set_day(rider, (*before, Run(run.canteen, visits))) is None:
            return
        kept.pop()
