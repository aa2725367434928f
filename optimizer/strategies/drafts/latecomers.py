"""Blocks that no draft could take: between others' visits, or instead of one that weighs less.

Every position in every trip is screened in constant time by the segments on either side of it;
what passes is tested by the schedule.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from optimizer.problem import Canteen, Rider
from optimizer.strategies.drafts.ground import Ground, Part, bulk
from optimizer.strategies.drafts.partition import Left, offers_of
from optimizer.timing import Run
from optimizer.timing.insertion import weight_of
from optimizer.timing.pins import Block
from optimizer.timing.segment import Segment
from optimizer.timing.timetable import at_liberty

TESTED = 4
"""Places of least cost that the schedule tests for one block."""


class Place(NamedTuple):
    """A place for a block: what it costs, whose day, and the day's runs with it."""

    cost: tuple[int, int]
    rider: str
    number: int
    runs: tuple[Run, ...]


class Split(NamedTuple):
    """A run in parts; ``heads[k]``: its first k from the canteen, ``tails[k]``: all but those."""

    parts: tuple[Part, ...]
    heads: tuple[Segment, ...]
    tails: tuple[Segment, ...]
    boxes: int


class Latecomers:
    """The open blocks of a schedule on their way in, by the widest limits of the policy."""

    def __init__(self, ground: Ground) -> None:
        self.schedule = schedule = ground.schedule
        self.problem = ground.problem
        self.ground = Ground(schedule, ground.stop, widened=True)
        self._splits: dict[tuple[str, Run], Split] = {}
        self._left: dict[str, Left] = {}
        self._offers = offers_of(self.ground, schedule.open)
        self._loading: dict[str, list[Rider]] = defaultdict(list)
        for rider in self.problem.riders:
            if rider.id not in schedule.pins.days:
                for canteen in rider.loading_canteens():
                    self._loading[canteen].append(rider)

    def fit(self, iterations: int) -> int:
        """Put in whoever fits, those who bring meals first, then by weight; the iterations."""
        queue = [self._entry(block) for block in self.schedule.open]
        heapq.heapify(queue)
        rank = {visit.id: k for k, visit in enumerate(self.problem.visits)}
        while queue and not self.ground.stop.reached(iterations):
            iterations += 1
            *_, block = heapq.heappop(queue)
            if block not in self.schedule.open:
                continue
            before = set(self.schedule.open)
            self._insert(block)
            for put_out in sorted(self.schedule.open.keys() - before, key=lambda b: rank[b[0]]):
                heapq.heappush(queue, self._entry(put_out))
        return iterations

    def _entry(self, block: Block) -> tuple[bool, int, Block]:
        return not bulk(self.problem, block), -weight_of(self.problem, block), block

    def _insert(self, block: Block) -> None:
        places = heapq.nsmallest(TESTED, self._places(block))
        for place in places:
            if self.schedule.set_day(place.rider, place.runs) is None:
                self._left.clear()
                return

    def _places(self, block: Block) -> Iterator[Place]:
        if block not in self._offers:
            self._offers |= offers_of(self.ground, [block])
        for name in self._offers[block]:
            canteen = self.problem.canteen[name]
            if name not in self._left:
                self._left[name] = Left(self.ground, canteen)
            for rider in self._loading[name]:
                part = self.ground.part(block, rider.profile, canteen)
                if part.skills.issubset(rider.skills):
                    yield from self._in_runs(rider, canteen, part)
                    yield from self._as_run(rider, canteen, part)

    def _in_runs(self, rider: Rider, canteen: Canteen, part: Part) -> Iterator[Place]:
        runs = self.schedule.runs[rider.id]
        for number, run in enumerate(runs):
            if run.canteen != canteen.id:
                continue
            split = self._split(rider, canteen, run)
            for position in range(len(split.parts) + 1):
                for gone in (0, 1):
                    found = self._at(rider, canteen, split, part, position, gone)
                    if found is not None and self._in_time(rider, number, found[1]):
                        kept = (*split.parts[:position], part, *split.parts[position + gone :])
                        visits = tuple(visit for p in kept for visit in p.block)
                        longer = (*runs[:number], Run(run.canteen, visits), *runs[number + 1 :])
                        yield Place(found[0], rider.id, number, longer)

    def _as_run(self, rider: Rider, canteen: Canteen, part: Part) -> Iterator[Place]:
        """A new trip at the end of the day."""
        runs = self.schedule.runs[rider.id]
        if len(rider.frozen) + len(runs) >= rider.max_trips or part.boxes > rider.boxes:
            return
        if not self._left[canteen.id].fits(part.meals):
            return
        start = self.ground.at(canteen.id)
        segment = self.ground.joined(Segment(), rider.profile, start, part)
        if segment.refusal() is None:
            extra = canteen.loading_seconds + segment.duration
            extra += self.ground.ride(rider.profile, part.last, start)
            extra += 0 if runs else self.problem.policy.rider_seconds
            yield Place((0, extra), rider.id, len(runs), (*runs, Run(canteen.id, part.block)))

    def _at(
        self, rider: Rider, canteen: Canteen, split: Split, part: Part, position: int, gone: int
    ) -> tuple[tuple[int, int], Segment] | None:
        """Weight put out and seconds added by the part before ``position``, and the trip then.

        ``gone``: how many parts from there on it takes the place of.
        """
        if position + gone > len(split.parts):
            return None
        out = split.parts[position : position + gone]
        lost, back = sum(p.weight for p in out), sum((p.meals for p in out), Counter[str]())
        if split.boxes - back.total() + part.boxes > rider.boxes or lost >= part.weight:
            return None
        if any(p.bulk for p in out) or not self._left[canteen.id].fits(part.meals, back):
            return None
        before = split.parts[position - 1].last if position else self.ground.at(canteen.id)
        segment = self.ground.joined(split.heads[position], rider.profile, before, part)
        if position + gone < len(split.parts):
            ride = self.ground.ride(rider.profile, part.last, split.parts[position + gone].first)
            segment = segment.then(ride, split.tails[position + gone])
        if segment.refusal() is not None:
            return None
        return (lost, segment.duration - split.tails[0].duration), segment

    def _in_time(self, rider: Rider, number: int, segment: Segment) -> bool:
        """Whether the rider can be back from the trip before in time for this one."""
        if number == 0:
            free = at_liberty(self.problem, rider)[0]
        else:
            free = self.schedule.days[rider.id].trips[len(rider.frozen) + number - 1].stops[0].end
        return free <= segment.latest

    def _split(self, rider: Rider, canteen: Canteen, run: Run) -> Split:
        key = rider.id, run
        if key not in self._splits:
            self._splits[key] = self._made(rider, canteen, run)
        return self._splits[key]

    def _made(self, rider: Rider, canteen: Canteen, run: Run) -> Split:
        parts = self.ground.parts(run.visits, rider.profile, canteen)
        places = [self.ground.at(canteen.id), *(part.last for part in parts)]
        heads = [Segment()]
        for place, part in zip(places, parts, strict=False):
            heads.append(self.ground.joined(heads[-1], rider.profile, place, part))
        return Split(
            tuple(parts), tuple(heads), self._tails(rider, parts), sum(p.boxes for p in parts)
        )

    def _tails(self, rider: Rider, parts: Sequence[Part]) -> tuple[Segment, ...]:
        tails = [parts[-1].segment]
        for part, follower in zip(parts[-2::-1], parts[:0:-1], strict=True):
            ride = self.ground.ride(rider.profile, part.last, follower.first)
            tails.insert(0, part.segment.then(ride, tails[0]))
        return tuple(tails)
