"""Something happened: a rider does not come, a vehicle breaks down, a canteen is short."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from api.db import Database
from api.editing.records import Asked, Happened, Outcome, Signed
from api.editing.replanning import replanned
from api.errors import ApplicationError, Conflict
from api.order_book.changes import changed_since
from api.orders.parameters import SITTINGS
from api.plans import service as plans
from api.plans.records import Version
from api.schedules import repository as schedules
from api.web import service
from api.web.changing.acts import change, signed_of
from api.web.changing.failures import failure_view
from api.web.changing.happened_forms import ROWS, ToCanteen, ToRider, happened_of
from api.web.changing.moments import moment, moment_clock, seconds_of_search
from api.web.errors import PageError
from api.web.forms import Typed, fields_of
from api.web.pages import page
from api.web.riders import rider_views
from api.web.routes import PageRoute, day_again, same_origin
from api.web.texts import text
from api.web.where import Where
from optimizer.replan.disruptions import RiderAbsent
from optimizer.stop import Stop

PATH = "/versions/{version_id}/happened"
Fields = Annotated[dict[str, str], Depends(fields_of)]
router = APIRouter(
    route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse
)


@router.get(PATH)
def form(request: Request, version_id: int) -> HTMLResponse:
    """What happened, to fill in."""
    return _page(request, version_id, {}, None)


@router.post(PATH, dependencies=same_origin)
def happened(request: Request, version_id: int, fields: Fields) -> Response:
    """Plan the rest of the day again, and show what that changes before anybody accepts it."""
    try:
        what, signed = happened_of(fields), signed_of(fields)
        fresh = bool(fields.get("orders"))
        made = _again(request, version_id, signed, lambda _: what, fresh=fresh)
    except (PageError, ApplicationError) as error:
        return _page(request, version_id, fields, error)
    return _to_changes(made)


@router.post("/versions/{version_id}/absent", dependencies=same_origin)
def absent(request: Request, version_id: int, fields: Fields) -> Response:
    """One rider does not come: the first of two clicks."""
    settings = request.app.state.settings

    def what(base: Version) -> Happened:
        at = moment(base, settings, datetime.datetime.now(datetime.UTC))
        return Happened(at=at, disruptions=(RiderAbsent(rider=fields.get("rider", "")),))

    try:
        signed = signed_of(fields, why=text("absent_why").zh)
        made = _again(request, version_id, signed, what)
    except (PageError, ApplicationError) as error:
        database: Database = request.app.state.database
        with database.session() as session:
            version = plans.version(session, version_id)
            return day_again(session, settings, version, error, None)
    return _to_changes(made)


def _again(
    request: Request,
    version_id: int,
    signed: Signed,
    what: Callable[[Version], Happened],
    *,
    fresh: bool = False,
) -> Version:
    def act(asked: Asked) -> Outcome:
        stop = Stop(seconds=seconds_of_search(asked.base.problem))
        return replanned(asked, what(asked.base), stop=stop)

    return change(request, version_id, signed, act, fresh=fresh)


def _to_changes(made: Version) -> Response:
    return RedirectResponse(f"/versions/{made.id}/changes?done=replan", 303)


def _page(
    request: Request,
    version_id: int,
    entered: Mapping[str, str],
    failure: PageError | ApplicationError | None,
) -> HTMLResponse:
    """The form, again with what went wrong and was typed in; it names riders: it is logged."""
    database: Database = request.app.state.database
    settings = request.app.state.settings
    now = datetime.datetime.now(datetime.UTC)
    with database.session() as session:
        version = plans.version(session, version_id)
        date, sitting = version.problem.date, version.problem.sitting
        if isinstance(failure, Conflict):
            return day_again(session, settings, version, failure, None)
        names = service.names_of(session, version)
        orders = (
            len(changed_since(session, version.id, date, sitting)) if sitting in SITTINGS else 0
        )
        riders = version.problem.riders
        schedules.log_personal_read(session, PATH, service.EVERY_RIDER, version, len(riders))
    letters = {r.id: r.badge.letter for r in rider_views(version.problem, version.plan, names)}
    working = sorted(riders, key=lambda rider: rider.id not in letters)
    return page(
        "happened.html",
        200 if failure is None else failure.status,
        version=version,
        where=Where.of(version.problem),
        riders=[(r.id, f"{letters.get(r.id, '')} {names.rider(r.id)}".strip()) for r in working],
        canteens=[(c.id, names.canteen(c.id)) for c in version.problem.canteens if c.kitchen],
        rows=range(ROWS),
        to_riders=[(str(one), text(f"to_rider_{one}")) for one in ToRider],
        to_canteens=[(str(one), text(f"to_canteen_{one}")) for one in ToCanteen],
        orders=orders,
        at=moment_clock(version, settings, now),
        wait=round(seconds_of_search(version.problem)) + 2,
        failure=None if failure is None else failure_view(failure, names),
        entered=Typed(entered),
    )
