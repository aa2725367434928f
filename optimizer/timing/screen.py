"""Insertions that no departure of the trip can save, in constant time each."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from optimizer.problem import Rider
from optimizer.rules import Rule
from optimizer.timing.day import limits
from optimizer.timing.pins import Block
from optimizer.timing.refusal import Refusal
from optimizer.timing.schedule import Schedule
from optimizer.timing.segment import Segment, visit_segment
from optimizer.timing.static_rules import Run


class Parts(NamedTuple):
    """``heads[k]``: from the canteen through the first k visits of a run; ``tails[k]``: the rest.

    ``boxes``: the meals of all.
    """

    heads: list[Segment]
    tails: list[Segment]
    boxes: int


class Screen:
    """Segments of runs' beginnings and ends, under the widest limits of the policy.

    They are computed when a run is first asked about: the schedule must not change meanwhile.
    """

    def __init__(self, schedule: Schedule) -> None:
        self.schedule, self.problem = schedule, schedule.problem
        self._runs = schedule.runs
        self._parts: dict[tuple[str, int], Parts] = {}

    def refusal(self, rider: str, number: int, position: int, block: Block) -> Refusal | None:
        """Why the block can never go there; None means that it might."""
        person, run = self.problem.rider[rider], self._runs[rider][number]
        if (parts := self._parts.get((rider, number))) is None:
            parts = self._parts[rider, number] = self._split(person, run)
        heads, tails, boxes = parts
        boxes += sum(self.problem.visit[name].boxes for name in block)
        if boxes > person.boxes:
            return Refusal(Rule.BOXES, {"meals": boxes, "boxes": person.boxes})
        segment, place = heads[position], self._place(run, position)
        for name in block:
            segment = segment.then(*self._step(person, run, place, name))
            place = self.problem.visit[name].location
        if position < len(run.visits):
            ride = self.problem.seconds(person.profile, place, self._place(run, position + 1))
            segment = segment.then(ride, tails[position])
        rule = segment.refusal()
        return None if rule is None else Refusal(rule)

    def _place(self, run: Run, position: int) -> str:
        """Where the trip is before the stop at ``position``."""
        if position == 0:
            return self.problem.canteen[run.canteen].location
        return self.problem.visit[run.visits[position - 1]].location

    def _places(self, run: Run) -> list[str]:
        visits = [self.problem.visit[name].location for name in run.visits]
        return [self.problem.canteen[run.canteen].location, *visits]

    def _step(self, rider: Rider, run: Run, place: str, name: str) -> tuple[int, Segment]:
        visit = self.problem.visit[name]
        window, onboard = limits(self.problem, visit, widened=True)
        loading = self.problem.canteen[run.canteen].loading_seconds
        ride = self.problem.seconds(rider.profile, place, visit.location)
        return ride, visit_segment(visit, window, onboard - loading)

    def _split(self, rider: Rider, run: Run) -> Parts:
        steps = [
            self._step(rider, run, place, name)
            for (place, _), name in zip(pairwise(self._places(run)), run.visits, strict=True)
        ]
        heads = [Segment()]
        for ride, single in steps:
            heads.append(heads[-1].then(ride, single))
        tails = [steps[-1][1]]
        for (ride, _), (_, single) in zip(steps[:0:-1], steps[-2::-1], strict=True):
            tails.insert(0, single.then(ride, tails[0]))
        boxes = sum(self.problem.visit[name].boxes for name in run.visits)
        return Parts(heads, tails, boxes)
