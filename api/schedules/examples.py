"""Examples of /v1 for OpenAPI. The tests send each request and compare each answer.

Examples of a parameter are named after the status that a request with it gets.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from fastapi.openapi.models import Example

from api.errors import ApplicationError, InvalidRequest, NotFound
from api.problem_details import documented

ANSWERS: dict[str, Any] = json.loads(
    files("api.schedules").joinpath("examples.json").read_text(encoding="utf-8")
)
"""What ``schedule``, ``geojson`` and ``route`` answer for the requests below."""

DATE = {
    "200": Example(value="2026-03-02", summary="a Monday with a published plan"),
    "404": Example(value="2026-03-03", summary="nothing is published"),
    "422": Example(value="2026-02-30", summary="no such day"),
}
SITTING = {
    "200": Example(value="lunch"),
    "404": Example(value="supper", summary="nothing is published"),
}
CANTEEN = {
    "200": Example(value=None, summary="all canteens"),
    "404": Example(value="C9", summary="no such canteen"),
}
RIDER = {
    "200": Example(value="R1"),
    "404": Example(value="R9", summary="no such rider"),
}

_BAD_DATE = {"where": "path.date", "value": "2026-02-30", "problem": "not a date like 2026-03-02"}
ERRORS: tuple[ApplicationError, ...] = (
    NotFound("schedule_not_found", date="2026-03-03", sitting="lunch"),
    InvalidRequest([_BAD_DATE]),
)


def responses(answer: str, media_type: str) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's responses of an endpoint whose example is ``answer``."""
    example = {"content": {media_type: {"example": ANSWERS[answer]}}}
    return {200: example, **documented(*ERRORS)}
