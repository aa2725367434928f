"""The answers that OpenAPI shows as examples, recorded from the small day.

After a wanted change of /v1: ``python -m tests.examples`` records them again.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import httpx

from api.schedules import examples
from tests.serving import serving_small_day

REQUESTS = {
    "schedule": "/v1/schedules/2026-03-02",
    "geojson": "/v1/schedules/2026-03-02/geojson",
    "route": "/v1/riders/R1/route?date=2026-03-02",
}
PUBLISHED = "2026-03-02T08:12:00+08:00"
"""Stands for the moment of publication, the only part of the answers that changes."""


def answers(client: httpx.Client) -> dict[str, Any]:
    """What the application answers to each request."""
    found = {
        name: client.get(request).raise_for_status().json() for name, request in REQUESTS.items()
    }
    for answer in found.values():
        if "published" in answer:
            answer["published"] = PUBLISHED
    return found


def main() -> None:
    """Write the answers of now into the package."""
    with tempfile.TemporaryDirectory() as folder, serving_small_day(Path(folder)) as client:
        recorded = json.dumps(answers(client), ensure_ascii=False, indent=2)
    path = Path(examples.__file__).with_name("examples.json")
    path.write_text(recorded + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
