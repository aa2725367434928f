"""A person edits a plan: the answer is a whole new plan, or the rules that the edit breaks."""

from optimizer.edits.editor import Broken, Edited, Editor
from optimizer.edits.kinds import (
    Add,
    Edit,
    Move,
    NewTrip,
    OtherCanteen,
    OtherRider,
    Remove,
    Reorder,
    Swap,
)

__all__ = [
    "Add",
    "Broken",
    "Edit",
    "Edited",
    "Editor",
    "Move",
    "NewTrip",
    "OtherCanteen",
    "OtherRider",
    "Remove",
    "Reorder",
    "Swap",
]
