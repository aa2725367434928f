"""Eligible people for tests. All names are artificial."""

from __future__ import annotations

import datetime
from typing import Any

from api.outreach.records import Decided, Decision, Eligible, Person

NOW = datetime.datetime(2026, 3, 2, 1, 0, tzinfo=datetime.UTC)


def eligible(code: str = "P1", /, **changes: Any) -> Eligible:
    """Somebody in 花溪路100弄1号, where the residents of `tests.rosters` live."""
    values: dict[str, Any] = {
        "code": code,
        "name": f"名单人{code}",
        "phone": "",
        "street_town": "曹杨新村",
        "address": "花溪路100弄1号",
        "door": "",
        "category": "低保",
    }
    return Eligible(**(values | changes))


def person(number: int = 1, /, *decisions: Decided, **changes: Any) -> Person:
    """A stored person on the latest list."""
    listed = changes.pop("listed", True)
    known = eligible(changes.pop("code", f"P{number}"), **changes)
    return Person(id=number, eligible=known, listed=listed, decisions=decisions)


def decided(decision: Decision, /, **changes: Any) -> Decided:
    """A decision by a social worker."""
    values: dict[str, Any] = {"decision": decision, "by": "社工庚", "at": NOW}
    return Decided(**(values | changes))
