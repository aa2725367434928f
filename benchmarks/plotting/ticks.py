"""Ticks of logarithmic scales as people write numbers."""

from __future__ import annotations

from matplotlib.axis import Axis
from matplotlib.ticker import LogLocator, NullFormatter

NARROW = 100
"""Ratio of the ends below which powers of ten alone would be too few."""


def plain_ticks(axis: Axis) -> None:
    """0.1, 1, 10 instead of powers of ten; nothing at the ticks between them."""
    axis.set_major_formatter("{x:g}")
    axis.set_minor_formatter(NullFormatter())


def seconds_ticks(axis: Axis) -> None:
    """The same, with 2 and 5 between the powers where the axis is short; limits are set before."""
    low, high = axis.get_view_interval()
    if high < NARROW * low:
        axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    plain_ticks(axis)
