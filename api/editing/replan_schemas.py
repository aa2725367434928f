"""What /v1 takes when something happened on a day that is under way."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from api.editing.inputs import on_the_day
from api.editing.records import Happened
from api.editing.schemas import Id, Request, SignedRequest
from api.versions.schemas import Moment
from optimizer.problem import Problem
from optimizer.replan.disruptions import (
    Breakdown,
    CanteenDown,
    CanteenShort,
    Disruption,
    Meals,
    Prices,
    RiderAbsent,
    RiderLate,
)

Names = Annotated[tuple[Id, ...], Field(max_length=1_000)]
Price = Annotated[int, Field(ge=0, le=10_000_000)]


class Late(Request):
    """The rider does nothing before ``until``."""

    rider: Id
    until: Moment


class Broken(Request):
    """The rider's vehicle stops with meals on board."""

    rider: Id
    meals: Meals = Meals.HAND_OVER
    meeting_point: Id | None = None
    """A visit or canteen where the meals change hands; null: where the rider is."""


class Short(Request):
    """The canteen has only so many meals for the whole sitting, of one diet or in total."""

    canteen: Id
    meals: Annotated[int, Field(ge=0, le=1_000_000)]
    diet: Id | None = None


class PricesOfChange(Request):
    """What change costs, in seconds of cost."""

    moved: Price = Prices().moved
    """Per visit that another rider carries."""
    rider: Price = Prices().rider
    """Per rider whose round changes."""
    order: Price = Prices().order
    """Per visit that is reached from another place."""


class ReplanRequest(SignedRequest):
    """What happened, and from when on the newest plan of a sitting is planned again."""

    at: Moment
    """What is loaded, driven or served by then stays as it is."""
    absent: Names = ()
    late: Annotated[tuple[Late, ...], Field(max_length=1_000)] = ()
    broken: Annotated[tuple[Broken, ...], Field(max_length=1_000)] = ()
    down: Names = ()
    """Canteens that cook nothing more."""
    short: Annotated[tuple[Short, ...], Field(max_length=1_000)] = ()
    take_changed_orders: bool = False
    """What the order book changed since the plan was made counts too."""
    prices: PricesOfChange = PricesOfChange()
    seconds: Annotated[float, Field(gt=0, le=60)] = 5
    """Of search, at most."""
    strategy: Id = "engine"
    """Who searches; see ``songcan strategies``."""

    def happened(self, problem: Problem) -> Happened:
        """As the services take it."""
        prices = self.prices
        return Happened(
            at=on_the_day(problem, self.at),
            disruptions=tuple(self._disruptions(problem)),
            prices=Prices(moved=prices.moved, rider=prices.rider, order=prices.order),
        )

    def _disruptions(self, problem: Problem) -> list[Disruption]:
        return [
            *(RiderAbsent(rider=rider) for rider in self.absent),
            *(
                RiderLate(rider=one.rider, until=on_the_day(problem, one.until))
                for one in self.late
            ),
            *(
                Breakdown(rider=one.rider, meals=one.meals, meeting_point=one.meeting_point)
                for one in self.broken
            ),
            *(CanteenDown(canteen=canteen) for canteen in self.down),
            *(
                CanteenShort(canteen=one.canteen, capacity=one.meals, diet=one.diet)
                for one in self.short
            ),
        ]
