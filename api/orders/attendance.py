"""Who eats, who rides and who cooks on a date."""

from __future__ import annotations

import datetime

from api.roster.records import CanteenRecord, ResidentRecord, RiderRecord, Roster


def eaters(roster: Roster, date: datetime.date) -> tuple[ResidentRecord, ...]:
    """Residents who eat on ``date``, in order of id.

    Their own weekdays and holds decide. A canteen that is closed on the day takes nobody off
    the list: its residents are planned elsewhere, or become unserved where all can see it.
    """
    eating = (resident for resident in roster.residents if _eats(resident, date))
    return tuple(sorted(eating, key=lambda resident: resident.id))


def riders_on_duty(roster: Roster, date: datetime.date) -> tuple[RiderRecord, ...]:
    """Riders who work on ``date`` and may load at a canteen that is open, in order of id."""
    open_today = {canteen.id for canteen in roster.canteens if is_open(canteen, date)}
    on_duty = (
        rider
        for rider in roster.riders
        if date.isoweekday() in rider.weekdays
        and not open_today.isdisjoint((rider.canteen, *rider.may_load_at))
    )
    return tuple(sorted(on_duty, key=lambda rider: rider.id))


def is_open(canteen: CanteenRecord, date: datetime.date) -> bool:
    """Whether ``canteen`` cooks on ``date``."""
    return date.isoweekday() in canteen.weekdays


def _eats(resident: ResidentRecord, date: datetime.date) -> bool:
    return (
        resident.portions > 0
        and date.isoweekday() in resident.weekdays
        and not _on_hold(resident, date)
    )


def _on_hold(resident: ResidentRecord, date: datetime.date) -> bool:
    """A hold includes both its ends; without either date there is none."""
    begins, ends = resident.hold_from, resident.hold_to
    if begins is None and ends is None:
        return False
    return (begins is None or begins <= date) and (ends is None or date <= ends)
