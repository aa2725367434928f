"""Distances as the crow flies, for whoever walks."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from optimizer.travel.geodesic import lambert_metres

Point = tuple[float, float]


def metres(here: Iterable[Point], there: Iterable[Point]) -> NDArray[np.float64]:
    """Metres between points (lon, lat), of shape (here, there)."""
    one, other = (np.array(list(side), np.float64).reshape(-1, 2) for side in (here, there))
    return lambert_metres(one[:, None, 0], one[:, None, 1], other[None, :, 0], other[None, :, 1])
