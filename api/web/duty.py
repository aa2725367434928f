"""The riders' page: who is on duty, "absent today", and loans between canteens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRouter
from sqlalchemy.orm import Session

from api.errors import ApplicationError
from api.riders import duties, loan_repository, loans, service
from api.riders.plans import outdated
from api.riders.records import LoanRequest
from api.riders.states import AbsenceReason
from api.roster import repository as rosters
from api.schedules import repository as schedules
from api.settings import Settings
from api.transactions import Reading, Writing
from api.web.duty_view import REASONS, DutyView, duty_view
from api.web.errors import PageError
from api.web.forms import TIME, fields_of
from api.web.names import Names
from api.web.pages import page
from api.web.routes import Chosen, PageRoute, same_origin
from api.web.texts import text
from api.web.where import Where, date_of
from optimizer.problem import Window

PATH = "/riders"
FIELDS = (
    *("rider", "reason", "last", "borrower", "lender", "opens", "closes", "exclusive"),
    "by",
)
"""What the forms may have to show again."""

DONE = {
    "absent": "riders_done_absent",
    "back": "riders_done_back",
    "request": "riders_done_request",
    "consent": "riders_done_consent",
    "decline": "riders_done_decline",
    "withdraw": "riders_done_withdraw",
}
Fields = Annotated[dict[str, str], Depends(fields_of)]
router = APIRouter(
    route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse
)


@router.get(PATH)
def riders(
    session: Writing,
    settings: Chosen,
    date: str = "",
    sitting: str = "lunch",
    canteen: str = "",
    done: str = "",
) -> HTMLResponse:
    """Who is on duty at a sitting, at all canteens or at one."""
    today = settings.today()
    where = Where(date=date_of(date) if date else today, sitting=sitting, path=PATH)
    notice = text(DONE[done]) if done in DONE else None
    view = _view(session, settings, where, canteen)
    return page(
        "duty.html",
        where=where,
        view=view,
        reasons=REASONS,
        notice=notice,
        failure=None,
        entered=dict.fromkeys(FIELDS, ""),
    )


@router.post(f"{PATH}/absences", dependencies=same_origin)
def absences(session: Writing, settings: Chosen, form: Fields) -> Response:
    """Record that a rider is away from the page's date on."""

    def act(where: Where) -> None:
        if form.get("reason") not in set(AbsenceReason):
            raise PageError(422, "bad_value", name="reason")
        away = service.Away(
            rider=form.get("rider", ""),
            first=where.date,
            last=date_of(form["last"]) if form.get("last") else where.date,
            reason=AbsenceReason(form["reason"]),
            by=form.get("by", ""),
        )
        service.absent(session, away)

    return _done(session, settings, form, "absent", act)


@router.post(f"{PATH}/returns", dependencies=same_origin)
def returns(session: Writing, settings: Chosen, form: Fields) -> Response:
    """Record that a rider works again from the page's date on."""

    def act(where: Where) -> None:
        service.back(session, form.get("rider", ""), where.date)

    return _done(session, settings, form, "back", act)


@router.post(f"{PATH}/loans", dependencies=same_origin)
def request(session: Writing, settings: Chosen, form: Fields) -> Response:
    """Ask another canteen for a rider."""

    def act(where: Where) -> None:
        loans.request(
            session,
            LoanRequest(
                date=where.date,
                sitting=where.sitting,
                borrower=form.get("borrower", ""),
                lender=form.get("lender", ""),
                by=form.get("by", ""),
                wanted=form.get("rider") or None,
                hours=_hours(form.get("opens", ""), form.get("closes", "")),
                exclusive=form.get("exclusive") == "yes",
            ),
        )

    return _done(session, settings, form, "request", act)


@router.post(f"{PATH}/loans/{{loan}}/consent", dependencies=same_origin)
def consent(session: Writing, settings: Chosen, loan: int, form: Fields) -> Response:
    """Lend the rider named."""

    def act(_: Where) -> None:
        loans.consent(session, loan, form.get("by", ""), form.get("rider") or None)

    return _done(session, settings, form, "consent", act)


@router.post(f"{PATH}/loans/{{loan}}/decline", dependencies=same_origin)
def decline(session: Writing, settings: Chosen, loan: int, form: Fields) -> Response:
    """Decline, with a reason."""

    def act(_: Where) -> None:
        loans.decline(session, loan, form.get("by", ""), form.get("why", ""))

    return _done(session, settings, form, "decline", act)


@router.post(f"{PATH}/loans/{{loan}}/withdraw", dependencies=same_origin)
def withdraw(session: Writing, settings: Chosen, loan: int, form: Fields) -> Response:
    """Take a request or a consent back."""

    def act(_: Where) -> None:
        loans.withdraw(session, loan, form.get("by", ""), form.get("why", ""))

    return _done(session, settings, form, "withdraw", act)


@router.get(f"{PATH}/{{form:path}}")
def form_again(session: Reading) -> Response:  # noqa: ARG001
    """Whoever enters a form's address once more wants to see the riders."""
    return RedirectResponse(PATH, 303)


def _done(
    session: Session,
    settings: Settings,
    form: dict[str, str],
    step: str,
    act: Callable[[Where], None],
) -> Response:
    """Do ``act`` and show the page again; on an error with what went wrong and was typed in."""
    day = date_of(form.get("date", ""))
    where = Where(date=day, sitting=form.get("sitting", "lunch"), path=PATH)
    canteen = form.get("canteen", "")
    try:
        with session.begin_nested():
            act(where)
    except (PageError, ApplicationError) as error:
        view = _view(session, settings, where, canteen)
        return page(
            "duty.html",
            error.status,
            where=where,
            view=view,
            reasons=REASONS,
            notice=None,
            failure=error,
            entered={name: form.get(name, "") for name in FIELDS},
        )
    shown = {"canteen": canteen} if canteen else {}
    return RedirectResponse(where.day(where.date, **shown, done=step), 303)


def _view(session: Session, settings: Settings, where: Where, canteen: str) -> DutyView:
    """The page's content; it names riders and who signed, so the reading is logged."""
    known = duties.of_sitting(session, where.date, where.sitting)
    canteens = {canteen.id: canteen.name for canteen in rosters.canteens(session)}
    points = {point.id: point.name for point in rosters.meal_points(session)}
    names = Names(
        canteens={**canteens, **points},
        riders={duty.rider.id: duty.rider.name for duty in known.duties},
    )
    if canteen and canteen not in names.canteens:
        raise PageError(404, "no_such_page")
    of_sitting = loan_repository.of_sitting(session, where.date, where.sitting)
    late = outdated(session, known)
    view = duty_view(known, of_sitting, late, names, canteen, settings.zone)
    schedules.log_reading(session, PATH, where.date, view.named)
    return view


def _hours(opens: str, closes: str) -> Window | None:
    """Both ends of 10:00 and 12:30; neither: the usual hours."""
    if not opens and not closes:
        return None
    ends = [TIME.fullmatch(end) for end in (opens, closes)]
    if not all(ends):
        raise PageError(422, "riders_half_hours", value=f"{opens}-{closes}")
    first, last = (int(end[1]) * 3_600 + int(end[2]) * 60 for end in ends if end)
    return first, last
