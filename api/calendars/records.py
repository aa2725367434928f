"""What the office wrote into the calendars by hand."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDay:
    """A canteen's own closing or opening on a date; ``sitting`` None: all sittings."""

    canteen: str
    date: datetime.date
    open: bool
    reason: str
    sitting: str | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedDay:
    """A national holiday (``working`` False) or make-up day that the package does not know yet."""

    date: datetime.date
    working: bool
    name: str
    by: str = ""
