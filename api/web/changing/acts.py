"""One change of a plan: read, worked out, stored. Nobody who writes waits for a search."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from fastapi import Request

from api.db import Database
from api.desk import Desk
from api.editing import service as editing
from api.editing.inputs import answered
from api.editing.records import Asked, Outcome, Signed
from api.plans.records import Version
from api.web.errors import PageError

Act = Callable[[Asked], Outcome]


def signed_of(fields: Mapping[str, str], why: str = "") -> Signed:
    """Who changes the plan, and why; ``why`` stands for a reason that nobody typed.

    Raises
    ------
    PageError
        When one of them is missing.
    """
    by, reason = fields.get("by", ""), fields.get("why", "") or why
    if not by:
        raise PageError(422, "by_missing")
    if not reason:
        raise PageError(422, "why_missing")
    return Signed(by=by, why=reason)


def change(
    request: Request, version_id: int, signed: Signed, act: Act, *, fresh: bool = False
) -> Version:
    """Change the newest version of a sitting; the draft that comes of it.

    Raises
    ------
    Conflict
        When somebody made a newer version: nothing is overwritten.
    ApplicationError
        Whatever stands in the way of the change.
    """
    database: Database = request.app.state.database
    desk: Desk = request.app.state.desk
    with database.reading() as session:
        base = editing.require_newest(session, version_id)
        day = editing.fresh_day(session, request.app.state.settings, base) if fresh else None
    with answered():
        outcome = act(Asked(desk=desk, base=base, signed=signed, fresh=day))
    with database.session() as session:
        return editing.keep(session, desk, _with_tidings(outcome))


def _with_tidings(outcome: Outcome) -> Outcome:
    """The outcome whose version remembers what else is to be told: the page shows it later."""
    told = [{"code": one.code, "params": dict(one.params)} for one in outcome.told]
    late = list(dict.fromkeys(order.visit for order in outcome.too_late))
    tidings = {"told": told, "too_late": late, "retimed": outcome.retimed}
    details = {**outcome.origin.details, **{name: one for name, one in tidings.items() if one}}
    return replace(outcome, origin=replace(outcome.origin, details=details))
