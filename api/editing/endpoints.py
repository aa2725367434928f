"""/v1: changing the newest plan of a sitting. Every change is a new draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.db import Database
from api.desk import Desk
from api.editing import service
from api.editing.answers import OutcomeAnswer, outcome_answer
from api.editing.changing import edited, locked, unlocked
from api.editing.edit_schemas import EditRequest
from api.editing.inputs import answered
from api.editing.lock_schemas import LockRequest, UnlockRequest
from api.editing.records import Asked, Outcome
from api.editing.replan_schemas import ReplanRequest
from api.editing.replanning import replanned
from api.editing.schemas import SignedRequest
from api.plans import service as plans
from optimizer.stop import Stop

router = APIRouter(prefix="/v1/plans", tags=["plans"])

JSON = "application/json"
PlanId = Annotated[int, Path(alias="id", ge=1, le=2**31 - 1)]
LockNumber = Annotated[int, Path(alias="lock", ge=1, le=100_000)]


@router.post("/{id}/edits", response_model=OutcomeAnswer, status_code=201)
def edit(request: Request, plan: PlanId, body: EditRequest) -> Response:
    """Change the plan by hand: one edit, judged by every rule."""
    return _changed(request, plan, body, lambda asked: edited(asked, body.edit.edit()))


@router.post("/{id}/locks", response_model=OutcomeAnswer, status_code=201)
def lock(request: Request, plan: PlanId, body: LockRequest) -> Response:
    """Pin a part of the plan, which keeps the lock already."""

    def change(asked: Asked) -> Outcome:
        return locked(asked, body.lock.lock(asked.base.problem))

    return _changed(request, plan, body, change)


@router.delete("/{id}/locks/{lock}", response_model=OutcomeAnswer, status_code=201)
def unlock(request: Request, plan: PlanId, number: LockNumber, body: UnlockRequest) -> Response:
    """Remove a lock by its number in the plan, from 1."""
    return _changed(request, plan, body, lambda asked: unlocked(asked, number - 1))


@router.post("/{id}/replan", response_model=OutcomeAnswer, status_code=201)
def replan(request: Request, plan: PlanId, body: ReplanRequest) -> Response:
    """Something happened: plan again from a moment on, changing little."""

    def change(asked: Asked) -> Outcome:
        happened = body.happened(asked.base.problem)
        return replanned(asked, happened, stop=Stop(seconds=body.seconds))

    return _changed(request, plan, body, change, fresh=body.take_changed_orders)


def _changed(
    request: Request,
    plan: int,
    body: SignedRequest,
    change: Callable[[Asked], Outcome],
    *,
    fresh: bool = False,
) -> Response:
    """The answer to a change; nobody who writes waits for a search."""
    database: Database = request.app.state.database
    desk: Desk = request.app.state.desk
    with database.reading() as session:
        base = plans.version(session, plan)
        day = service.fresh_day(session, request.app.state.settings, base) if fresh else None
    with answered():
        outcome = change(Asked(desk=desk, base=base, signed=body.signed(), fresh=day))
    with database.session() as session:
        made = None if body.dry_run else service.keep(session, desk, outcome)
    answer = outcome_answer(outcome, made).model_dump_json()
    return Response(answer, status_code=200 if made is None else 201, media_type=JSON)
