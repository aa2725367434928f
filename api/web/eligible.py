"""The page of people who may have no meal: whom to call, what there is to offer, decisions."""

from __future__ import annotations

import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from api.errors import ApplicationError
from api.outreach import service
from api.outreach.records import Decided, Decision
from api.roster.records import DIETS
from api.schedules import repository as schedules
from api.settings import Settings
from api.transactions import Reading, Writing
from api.web.eligible_view import eligible_view
from api.web.errors import PageError
from api.web.forms import fields_of
from api.web.pages import page
from api.web.routes import Chosen, PageRoute, same_origin
from api.web.texts import text

PATH = "/eligible"
DONE = {"decided": "eligible_done_decided", "enrolled": "eligible_done_enrolled"}
ANSWERS = (
    Decision.DECLINED,
    Decision.UNREACHABLE,
    Decision.LATER,
    Decision.MOVED,
    Decision.DECEASED,
)
"""Decisions that need nothing but a name."""

FIELDS = ("by", "note", "floor", "lift", "diet", "meals", "place", "at")
"""What the forms may have to show again."""

Fields = Annotated[dict[str, str], Depends(fields_of)]
router = APIRouter(
    route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse
)


@router.get(PATH)
def eligible(session: Writing, settings: Chosen, done: str = "") -> HTMLResponse:
    """Open cases first: names and phones are shown, so the reading is logged."""
    notice = text(DONE[done]) if done in DONE else None
    return _page(session, settings, notice=notice)


@router.post(f"{PATH}/{{number}}/decide", dependencies=same_origin)
def decide(session: Writing, settings: Chosen, number: int, form: Fields) -> Response:
    """Record an answer, or that somebody is or is not a resident."""
    try:
        decision = _decision(form.get("decision", ""))
        with session.begin_nested():
            service.decide(session, number, _decided(form, decision))
    except (PageError, ApplicationError) as error:
        return _page(session, settings, failure=error, number=number, form=form)
    return RedirectResponse(f"{PATH}?done=decided", 303)


@router.post(f"{PATH}/{{number}}/enrol", dependencies=same_origin)
def enrol(session: Writing, settings: Chosen, number: int, form: Fields) -> Response:
    """Add the person to the roster, because a named person says so."""
    try:
        with session.begin_nested():
            service.decide(session, number, _decided(form, Decision.ENROLLED), _enrolment(form))
    except (PageError, ApplicationError) as error:
        return _page(session, settings, failure=error, number=number, form=form)
    return RedirectResponse(f"{PATH}?done=enrolled", 303)


@router.get(f"{PATH}/{{form:path}}")
def form_again(session: Reading) -> Response:  # noqa: ARG001
    """Whoever enters a form's address once more wants to see the list."""
    return RedirectResponse(PATH, 303)


def _decision(said: str) -> Decision:
    if said not in {*ANSWERS, Decision.SAME, Decision.DIFFERENT}:
        raise PageError(422, "bad_value", name="decision")
    return Decision(said)


def _decided(form: dict[str, str], decision: Decision) -> Decided:
    return Decided(
        decision=decision,
        by=form.get("by", ""),
        at=datetime.datetime.now(datetime.UTC),
        note=form.get("note", ""),
        resident=form.get("resident") or None,
    )


def _enrolment(form: dict[str, str]) -> service.Enrolment:
    kind, _, place = form.get("place", "").partition(":")
    return service.Enrolment(
        floor=_whole(form, "floor"),
        lift=form.get("lift") == "yes",
        diet=form.get("diet", ""),
        portions=_whole(form, "meals"),
        canteen=place if kind == "canteen" else None,
        meal_point=place if kind == "point" else None,
        at=service.point(form["at"]) if form.get("at") else None,
    )


def _whole(form: dict[str, str], name: str) -> int:
    try:
        return int(form.get(name, ""))
    except ValueError:
        raise PageError(422, "bad_value", name=name) from None


def _page(
    session: Session,
    settings: Settings,
    *,
    notice: object = None,
    failure: PageError | ApplicationError | None = None,
    number: int | None = None,
    form: dict[str, str] | None = None,
) -> HTMLResponse:
    """The list; beside the case of ``number`` what went wrong, with what was typed in."""
    view = eligible_view(service.cases(session, settings), settings.zone)
    today = settings.today()
    schedules.log_reading(session, PATH, today, view.named)
    shown = {case.number for case in (*view.open, *view.closed)}
    return page(
        "eligible.html",
        200 if failure is None else failure.status,
        view=view,
        answers=ANSWERS,
        diets=DIETS,
        notice=notice,
        failure=failure,
        number=number,
        elsewhere=failure is not None and number not in shown,
        entered={name: (form or {}).get(name, "") for name in FIELDS},
        blank=dict.fromkeys(FIELDS, ""),
    )
