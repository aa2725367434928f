"""Whether the process lives, and whether it can serve."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import APIRouter, Request
from pydantic import BaseModel

from api.db import require_ready
from api.errors import NotReady
from api.problem_details import documented
from api.transactions import database_of

router = APIRouter(tags=["health"])


class Health(BaseModel):
    """All is well."""

    status: Literal["ok"] = "ok"


OK: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"example": Health().model_dump()}}}
}
NOT_READY = documented(NotReady("not_migrated", found="-", wanted="0001"))


@router.get("/healthz", responses=OK)
def healthz() -> Health:
    """The process lives."""
    return Health()


@router.get("/readyz", responses=OK | NOT_READY)
def readyz(request: Request) -> Health:
    """The database answers, has the newest tables, and its key fits."""
    require_ready(database_of(request))
    return Health()
