"""Examples of the misses for OpenAPI; the tests send each request and compare each answer."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from fastapi.openapi.models import Example

from api.errors import Unusable
from api.problem_details import documented

ANSWERS: dict[str, Any] = json.loads(
    files("api.misses").joinpath("examples.json").read_text(encoding="utf-8")
)
"""What ``misses`` and ``misses_csv`` answer for the requests below."""

FIRST = {"200": Example(value="2026-03-01")}
LAST = {
    "200": Example(value="2026-03-07"),
    "422": Example(value="2026-02-28", summary="before the first day"),
}
REVERSED = Unusable("period_reversed", first="2026-03-01", last="2026-02-28")


def responses(answer: str, media_type: str) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's responses of the endpoint whose example is ``answer``."""
    content: dict[str, Any] = {"example": ANSWERS[answer]}
    if media_type == "text/csv":
        content["schema"] = {"type": "string"}
    return {200: {"content": {media_type: content}}, **documented(REVERSED)}
