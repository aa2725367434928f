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
from api.plans.records import Version
from api.settings import Settings
from api.transactions import Reading, Writing
from api.web import repository, service
from api.web.errors import PageError
from api.web.forms import Entered, entered, require_same_origin
from api.web.pages import HEADERS, STATIC, page
from api.web.texts import text
from api.web.unserved import OFFERED
from api.web.where import Where, date_of

DONE = frozenset({"hand_over", "acknowledged", "published"})
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
    session: Writing,
    settings: Chosen,
    date: str = "",
    sitting: str = "lunch",
    show: str = "",
    done: str = "",
) -> HTMLResponse:
    """The day's plan at a glance; without a date, today's."""
    today = settings.today()
    where = Where(date=date_of(date) if date else today, sitting=sitting)
    found = service.find(session, where, published=show == "published")
    if found is None:
        near = repository.nearest_dates(session, where.date, sitting)
        planned = [(where.day(d), Where(date=d, sitting=sitting).date_words) for d in near]
        return page(
            "empty.html", 404, where=where, planned=planned, waiting=places.waiting(session)
        )
    view = service.day(session, found.version, settings)
    notice = text(f"done_{done}") if done in DONE else None
    return page(
        "day.html",
        where=where,
        day=view,
        other=found.other,
        offered=OFFERED,
        notice=notice,
        failure=None,
        waiting=places.waiting(session),
        unplanned=service.unplanned(session, found.version, settings),
        unridable=service.unridable(session, found.version, settings),
    )


@router.post("/versions/{version_id}/hand-overs", dependencies=same_origin)
def hand_over(session: Writing, settings: Chosen, version_id: int, form: Form) -> Response:
    """Record what happens instead of one unserved visit."""
    version = plans.version(session, version_id)
    try:
        agreed = form.hand_over()
        with session.begin_nested():
            plans.hand_over(session, version_id, agreed)
    except (PageError, ApplicationError) as error:
        return _day_again(session, settings, version, error, form)
    done = "acknowledged" if agreed.kind == "acknowledged" else "hand_over"
    return RedirectResponse(_where(version).day(version.problem.date, done=done), 303)


@router.post("/versions/{version_id}/publish", dependencies=same_origin)
def publish(session: Writing, settings: Chosen, version_id: int) -> Response:
    """Publish a draft whose unserved visits are all taken care of."""
    version = plans.version(session, version_id)
    try:
        with session.begin_nested():
            plans.publish(session, version_id)
    except ApplicationError as error:
        return _day_again(session, settings, version, error, None)
    return RedirectResponse(_where(version).day(version.problem.date, done="published"), 303)


@router.get("/versions/{version_id}/{form}")
def form_again(session: Reading, version_id: int) -> Response:
    """Whoever enters a form's address once more wants to see the day."""
    return RedirectResponse(_where(plans.version(session, version_id)).here, 303)


def _day_again(
    session: Session,
    settings: Settings,
    version: Version,
    error: PageError | ApplicationError,
    form: Entered | None,
) -> HTMLResponse:
    """The day's page with what went wrong and what was typed in."""
    failure = {
        "detail": error.detail,
        "remedy": error.remedy,
        "entered": form,
        "visit": form.visit if form else None,
    }
    return page(
        "day.html",
        error.status,
        where=_where(version),
        day=service.day(session, version, settings),
        other=None,
        offered=OFFERED,
        notice=None,
        failure=failure,
        waiting=places.waiting(session),
        unplanned=service.unplanned(session, version, settings),
        unridable=service.unridable(session, version, settings),
    )


def _where(version: Version) -> Where:
    return Where(date=version.problem.date, sitting=version.problem.sitting)


@router.get("/sheets/{date}/riders")
def riders(session: Writing, settings: Chosen, date: str, sitting: str = "lunch") -> HTMLResponse:
    """One sheet a rider, to print."""
    where = Where(date=date_of(date), sitting=sitting)
    now = datetime.datetime.now(settings.zone)
    sheet = service.riders_sheets(session, where, settings, now)
    return page("sheet_riders.html", where=where, sheet=sheet)


@router.get("/sheets/{date}/kitchen")
def kitchen(session: Writing, settings: Chosen, date: str, sitting: str = "lunch") -> HTMLResponse:
    """The kitchens' lists, to print."""
    where = Where(date=date_of(date), sitting=sitting)
    now = datetime.datetime.now(settings.zone)
    sheet = service.kitchens_sheet(session, where, settings, now)
    return page("sheet_kitchen.html", where=where, sheet=sheet)


@router.get("/static/{name}")
def static(name: str) -> FileResponse:
    """The page's style, script and seal."""
    if name not in FILES:
        raise PageError(404, "no_such_page")
    headers = {**HEADERS, "Cache-Control": "no-cache"}
    return FileResponse(FILES[name], headers=headers)
