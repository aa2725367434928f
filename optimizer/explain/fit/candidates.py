"""Places for a block, the one that promises to cost least first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from optimizer.checker.cost import unserved_cost
from optimizer.checker.tally import unfamiliarity, weighed
from optimizer.explain.fit.bounds import Bounds, bounds
from optimizer.explain.fit.carriers import carriers, cooking
from optimizer.explain.fit.positions import Positions
from optimizer.explain.fit.runs import Seconds
from optimizer.explain.fit.slots import Slots
from optimizer.explain.fit.taken import Taken
from optimizer.timing.day import drive
from optimizer.timing.pins import Block
from optimizer.timing.segment import FAR
from optimizer.timing.static_rules import Run


class Candidate(NamedTuple):
    """A rider's runs with the block in run ``number`` at ``position``.

    ``least``: the cost difference in hundredths of a second is not below it.
    """

    rider: str
    runs: tuple[Run, ...]
    number: int
    position: int
    least: int


def candidates(positions: Positions, taken: Taken) -> Iterator[Candidate]:
    """All places that may be possible, by what they cost at the least."""
    without, block = taken.positions, taken.block
    problem = without.schedule.problem
    kitchens = cooking(without.schedule, block)
    riders = carriers(without.schedule, kitchens, block)
    if taken.only_back:
        riders = [name for name in riders if name == taken.rider]
    slots, pairs = without.of_riders(riders)
    figures = bounds(without, slots, pairs, block)
    cook = np.array([canteen.id in kitchens for canteen in problem.canteens], bool)
    least = _least(positions, taken, riders, slots, figures)
    possible = np.flatnonzero(figures.possible & cook[slots.canteen])
    for column in possible[np.argsort(least[possible], kind="stable")]:
        rider = problem.riders[slots.rider[column]].id
        number, position = int(slots.number[column]), int(slots.position[column])
        runs = without.schedule.runs[rider]
        canteen = problem.canteens[slots.canteen[column]].id
        yield Candidate(
            rider,
            _with_block(runs, number, position, canteen, block),
            number,
            max(position, 0),
            int(least[column]),
        )


def _with_block(
    runs: Sequence[Run], number: int, position: int, canteen: str, block: Block
) -> tuple[Run, ...]:
    if position < 0:
        return (*runs[:number], Run(canteen, block), *runs[number:])
    visits = runs[number].visits
    longer = (*visits[:position], *block, *visits[position:])
    return (*runs[:number], Run(canteen, longer), *runs[number + 1 :])


def _least(
    positions: Positions, taken: Taken, riders: Sequence[str], slots: Slots, figures: Bounds
) -> Seconds:
    """The least cost difference of each place, in hundredths of a second."""
    problem = positions.schedule.problem
    policy = problem.policy
    if taken.only_back:
        return np.full(len(slots.rider), -FAR)
    fixed = np.zeros(len(problem.riders), np.int64)
    percent = np.zeros(len(problem.riders), np.int64)
    row = {rider.id: number for number, rider in enumerate(problem.riders)}
    for name in riders:
        fixed[row[name]] = _fixed(positions, taken, name)
        percent[row[name]] = policy.paid_percent[problem.rider[name].kind]
    book = taken.positions.book
    lengths = np.array([book.tally(rider.id).length for rider in problem.riders], np.int64)
    others = np.array([_largest_but(lengths, one) for one in range(len(lengths))], np.int64)
    now = max((positions.book.tally(rider.id).length for rider in problem.riders), default=0)
    longest = np.maximum(others[slots.rider], figures.paid) - now
    least: Seconds = (
        fixed[slots.rider]
        + percent[slots.rider] * figures.paid
        + policy.longest_percent * longest
        + policy.onboard_percent * figures.onboard
        + figures.untimely
    )
    return least


def _fixed(positions: Positions, taken: Taken, rider: str) -> int:
    """What of the cost difference does not depend on the place in the rider's day."""
    problem, book = positions.schedule.problem, taken.positions.book
    policy, person = problem.policy, problem.rider[rider]
    kept = book.tally(rider)
    begun = drive(problem, person, ()) if person.frozen else None
    facts = book.tallies.of(rider, begun)
    new = kept._replace(
        used=1, paid=0, early=facts.early, late=facts.late, onboard=facts.onboard, thin=facts.thin
    )
    visits = [problem.visit[name] for name in taken.block]
    block = sum(
        unfamiliarity(policy, visit, rider)
        + policy.change_seconds * book.tallies.moves(rider, visit.id)
        - unserved_cost(policy, visit)
        for visit in visits
    )
    restored = policy.changed_rider_seconds * kept.changed
    restored += policy.changed_order_seconds * min(1, kept.reordered)
    old = sum(weighed(policy, positions.book.tally(name)) for name in {rider, taken.rider or rider})
    if taken.rider not in {None, rider}:
        old -= weighed(policy, book.tally(str(taken.rider)))
    return weighed(policy, new) + 100 * (block - restored) - old


def _largest_but(values: Seconds, one: int) -> int:
    return int(max(values[:one].max(initial=0), values[one + 1 :].max(initial=0)))
