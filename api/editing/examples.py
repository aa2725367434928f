"""Examples of changed plans for OpenAPI; the tests send each request and compare each answer.

They speak of the small day like those of plan versions: in version 4 nobody is served, and the
couple is locked to rider R1.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from fastapi.openapi.models import Example

from api.editing.answers import OutcomeAnswer
from api.errors import ApplicationError, BrokenRules, Conflict, InvalidRequest, NotFound, NotReady
from api.problem_details import documented
from api.versions import examples as versions
from optimizer.rules import Rule
from optimizer.violation import Violation

ANSWERS: dict[str, Any] = json.loads(
    files("api.editing").joinpath("examples.json").read_text(encoding="utf-8")
)
"""What each endpoint answers for the requests below, by its name."""

COUPLE, HALAL, NEIGHBOUR = versions.COUPLE, versions.HALAL, versions.NEIGHBOUR
SIGNED = {"by": "王店长", "why": "电梯停运"}

PLAN = versions.VERSION_ID
NEWEST = versions.NEWEST_ID
UNSERVED_IN = PLAN | {"409": Example(value=1, summary="there the visit is served")}
VISIT = {
    "200": Example(value=COUPLE),
    "404": Example(value="V0", summary="no such visit"),
}
COUNT = {
    "200": Example(value=2),
    "422": Example(value=0, summary="no place at all"),
}
LOCK_NUMBER = {
    "200": Example(value=1),
    "404": Example(value=9, summary="no such lock"),
}
EDIT = {
    "200": Example(value=SIGNED | {"edit": {"kind": "add", "visit": COUPLE}}),
    "422": Example(
        value=SIGNED | {"edit": {"kind": "add", "visit": HALAL}}, summary="nobody cooks that diet"
    ),
}
LOCK = {
    "200": Example(
        value=SIGNED
        | {
            "lock": {
                "kind": "not_before",
                "visit": NEIGHBOUR,
                "moment": "2026-03-02T10:45:00+08:00",
            }
        }
    ),
    "422": Example(
        value=SIGNED | {"lock": {"kind": "rider", "visit": "V0", "rider": "R1"}},
        summary="no such visit",
    ),
}
UNLOCK = {
    "200": Example(value=SIGNED),
    "422": Example(value=SIGNED | {"why": ""}, summary="nobody says why"),
}
REPLAN = {
    "200": Example(
        value=SIGNED
        | {
            "at": "2026-03-02T09:40:00+08:00",
            "late": [{"rider": "R1", "until": "2026-03-02T10:15:00+08:00"}],
            "seconds": 2,
            "strategy": "nearest",
        }
    ),
    "422": Example(value=SIGNED | {"at": "2026-03-03T09:40:00+08:00"}, summary="another day"),
}

READING: tuple[ApplicationError, ...] = (
    *versions.READING,
    NotReady("no_travel_times", detail="OSRM"),
)
WHY: tuple[ApplicationError, ...] = (
    *READING,
    Conflict("visit_is_served", number=1, visit=COUPLE, rider="R1", trip=1),
)
FIT: tuple[ApplicationError, ...] = (
    NotFound("visit_not_in_version", visit="V0", number=4),
    InvalidRequest([{"where": "query.count", "value": "0", "problem": "at least 1"}]),
    READING[-1],
)
BROKEN = BrokenRules(
    [Violation(rule=Rule.DIET, rider="R1", trip=0, visit=HALAL, canteen="C1", values={})]
)


def changing(answer: str) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's responses of an endpoint that makes a version, or would: 200 is a dry run."""
    dry = {"model": OutcomeAnswer, **_example(ANSWERS[answer] | {"version": None})}
    errors = documented(*versions.CHANGING, READING[-1], BROKEN)
    return {201: _example(ANSWERS[answer]), 200: dry, **errors}


def responses(answer: str, errors: tuple[ApplicationError, ...]) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's responses of an endpoint that answers a question."""
    return {200: _example(ANSWERS[answer]), **documented(*errors)}


def _example(answer: Any) -> dict[str, Any]:  # noqa: ANN401, any JSON value
    return {"content": {"application/json": {"example": answer}}}
