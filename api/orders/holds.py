"""Holds: nobody eats until they end; the day after the last one the orders run again by themselves.

Nothing has to be done for the restart: whether a hold covers a date is asked of that date.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from api.roster.records import ResidentRecord


class Source(StrEnum):
    """Where a hold was first written."""

    OFFICE = "office"
    ROSTER = "roster"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A stop from ``hold_from`` to ``hold_to``, both included, None for an open end.

    ``lifted_from`` is the first date on which it no longer counts. A roster's hold is here only
    when the office ended it early; it then is the hold with exactly these dates, so that another
    one in a later workbook counts again. ``reason``, ``by`` and ``lifted_by`` are personal data;
    ``late`` says that it came after the cut-off.
    """

    resident: str
    hold_from: datetime.date | None
    hold_to: datetime.date | None
    source: Source = Source.OFFICE
    lifted_from: datetime.date | None = None
    reason: str = ""
    by: str = ""
    late: bool = False
    lifted_by: str = ""
    lifted_reason: str = ""
    id: int = 0

    def covers(self, date: datetime.date) -> bool:
        """Whether the hold stops the meals of ``date``."""
        return (
            (self.hold_from is None or self.hold_from <= date)
            and (self.hold_to is None or date <= self.hold_to)
            and (self.lifted_from is None or date < self.lifted_from)
        )

    @property
    def last(self) -> datetime.date | None:
        """The last date that it covers; None: no end yet."""
        if self.lifted_from is None:
            return self.hold_to
        before = self.lifted_from - datetime.timedelta(days=1)
        return before if self.hold_to is None else min(before, self.hold_to)


def holds_of(resident: ResidentRecord, office: Iterable[Hold]) -> tuple[Hold, ...]:
    """All holds of ``resident``: the roster's, as the office left it, and the ``office``'s own."""
    office = tuple(office)
    begins, ends = resident.hold_from, resident.hold_to
    own = tuple(hold for hold in office if hold.source is Source.OFFICE)
    if begins is None and ends is None:
        return own
    ended = [h for h in office if h.source is Source.ROSTER and h.hold_from == begins]
    ended = [h for h in ended if h.hold_to == ends]
    roster = Hold(resident=resident.id, hold_from=begins, hold_to=ends, source=Source.ROSTER)
    return (ended[-1] if ended else roster, *own)


def covering(holds: Iterable[Hold], date: datetime.date) -> tuple[Hold, ...]:
    """The holds that stop the meals of ``date``."""
    return tuple(hold for hold in holds if hold.covers(date))


def last_held(holds: Iterable[Hold], date: datetime.date) -> datetime.date | None:
    """The last date of the stop in which ``date`` lies; None: no end yet.

    Holds that overlap, or follow each other without a day between, are one stop.
    """
    holds, last = tuple(holds), date
    while over := covering(holds, last):
        ends = [hold.last for hold in over]
        if None in ends:
            return None
        last = max(end for end in ends if end is not None) + datetime.timedelta(days=1)
    return last - datetime.timedelta(days=1)


def by_resident(holds: Iterable[Hold]) -> Mapping[str, list[Hold]]:
    """Holds by resident, in their order."""
    found: dict[str, list[Hold]] = {}
    for hold in holds:
        found.setdefault(hold.resident, []).append(hold)
    return found
