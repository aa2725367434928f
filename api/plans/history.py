"""Undo and redo over versions that are only ever added. Pure.

An undo is a new version with the content of an older one, so the history that a person steps
through is not the list of numbers: it is found by replaying what made each of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from api.plans.origins import RESTORING, Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One version of a sitting as its history needs it; ``published``: it was, at some time."""

    id: int
    number: int
    action: Action
    parent: int | None
    published: bool = False

    @property
    def content(self) -> int:
        """The version that first had this content."""
        if self.action in RESTORING and self.parent is not None:
            return self.parent
        return self.id


def to_undo(steps: Sequence[Step]) -> int | None:
    """The version whose content an undo brings back; None: the newest was made from no other.

    ``steps`` are all versions of the sitting by number.
    """
    known = {step.id: step for step in steps}
    parent = known[steps[-1].content].parent if steps else None
    return None if parent is None else known[parent].content


def to_redo(steps: Sequence[Step]) -> int | None:
    """The version whose content a redo brings back; None: nothing is undone.

    Whatever is made after an undo ends the chance to redo.
    """
    undone: list[int] = []
    for before, step in zip([None, *steps], steps, strict=False):
        if step.action is Action.UNDO and before is not None:
            undone.append(before.content)
        elif step.action is Action.REDO:
            undone.pop()
        else:
            undone.clear()
    return undone[-1] if undone else None


def ancestry(steps: Sequence[Step], version_id: int) -> tuple[Step, ...]:
    """What led to a version's content, the latest first; undone detours are not among it."""
    known = {step.id: step for step in steps}
    found: list[Step] = []
    step: Step | None = known[version_id]
    while step is not None:
        made = known[step.content]
        found.append(made)
        step = None if made.parent is None else known[made.parent]
    return tuple(found)
