"""Where a plan's visits are, as a person names them: trips from 0, frozen ones counted."""

from __future__ import annotations

from typing import NamedTuple

from optimizer.timing import Run, Schedule

Runs = list[Run]


class At(NamedTuple):
    """The place of a visit: its rider, the trip's number in the day, the position on the trip."""

    rider: str
    trip: int
    position: int


class Places:
    """The trips of a schedule, frozen ones included, and where each visit is."""

    def __init__(self, schedule: Schedule) -> None:
        self.schedule, self.problem = schedule, schedule.problem
        self._at: dict[str, At] = {}
        for rider in self.problem.rider:
            for number, visits in enumerate(self.trips(rider)):
                for position, visit in enumerate(visits):
                    self._at[visit] = At(rider, number, position)

    def trips(self, rider: str) -> list[tuple[str, ...]]:
        """Visits of each of the rider's trips."""
        begun = [
            tuple(stop.visit for stop in trip.stops) for trip in self.problem.rider[rider].frozen
        ]
        return begun + [run.visits for run in self.schedule.runs[rider]]

    def begun(self, rider: str) -> int:
        """How many of the rider's trips are frozen."""
        return len(self.problem.rider[rider].frozen)

    def at(self, visit: str) -> At | None:
        """Where the visit is served; None: nowhere."""
        return self._at.get(visit)

    def canteen(self, place: At) -> str:
        """Where the trip of a planned place loads."""
        return self.schedule.runs[place.rider][place.trip - self.begun(place.rider)].canteen
