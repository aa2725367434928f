"""The page and its sheets. Forms answer with a redirect, errors with a page of their own."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from sqlalchemy.orm import Session

from api.errors import ApplicationError
from api.places import service as places
from api.plans import service as plans
from api.plans.lineage import require_newest
from api.plans.records import Version
from api.settings import Settings
from api.transactions import Reading, Writing
from api.web import repository, service
from api.web.changing.moments import seconds_of_search
from api.web.changing.review import Shown, changes_page, shown
from api.web.errors import PageError
from api.web.forms import Entered, entered, require_same_origin
from api.web.pages import HEADERS, STATIC, page
from api.web.texts import text
from api.web.unserved import OFFERED
from api.web.where import Where, date_of

DONE = frozenset(
    {"hand_over", "acknowledged", "published", "plan_undo", "plan_redo", "put", "move", "remove"}
)
CANTEEN = "canteen"
"""Cookie of the canteen that this browser shows alone: its id."""
FILES = {file.name: file for file in STATIC.iterdir()}


def _error_page(error: PageError | ApplicationError) -> HTMLResponse:
    return page("error.html", error.status, error=error)


class PageRoute(APIRoute):
    """A route whose errors are pages, in the style of the others.

    ``error_page`` is what the request log answers an unexpected error with.
    """

    error_page = staticmethod(_error_page)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The endpoint, with errors turned into pages after the transaction is rolled back."""
        handler = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                return await handler(request)
            except (PageError, ApplicationError) as error:
                return _error_page(error)
            except RequestValidationError as error:
                name = error.errors()[0]["loc"][-1]
                return _error_page(PageError(400, "bad_value", name=name))

        return answer


def _settings(request: Request) -> Settings:
    chosen: Settings = request.app.state.settings
    return chosen


Chosen = Annotated[Settings, Depends(_settings)]
Form = Annotated[Entered, Depends(entered)]
router = APIRouter(
    route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse
)
same_origin = [Depends(require_same_origin)]


@router.get("/")
def day(
    request: Request,
    session: Writing,
    settings: Chosen,
    date: str = "",
    sitting: str = "lunch",
    show: str = "",
    done: str = "",
) -> HTMLResponse:
    """The day's plan at a glance; without a date, today's.

    A canteen that was chosen stays chosen in this browser.
    """
    today = settings.today()
    where = Where(date=date_of(date) if date else today, sitting=sitting)
    found = service.find(session, where, published=show == "published")
    if found is None:
        near = repository.nearest_dates(session, where.date, sitting)
        planned = [(where.day(d), Where(date=d, sitting=sitting).date_words) for d in near]
        return page(
            "empty.html", 404, where=where, planned=planned, waiting=places.waiting(session)
        )
    notice = text(f"done_{done}") if done in DONE else None
    canteen = request.query_params.get(CANTEEN)
    chosen = request.cookies.get(CANTEEN, "") if canteen is None else canteen
    answer = _day_page(
        session, settings, found.version, other=found.other, notice=notice, canteen=chosen
    )
    if canteen is not None:
        answer.set_cookie(CANTEEN, canteen, httponly=True, samesite="lax")
    return answer


@router.post("/versions/{version_id}/hand-overs", dependencies=same_origin)
def hand_over(session: Writing, settings: Chosen, version_id: int, form: Form) -> Response:
    """Record what happens instead of one unserved visit."""
    version = plans.version(session, version_id)
    try:
        agreed = form.hand_over()
        with session.begin_nested():
            plans.hand_over(session, version_id, agreed)
    except (PageError, ApplicationError) as error:
        if form.back == "changes":
            return changes_page(session, settings, version, failure=error, entered=form)
        return day_again(session, settings, version, error, form)
    done = "acknowledged" if agreed.kind == "acknowledged" else "hand_over"
    if form.back == "changes":
        return RedirectResponse(f"/versions/{version_id}/changes?done={done}#unserved", 303)
    return RedirectResponse(Where.of(version.problem).day(version.problem.date, done=done), 303)


@router.post("/versions/{version_id}/publish", dependencies=same_origin)
def publish(session: Writing, settings: Chosen, version_id: int) -> Response:
    """Publish a draft whose unserved visits are all taken care of."""
    version = plans.version(session, version_id)
    where = Where.of(version.problem)
    try:
        require_newest(session, where.date, where.sitting, version_id)
        with session.begin_nested():
            plans.publish(session, version_id)
    except ApplicationError as error:
        return day_again(session, settings, version, error, None)
    return RedirectResponse(where.day(where.date, done="published"), 303)


@router.get("/versions/{version_id}/{form}")
def form_again(session: Reading, version_id: int) -> Response:
    """Whoever enters a form's address once more wants to see the day."""
    return RedirectResponse(Where.of(plans.version(session, version_id).problem).here, 303)


def day_again(
    session: Session,
    settings: Settings,
    version: Version,
    error: PageError | ApplicationError,
    form: Entered | None,
) -> HTMLResponse:
    """The day's page with what went wrong and what was typed in.

    Whoever works on a page that is out of date sees the newest version beside the reason.
    """
    latest = plans.latest(session, version.problem.date, version.problem.sitting)
    return _day_page(session, settings, latest or version, failure=shown(error, form))


def _day_page(
    session: Session, settings: Settings, version: Version, *, canteen: str = "", **told: object
) -> HTMLResponse:
    """The day's page with what else is ``told``: notice, failure, the other version's number."""
    failure = told.get("failure")
    return page(
        "day.html",
        failure.status if isinstance(failure, Shown) else 200,
        where=Where.of(version.problem),
        day=service.day(session, version, settings, canteen),
        choose=True,
        history=service.history(session, version, settings),
        other=told.get("other"),
        offered=OFFERED,
        notice=told.get("notice"),
        failure=failure,
        waiting=places.waiting(session),
        unplanned=service.unplanned(session, version, settings),
        unridable=service.unridable(session, version, settings),
        wait=round(seconds_of_search(version.problem)) + 2,
    )


@router.get("/sheets/{date}/riders")
def riders(
    session: Writing, settings: Chosen, date: str, sitting: str = "lunch", changed: str = ""
) -> HTMLResponse:
    """One sheet a rider, to print; on request only those that are not as published before."""
    where = Where(date=date_of(date), sitting=sitting)
    now = datetime.datetime.now(settings.zone)
    sheet = service.riders_sheets(session, where, settings, now, changed=bool(changed))
    return page("sheet_riders.html", where=where, sheet=sheet, changed=bool(changed))


@router.get("/sheets/{date}/kitchen")
def kitchen(
    session: Writing, settings: Chosen, date: str, sitting: str = "lunch", changed: str = ""
) -> HTMLResponse:
    """The kitchens' lists, to print; on request only those that changed."""
    where = Where(date=date_of(date), sitting=sitting)
    now = datetime.datetime.now(settings.zone)
    sheet = service.kitchens_sheet(session, where, settings, now, changed=bool(changed))
    return page("sheet_kitchen.html", where=where, sheet=sheet, changed=bool(changed))


@router.get("/static/{name}")
def static(name: str) -> FileResponse:
    """The page's style, script and seal."""
    if name not in FILES:
        raise PageError(404, "no_such_page")
    headers = {**HEADERS, "Cache-Control": "no-cache"}
    return FileResponse(FILES[name], headers=headers)
