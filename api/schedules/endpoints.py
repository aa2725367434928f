"""/v1: published schedules for apps, maps and riders."""

from __future__ import annotations

import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Response
from pydantic import BeforeValidator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from api.etags import tagged
from api.schedules import examples, geojson, service
from api.schedules.route_schemas import RiderRoute
from api.schedules.schemas import Schedule
from api.transactions import Reading, Writing

router = APIRouter(prefix="/v1", tags=["schedules"])

JSON = "application/json"
ROUTE = "/riders/{id}/route"
NOT_MODIFIED: dict[int | str, dict[str, Any]] = {
    304: {"description": "If-None-Match 中的版本仍有效 / not modified"}
}


def _calendar_date(value: object) -> datetime.date:
    """A date in its one spelling; pydantic takes moments and numbers besides."""
    try:
        date = datetime.date.fromisoformat(str(value))
    except ValueError:
        date = None
    if date is None or date.isoformat() != value:
        raise PydanticCustomError("calendar_date", "not a date like 2026-03-02")
    return date


Date = Annotated[datetime.date, BeforeValidator(_calendar_date)]
PathDate = Annotated[Date, Path(openapi_examples=examples.DATE)]
QueryDate = Annotated[Date, Query(openapi_examples=examples.DATE)]
Sitting = Annotated[str, Query(openapi_examples=examples.SITTING, min_length=1, max_length=40)]
Canteen = Annotated[
    str | SkipJsonSchema[None],
    Query(openapi_examples=examples.CANTEEN, description="Only this canteen's part"),
]
RiderId = Annotated[str, Path(alias="id", openapi_examples=examples.RIDER)]
IfNoneMatch = Annotated[
    str | SkipJsonSchema[None], Header(description="ETag of the answer that is held already")
]


@router.get(
    "/schedules/{date}",
    response_model=Schedule,
    responses=examples.responses("schedule", JSON) | NOT_MODIFIED,
)
def schedule(
    session: Reading,
    date: PathDate,
    sitting: Sitting = "lunch",
    canteen: Canteen = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """The published schedule of one sitting: trips, stops, unserved visits, kitchen totals."""
    found = service.schedule(session, date, sitting, canteen)
    return tagged(found.model_dump_json(), JSON, if_none_match)


@router.get(
    "/schedules/{date}/geojson",
    response_model=geojson.FeatureCollection,
    response_class=geojson.GeoJsonResponse,
    responses=examples.responses("geojson", geojson.MEDIA_TYPE) | NOT_MODIFIED,
)
def schedule_geojson(
    session: Reading,
    date: PathDate,
    sitting: Sitting = "lunch",
    canteen: Canteen = None,
    if_none_match: IfNoneMatch = None,
) -> Response:
    """The published schedule as a map: canteens, stops, unserved visits and routes."""
    found = service.schedule(session, date, sitting, canteen)
    features = geojson.feature_collection(found)
    return tagged(features.model_dump_json(), geojson.MEDIA_TYPE, if_none_match)


@router.get(ROUTE, responses=examples.responses("route", JSON))
def rider_route(
    session: Writing,
    response: Response,
    rider: RiderId,
    date: QueryDate,
    sitting: Sitting = "lunch",
) -> RiderRoute:
    """A rider's trips with the contacts at each door. Each reading is logged."""
    response.headers["Cache-Control"] = "no-store"
    return service.route(session, rider, date, sitting, endpoint=router.prefix + ROUTE)
