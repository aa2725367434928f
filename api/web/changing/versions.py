"""Versions of a day: what changes, undo and redo, and the list of all."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from api.errors import ApplicationError
from api.plans import service as plans
from api.schedules import repository as schedules
from api.settings import Settings
from api.transactions import Writing
from api.web import service
from api.web.changing.history_view import VersionLine, version_lines
from api.web.changing.review import changes_page
from api.web.errors import PageError
from api.web.forms import fields_of
from api.web.pages import page
from api.web.routes import Chosen, PageRoute, day_again, same_origin
from api.web.texts import text
from api.web.where import Where, date_of

LIST, CHANGES = "/versions", "/versions/{version_id}/changes"
DONE = frozenset({"replan", "hand_over", "acknowledged"})
Fields = Annotated[dict[str, str], Depends(fields_of)]
router = APIRouter(
    route_class=PageRoute, include_in_schema=False, default_response_class=HTMLResponse
)


@router.get(LIST)
def versions(
    session: Writing, settings: Chosen, date: str = "", sitting: str = "lunch"
) -> HTMLResponse:
    """All versions of a sitting: what made each, who, when."""
    today = settings.today()
    where = Where(date=date_of(date) if date else today, sitting=sitting, path=LIST)
    found = plans.headings(session, where.date, sitting)
    lines: tuple[VersionLine, ...] = ()
    if found:
        names = service.names_of(session, plans.version(session, found[-1].id))
        lines = version_lines(found, names, settings.zone)
        named = len({line.by for line in lines if line.by})
        schedules.log_reading(session, LIST, where.date, named)
    return page("versions.html", where=where, lines=lines)


@router.get(CHANGES)
def changes(session: Writing, settings: Chosen, version_id: int, done: str = "") -> HTMLResponse:
    """What a version changes for whom, before or after it is accepted."""
    version = plans.version(session, version_id)
    notice = text(f"done_{done}") if done in DONE else None
    return changes_page(session, settings, version, notice=notice)


@router.post("/versions/{version_id}/undo", dependencies=same_origin)
def undo(session: Writing, settings: Chosen, version_id: int, fields: Fields) -> Response:
    """Take back what made the newest version."""
    return _restore(session, settings, version_id, fields, "undo")


@router.post("/versions/{version_id}/redo", dependencies=same_origin)
def redo(session: Writing, settings: Chosen, version_id: int, fields: Fields) -> Response:
    """Take back the last undo."""
    return _restore(session, settings, version_id, fields, "redo")


def _restore(
    session: Session, settings: Settings, version_id: int, fields: dict[str, str], step: str
) -> Response:
    act = plans.undo if step == "undo" else plans.redo
    try:
        with session.begin_nested():
            if not fields.get("by"):
                raise PageError(422, "by_missing")
            made = act(session, version_id, by=fields["by"], why=fields.get("why", ""))
    except (PageError, ApplicationError) as error:
        version = plans.version(session, version_id)
        return day_again(session, settings, version, error, None)
    return RedirectResponse(Where.of(made.problem).day(made.problem.date, done=f"plan_{step}"), 303)
