"""A published schedule as GeoJSON (RFC 7946): canteens, stops, unserved visits and routes."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field
from starlette.responses import JSONResponse

from api.schedules.schemas import (
    CanteenPlace,
    Meals,
    RiderSchedule,
    Schedule,
    Schema,
    StopSchedule,
    TripSchedule,
)

MEDIA_TYPE = "application/geo+json"


class GeoJsonResponse(JSONResponse):
    """Tells OpenAPI the media type."""

    media_type = MEDIA_TYPE


Position = Annotated[tuple[float, float], Field(description="[lon, lat], WGS-84")]


class Point(Schema):
    """A place."""

    type: Literal["Point"] = "Point"
    coordinates: Position


class LineString(Schema):
    """The places of a route in order, joined by straight lines."""

    type: Literal["LineString"] = "LineString"
    coordinates: Annotated[list[Position], Field(min_length=2)]


class CanteenProperties(Schema):
    """A canteen."""

    kind: Literal["canteen"] = "canteen"
    canteen: str
    name: str


class StopProperties(Schema):
    """A stop; ``sequence`` counts the trip's stops from 1."""

    kind: Literal["stop"] = "stop"
    visit: str
    rider: str
    trip: int
    sequence: int
    start: AwareDatetime
    meals: Meals
    address: str | None


class UnservedProperties(Schema):
    """A visit without delivery."""

    kind: Literal["unserved"] = "unserved"
    visit: str
    meals: Meals
    address: str | None


class RouteProperties(Schema):
    """A trip from its canteen through its stops to where it returns."""

    kind: Literal["route"] = "route"
    rider: str
    trip: int
    depart: AwareDatetime
    returns: AwareDatetime = Field(alias="return")


class PointFeature(Schema):
    """A canteen, a stop or an unserved visit."""

    type: Literal["Feature"] = "Feature"
    geometry: Point
    properties: Annotated[
        CanteenProperties | StopProperties | UnservedProperties, Field(discriminator="kind")
    ]


class RouteFeature(Schema):
    """A trip."""

    type: Literal["Feature"] = "Feature"
    geometry: LineString
    properties: RouteProperties


class FeatureCollection(Schema):
    """A schedule's map."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    date: datetime.date
    sitting: str
    version: int
    features: list[PointFeature | RouteFeature]


def feature_collection(schedule: Schedule) -> FeatureCollection:
    """The map of ``schedule``."""
    return FeatureCollection(
        date=schedule.date,
        sitting=schedule.sitting,
        version=schedule.version,
        features=[*_canteens(schedule), *_riders(schedule), *_unserved(schedule)],
    )


def _point(place: CanteenPlace | StopSchedule) -> Point:
    return Point(coordinates=(place.lon, place.lat))


def _canteens(schedule: Schedule) -> Iterator[PointFeature]:
    for place in schedule.canteens:
        properties = CanteenProperties(canteen=place.canteen, name=place.name)
        yield PointFeature(geometry=_point(place), properties=properties)


def _riders(schedule: Schedule) -> Iterator[PointFeature | RouteFeature]:
    canteens = {place.canteen: place for place in schedule.canteens}
    for rider in schedule.riders:
        for trip in rider.trips:
            yield _route(rider, trip, canteens)
            yield from _stops(rider, trip)


def _route(
    rider: RiderSchedule, trip: TripSchedule, canteens: dict[str, CanteenPlace]
) -> RouteFeature:
    begin, end = canteens[trip.canteen], canteens[trip.returns_to]
    places: list[CanteenPlace | StopSchedule] = [begin, *trip.stops, end]
    return RouteFeature(
        geometry=LineString(coordinates=[(place.lon, place.lat) for place in places]),
        properties=RouteProperties(
            rider=rider.rider, trip=trip.number, depart=trip.depart, returns=trip.returns
        ),
    )


def _stops(rider: RiderSchedule, trip: TripSchedule) -> Iterator[PointFeature]:
    for sequence, stop in enumerate(trip.stops, start=1):
        properties = StopProperties(
            visit=stop.visit,
            rider=rider.rider,
            trip=trip.number,
            sequence=sequence,
            start=stop.start,
            meals=stop.meals,
            address=stop.address,
        )
        yield PointFeature(geometry=_point(stop), properties=properties)


def _unserved(schedule: Schedule) -> Iterator[PointFeature]:
    for left in schedule.unserved:
        properties = UnservedProperties(visit=left.visit, meals=left.meals, address=left.address)
        point = Point(coordinates=(left.lon, left.lat))
        yield PointFeature(geometry=point, properties=properties)
