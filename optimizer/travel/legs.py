"""Travel reduced to the rides of one plan: all that its check needs, and nothing more.

Matrices grow with the square of the places: for a district they take hundreds of megabytes, the
rides of its plan a few thousand numbers. A stored plan keeps those, exactly as it was planned
with, and stays checkable when roads, speeds or libraries have changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any, NoReturn, cast

import numpy as np
from numpy.typing import NDArray

from optimizer.errors import SongcanError
from optimizer.plan import Plan, RiderDay
from optimizer.problem import Problem, Travel
from optimizer.texts import text

Ride = tuple[int, int]
"""From and to, as rows of the matrices."""


class UnknownRide(SongcanError):
    """A ride that the plan behind these travel times does not have."""

    def __init__(self, ride: Ride | None = None) -> None:
        shown = "*" if ride is None else " → ".join(map(str, ride))
        super().__init__(str(text("unknown_ride", ride=shown)))


class Legs(Travel):
    """Seconds and metres of some rides between ``places`` places.

    Whoever asks for another ride, or for a whole matrix, gets an error: a plan made from half
    the travel times would be wrong without showing it.

    Raises
    ------
    UnknownRide
        When a ride is asked for that is not among ``rides``.
    """

    __slots__ = ("rides",)
    rides: Mapping[Ride, tuple[int, int]]

    def __init__(self, rides: Mapping[Ride, tuple[int, int]], places: int) -> None:
        object.__setattr__(self, "rides", dict(rides))
        for part, name in enumerate(("seconds", "metres")):
            known = {ride: values[part] for ride, values in rides.items()}
            object.__setattr__(self, name, cast(NDArray[np.int32], _Known(known, places)))
        least = tuple(min((v[part] for v in rides.values()), default=0) for part in range(2))
        object.__setattr__(self, "least", least)
        object.__setattr__(self, "notices", ())

    __hash__ = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Legs) and self.rides == other.rides


class _Known:
    """Stands where a matrix would, as far as single rides and the problem's validation go."""

    def __init__(self, values: Mapping[Ride, int], places: int) -> None:
        self._values = values
        self.shape = (places, places)

    def item(self, origin: int, destination: int) -> int:
        try:
            return self._values[origin, destination]
        except KeyError:
            raise UnknownRide((origin, destination)) from None

    def __getitem__(self, ride: Ride) -> int:
        return self.item(*ride)

    def __array__(self, *_: Any, **__: Any) -> NoReturn:  # noqa: ANN401, NumPy's protocol
        raise UnknownRide

    def argmin(self) -> int:
        (row, column), _ = min(self._values.items(), key=lambda item: item[1])
        return row * self.shape[1] + column


def reduced(problem: Problem, plan: Plan) -> Problem:
    """``problem`` with no more travel than ``plan`` rides."""
    ridden: dict[str, set[Ride]] = {profile: set() for profile in problem.travel}
    for day in plan.riders:
        ridden[problem.rider[day.rider].profile].update(_rides(problem, day))
    places = len(problem.locations)
    travel = {
        profile: Legs(_known(whole, ridden[profile]), places)
        for profile, whole in problem.travel.items()
    }
    return replace(problem, travel=travel)


def _known(travel: Travel, rides: Iterable[Ride]) -> dict[Ride, tuple[int, int]]:
    return {ride: (int(travel.seconds[ride]), int(travel.metres[ride])) for ride in sorted(rides)}


def _rides(problem: Problem, day: RiderDay) -> Iterator[Ride]:
    """From home through all trips and home again; a day without trips rests there."""
    home = problem.canteen[problem.rider[day.rider].canteen].location
    places = [home]
    for trip in day.trips:
        places.append(problem.canteen[trip.canteen].location)
        places += [problem.visit[stop.visit].location for stop in trip.stops]
    index = problem.location_index
    return pairwise(index[place] for place in (*places, home))
