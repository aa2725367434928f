"""The day goes on although something happened: plan again, changing little."""

from optimizer.replan.changes import Changes, How, changes_between
from optimizer.replan.disrupt import disrupted
from optimizer.replan.freeze import frozen_at
from optimizer.replan.keep import kept
from optimizer.replan.replan import Replanned, replan

__all__ = [
    "Changes",
    "How",
    "Replanned",
    "changes_between",
    "disrupted",
    "frozen_at",
    "kept",
    "replan",
]
