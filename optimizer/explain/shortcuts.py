"""Riding times that no plan can undercut, whatever other places it passes on its way.

Matrices along streets are no metric: by way of a third place a rider may be there sooner. Who
claims that something is out of reach must count with that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Seconds = NDArray[np.int64]
AWAY = 1 << 40
"""Longer than any ride."""


def bounds(
    seconds: NDArray[np.int32], rows: Sequence[int], exact: Iterable[int]
) -> NDArray[np.int32]:
    """The least riding times between the places in ``rows``, shape (rows, rows).

    From and to the rows in ``exact`` the shortest ways are found, by Bellman and Ford. Elsewhere
    a ride takes no less than the direct one, or the shortest one from here and one to there.
    """
    outward, inward = _least(seconds), _least(seconds.T)
    direct = seconds[np.ix_(rows, rows)].astype(np.int64)
    least: Seconds = np.minimum(direct, outward[rows][:, None] + inward[rows][None, :])
    for row in exact:
        at = rows.index(row)
        least[at], least[:, at] = shortest(seconds, row)[rows], shortest(seconds.T, row)[rows]
    np.fill_diagonal(least, 0)
    rides: NDArray[np.int32] = least.astype(np.int32)
    return rides


def shortest(seconds: NDArray[np.int32], origin: int) -> Seconds:
    """Seconds of the shortest ways from ``origin`` to all places."""
    best: Seconds = seconds[origin].astype(np.int64)
    best[origin] = 0
    closer = np.arange(len(best))
    while len(closer):
        by_way = (best[closer, None] + seconds[closer]).min(axis=0)
        closer = np.flatnonzero(by_way < best)
        best[closer] = by_way[closer]
    return best


def _least(seconds: NDArray[np.int32]) -> Seconds:
    """The shortest ride from each place to another one."""
    away: Seconds = seconds.astype(np.int64)
    np.fill_diagonal(away, AWAY)
    least: Seconds = away.min(axis=1)
    return least
