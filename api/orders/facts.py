"""What is known of one sitting besides the roster: loaded before, so that the rest stays pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from api.calendars.canteens import Calendar
from api.orders.holds import Hold
from api.orders.one_offs import OneOff
from optimizer.problem import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Lent:
    """A rider whom another canteen borrows for the sitting.

    The rider may load at ``canteen`` too; ``exclusive``: only there, and the paid day starts and
    ends there. ``hours`` None: as long as the rider offers.
    """

    canteen: str
    hours: Window | None = None
    exclusive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFacts:
    """Facts of one date and sitting.

    Attributes
    ----------
    calendar
        What the canteens and the office wrote into the calendars for the date.
    one_offs
        Additions and cancellations of the date and sitting, in the order in which they came.
    holds
        Holds that the office set, and the roster's holds that it ended.
    absent
        Riders who are away, by id, with the code of the reason.
    hours
        Hours that a rider offers on this date, by id, also outside the usual weekdays; None: the
        usual hours.
    minutes_left
        By id, for riders with most minutes a week or month: what published plans of that week
        and month have left of them.
    loans
        Riders lent for the sitting, by id, agreed by both canteens.
    missed
        Sittings of the last two weeks without delivery, by resident, beside those that the roster
        states.
    """

    calendar: Calendar = field(default_factory=Calendar)
    one_offs: tuple[OneOff, ...] = ()
    holds: tuple[Hold, ...] = ()
    absent: Mapping[str, str] = field(default_factory=dict)
    hours: Mapping[str, Window | None] = field(default_factory=dict)
    minutes_left: Mapping[str, int] = field(default_factory=dict)
    loans: Mapping[str, Lent] = field(default_factory=dict)
    missed: Mapping[str, int] = field(default_factory=dict)
