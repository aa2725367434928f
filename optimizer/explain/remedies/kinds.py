"""What would help an unserved visit, each as a change to the problem that can be applied."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from optimizer.policy import Emergency
from optimizer.problem import Canteen, Problem, Rider, Visit
from optimizer.whatif.crews import newcomers, usual


class Kind(StrEnum):
    """What sort of help it is."""

    LONGER_SHIFT = "longer_shift"
    WIDER_WINDOW = "wider_window"
    MORE_MEALS = "more_meals"
    ONE_MORE_TRIP = "one_more_trip"
    WITHOUT_LOCK = "without_lock"
    EMERGENCY = "emergency"
    ONE_MORE_RIDER = "one_more_rider"


@dataclass(frozen=True, slots=True, kw_only=True)
class LongerShift:
    """The rider's shift ends ``seconds`` later."""

    kind: ClassVar = Kind.LONGER_SHIFT
    rider: str
    seconds: int

    def apply(self, problem: Problem) -> Problem:
        """The problem with the longer shift."""
        rider = problem.rider[self.rider]
        begins, ends = rider.shift
        return _with_rider(problem, replace(rider, shift=(begins, ends + self.seconds)))


@dataclass(frozen=True, slots=True, kw_only=True)
class WiderWindow:
    """Service of the visit may start ``seconds`` later; its preferred window stays."""

    kind: ClassVar = Kind.WIDER_WINDOW
    visit: str
    seconds: int

    def apply(self, problem: Problem) -> Problem:
        """The problem with the wider window."""
        visit = problem.visit[self.visit]
        opens, closes = visit.window
        return _with_visit(problem, replace(visit, window=(opens, closes + self.seconds)))


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreMeals:
    """The canteen cooks ``meals`` more.

    ``diet``: of this diet, whose limit grows as well. ``batch``: they are packed with this one, by
    its row; None: the canteen has no batches, or packs enough as it is.
    """

    kind: ClassVar = Kind.MORE_MEALS
    canteen: str
    meals: int
    diet: str | None = None
    batch: int | None = None

    def apply(self, problem: Problem) -> Problem:
        """The problem with more meals."""
        canteen = problem.canteen[self.canteen]
        by_diet = dict(canteen.capacity_by_diet)
        if self.diet is not None and self.diet in by_diet:
            by_diet[self.diet] += self.meals
        batches = tuple(
            replace(batch, meals=batch.meals + self.meals) if row == self.batch else batch
            for row, batch in enumerate(canteen.batches)
        )
        more = replace(
            canteen,
            capacity=canteen.capacity + self.meals,
            capacity_by_diet=by_diet,
            batches=batches,
        )
        return _with_canteen(problem, more)


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMoreTrip:
    """The rider may make one more trip."""

    kind: ClassVar = Kind.ONE_MORE_TRIP
    rider: str

    def apply(self, problem: Problem) -> Problem:
        """The problem with one more trip."""
        rider = problem.rider[self.rider]
        return _with_rider(problem, replace(rider, max_trips=rider.max_trips + 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutLock:
    """The lock in row ``lock`` of the problem is removed."""

    kind: ClassVar = Kind.WITHOUT_LOCK
    lock: int

    def apply(self, problem: Problem) -> Problem:
        """The problem without the lock."""
        locks = tuple(lock for row, lock in enumerate(problem.locks) if row != self.lock)
        return replace(problem, locks=locks)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyPolicy:
    """Windows and on-board limits are widened by so much, for whoever needs it."""

    kind: ClassVar = Kind.EMERGENCY
    window_seconds: int
    onboard_seconds: int

    def apply(self, problem: Problem) -> Problem:
        """The problem with the emergency policy, or with a wider one than it has."""
        now = problem.policy.emergency or Emergency()
        wider = Emergency(
            window_seconds=max(now.window_seconds, self.window_seconds),
            onboard_seconds=max(now.onboard_seconds, self.onboard_seconds),
        )
        return replace(problem, policy=replace(problem.policy, emergency=wider))


@dataclass(frozen=True, slots=True, kw_only=True)
class OneMoreRider:
    """One more rider at the canteen, like those whom it has: see ``whatif.crews.usual``."""

    kind: ClassVar = Kind.ONE_MORE_RIDER
    canteen: str

    def apply(self, problem: Problem) -> Problem:
        """The problem with the rider; as it is where there is nobody to be like."""
        homes = {rider.canteen for rider in problem.riders}
        like = usual(problem.riders, self.canteen, homes)
        if like is None:
            return problem
        (name,) = newcomers(problem.riders, self.canteen, 1)
        new = replace(like, id=name, canteen=self.canteen, may_load_at=(), frozen=())
        return replace(problem, riders=(*problem.riders, new))


Remedy = (
    LongerShift
    | WiderWindow
    | MoreMeals
    | OneMoreTrip
    | WithoutLock
    | EmergencyPolicy
    | OneMoreRider
)


def _with_rider(problem: Problem, new: Rider) -> Problem:
    riders = tuple(new if rider.id == new.id else rider for rider in problem.riders)
    return replace(problem, riders=riders)


def _with_visit(problem: Problem, new: Visit) -> Problem:
    visits = tuple(new if visit.id == new.id else visit for visit in problem.visits)
    return replace(problem, visits=visits)


def _with_canteen(problem: Problem, new: Canteen) -> Problem:
    canteens = tuple(new if canteen.id == new.id else canteen for canteen in problem.canteens)
    return replace(problem, canteens=canteens)
