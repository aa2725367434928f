"""Until when a change of a sitting is taken, and who may change after that.

The kitchen buys and cooks by the orders: an addition closes before a cancellation. After the
cut-off a change is still possible when a person stands for it with name and reason.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from api.errors import Conflict, Unusable
from api.orders.one_offs import Kind
from api.orders.parameters import SITTINGS
from api.settings import Settings
from api.texts import sitting_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Who asks for a change, and why; ``late``: also after the cut-off. Personal data."""

    by: str = ""
    reason: str = ""
    late: bool = False
    now: datetime.datetime


def said_now(settings: Settings, by: str = "", reason: str = "", *, late: bool = False) -> Said:
    """The same, at this moment in the canteens' time zone."""
    now = datetime.datetime.now(settings.zone)
    return Said(by=by.strip(), reason=reason.strip(), late=late, now=now)


def deadline(
    settings: Settings, kind: Kind, date: datetime.date, sitting: str
) -> datetime.datetime:
    """The last moment of a change."""
    offs = settings.cut_offs[sitting]
    off = offs.add if kind is Kind.ADD else offs.cancel
    day = date - datetime.timedelta(days=off.days_before)
    return datetime.datetime.combine(day, off.at, settings.zone)


def require_in_time(
    settings: Settings, kind: Kind, date: datetime.date, sitting: str, said: Said
) -> bool:
    """Whether the change comes late, where it may.

    Raises
    ------
    Unusable
        When there is no such sitting, the date is over, or a late change lacks name or reason.
    Conflict
        When it comes after the cut-off and nobody stands for it.
    """
    if sitting not in SITTINGS:
        raise Unusable("no_such_sitting", sitting=sitting, known=", ".join(SITTINGS))
    require_not_past(date, said, settings)
    until = deadline(settings, kind, date, sitting)
    if said.now <= until:
        return False
    if not said.late:
        values = {"date": date, "deadline": f"{until:%Y-%m-%d %H:%M}"}
        raise Conflict("after_cut_off", sitting=sitting_words(sitting), **values)
    if not (said.by and said.reason):
        raise Unusable("late_unsigned")
    return True


def require_not_past(date: datetime.date, said: Said, settings: Settings) -> None:
    """Refuse dates that are over.

    Raises
    ------
    Unusable
        When ``date`` is before today.
    """
    today = said.now.astimezone(settings.zone).date()
    if date < today:
        raise Unusable("date_past", date=date, today=today)
