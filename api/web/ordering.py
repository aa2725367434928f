"""The pages of orders, changes and calendars: thin, like the day's page."""

from __future__ import annotations

import datetime
import re
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from api.calendars import service as calendars
from api.calendars.records import OwnDay
from api.errors import ApplicationError
from api.order_book.cut_offs import said_now
from api.order_book.view import found_people, orders_view, search
from api.roster import repository as rosters
from api.roster.records import DIETS
from api.settings import Settings
from api.transactions import Reading, Writing
from api.web.errors import PageError
from api.web.forms import fields_of, require_same_origin
from api.web.ordering_acts import ACTS, Asked
from api.web.ordering_view import calendar_view, changes_view
from api.web.pages import page
from api.web.routes import Chosen, PageRoute
from api.web.texts import text
from api.web.where import YEARS, Where, date_of

Fields = Annotated[dict[str, str], Depends(fields_of)]
ORDERS, CHANGES, CALENDAR = "/orders", "/changes", "/calendar"

router = APIRouter(
    route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse
)
same_origin = [Depends(require_same_origin)]


@router.get(ORDERS)
def orders(
    session: Writing,
    settings: Chosen,
    date: str = "",
    sitting: str = "lunch",
    done: str = "",
) -> HTMLResponse:
    """A sitting's counts and one-off changes; without a date, today's."""
    where = _where(settings, date, sitting, ORDERS)
    notice = text(f"done_{done}") if done in ACTS else None
    return _orders(session, settings, where, notice=notice)


@router.post(f"{ORDERS}/search", dependencies=same_origin)
def orders_search(
    session: Writing, settings: Chosen, fields: Fields, date: str, sitting: str = "lunch"
) -> HTMLResponse:
    """People found by id or name: an answer to a form, because names stay out of addresses."""
    where = _where(settings, date, sitting, ORDERS)
    words = fields.get("words", "")
    found, more = search(session, words, where.date, endpoint=f"{ORDERS}/search")
    residents = [person.id for person in found]
    return _orders(session, settings, where, found=residents, searched=(words, more))


@router.post(f"{ORDERS}/{{act}}", dependencies=same_origin)
def orders_change(
    session: Writing,
    settings: Chosen,
    act: str,
    fields: Fields,
    date: str,
    sitting: str = "lunch",
) -> Response:
    """Add, cancel, undo, hold or restart; what is refused is shown beside its person."""
    if act not in ACTS:
        raise PageError(404, "no_such_page")
    where = _where(settings, date, sitting, ORDERS)
    said = said_now(
        settings, fields.get("by", ""), fields.get("reason", ""), late=bool(fields.get("late"))
    )
    try:
        with session.begin_nested():
            asked = Asked(session=session, settings=settings, where=where, fields=fields, said=said)
            ACTS[act](asked)
    except (PageError, ApplicationError) as error:
        found = [fields["resident"]] if fields.get("resident") else []
        entered = {**fields, "act": act}
        return _orders(session, settings, where, found=found, failure=error, entered=entered)
    return RedirectResponse(where.day(where.date, done=act), 303)


@router.get(f"{ORDERS}/{{act}}")
def orders_again(settings: Chosen, date: str = "", sitting: str = "lunch") -> Response:
    """Whoever enters a form's address once more wants to see the orders."""
    return RedirectResponse(_where(settings, date, sitting, ORDERS).here, 303)


@router.get(CHANGES)
def changes(
    session: Writing, settings: Chosen, date: str = "", sitting: str = "lunch"
) -> HTMLResponse:
    """Who is new, on hold, gone or changed since the last time; prints as it stands."""
    where = _where(settings, date, sitting, CHANGES)
    view = changes_view(session, rosters.load(session), where.date, sitting)
    return page("changes.html", where=where, view=view)


@router.get(CALENDAR)
def calendar(
    session: Reading, settings: Chosen, month: str = "", canteen: str = "", done: str = ""
) -> HTMLResponse:
    """A canteen's month; without names, this month's of the first canteen."""
    notice = text(f"done_{done}") if done in CALENDAR_ACTS else None
    return _calendar(session, settings, month, canteen, notice=notice)


@router.post(f"{CALENDAR}/{{act}}", dependencies=same_origin)
def calendar_change(
    session: Writing, settings: Chosen, act: str, canteen: str, fields: Fields
) -> Response:
    """Close or open a canteen on a date, or let its usual calendar count again."""
    if act not in CALENDAR_ACTS:
        raise PageError(404, "no_such_page")
    now = datetime.datetime.now(settings.zone)
    date = date_of(fields.get("date", ""))
    sitting = fields.get("sitting") or None
    try:
        with session.begin_nested():
            if act == "reset":
                calendars.drop_own_day(session, canteen, date, sitting, now)
            else:
                day = OwnDay(
                    canteen=canteen,
                    date=date,
                    open=act == "open",
                    reason=fields.get("reason", ""),
                    sitting=sitting,
                    by=fields.get("by", ""),
                )
                calendars.set_own_day(session, day, now)
    except ApplicationError as error:
        return _calendar(session, settings, f"{date:%Y-%m}", canteen, failure=error)
    return RedirectResponse(f"{CALENDAR}?month={date:%Y-%m}&canteen={canteen}&done={act}", 303)


CALENDAR_ACTS = frozenset({"close", "open", "reset"})


def _where(settings: Settings, date: str, sitting: str, path: str) -> Where:
    today = settings.today()
    return Where(date=date_of(date) if date else today, sitting=sitting, path=path)


def _orders(
    session: Session,
    settings: Settings,
    where: Where,
    *,
    found: list[str] | None = None,
    searched: tuple[str, int] | None = None,
    **told: object,
) -> HTMLResponse:
    view = orders_view(session, settings, where.date, where.sitting, endpoint=ORDERS)
    failure = told.get("failure")
    return page(
        "orders.html",
        failure.status if isinstance(failure, PageError | ApplicationError) else 200,
        where=where,
        view=view,
        diets=DIETS,
        found=found_people(session, found or [], where.date, where.sitting),
        searched=searched,
        notice=told.get("notice"),
        failure=failure,
        entered=told.get("entered", {}),
    )


def _calendar(
    session: Session, settings: Settings, month: str, canteen: str, **told: object
) -> HTMLResponse:
    today = settings.today()
    chosen = re.fullmatch(r"(\d{4})-(\d\d)", month or f"{today:%Y-%m}")
    if chosen is None or int(chosen[1]) not in YEARS or not 1 <= int(chosen[2]) <= 12:
        raise PageError(400, "bad_value", name="month")
    view = calendar_view(session, canteen, int(chosen[1]), int(chosen[2]))
    failure = told.get("failure")
    return page(
        "calendar.html",
        failure.status if isinstance(failure, ApplicationError) else 200,
        view=view,
        notice=told.get("notice"),
        failure=failure,
    )
