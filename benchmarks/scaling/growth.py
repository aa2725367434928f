"""How fast a quantity grows with the size: y = a n^b, fitted on logarithms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """The exponent with its standard error over all sizes, and the one at the upper end.

    Fixed costs flatten the lower end of a curve, and a term that is small today may be the one
    that grows fastest: ``last``, between the two largest sizes, tells what the fit hides.
    """

    exponent: float
    error: float
    last: float

    def __str__(self) -> str:
        return f"n^{self.exponent:.2f} ± {self.error:.2f}"


def growth(sizes: Sequence[float], values: Sequence[float]) -> Growth | None:
    """Ordinary least squares of log value on log size; None from fewer than three sizes.

    Only positive values have a logarithm, others are left out. The standard error is the usual
    one, from the residuals with n - 2 degrees of freedom: it says how straight the curve is, not
    how well it would be met again.
    """
    points = sorted((n, y) for n, y in zip(sizes, values, strict=True) if n > 0 and y > 0)
    if len({n for n, _ in points}) < 3:
        return None
    x, y = np.log(np.array(points, np.float64)).T
    spread = ((x - x.mean()) ** 2).sum()
    slope = float(((x - x.mean()) * (y - y.mean())).sum() / spread)
    rest = y - y.mean() - slope * (x - x.mean())
    error = float(np.sqrt((rest**2).sum() / (len(x) - 2) / spread))
    return Growth(exponent=slope, error=error, last=_last(x, y))


def _last(x: np.ndarray, y: np.ndarray) -> float:
    """The slope between the means at the two largest sizes."""
    before, end = np.unique(x)[-2:]
    return float((y[x == end].mean() - y[x == before].mean()) / (end - before))
