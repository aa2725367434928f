"""Riders' days at one canteen, drafted trip after trip in constant time a visit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from optimizer.problem import Canteen, Rider
from optimizer.strategies.drafts.ground import Ground, Part
from optimizer.timing import Refusal, Run
from optimizer.timing.kitchen import Load, closest_departure, loads_of
from optimizer.timing.segment import Segment
from optimizer.timing.timetable import at_liberty

PATIENCE = 240
"""Seconds that a trip may idle more for the sake of one visit that opens later than others."""
MISSES = 12
"""Visits in a row that do not fit before a trip is closed."""


class Turn(NamedTuple):
    """A rider at the end of the day so far. ``trips`` counts frozen ones; ``place`` is a row."""

    rider: Rider
    began: int | None
    free: int
    place: int
    trips: int


class Trip(NamedTuple):
    """A drafted trip; ``idle`` is what it waits, at the canteen and on the way, in seconds."""

    parts: tuple[Part, ...]
    boxes: int
    ready: int
    depart: int
    end: int
    idle: int


class Draft:
    """New trips from one canteen behind what the schedule already has.

    The draft keeps windows, boxes, freshness, releases, shifts, skills, locks, what the kitchen
    cooks, its batches and its bays; the schedule has the last word all the same.
    """

    def __init__(self, ground: Ground, canteen: Canteen, crew: Sequence[Rider]) -> None:
        self.ground, self.canteen = ground, canteen
        self.turns = {rider.id: _turn(ground, rider) for rider in crew}
        self.trips: dict[str, list[Trip]] = {rider.id: [] for rider in crew}
        days = ground.schedule.days.values()
        taken = [trip for day in days for trip in day.trips if trip.canteen == canteen.id]
        self.loads = loads_of(ground.problem, taken)
        self.meals = sum((load.meals for load in self.loads), Counter[str]())
        self._coupled = bool(canteen.batches) or canteen.loading_bays is not None

    def ready(self, rider: str) -> int:
        """When the rider's next trip could leave."""
        turn = self.turns[rider]
        ride = self.ground.ride(turn.rider.profile, turn.place, self.ground.at(self.canteen.id))
        return max(turn.free + ride, self.ground.problem.now or 0) + self.canteen.loading_seconds

    def trip(self, rider: str, parts: Sequence[Part]) -> Trip | None:
        """A trip with as many of ``parts`` as fit in their order, opened by the least idle.

        None if nothing fits, or it is time to stop.
        """
        turn = self.turns[rider]
        if turn.trips >= turn.rider.max_trips or self.ground.stop.reached(0):
            return None
        ready = self.ready(rider)
        nothing = Trip((), 0, ready, ready, ready, 0)
        singles = [(self._longer(rider, nothing, Segment(), part), part) for part in parts]
        idles = [found[0].idle for found, _ in singles if found is not None]
        if not idles:
            return None
        patient = min(idles) + PATIENCE
        opening = next(
            k for k, (found, _) in enumerate(singles) if found and found[0].idle <= patient
        )
        found, _ = singles[opening]
        assert found is not None  # noqa: S101  # chosen among those found
        trip, segment = found
        misses = 0
        for part in (*parts[opening + 1 :], *parts[:opening]):
            longer = self._longer(rider, trip, segment, part)
            if longer is None or longer[0].idle > trip.idle + PATIENCE:
                misses += 1
                if misses > MISSES:
                    break
            else:
                (trip, segment), misses = longer, 0
        return trip

    def add(self, rider: str, trip: Trip) -> None:
        """Put the trip at the end of the rider's day."""
        turn, meals = self.turns[rider], sum((part.meals for part in trip.parts), Counter[str]())
        loading = self.canteen.loading_seconds
        self.loads.append(Load(self.canteen.id, trip.depart - loading, trip.depart, meals))
        self.meals += meals
        self.trips[rider].append(trip)
        began = trip.depart - loading if turn.began is None else turn.began
        self.turns[rider] = Turn(turn.rider, began, trip.end, trip.parts[-1].last, turn.trips + 1)

    def runs(self, rider: str) -> list[Run]:
        """The rider's new trips without times."""
        return [
            Run(self.canteen.id, tuple(visit for part in trip.parts for visit in part.block))
            for trip in self.trips[rider]
        ]

    def served(self) -> set[tuple[str, ...]]:
        """Blocks on the new trips."""
        return {part.block for trips in self.trips.values() for t in trips for part in t.parts}

    def cost(self) -> int:
        """Riders used and paid time of the new trips' riders, in hundredths of a second."""
        policy, total = self.ground.problem.policy, 0
        for name, turn in self.turns.items():
            if self.trips[name] and turn.began is not None:
                home = self.ground.at(turn.rider.canteen)
                ends = turn.free + self.ground.ride(turn.rider.profile, turn.place, home)
                total += policy.paid_percent[turn.rider.kind] * (ends - turn.began)
                total += 100 * policy.rider_seconds
        return total

    def _longer(
        self, rider: str, trip: Trip, segment: Segment, part: Part
    ) -> tuple[Trip, Segment] | None:
        """The trip with ``part`` at its end, or None if that breaks a rule."""
        turn, ground = self.turns[rider], self.ground
        person = turn.rider
        boxes = trip.boxes + part.boxes
        if boxes > person.boxes or not part.skills.issubset(person.skills):
            return None
        place = trip.parts[-1].last if trip.parts else ground.at(self.canteen.id)
        longer = ground.joined(segment, person.profile, place, part)
        if longer.latest < trip.ready or longer.refusal() is not None:
            return None
        if not self._cooks(trip, part, boxes) or not self._may(rider, turn.trips, trip, part):
            return None
        depart = self._depart(trip, longer, boxes)
        if depart is None:
            return None
        end = longer.end(depart)
        if (
            end + ground.ride(person.profile, part.last, ground.at(person.canteen))
            > person.shift[1]
        ):
            return None
        idle = end - trip.ready - longer.duration
        return Trip((*trip.parts, part), boxes, trip.ready, depart, end, idle), longer

    def _depart(self, trip: Trip, segment: Segment, boxes: int) -> int | None:
        """When the trip would leave beside the canteen's other trips; None: it cannot."""
        prompt = segment.depart(trip.ready)
        if not self._coupled:
            return prompt
        within = max(trip.ready, segment.gap, segment.released), segment.latest
        depart = closest_departure(self.canteen, self.loads, boxes, within, prompt)
        return None if isinstance(depart, Refusal) else depart

    def _may(self, rider: str, number: int, trip: Trip, part: Part) -> bool:
        """Whether no lock keeps the part from this trip."""
        pins = self.ground.schedule.pins
        if not all(pins.may(rider, number, visit) for visit in part.block):
            return False
        if not pins.apart:
            return True
        aboard = {visit for p in (*trip.parts, part) for visit in p.block}
        return all(len(group & aboard) < 2 for group in pins.apart)

    def _cooks(self, trip: Trip, part: Part, boxes: int) -> bool:
        """Whether the kitchen has enough for the part, in total and of each diet."""
        if self.meals.total() + boxes > self.canteen.capacity:
            return False
        for diet, most in self.canteen.capacity_by_diet.items():
            aboard = sum(p.meals[diet] for p in trip.parts)
            if part.meals[diet] and self.meals[diet] + aboard + part.meals[diet] > most:
                return False
        return True


def _turn(ground: Ground, rider: Rider) -> Turn:
    """The rider after the trips of the schedule."""
    day = ground.schedule.days.get(rider.id)
    planned = [trip for trip in day.trips if trip.stops] if day else []
    if day is None or len(day.trips) == len(rider.frozen) or not planned:
        free, place = at_liberty(ground.problem, rider)
        began = day.start if day else None
        return Turn(rider, began, free, ground.row[place], len(rider.frozen))
    last = planned[-1].stops[-1]
    place = ground.problem.visit[last.visit].location
    return Turn(rider, day.start, last.end, ground.row[place], len(day.trips))
