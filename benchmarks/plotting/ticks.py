"""Ticks of logarithmic scales as people write numbers."""

from __future__ import annotations

from matplotlib.axis import Axis
from matplotlib.ticker import NullFormatter


def plain_ticks(axis: Axis) -> None:
    """0.1, 1, 10 instead of powers of ten; nothing at the ticks between them."""
    axis.set_major_formatter("{x:g}")
    axis.set_minor_formatter(NullFormatter())
