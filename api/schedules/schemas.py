"""What /v1 says about a published schedule. The planning library's own records stay free to change.

Moments are ISO 8601 with their zone; coordinates are WGS-84 degrees.
"""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from api.plans.records import HandOverKind
from optimizer.texts import Text

Meals = Annotated[
    dict[str, int], Field(description="Meals by diet code", examples=[{"regular": 1, "soft": 1}])
]


class Schema(BaseModel):
    """Base of all schemas: frozen, field docstrings become descriptions."""

    model_config = ConfigDict(
        frozen=True, use_attribute_docstrings=True, validate_by_name=True, serialize_by_alias=True
    )


class BothLanguages(Schema):
    """A text in Chinese and in English."""

    zh: str
    en: str

    @classmethod
    def of(cls, text: Text) -> BothLanguages:
        """From the catalogue."""
        return cls(zh=text.zh, en=text.en)


class Place(Schema):
    """A building: never a door."""

    address: str | None
    """Null when nobody behind the visit is on the roster any more."""
    lon: float
    lat: float


class StopSchedule(Place):
    """Service of one visit."""

    visit: str
    arrive: AwareDatetime
    start: AwareDatetime
    end: AwareDatetime
    meals: Meals
    onboard_seconds: int
    """From the start of loading to the start of service."""
    relaxed: bool
    """Only the emergency policy allows this stop."""


class TripSchedule(Schema):
    """One loaded run."""

    number: int
    """The rider's first trip of the sitting is 1."""
    canteen: str
    """Where it loads."""
    load_start: AwareDatetime
    depart: AwareDatetime
    returns: AwareDatetime = Field(alias="return")
    returns_to: str
    """The next loading canteen, or the home canteen after the last trip."""
    stops: list[StopSchedule]


class RiderSchedule(Schema):
    """A rider's trips. Names and phones are not here."""

    rider: str
    start: AwareDatetime
    end: AwareDatetime
    trips: list[TripSchedule]


class ReasonSchedule(Schema):
    """Why a visit is not served."""

    code: str
    """Code of the rule that binds."""
    params: dict[str, int | str]
    text: BothLanguages
    remedy: BothLanguages


class HandOverSchedule(Schema):
    """What happens instead of the delivery."""

    kind: HandOverKind
    at: AwareDatetime | None


class UnservedVisit(Place):
    """A visit that the plan leaves out."""

    visit: str
    meals: Meals
    transit: int
    """Meals of these that other visits would carry on from a meal point; those count them too."""
    reasons: list[ReasonSchedule]


class UnservedSchedule(UnservedVisit):
    """A visit without delivery, and what happens instead."""

    hand_over: HandOverSchedule


class BatchSchedule(Schema):
    """What a kitchen packs at once."""

    ready: AwareDatetime | None
    """Null: all is packed before the first trip."""
    limit: int | None
    """Most meals of this batch."""
    meals: Meals


class KitchenSchedule(Schema):
    """What a canteen packs for delivery; first packed leaves first."""

    canteen: str
    batches: list[BatchSchedule]
    meals: Meals
    eating_in: int
    """Meals eaten at the canteen besides."""
    handed_over: Meals
    """Of the meals, those in none of these batches: on a vehicle that broke down."""


class CanteenPlace(Schema):
    """A canteen of the schedule."""

    canteen: str
    name: str
    lon: float
    lat: float


class NoticeSchedule(Schema):
    """What must be known about the data behind a schedule."""

    code: str
    params: dict[str, int | str]
    text: BothLanguages
    """Names canteens and buildings."""


class Schedule(Schema):
    """The published schedule of one sitting."""

    date: datetime.date
    sitting: str
    version: int
    """Counts the plans of this date and sitting from 1."""
    published: AwareDatetime
    canteens: list[CanteenPlace]
    riders: list[RiderSchedule]
    unserved: list[UnservedSchedule]
    kitchens: list[KitchenSchedule]
    notices: list[NoticeSchedule]
