"""The desk of a process: the versions that somebody works on, ready for the next edit."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass
from threading import Lock

from api.desk.whole import whole
from api.plans.records import Version
from api.recent import Recent
from api.settings import Settings
from api.travel import travel_times
from optimizer.edits import Editor
from optimizer.travel.base import TravelTimes

ROOM = 800_000_000
"""Bytes on a desk: one district and what is edited from it, or many canteens."""

VISIT = 5_000
"""Bytes that a version takes per visit, besides its matrices."""

Key = tuple[int, datetime.datetime]
"""A version's id and the moment when it was made: the id of a discarded one may come again."""


@dataclass(frozen=True, kw_only=True)
class OnDesk:
    """A version ready for edits; ``retimed`` as in ``api.desk.whole``."""

    editor: Editor
    retimed: bool = False


class Desk:
    """Keeps the last versions that were worked on; any number of threads may use it.

    Versions made from one another share their matrices, which are nearly all that weighs.

    Parameters
    ----------
    source
        Travel times at a speed of the day.
    room
        Bytes that are kept; the version worked on last stays whatever it weighs.
    """

    def __init__(self, source: Callable[[float], TravelTimes], room: int = ROOM) -> None:
        self._source = source
        self._recent: Recent[Key, OnDesk] = Recent(room, weigh=_bytes)
        self._fetching = Lock()

    @classmethod
    def of(cls, settings: Settings) -> Desk:
        """A desk with travel times as the settings say, at any speed of the day."""
        return cls(lambda speed: travel_times(settings.model_copy(update={"day_speed": speed})))

    def source(self, version: Version) -> TravelTimes:
        """Where the travel times of ``version`` come from."""
        return self._source(version.origin.day_speed)

    def take(self, version: Version) -> OnDesk:
        """``version``, from the desk or else with matrices fetched anew.

        Raises
        ------
        UnknownProfile, TravelUnavailable
            As ``api.desk.whole.whole``.
        """
        if (found := self._recent.get(_key(version))) is not None:
            return found
        with self._fetching:  # who wants the same waits for it; two districts at once are too much
            if (found := self._recent.get(_key(version))) is None:
                brought = whole(version, self.source(version))
                editor = Editor(brought.problem, brought.plan)
                found = OnDesk(editor=editor, retimed=brought.retimed)
                self._recent.put(_key(version), found)
        return found

    def put(self, version: Version, editor: Editor) -> None:
        """Leave ``version``, which was just made with ``editor``, for the next edit."""
        self._recent.put(_key(version), OnDesk(editor=editor))


def _key(version: Version) -> Key:
    return version.id, version.created


def _bytes(kept: Collection[OnDesk]) -> int:
    """Bytes of all matrices, those that several versions share counted once, and of the rest."""
    matrices = {
        id(array): array.nbytes
        for one in kept
        for travel in one.editor.problem.travel.values()
        for array in (travel.seconds, travel.metres)
    }
    visits = sum(len(one.editor.problem.visits) for one in kept)
    return sum(matrices.values()) + VISIT * visits
