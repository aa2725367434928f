"""The answers that OpenAPI shows as examples, recorded from the small day.

After a wanted change of /v1: ``python -m tests.examples`` records them again. A request that
changes something meets a day of its own.
"""

from __future__ import annotations

import json
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

import httpx

from api.editing import examples as editing
from api.versions import examples as versions
from tests.serving import serving_edited_day

Request = tuple[str, str, Any]
"""Method, address and body."""

REQUESTS: dict[str, dict[str, Request]] = {
    "api.schedules": {
        "schedule": ("GET", "/v1/schedules/2026-03-02", None),
        "geojson": ("GET", "/v1/schedules/2026-03-02/geojson", None),
        "route": ("GET", "/v1/riders/R1/route?date=2026-03-02", None),
    },
    "api.versions": {
        "plans": ("GET", "/v1/plans?date=2026-03-02", None),
        "plan": ("GET", "/v1/plans/4", None),
        "undo": ("POST", "/v1/plans/4/undo", versions.UNDOING["200"]["value"]),
        "redo": ("POST", "/v1/plans/4/redo", versions.UNDOING["200"]["value"]),
        "hand_over": ("POST", "/v1/plans/4/hand-overs", versions.HAND_OVER["200"]["value"]),
        "publish": ("POST", "/v1/plans/4/publish", versions.PUBLICATION["200"]["value"]),
    },
    "api.editing": {
        "edit": ("POST", "/v1/plans/4/edits", editing.EDIT["200"]["value"]),
        "locks": ("GET", "/v1/plans/4/locks", None),
        "lock": ("POST", "/v1/plans/4/locks", editing.LOCK["200"]["value"]),
        "unlock": ("DELETE", "/v1/plans/4/locks/1", editing.UNLOCK["200"]["value"]),
        "replan": ("POST", "/v1/plans/4/replan", editing.REPLAN["200"]["value"]),
        "why": ("GET", f"/v1/plans/4/visits/{editing.COUPLE}/why", None),
        "fit": ("GET", f"/v1/plans/4/visits/{editing.COUPLE}/fit?count=2", None),
    },
    "api.misses": {
        "misses": ("GET", "/v1/misses?from=2026-03-01&to=2026-03-07", None),
        "misses_csv": ("GET", "/v1/misses/csv?from=2026-03-01&to=2026-03-07", None),
    },
}
"""By package and by the name of the answer."""

MOMENTS = {
    "published": "2026-03-02T08:12:00+08:00",
    "created": "2026-03-02T08:10:00+08:00",
}
"""Stand for what alone changes in the answers: when a plan was made and published."""


def shown(answer: httpx.Response) -> Any:
    """An answer as an example shows it."""
    if answer.headers["content-type"].startswith("text/csv"):
        return answer.text
    return _steady(answer.json())


def _steady(value: Any) -> Any:
    if isinstance(value, list):
        return [_steady(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: MOMENTS[key] if key in MOMENTS and one is not None else _steady(one)
        for key, one in value.items()
    }


def main() -> None:
    """Write the answers of now into the packages."""
    for package, requests in REQUESTS.items():
        recorded = {name: _answer(request) for name, request in requests.items()}
        path = Path(str(files(package).joinpath("examples.json")))
        written = json.dumps(recorded, ensure_ascii=False, indent=2)
        path.write_text(written + "\n", encoding="utf-8")


def _answer(request: Request) -> Any:
    method, address, body = request
    with tempfile.TemporaryDirectory() as folder, serving_edited_day(Path(folder)) as client:
        return shown(client.request(method, address, json=body).raise_for_status())


if __name__ == "__main__":
    main()
