"""The protocol that every source of travel times follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from optimizer.problem import Location, Travel


class TravelTimes(Protocol):
    """A source of travel times, such as the geodesic or a road router."""

    def matrix(self, locations: Sequence[Location], profile: str) -> Travel:
        """Travel between all ``locations``, in their order, with one vehicle profile.

        Raises
        ------
        UnknownProfile
            When the source does not know ``profile``.
        InvalidProblem
            When a location's coordinates are none.
        TravelUnavailable
            When the source cannot answer now.
        """
        ...

    def identity(self, profile: str) -> str | None:
        """Everything besides the coordinates that decides the answer: method, speeds, data.

        Two sources with one identity give one matrix; caches rely on it. None: the source cannot
        name it, so nobody may keep the answer.

        Raises
        ------
        UnknownProfile
            When the source does not know ``profile``.
        TravelUnavailable
            When the source cannot answer now.
        """
        ...
