"""/v1: changing the newest plan of a sitting, and asking about its visits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from sqlalchemy.orm import Session

from api.answers.once import Once, Repeatable
from api.db import Database
from api.desk import Desk
from api.editing import asking, examples, service
from api.editing.answers import FitList, LockList, OutcomeAnswer, WhyAnswer
from api.editing.build import fit_list, lock_list, outcome_answer, why_answer
from api.editing.changing import edited, locked, unlocked
from api.editing.edit_schemas import EditRequest
from api.editing.inputs import answered
from api.editing.lock_schemas import LockRequest, UnlockRequest
from api.editing.records import Asked, Outcome
from api.editing.replan_schemas import ReplanRequest
from api.editing.replanning import replanned
from api.editing.schemas import SignedRequest
from api.plans import service as plans
from api.plans.records import Version
from api.transactions import Reading
from api.versions.preconditions import IfMatch, etag_of, require_match
from optimizer.explain import collisions
from optimizer.stop import Stop

router = APIRouter(prefix="/v1/plans/{id}", tags=["plans"])

LARGEST = 2**31 - 1
PlanId = Annotated[int, Path(alias="id", ge=1, le=LARGEST, openapi_examples=examples.PLAN)]
UnservedIn = Annotated[
    int, Path(alias="id", ge=1, le=LARGEST, openapi_examples=examples.UNSERVED_IN)
]
NewestId = Annotated[int, Path(alias="id", ge=1, le=LARGEST, openapi_examples=examples.NEWEST)]
LockNumber = Annotated[
    int, Path(alias="lock", ge=1, le=100_000, openapi_examples=examples.LOCK_NUMBER)
]
VisitId = Annotated[str, Path(alias="visit", openapi_examples=examples.VISIT)]
Count = Annotated[int, Query(ge=1, le=100, openapi_examples=examples.COUNT)]
Seconds = Annotated[
    float,
    Query(ge=0, le=60, description="Of planning anew where no insertion helps"),
]
OneEdit = Annotated[EditRequest, Body(openapi_examples=examples.EDIT)]
OneLock = Annotated[LockRequest, Body(openapi_examples=examples.LOCK)]
Unlock = Annotated[UnlockRequest, Body(openapi_examples=examples.UNLOCK)]
Replan = Annotated[ReplanRequest, Body(openapi_examples=examples.REPLAN)]


@router.post(
    "/edits", status_code=201, response_model=OutcomeAnswer, responses=examples.changing("edit")
)
def edit(
    request: Request, once: Repeatable, plan: NewestId, body: OneEdit, if_match: IfMatch = None
) -> Response:
    """Change the plan by hand: one edit, judged by every rule, stored as a draft."""
    change = _Change(request, once, plan, body, if_match)
    return change.answer(lambda asked: edited(asked, body.edit.edit()))


@router.get("/locks", responses=examples.responses("locks", examples.READING))
def locks(request: Request, session: Reading, plan: PlanId) -> LockList:
    """The locks of a version, and those that nobody could keep, with what is in the way."""
    version = plans.version(session, plan)
    with answered():
        problem = _desk(request).take(version).editor.problem if version.problem.locks else None
    return lock_list(version.problem, () if problem is None else collisions(problem))


@router.post(
    "/locks", status_code=201, response_model=OutcomeAnswer, responses=examples.changing("lock")
)
def lock(
    request: Request, once: Repeatable, plan: NewestId, body: OneLock, if_match: IfMatch = None
) -> Response:
    """Pin a part of the plan, which keeps the lock already."""
    change = _Change(request, once, plan, body, if_match)
    return change.answer(lambda asked: locked(asked, body.lock.lock(asked.base.problem)))


@router.delete(
    "/locks/{lock}",
    status_code=201,
    response_model=OutcomeAnswer,
    responses=examples.changing("unlock"),
)
def unlock(
    request: Request,
    once: Repeatable,
    plan: NewestId,
    number: LockNumber,
    body: Unlock,
    if_match: IfMatch = None,
) -> Response:
    """Remove a lock by its number in the plan, from 1."""
    change = _Change(request, once, plan, body, if_match)
    return change.answer(lambda asked: unlocked(asked, number - 1))


@router.post(
    "/replan", status_code=201, response_model=OutcomeAnswer, responses=examples.changing("replan")
)
def replan(
    request: Request, once: Repeatable, plan: NewestId, body: Replan, if_match: IfMatch = None
) -> Response:
    """Something happened: plan again from a moment on, changing little, as a draft."""

    def planned(asked: Asked) -> Outcome:
        happened = body.happened(asked.base.problem)
        stop = Stop(seconds=body.seconds)
        return replanned(asked, happened, stop=stop, strategy=body.strategy)

    change = _Change(request, once, plan, body, if_match)
    return change.answer(planned, fresh=body.take_changed_orders)


@router.get("/visits/{visit}/why", responses=examples.responses("why", examples.WHY))
def why(
    request: Request, session: Reading, plan: UnservedIn, visit: VisitId, seconds: Seconds = 0
) -> WhyAnswer:
    """Why a visit is not served, and the remedies, each verified, the least trouble first."""
    version = plans.version(session, plan)
    with answered():
        return why_answer(asking.why(_desk(request), version, visit, seconds or None))


@router.get("/visits/{visit}/fit", responses=examples.responses("fit", examples.FIT))
def fit(
    request: Request, session: Reading, plan: PlanId, visit: VisitId, count: Count = 5
) -> FitList:
    """The best places for a visit, served or not, with cost and who is served later."""
    version = plans.version(session, plan)
    with answered():
        return fit_list(version, visit, asking.fit(_desk(request), version, visit, count))


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


class _Change:
    """A request that makes the next version; nobody who writes waits while it is worked out."""

    def __init__(
        self, request: Request, once: Once, plan: int, body: SignedRequest, if_match: str | None
    ) -> None:
        self._state, self._once, self._plan = request.app.state, once, plan
        self._body, self._if_match = body, if_match

    def answer(self, change: Callable[[Asked], Outcome], *, fresh: bool = False) -> Response:
        """What came of ``change``; ``fresh``: the order book's present state matters."""
        database: Database = self._state.database
        desk: Desk = self._state.desk
        with database.reading() as session:
            if (known := self._once.kept(session)) is not None:
                return known
            require_match(session, self._plan, self._if_match)
            base = service.require_newest(session, self._plan)
            day = service.fresh_day(session, self._state.settings, base) if fresh else None
        with answered():
            signed = self._body.signed()
            outcome = change(Asked(desk=desk, base=base, signed=signed, fresh=day))
        if self._body.dry_run:
            return _answer(outcome, None)
        with database.session() as session:
            return self._once.answer(session, lambda: self._kept(session, outcome))

    def _kept(self, session: Session, outcome: Outcome) -> Response:
        """The next version, unless somebody else made one while this was worked out."""
        require_match(session, self._plan, self._if_match)
        return _answer(outcome, service.keep(session, self._state.desk, outcome))


def _answer(outcome: Outcome, made: Version | None) -> Response:
    body = outcome_answer(outcome, made).model_dump(mode="json")
    headers = {"Cache-Control": "no-store"}
    if made is None:
        return JSONResponse(body, 200, headers)
    headers |= {"ETag": etag_of(made.number), "Location": f"/v1/plans/{made.id}"}
    return JSONResponse(body, 201, headers)
