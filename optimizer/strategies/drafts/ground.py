"""Riding times and blocks of visits as a draft needs them: looked up once, then kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from optimizer.problem import Canteen, Problem
from optimizer.stop import Stop
from optimizer.timing import Schedule
from optimizer.timing.day import limits
from optimizer.timing.insertion import weight_of
from optimizer.timing.kitchen import meals_of
from optimizer.timing.pins import Block
from optimizer.timing.segment import Segment, visit_segment


class Part(NamedTuple):
    """A block as a piece of a trip with a certain profile from a certain canteen.

    ``first`` and ``last``: rows of its first and last location; ``weight``: what it costs not to
    serve it, in hundredths of a second; ``skills``: what its rider must have; ``owner``: the one
    rider whom locks let carry it, if any; ``bulk``: it brings meals that others carry on.
    """

    block: Block
    first: int
    last: int
    boxes: int
    meals: Counter[str]
    skills: frozenset[str]
    weight: int
    owner: str | None
    bulk: bool
    segment: Segment


class Ground:
    """Rows of locations, riding times and parts of one problem.

    ``stop`` ends drafts that are being made; ``widened``: parts use the limits of the emergency
    policy, where there is one.
    """

    def __init__(self, schedule: Schedule, stop: Stop, *, widened: bool = False) -> None:
        self.schedule, self.problem, self.stop = schedule, schedule.problem, stop
        self.row = self.problem.location_index
        self.widened = widened
        self._seconds = {name: t.seconds for name, t in self.problem.travel.items()}
        self._parts: dict[tuple[Block, str, int], Part] = {}

    def ride(self, profile: str, origin: int, destination: int) -> int:
        """Riding time between two rows, in seconds."""
        return int(self._seconds[profile][origin, destination])

    def at(self, canteen: str) -> int:
        """Row of a canteen's location."""
        return self.row[self.problem.canteen[canteen].location]

    def part(self, block: Block, profile: str, canteen: Canteen) -> Part:
        """The block as part of trips from ``canteen``."""
        key = block, profile, canteen.loading_seconds
        if key not in self._parts:
            self._parts[key] = self._made(*key)
        return self._parts[key]

    def parts(self, run: Sequence[str], profile: str, canteen: Canteen) -> list[Part]:
        """The blocks of a run in its order."""
        whole = self.schedule.pins.block_of
        return [
            self.part(block, profile, canteen)
            for block in dict.fromkeys(map(whole.get, run))
            if block is not None
        ]

    def joined(self, segment: Segment, profile: str, place: int, part: Part) -> Segment:
        """The segment that ends at row ``place``, then ``part``."""
        return segment.then(self.ride(profile, place, part.first), part.segment)

    def _made(self, block: Block, profile: str, loading: int) -> Part:
        problem = self.problem
        visits = [problem.visit[name] for name in block]
        rows = [self.row[visit.location] for visit in visits]
        segment: Segment | None = None
        for k, visit in enumerate(visits):
            window, onboard = limits(problem, visit, widened=self.widened)
            single = visit_segment(visit, window, onboard - loading)
            if segment is None:
                segment = single
            else:
                segment = segment.then(self.ride(profile, rows[k - 1], rows[k]), single)
        meals = meals_of(problem, block)
        return Part(
            block=block,
            first=rows[0],
            last=rows[-1],
            boxes=meals.total(),
            meals=meals,
            skills=frozenset(skill for visit in visits for skill in visit.skills),
            weight=weight_of(problem, block),
            owner=self.schedule.pins.rider_of(block),
            bulk=bulk(problem, block),
            segment=segment or Segment(),
        )


def bulk(problem: Problem, block: Block) -> bool:
    """Whether the block brings meals that others carry on."""
    return any(problem.visit[name].transit for name in block)
