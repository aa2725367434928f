"""What the planning must know of riders' days, loaded for one sitting."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from api.orders.facts import DayFacts, Lent
from api.riders import loan_repository, repository
from api.riders.records import Loan
from api.riders.states import LoanState
from api.roster.records import RiderRecord


def with_riders(
    session: Session,
    facts: DayFacts,
    riders: Iterable[RiderRecord],
    date: datetime.date,
    sitting: str,
) -> DayFacts:
    """``facts`` with the absences, offers, hours and agreed loans of one sitting."""
    return replace(
        facts,
        absent={a.rider: a.reason.value for a in repository.absences(session, date, sitting)},
        hours={o.rider: o.hours for o in repository.offers(session, date, sitting)},
        minutes_left=minutes_left(session, riders, date, sitting),
        loans=lent(loan_repository.of_sitting(session, date, sitting)),
    )


def lent(loans: Iterable[Loan]) -> Mapping[str, Lent]:
    """The agreed loans by rider; whatever else became of a request changes nothing."""
    return {
        loan.rider: Lent(
            canteen=loan.request.borrower,
            hours=loan.request.hours,
            exclusive=loan.request.exclusive,
        )
        for loan in loans
        if loan.state is LoanState.AGREED and loan.rider is not None
    }


def minutes_left(
    session: Session, riders: Iterable[RiderRecord], date: datetime.date, sitting: str
) -> Mapping[str, int]:
    """What other published plans of the week (Monday to Sunday) and month leave, by rider.

    Only riders with most minutes are in it; below zero where a plan was published regardless.
    """
    limited = [r for r in riders if (r.weekly_minutes, r.monthly_minutes) != (None, None)]
    if not limited:
        return {}
    this = (date, sitting)
    of_week = repository.minutes_used(session, *week_of(date), this)
    of_month = repository.minutes_used(session, *month_of(date), this)
    left: dict[str, int] = {}
    for rider in limited:
        limits = (
            (rider.weekly_minutes, of_week.get(rider.id, 0)),
            (rider.monthly_minutes, of_month.get(rider.id, 0)),
        )
        left[rider.id] = min(most - used for most, used in limits if most is not None)
    return left


def week_of(date: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Monday and Sunday of the week."""
    monday = date - datetime.timedelta(days=date.weekday())
    return monday, monday + datetime.timedelta(days=6)


def month_of(date: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of the month."""
    days = calendar.monthrange(date.year, date.month)[1]
    return date.replace(day=1), date.replace(day=days)
