"""Riders' availability, hours and time bank. Nothing here commits."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.errors import NotFound, Unusable
from api.riders import loan_repository, repository
from api.riders.duties import sitting_of
from api.riders.hours import Period, RiderHours, hours
from api.riders.records import VOLUNTEER, Correction, Loan, Offer
from api.riders.states import AbsenceReason
from api.riders.texts import text
from api.roster import repository as rosters
from api.settings import HourlyCost


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """A rider from ``first`` to ``last`` (both included; None: until further notice)."""

    rider: str
    first: datetime.date
    last: datetime.date | None
    reason: AbsenceReason
    sitting: str | None = None
    by: str = ""


def absent(session: Session, away: Away) -> tuple[Loan, ...]:
    """Record that a rider is away; agreed loans of these days end, and are returned.

    Saying the same twice changes nothing. A plan that exists is not changed: plan again.

    Raises
    ------
    NotFound
        When there is no such rider or sitting.
    Unusable
        When the last day is before the first.
    """
    _require_rider(session, away.rider)
    if away.sitting is not None:
        sitting_of(away.sitting)
    if away.last is not None and away.last < away.first:
        raise Unusable("absence_reversed", first=away.first, last=away.last)
    span = (away.first, away.last)
    known = repository.absences_within(session, away.rider, *span)
    same = ((a.first, a.last, a.sitting, a.reason) for a in known)
    if (*span, away.sitting, away.reason) not in same:
        repository.add_absence(session, away.rider, span, away.sitting, away.reason)
    ended = [
        loan
        for loan in loan_repository.agreed_of(session, away.rider, *span)
        if away.sitting in {None, loan.request.sitting}
    ]
    now = datetime.datetime.now(datetime.UTC)
    for loan in ended:
        loan_repository.withdraw(session, loan.id, away.by, str(text("rider_away")), now)
    return tuple(ended)


def back(session: Session, rider: str, date: datetime.date) -> None:
    """End the absences that cover ``date``: the rider works from that day on.

    Absences that begin later stay. Loans that the absence ended must be asked for again.

    Raises
    ------
    NotFound
        When there is no such rider, or the rider is not away on ``date``.
    """
    _require_rider(session, rider)
    known = repository.absences_within(session, rider, date, date)
    if not known:
        raise NotFound("not_away", rider=rider, date=date)
    for absence in known:
        repository.end_absence(session, absence, date - datetime.timedelta(days=1))


def offer(session: Session, offered: Offer) -> None:
    """Record what a rider offers for a sitting; the latest word counts.

    Raises
    ------
    NotFound
        When there is no such rider or sitting.
    Unusable
        When the hours end before they begin.
    """
    _require_rider(session, offered.rider)
    sitting_of(offered.sitting)
    require_in_order(offered.hours)
    repository.put_offer(session, offered)


def take_back_offer(session: Session, rider: str, date: datetime.date, sitting: str) -> None:
    """Return to the usual days and hours.

    Raises
    ------
    NotFound
        When there is no such rider, or nothing is offered.
    """
    _require_rider(session, rider)
    if not repository.remove_offer(session, rider, date, sitting):
        raise NotFound("no_offer", rider=rider, date=date, sitting=sitting)


def correct(session: Session, correction: Correction) -> None:
    """Add minutes to a volunteer's time bank, or take some away.

    Raises
    ------
    NotFound
        When there is no such rider.
    Unusable
        When it is no volunteer, there are no minutes, or nobody says who and why.
    """
    _require_rider(session, correction.rider)
    kinds = {rider.id: rider.kind for rider in rosters.riders(session)}
    if kinds[correction.rider] != VOLUNTEER:
        raise Unusable("no_time_bank", rider=correction.rider)
    if correction.minutes == 0:
        raise Unusable("no_minutes", rider=correction.rider)
    if not correction.by.strip() or not correction.why.strip():
        raise Unusable("correction_unexplained", rider=correction.rider)
    repository.add_correction(session, correction, datetime.datetime.now(datetime.UTC))


def report(session: Session, period: Period, rates: HourlyCost) -> Sequence[RiderHours]:
    """Hours, cost and time bank of every rider.

    Raises
    ------
    Unusable
        When the period ends before it begins.
    """
    if period.last < period.first:
        raise Unusable("period_reversed", first=period.first, last=period.last)
    return hours(
        rosters.riders(session),
        repository.worked(session, period.first, period.last),
        repository.corrections(session, period.last),
        period,
        rates,
    )


def require_in_order(hours_: tuple[int, int] | None) -> None:
    """Refuse hours that end before they begin."""
    if hours_ is not None and hours_[1] <= hours_[0]:
        raise Unusable("hours_reversed", first=_clock(hours_[0]), last=_clock(hours_[1]))


def _clock(seconds: int) -> str:
    return f"{seconds // 3_600:02d}:{seconds // 60 % 60:02d}"


def _require_rider(session: Session, rider: str) -> None:
    if repository.rider_home(session, rider) is None:
        raise NotFound("no_such_rider", rider=rider)
