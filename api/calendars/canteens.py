"""Whether a canteen cooks a sitting of a date, and why.

The strongest word comes first: no such sitting here; the canteen's own closing or opening; the
national calendar, where the canteen follows it; its weekdays.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from api.calendars.national import Kind, NationalDay, announced, marked
from api.calendars.records import MarkedDay, OwnDay
from api.roster.records import CanteenRecord

WORKING_DAYS = (1, 2, 3, 4, 5)
STATUTORY = "statutory"
SUPPER = "supper"


class Why(StrEnum):
    """What decided about a canteen's day."""

    NO_SITTING = "no_sitting"
    OWN = "own"
    HOLIDAY = "holiday"
    MAKE_UP = "make_up"
    WEEKDAY = "weekday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A canteen's sitting; ``note`` is what somebody wrote as the reason of an own day.

    ``doubtful``: the canteen follows the national calendar, which is not known for the year.
    """

    open: bool
    why: Why
    national: NationalDay
    note: str = ""
    doubtful: bool = False


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The days that somebody wrote into the calendars, over the announced ones."""

    own: tuple[OwnDay, ...] = ()
    marked: tuple[MarkedDay, ...] = ()

    def national(self, date: datetime.date) -> NationalDay:
        """The date in the national calendar; what is marked by hand wins."""
        by_hand = self._marked.get(date)
        return marked(by_hand) if by_hand else announced(date)

    def own_day(self, canteen: str, date: datetime.date, sitting: str) -> OwnDay | None:
        """The canteen's own word on the sitting; one on the sitting wins over one on the day."""
        of_sitting = self._own.get((canteen, date, sitting))
        return of_sitting or self._own.get((canteen, date, None))

    def opening(self, canteen: CanteenRecord, date: datetime.date, sitting: str) -> Opening:
        """Whether ``canteen`` cooks."""
        national = self.national(date)
        if sitting == SUPPER and not canteen.supper_capacity:
            return Opening(open=False, why=Why.NO_SITTING, national=national)
        if own := self.own_day(canteen.id, date, sitting):
            return Opening(open=own.open, why=Why.OWN, national=national, note=own.reason)
        on = date.isoweekday() in canteen.weekdays
        if canteen.holidays == STATUTORY:
            if national.kind is Kind.HOLIDAY:
                return Opening(open=False, why=Why.HOLIDAY, national=national)
            if national.kind is Kind.MAKE_UP and not on:
                on = set(WORKING_DAYS) <= set(canteen.weekdays)
                return Opening(open=on, why=Why.MAKE_UP, national=national)
        doubtful = canteen.holidays == STATUTORY and not national.known
        return Opening(open=on, why=Why.WEEKDAY, national=national, doubtful=doubtful)

    def follows(
        self,
        canteen: str | None,
        canteens: Mapping[str, CanteenRecord],
        date: datetime.date,
        sitting: str,
    ) -> bool:
        """Whether the working days of ``canteen``'s people follow the national calendar.

        They do where the canteen does, unless it opens by its own word on the date: then the
        weekdays count as they stand. Who is bound to no canteen follows when all of them do.
        """
        named = list(canteens.values()) if canteen is None else [canteens.get(canteen)]
        if not named or not all(one and one.holidays == STATUTORY for one in named):
            return False
        own = [self.own_day(one.id, date, sitting) for one in named if one]
        return not any(day and day.open for day in own)

    def falls_on(self, weekdays: tuple[int, ...], date: datetime.date, *, follows: bool) -> bool:
        """Whether ``date`` is one of a person's days.

        Monday to Friday means the working days for whoever ``follows`` the national calendar:
        not on holidays, but on make-up days. Any other choice of days stays as it is.
        """
        if follows and weekdays == WORKING_DAYS:
            return self.national(date).kind in {Kind.WORKDAY, Kind.MAKE_UP}
        return date.isoweekday() in weekdays

    @cached_property
    def _own(self) -> dict[tuple[str, datetime.date, str | None], OwnDay]:
        return {(day.canteen, day.date, day.sitting): day for day in self.own}

    @cached_property
    def _marked(self) -> dict[datetime.date, MarkedDay]:
        return {day.date: day for day in self.marked}
