"""Examples of plan versions for OpenAPI; the tests send each request and compare each answer.

They speak of the small day: published as version 1, edited twice, once undone.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from fastapi.openapi.models import Example

from api.errors import (
    ApplicationError,
    Conflict,
    InvalidRequest,
    NotFound,
    NotPublishable,
    Outdated,
)
from api.problem_details import documented

ANSWERS: dict[str, Any] = json.loads(
    files("api.versions").joinpath("examples.json").read_text(encoding="utf-8")
)
"""What each endpoint answers for the requests below, by its name."""

DATE = {
    "200": Example(value="2026-03-02"),
    "422": Example(value="2026-02-30", summary="no such day"),
}
SITTING = {"200": Example(value="lunch")}
VERSION_ID = {
    "200": Example(value=4, summary="a draft"),
    "404": Example(value=77, summary="no such version"),
    "422": Example(value=0, summary="no id at all"),
}
NEWEST_ID = {
    "200": Example(value=4, summary="the newest version of its sitting"),
    "404": Example(value=77, summary="no such version"),
    "409": Example(value=1, summary="an older version, published"),
}
UNDOING = {
    "200": Example(value={"by": "张三", "why": "弄错了"}),
    "422": Example(value={"by": ""}, summary="nobody says who"),
}
HALAL, COUPLE, NEIGHBOUR = "VH7GC3GUVVR", "VW7NDGF7AML", "VPJFYDGJSSQ"
HAND_OVER = {
    "200": Example(
        value={
            "visit": HALAL,
            "kind": "volunteer",
            "who": "志愿者戊",
            "at": "2026-03-02T11:30:00+08:00",
        },
    ),
    "422": Example(value={"visit": HALAL, "kind": "call"}, summary="nobody is named"),
}
PUBLICATION = {
    "200": Example(
        value={
            "hand_overs": [
                {"visit": visit, "kind": "acknowledged"} for visit in (HALAL, COUPLE, NEIGHBOUR)
            ]
        }
    ),
    "409": Example(value={"hand_overs": []}, summary="somebody would be forgotten"),
}

_BAD_ID = {"where": "path.id", "value": "0", "problem": "greater than or equal to 1"}
READING: tuple[ApplicationError, ...] = (
    NotFound("version_not_found", version=77),
    InvalidRequest([_BAD_ID]),
)
CHANGING: tuple[ApplicationError, ...] = (
    *READING,
    Conflict("not_newest", version=1, number=1, newest=4),
    Outdated("version_outdated", stated='"1"', number=4, newest=4),
)
PUBLISHING: tuple[ApplicationError, ...] = (
    *READING,
    NotPublishable(4, [{"visit": HALAL, "tier": 3, "reasons": []}]),
    Outdated("version_outdated", stated='"1"', number=4, newest=4),
)


def responses(
    answer: str, errors: tuple[ApplicationError, ...] = (), *, status: int = 200
) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's responses of the endpoint whose example is ``answer``."""
    example = {"content": {"application/json": {"example": ANSWERS[answer]}}}
    return {status: example, **documented(*errors)}
