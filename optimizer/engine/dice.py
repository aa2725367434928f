"""Random numbers: one generator per island, its state in an array.

The 64-bit shift register of Marsaglia (2003), "Xorshift RNGs", period 2**64 - 1. Numba's own
generator is kept per thread of the operating system, which would tie results to threads.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from optimizer.engine.jit import inner

_A, _B, _C, _TOP = np.uint64(13), np.uint64(7), np.uint64(17), np.uint64(11)


@inner
def uniform(dice: NDArray[np.uint64]) -> float:
    """A number from 0 up to but not including 1."""
    x = dice[0]
    x ^= x << _A
    x ^= x >> _B
    x ^= x << _C
    dice[0] = x
    return float(x >> _TOP) * (1.0 / 9007199254740992.0)


@inner
def below(dice: NDArray[np.uint64], count: int) -> int:
    """A whole number from 0 up to but not including ``count``."""
    return int(uniform(dice) * count)
