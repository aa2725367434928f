"""/v1: plan versions, drafts too: looking at them, undo and redo, hand-overs, publishing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Body, Path, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.orm import Session

from api.answers.once import Repeatable
from api.plans import service
from api.plans.records import Version
from api.schedules.endpoints import JSON, Date
from api.schedules.service import builder_of
from api.settings import Settings
from api.transactions import Reading, Writing
from api.versions import build, examples
from api.versions.preconditions import IfMatch, etag_of, require_match
from api.versions.schemas import (
    ChangedVersion,
    HandOverRequest,
    PlanVersion,
    Publication,
    Undoing,
    VersionList,
    VersionState,
)

router = APIRouter(prefix="/v1", tags=["plans"])

PlanDate = Annotated[Date, Query(openapi_examples=examples.DATE)]
Sitting = Annotated[str, Query(openapi_examples=examples.SITTING, min_length=1, max_length=40)]
LARGEST_ID = 2**31 - 1
PlanId = Annotated[int, Path(alias="id", ge=1, le=LARGEST_ID, openapi_examples=examples.VERSION_ID)]
NewestId = Annotated[
    int, Path(alias="id", ge=1, le=LARGEST_ID, openapi_examples=examples.NEWEST_ID)
]
Undo = Annotated[Undoing, Body(openapi_examples=examples.UNDOING)]
Agreed = Annotated[HandOverRequest, Body(openapi_examples=examples.HAND_OVER)]
Published = Annotated[Publication, Body(openapi_examples=examples.PUBLICATION)]


@router.get("/plans", responses=examples.responses("plans", (examples.READING[1],)))
def plans(
    request: Request, session: Reading, date: PlanDate, sitting: Sitting = "lunch"
) -> VersionList:
    """All plan versions of a sitting, drafts too, by number."""
    settings: Settings = request.app.state.settings
    found = service.headings(session, date, sitting)
    return VersionList(versions=[build.summary(heading, settings.zone) for heading in found])


@router.get(
    "/plans/{id}",
    response_model=PlanVersion,
    responses=examples.responses("plan", examples.READING),
)
def plan(session: Reading, version_id: PlanId) -> Response:
    """A plan version with trips, unserved visits, kitchens and cost; the ETag is for If-Match."""
    found = service.version(session, version_id)
    undo, redo = service.reversible(session, found)
    return _answer(found, build.whole(builder_of(session, found), undo, redo))


@router.post(
    "/plans/{id}/undo",
    status_code=201,
    response_model=ChangedVersion,
    responses=examples.responses("undo", examples.CHANGING, status=201),
)
def undo(
    session: Writing, once: Repeatable, version_id: NewestId, body: Undo, if_match: IfMatch = None
) -> Response:
    """Take back what made the newest version; the older content comes back as a new draft."""

    def made() -> Response:
        before = _known(session, version_id, if_match)
        return _changed(before, service.undo(session, version_id, by=body.by, why=body.why))

    return once.answer(session, made)


@router.post(
    "/plans/{id}/redo",
    status_code=201,
    response_model=ChangedVersion,
    responses=examples.responses("redo", examples.CHANGING, status=201),
)
def redo(
    session: Writing, once: Repeatable, version_id: NewestId, body: Undo, if_match: IfMatch = None
) -> Response:
    """Take back the last undo, as a new draft."""

    def made() -> Response:
        before = _known(session, version_id, if_match)
        return _changed(before, service.redo(session, version_id, by=body.by, why=body.why))

    return once.answer(session, made)


@router.post(
    "/plans/{id}/hand-overs",
    response_model=VersionState,
    responses=examples.responses("hand_over", examples.CHANGING),
)
def hand_over(
    session: Writing, once: Repeatable, version_id: NewestId, body: Agreed, if_match: IfMatch = None
) -> Response:
    """Record on a draft what happens instead of one unserved visit; the latest word counts."""

    def made() -> Response:
        draft = _known(session, version_id, if_match)
        service.hand_over(session, version_id, build.hand_over(draft, body))
        agreed = service.version(session, version_id)
        return _answer(agreed, build.state(agreed))

    return once.answer(session, made)


@router.post(
    "/plans/{id}/publish",
    response_model=VersionState,
    responses=examples.responses("publish", examples.PUBLISHING),
)
def publish(
    session: Writing,
    once: Repeatable,
    version_id: PlanId,
    body: Published,
    if_match: IfMatch = None,
) -> Response:
    """Make a draft the schedule that everybody sees; each unserved visit needs a hand-over."""

    def made() -> Response:
        draft = _known(session, version_id, if_match)
        hand_overs = [build.hand_over(draft, asked) for asked in body.hand_overs]
        published = service.publish(session, version_id, hand_overs)
        return _answer(published, build.state(published))

    return once.answer(session, made)


def _known(session: Session, version_id: int, if_match: str | None) -> Version:
    """The version that somebody wants to change, if they know the newest."""
    require_match(session, version_id, if_match)
    return service.version(session, version_id)


def _changed(before: Version, after: Version) -> Response:
    return _answer(after, build.changed(before, after), 201)


def _answer(version: Version, body: BaseModel, status: int = 200) -> JSONResponse:
    """``body`` about ``version``, which has an address and an ETag of its own."""
    headers = {"ETag": etag_of(version.number), "Cache-Control": "no-store"}
    if status == 201:
        headers["Location"] = f"{router.prefix}/plans/{version.id}"
    return JSONResponse(body.model_dump(mode="json"), status, headers, JSON)
