"""What was done to a plan, as a version keeps it: ids, codes and numbers, nobody's words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from enum import Enum

from optimizer.edits.kinds import Edit
from optimizer.locks import Lock
from optimizer.problem import Visit
from optimizer.replan.disruptions import Disruption, Prices


def edited(edit: Edit) -> Mapping[str, object]:
    """The details of an edit, such as ``{"kind": "move", "visit": "V7", "rider": "R2", ..}``."""
    return _described(edit)


def locked(lock: Lock) -> Mapping[str, object]:
    """The details of a lock that was set or removed."""
    return _described(lock)


def replanned(at: int, disruptions: Iterable[Disruption], prices: Prices) -> Mapping[str, object]:
    """The details of planning again at ``at`` seconds after midnight."""
    return {
        "at": at,
        "disruptions": [_described(one) for one in disruptions],
        "prices": {field.name: getattr(prices, field.name) for field in fields(prices)},
    }


def _described(thing: Edit | Lock | Disruption) -> dict[str, object]:
    kind = re.sub(r"(?<!^)(?=[A-Z])", "_", type(thing).__name__).lower()
    return {"kind": kind} | {
        field.name: _kept(getattr(thing, field.name)) for field in fields(thing)
    }


def _kept(value: object) -> object:
    """A visit is kept by its id: its meals and window stand in the version's problem."""
    if isinstance(value, Visit):
        return value.id
    if isinstance(value, Enum):
        return value.value
    return [_kept(one) for one in value] if isinstance(value, tuple) else value
