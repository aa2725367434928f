"""Runs whose processor did something else meanwhile: their times say little."""

from __future__ import annotations

import pandas as pd

SHARE = 0.85
"""Least CPU seconds per wall second of a run that had its core for itself."""

SHORTEST = 1.0
"""Wall seconds below which starting up and reading clocks weigh too much to tell."""


def starved(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows whose run lasted long enough to tell and got less than ``SHARE`` of a core."""
    if "cpu_s" not in frame or "wall_s" not in frame:
        return frame.iloc[:0]
    wall, cpu = frame["wall_s"].astype(float), frame["cpu_s"].astype(float)
    return frame[(wall >= SHORTEST) & (cpu < SHARE * wall)]
