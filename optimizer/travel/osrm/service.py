"""What a matrix needs of OSRM: its table service, wherever it runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from optimizer.travel.osrm.stamp import Stamp

Floats = NDArray[np.float64]
Points = Sequence[tuple[float, float]]
"""Longitude and latitude in degrees, WGS-84."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table:
    """One answer: ``seconds`` and ``metres`` of shape (sources, destinations).

    NaN where no road leads. ``source_metres`` and ``destination_metres`` are how far each point
    lies from the road that it was moved to.
    """

    seconds: Floats
    metres: Floats
    source_metres: Floats
    destination_metres: Floats


class TableService(Protocol):
    """OSRM's table service for the roads of one vehicle."""

    @property
    def side(self) -> int:
        """Most sources, and most destinations, of one request."""

    def stamp(self) -> Stamp | None:
        """Which build the roads are; None where they do not say.

        Raises
        ------
        TravelUnavailable
            When the service cannot be asked.
        """
        ...

    def table(self, sources: Points, destinations: Points) -> Table:
        """The way from each source to each destination.

        Raises
        ------
        TravelUnavailable
            When the service cannot answer.
        """
        ...


class TableServices(Protocol):
    """The service of each vehicle profile."""

    def of(self, profile: str) -> TableService:
        """The service for ``profile``.

        Raises
        ------
        TravelUnavailable
            When there is none.
        """
        ...
