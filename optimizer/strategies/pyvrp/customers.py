"""What is to be delivered, as PyVRP knows it: one client per block of visits.

A locked sequence is one client. It begins at the first visit's place and ends at the last one's,
and riding inside it counts as its service; the algebra of trips makes this exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from optimizer.problem import Problem, Visit
from optimizer.timing import Schedule
from optimizer.timing.day import limits
from optimizer.timing.insertion import weight_of
from optimizer.timing.kitchen import meals_of
from optimizer.timing.pins import Block
from optimizer.timing.segment import Segment, visit_segment


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """A block of visits as one client.

    Attributes
    ----------
    visits
        In the order of service.
    entry, leave
        Rows of its first and last place in the travel matrices.
    meals
        Per diet.
    window
        For the start of the first service, in seconds after midnight.
    service
        Seconds from there to the end of the last service.
    released
        The earliest departure of its trip.
    onboard
        Seconds from the start of loading to the first service that the on-board limits leave.
    prize
        What it costs not to serve it, in hundredths of a second.
    canteens
        Where it may be loaded.
    skills
        What its rider must be able to do.
    """

    visits: Block
    entry: int
    leave: int
    meals: Mapping[str, int]
    window: tuple[int, int]
    service: int
    released: int
    onboard: int
    prize: int
    canteens: frozenset[str]
    skills: frozenset[str]

    @property
    def boxes(self) -> int:
        """Meals of all diets."""
        return sum(self.meals.values())


def customers_of(schedule: Schedule) -> list[Customer]:
    """All open blocks that a kitchen may cook for and a trip can serve within strict limits."""
    found = (_customer(schedule, block) for block in schedule.open)
    return [customer for customer in found if customer is not None]


def _customer(schedule: Schedule, block: Block) -> Customer | None:
    problem = schedule.problem
    visits = [problem.visit[name] for name in block]
    canteens = frozenset(c.id for c in problem.canteens if schedule.may_cook(c.id, block))
    segment = _segment(problem, visits)
    if not canteens or segment.refusal() is not None:
        return None
    waiting = max(0, segment.earliest - segment.latest)
    return Customer(
        visits=block,
        entry=problem.location_index[visits[0].location],
        leave=problem.location_index[visits[-1].location],
        meals=meals_of(problem, block),
        window=(max(0, min(segment.earliest, segment.latest)), segment.latest),
        service=segment.duration + waiting,
        released=max(0, segment.released),
        onboard=segment.slack - waiting,
        prize=weight_of(problem, block),
        canteens=canteens,
        skills=frozenset(skill for visit in visits for skill in visit.skills),
    )


def _segment(problem: Problem, visits: Sequence[Visit]) -> Segment:
    """The block, with the rides of the slowest profile, seen from its first arrival."""
    segment = Segment()
    for before, visit in zip((None, *visits), visits, strict=False):
        window, onboard = limits(problem, visit, widened=False)
        ride = 0 if before is None else _ride(problem, before.location, visit.location)
        segment = segment.then(ride, visit_segment(visit, window, onboard))
    return segment


def _ride(problem: Problem, origin: str, destination: str) -> int:
    profiles = {rider.profile for rider in problem.riders}
    return max((problem.seconds(name, origin, destination) for name in profiles), default=0)
