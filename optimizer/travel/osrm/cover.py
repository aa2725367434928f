"""Few places that stand for many pairs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray


def cover(apart: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Rows of which every pair in ``apart`` has one, with the number of places each is cut from.

    The row with the most pairs left is taken first, of equals the first: across a river these are
    the places of the smaller side. A greedy vertex cover, not always the smallest.
    """
    pairs = apart | apart.T
    cut_from = pairs.sum(axis=1)
    left = cut_from.copy()
    while left.any():
        most = int(left.argmax())
        yield most, int(cut_from[most])
        left -= pairs[most]
        left[most] = 0
        pairs[:, most] = False
