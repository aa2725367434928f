"""The page of one visit: why, what helps, where it would fit; move, remove, lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from api.db import Database
from api.desk import Desk
from api.editing import asking
from api.editing.changing import edited, locked, unlocked
from api.editing.inputs import answered
from api.editing.records import Asked, Outcome
from api.errors import ApplicationError, NotReady
from api.plans import service as plans
from api.plans.records import Version
from api.schedules import repository as schedules
from api.web import service
from api.web.changing.acts import change, signed_of
from api.web.changing.failures import failure_view
from api.web.changing.fit_view import FitView, fit_views
from api.web.changing.help_view import HelpView, help_view
from api.web.changing.targets import Target, target_of
from api.web.changing.visit_view import VisitView, visit_view
from api.web.errors import PageError
from api.web.forms import Typed, fields_of, seconds_of
from api.web.names import Names
from api.web.pages import page
from api.web.routes import PageRoute, same_origin
from api.web.texts import text
from api.web.where import Where
from optimizer.edits import Add, Edit, Remove
from optimizer.locks import Lock, NotBefore, RiderLock, TripLock

PATH = "/versions/{version_id}/visits/{visit}"
ACTS = ("put", "move", "remove", "lock", "unlock")
DONE = frozenset(ACTS)
ANYWHERE = 60
"""Places that are looked at for the best one that is not the present one."""

Offers = tuple[HelpView | None, tuple[FitView, ...], NotReady | None]
Fields = Annotated[dict[str, str], Depends(fields_of)]
router = APIRouter(
    route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse
)


@router.get(PATH)
def visit(request: Request, version_id: int, visit: str, done: str = "") -> HTMLResponse:
    """Where the visit is served or why not, what helps, and the forms that change it."""
    return _page(request, version_id, visit, done=done)


@router.post(f"{PATH}/{{act}}", dependencies=same_origin)
def act(request: Request, version_id: int, visit: str, act: str, fields: Fields) -> Response:
    """Move, remove, lock or unlock; what is refused is shown with its reasons."""
    if act not in ACTS:
        raise PageError(404, "no_such_page")
    try:
        made = change(request, version_id, signed_of(fields), _change(act, visit, fields))
    except (PageError, ApplicationError) as error:
        return _page(request, version_id, visit, failure=error, fields=fields)
    if fields.get("back") == "day":
        return RedirectResponse(Where.of(made.problem).day(made.problem.date, done=act), 303)
    return RedirectResponse(f"/versions/{made.id}/visits/{quote(visit)}?done={act}", 303)


@router.get(f"{PATH}/{{act}}")
def act_again(version_id: int, visit: str) -> Response:
    """Whoever enters a form's address once more wants to see the visit."""
    return RedirectResponse(f"/versions/{version_id}/visits/{quote(visit)}", 303)


def _change(act: str, visit: str, fields: Mapping[str, str]) -> Callable[[Asked], Outcome]:
    """What the form asks for, once the version is there."""

    def changed(asked: Asked) -> Outcome:
        asking.require_visit(asked.base, visit)
        if act == "unlock":
            return unlocked(asked, _row(fields))
        if act == "lock":
            return locked(asked, _lock(asked, visit, fields))
        return edited(asked, _edit(act, asked, visit, fields))

    return changed


def _edit(act: str, asked: Asked, visit: str, fields: Mapping[str, str]) -> Edit:
    if act == "remove":
        return Remove(visit=visit)
    served = visit in asked.base.plan.served()
    where = fields.get("to", "")
    if where:
        target = Target.read(where)
        if (position := fields.get("position", "")) and target.trip is not None:
            target = Target(rider=target.rider, trip=target.trip, position=_position(position))
        return target.edit(visit, served=served)
    return _cheapest(asked, visit) if served else Add(visit=visit)


def _cheapest(asked: Asked, visit: str) -> Edit:
    """To the best place but the present one."""
    for fit in asking.fit(asked.desk, asked.base, visit, ANYWHERE):
        if (target := target_of(fit, asked.base.plan, visit)) is not None:
            return target.edit(visit, served=True)
    raise PageError(422, "fits_nowhere_else")


def _position(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise PageError(422, "bad_value", name="position")
    return int(value) - 1


def _row(fields: Mapping[str, str]) -> int:
    row = fields.get("lock", "")
    if not row.isdecimal():
        raise PageError(422, "bad_value", name="lock")
    return int(row)


def _lock(asked: Asked, visit: str, fields: Mapping[str, str]) -> Lock:
    """The visit as it is now, or not before a time."""
    kind = fields.get("kind", "")
    if kind == "not_before":
        return NotBefore(visit=visit, seconds=seconds_of(fields.get("at", "")))
    for day in asked.base.plan.riders:
        for number, trip in enumerate(day.trips):
            if any(stop.visit == visit for stop in trip.stops):
                if kind == "rider":
                    return RiderLock(visit=visit, rider=day.rider)
                if kind == "trip":
                    return TripLock(visit=visit, rider=day.rider, trip=number)
    raise PageError(422, "bad_value", name="kind")


def _page(
    request: Request,
    version_id: int,
    visit: str,
    *,
    done: str = "",
    failure: PageError | ApplicationError | None = None,
    fields: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """The page; no transaction is open while places are looked for."""
    database: Database = request.app.state.database
    with database.reading() as session:
        version = plans.version(session, version_id)
        asking.require_visit(version, visit)
        names = service.names_of(session, version)
        newest = plans.numbers(session, version_id)[1]
    view = visit_view(version, visit, names)
    changeable = version.number == newest and not view.begun
    offers: Offers = None, (), None
    if changeable:
        offers = _offers(request.app.state.desk, version, visit, names)
    help_, fits, trouble = offers
    with database.session() as session:
        _log(session, version, view)
    return page(
        "visit.html",
        200 if failure is None else failure.status,
        version=version,
        where=Where.of(version.problem),
        view=view,
        newest=newest,
        changeable=changeable,
        help=help_,
        fits=fits,
        trouble=trouble,
        notice=text(f"done_{done}") if done in DONE else None,
        failure=None if failure is None else failure_view(failure, names),
        entered=Typed(fields or {}),
    )


def _offers(desk: Desk, version: Version, visit: str, names: Names) -> Offers:
    """Remedies and places; without travel times neither, and why."""
    try:
        with answered():
            fits = asking.fit(desk, version, visit)
            found = None
            if visit not in version.plan.served():
                remedies = asking.why(desk, version, visit).remedies
                found = help_view(version.problem, remedies, names)
    except NotReady as error:
        return None, (), error
    return found, fit_views(version, visit, fits, names), None


def _log(session: Session, version: Version, view: VisitView) -> None:
    """The page names riders, and whoever takes over."""
    agreed = view.unserved.hand_over if view.unserved else None
    named = len(view.choices) + bool(agreed and agreed.who)
    endpoint = "/versions/{version_id}/visits/{visit}"
    schedules.log_personal_read(session, endpoint, service.EVERY_RIDER, version, named)
