"""Travel between two sets of places, where a matrix of all with all would be too large."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from optimizer.problem import Location, Travel
from optimizer.travel.base import TravelTimes

SIDE = 400
"""Places of the larger set that are asked about at once, together with all of the smaller."""


class Between(NamedTuple):
    """Travel out, of shape (here, there), and back, of shape (there, here)."""

    out: Travel
    back: Travel


def between(
    source: TravelTimes, here: Sequence[Location], there: Sequence[Location], profile: str
) -> Between:
    """Travel between all of ``here`` and all of ``there``, in their order, in a few matrices.

    ``there`` should be the smaller set. Raises what ``source.matrix`` raises.
    """
    out, back = [_nothing(0, len(there))], [_nothing(len(there), 0)]
    for start in range(0, len(here), SIDE):
        some = here[start : start + SIDE]
        travel = source.matrix((*some, *there), profile)
        many = len(some)
        out.append(Travel(travel.seconds[:many, many:], travel.metres[:many, many:]))
        back.append(Travel(travel.seconds[many:, :many], travel.metres[many:, :many]))
    return Between(
        Travel(np.vstack([t.seconds for t in out]), np.vstack([t.metres for t in out])),
        Travel(np.hstack([t.seconds for t in back]), np.hstack([t.metres for t in back])),
    )


def _nothing(rows: int, columns: int) -> Travel:
    empty = np.empty((rows, columns), np.int32)
    return Travel(empty, empty)
