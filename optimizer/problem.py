"""A day's planning problem: canteens, riders and visits of one sitting.

Times are integer seconds after local midnight, distances integer metres, demand whole meals,
coordinates WGS-84 degrees.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from optimizer.errors import InvalidProblem
from optimizer.locks import Lock, NotBefore
from optimizer.notices import Notice
from optimizer.plan import Plan, Trip
from optimizer.policy import Policy
from optimizer.validation import issues_of

Window = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A distinct place."""

    id: str
    lon: float
    lat: float


def _frozen(values: NDArray[np.int32]) -> NDArray[np.int32]:
    """A copy that nobody can change, or the array itself where nobody can: matrices are large."""
    if (
        isinstance(values, np.ndarray)
        and values.dtype == np.int32
        and values.base is None
        and not values.flags.writeable
    ):
        return values
    array = np.array(values, dtype=np.int32)
    array.setflags(write=False)
    return array


@dataclass(frozen=True, slots=True, eq=False)
class Travel:
    """Travel between all locations with one vehicle profile.

    ``seconds`` and ``metres`` are read-only int32 arrays of shape (locations, locations), row
    from, column to; ``least`` is the smallest value of each, found once, for they are large.
    ``notices`` tell what a reader must know of them; two travels with the same matrices are equal
    whatever is told.
    """

    seconds: NDArray[np.int32]
    metres: NDArray[np.int32]
    notices: tuple[Notice, ...] = ()
    least: tuple[int, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        for name in ("seconds", "metres"):
            object.__setattr__(self, name, _frozen(getattr(self, name)))
        least = tuple(int(m.min()) if m.size else 0 for m in (self.seconds, self.metres))
        object.__setattr__(self, "least", least)

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Travel)
            and np.array_equal(self.seconds, other.seconds)
            and np.array_equal(self.metres, other.metres)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """From ``ready`` on, ``meals`` more meals are packed."""

    ready: int
    meals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Canteen:
    """A kitchen and loading place.

    ``diets`` None: it cooks every diet. ``capacity_by_diet`` limits the diets it names. Without
    ``batches`` all meals are packed before the first trip. ``loading_bays`` None: no limit.
    With ``supplied_by`` it is a meal point: nothing is cooked there, and what leaves it is what
    these bulk visits have brought in ``transit``.

    ``handed_over_by`` is a rider whose vehicle broke down: at this meeting point others take over
    what is on board. Nothing is cooked there either. The kitchen that loaded that trip has cooked
    the meals; its ``capacity`` here is without them. So who counts what a kitchen gives adds the
    meals that leave the meeting point to the kitchen of the rider's last frozen trip, once.
    """

    id: str
    location: str
    capacity: int
    capacity_by_diet: Mapping[str, int] = field(default_factory=dict)
    diets: tuple[str, ...] | None = None
    loading_seconds: int = 0
    loading_bays: int | None = None
    batches: tuple[Batch, ...] = ()
    supplied_by: tuple[str, ...] = ()
    handed_over_by: str | None = None

    @property
    def kitchen(self) -> bool:
        """Whether meals are cooked here, if it has any."""
        return not self.supplied_by and self.handed_over_by is None

    def cooks(self, meals: Mapping[str, int]) -> bool:
        """Whether this canteen cooks every diet of ``meals``."""
        return self.diets is None or all(diet in self.diets for diet in meals)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rider:
    """A rider whose paid day starts and ends at the home ``canteen``.

    ``may_load_at`` names further canteens for loading; ``frozen`` trips are loading, driven or
    done already and open the day.
    """

    id: str
    canteen: str
    boxes: int
    shift: Window
    max_trips: int
    may_load_at: tuple[str, ...] = ()
    profile: str = "ebike"
    kind: str = "staff"
    skills: tuple[str, ...] = ()
    frozen: tuple[Trip, ...] = ()

    def loading_canteens(self) -> tuple[str, ...]:
        """Where this rider may load, home first."""
        return (self.canteen, *(c for c in self.may_load_at if c != self.canteen))


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One building stop: all orders behind one entrance with one window.

    ``window`` (hard) and ``preferred`` (soft) bound the start of service; ``released`` is the
    earliest departure of the trip that carries it; ``canteens`` None: any canteen may cook.
    ``transit`` meals of a bulk visit are not eaten there: other visits of the problem carry them
    on from a meal point.
    """

    id: str
    location: str
    meals: Mapping[str, int]
    window: Window
    service_seconds: int
    max_onboard_seconds: int
    preferred: Window | None = None
    released: int | None = None
    tier: int = 1
    missed_recently: int = 0
    canteens: tuple[str, ...] | None = None
    skills: tuple[str, ...] = ()
    familiarity: Mapping[str, float] = field(default_factory=dict)
    transit: int = 0

    @property
    def boxes(self) -> int:
        """Meals of all diets, one box each."""
        return sum(self.meals.values())

    @property
    def eaten(self) -> int:
        """Meals that end their way here; those in transit are counted where they are eaten."""
        return self.boxes - self.transit


def loaded_first(canteen: str, canteens: Mapping[str, Canteen], riders: Mapping[str, Rider]) -> str:
    """Where the meals that leave ``canteen`` were loaded first, however often they change hands."""
    broken = canteens[canteen].handed_over_by
    while broken is not None and (begun := riders[broken].frozen):
        canteen = begun[-1].canteen
        broken = canteens[canteen].handed_over_by
    return canteen


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One sitting's problem, consistent by construction.

    Raises
    ------
    InvalidProblem
        With every issue found, each with its path in the problem file.
    """

    date: datetime.date
    locations: tuple[Location, ...]
    travel: Mapping[str, Travel]
    canteens: tuple[Canteen, ...]
    riders: tuple[Rider, ...]
    visits: tuple[Visit, ...]
    sitting: str = "lunch"
    timezone: str = "Asia/Shanghai"
    locks: tuple[Lock, ...] = ()
    previous: Plan | None = None
    now: int | None = None
    policy: Policy = field(default_factory=Policy)
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        if issues := issues_of(self):
            raise InvalidProblem(issues)

    @cached_property
    def location_index(self) -> Mapping[str, int]:
        """Row of each location in the travel matrices."""
        return {location.id: row for row, location in enumerate(self.locations)}

    @cached_property
    def canteen(self) -> Mapping[str, Canteen]:
        """Canteens by id."""
        return {canteen.id: canteen for canteen in self.canteens}

    @cached_property
    def rider(self) -> Mapping[str, Rider]:
        """Riders by id."""
        return {rider.id: rider for rider in self.riders}

    @cached_property
    def visit(self) -> Mapping[str, Visit]:
        """Visits by id."""
        return {visit.id: visit for visit in self.visits}

    @cached_property
    def not_before(self) -> Mapping[str, int]:
        """The earliest start of service that locks leave a visit, by id, in seconds."""
        earliest: dict[str, int] = {}
        for lock in self.locks:
            if isinstance(lock, NotBefore):
                earliest[lock.visit] = max(lock.seconds, earliest.get(lock.visit, lock.seconds))
        return earliest

    @cached_property
    def two_level(self) -> frozenset[str]:
        """Visits that bring meals to a meal point or carry them on from one.

        No emergency widens their limits: the two levels wait for each other, and meals handed
        over on the road have been on board before.
        """
        points = {canteen.id for canteen in self.canteens if not canteen.kitchen}
        carried_on = (v.id for v in self.visits if not points.isdisjoint(v.canteens or ()))
        bringing = (v.id for v in self.visits if v.transit)
        return frozenset((*bringing, *carried_on))

    def loaded_first(self, canteen: str) -> str:
        """The canteen itself; of a meeting point the one whose meals change hands there."""
        return loaded_first(canteen, self.canteen, self.rider)

    def seconds(self, profile: str, origin: str, destination: str) -> int:
        """Riding time between two locations, by id."""
        index = self.location_index
        return self.travel[profile].seconds.item(index[origin], index[destination])

    def metres(self, profile: str, origin: str, destination: str) -> int:
        """Riding distance between two locations, by id."""
        index = self.location_index
        return self.travel[profile].metres.item(index[origin], index[destination])
