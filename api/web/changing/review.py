"""The page that shows what a version changes, before anybody accepts it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from fastapi.responses import HTMLResponse
from sqlalchemy.orm import Session

from api.errors import ApplicationError
from api.plans import service as plans
from api.plans.records import Version
from api.settings import Settings
from api.web import service
from api.web.changing.changes_view import changes_view
from api.web.changing.history_view import published_before
from api.web.errors import PageError
from api.web.forms import Entered
from api.web.names import Names
from api.web.pages import page
from api.web.unserved import OFFERED
from api.web.where import Where
from optimizer.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What went wrong with a button or a hand-over, which was ``entered`` for ``visit``."""

    status: int
    detail: Text
    remedy: Text
    entered: Entered | None
    visit: str | None


def reference(session: Session, version: Version) -> Version | None:
    """The version that people know: published before this one, or what this one was made from."""
    problem = version.problem
    before = published_before(plans.headings(session, problem.date, problem.sitting), version.id)
    known = version.origin.parent if before is None else before.id
    return None if known is None else plans.version(session, known)


def names_of_both(session: Session, before: Version, after: Version) -> Names:
    """What everything in two versions is called, and what only the older one has."""
    old, new = service.names_of(session, before), service.names_of(session, after)
    return replace(
        new,
        addresses={**old.addresses, **new.addresses},
        canteens={**old.canteens, **new.canteens},
    )


def changes_page(
    session: Session,
    settings: Settings,
    version: Version,
    *,
    notice: Text | None = None,
    failure: PageError | ApplicationError | None = None,
    entered: Entered | None = None,
) -> HTMLResponse:
    """Who is moved to whom, who eats later, who gets nothing and why, what to print again."""
    before = reference(session, version)
    day = service.day(session, version, settings)
    changes = None
    if before is not None:
        changes = changes_view(before, version, names_of_both(session, before, version))
    return page(
        "changed.html",
        200 if failure is None else failure.status,
        where=Where.of(version.problem),
        day=day,
        history=service.history(session, version, settings),
        changes=changes,
        offered=OFFERED,
        notice=notice,
        failure=None if failure is None else shown(failure, entered),
    )


def shown(error: PageError | ApplicationError, entered: Entered | None) -> Shown:
    """The error beside what was typed in."""
    return Shown(
        status=error.status,
        detail=error.detail,
        remedy=error.remedy,
        entered=entered,
        visit=entered.visit if entered else None,
    )
