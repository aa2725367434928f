"""How a plan version came about: made from which one, by what, by whom and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Action(StrEnum):
    """What made a version."""

    PLAN = "plan"
    EDIT = "edit"
    LOCK = "lock"
    UNLOCK = "unlock"
    REPLAN = "replan"
    UNDO = "undo"
    REDO = "redo"


RESTORING = (Action.UNDO, Action.REDO)
"""Actions whose version has the content of an older one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """How one version came about.

    Attributes
    ----------
    parent
        Id of the version whose content this one was made from; for undo and redo of the one whose
        content came back. None: from the roster.
    details
        What exactly was done, see ``api.plans.actions``: ids, codes and numbers only.
    by, why
        In the person's own words, so personal data; both stand with every version made from
        another, but that undo and redo need no reason.
    day_speed
        Speed of the day over the usual speed, behind the travel times.
    """

    action: Action = Action.PLAN
    parent: int | None = None
    details: Mapping[str, object] = field(default_factory=dict)
    by: str = ""
    why: str = ""
    day_speed: float = 1.0
