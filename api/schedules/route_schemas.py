"""What /v1 tells a rider: the contacts needed at the door, never why somebody gets meals."""

from __future__ import annotations

import datetime

from pydantic import AwareDatetime, Field

from api.schedules.schemas import CanteenPlace, Meals, Place, Schema


class Contact(Schema):
    """One resident behind the entrance; whoever left the roster has only an id and meals."""

    resident: str
    name: str | None
    phone: str | None
    door: str | None
    floor: int | None
    lift: bool | None
    door_note: str | None
    meals: Meals


class RouteStop(Place):
    """One building stop."""

    visit: str
    arrive: AwareDatetime
    start: AwareDatetime
    end: AwareDatetime
    meals: Meals
    contacts: list[Contact]


class RouteTrip(Schema):
    """One loaded run."""

    number: int
    canteen: CanteenPlace
    load_start: AwareDatetime
    depart: AwareDatetime
    returns: AwareDatetime = Field(alias="return")
    returns_to: str
    meals: Meals
    """What to load."""
    stops: list[RouteStop]


class RiderRoute(Schema):
    """A rider's day."""

    rider: str
    date: datetime.date
    sitting: str
    version: int
    published: AwareDatetime
    trips: list[RouteTrip]
