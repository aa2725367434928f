"""Loans of riders in the database: inserted once, each later step a conditional update."""

from __future__ import annotations

import datetime
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.riders.records import Loan, LoanRequest
from api.riders.states import LoanState
from api.riders.tables import RiderLoanRow


def add(session: Session, request: LoanRequest, now: datetime.datetime) -> int:
    """Insert a request; its number."""
    row = RiderLoanRow(
        date=request.date,
        sitting=request.sitting,
        borrower=request.borrower,
        lender=request.lender,
        wanted=request.wanted,
        hours=request.hours,
        exclusive=request.exclusive,
        state=LoanState.REQUESTED,
        asked=now,
        asked_by=request.by,
        answered_by="",
        withdrawn_by="",
        reason="",
    )
    session.add(row)
    session.flush()
    return row.id


def by_id(session: Session, loan: int) -> Loan | None:
    """The loan with this number."""
    return next(iter(_loans(session, select(RiderLoanRow).where(RiderLoanRow.id == loan))), None)


def of_sitting(session: Session, date: datetime.date, sitting: str) -> tuple[Loan, ...]:
    """All loans of a sitting, whatever became of them, in order of number."""
    on_date = RiderLoanRow.date == date
    return _loans(session, select(RiderLoanRow).where(on_date, RiderLoanRow.sitting == sitting))


def between(session: Session, first: datetime.date, last: datetime.date) -> tuple[Loan, ...]:
    """All loans of a period, in order of date and number."""
    return _loans(session, select(RiderLoanRow).where(RiderLoanRow.date.between(first, last)))


def agreed_of(
    session: Session, rider: str, first: datetime.date, last: datetime.date | None
) -> tuple[Loan, ...]:
    """Agreed loans of a rider from ``first`` to ``last``; None: any later date."""
    query = select(RiderLoanRow).where(
        RiderLoanRow.rider == rider,
        RiderLoanRow.state == LoanState.AGREED,
        RiderLoanRow.date >= first,
    )
    return _loans(session, query if last is None else query.where(RiderLoanRow.date <= last))


def consent(session: Session, loan: int, rider: str, by: str, now: datetime.datetime) -> bool:
    """Agree to an open request; False if it is not open, or the rider is lent already."""
    values = {"state": LoanState.AGREED, "rider": rider, "answered": now, "answered_by": by}
    try:
        with session.begin_nested():
            return _step(session, loan, (LoanState.REQUESTED,), values)
    except IntegrityError:
        return False


def decline(session: Session, loan: int, by: str, reason: str, now: datetime.datetime) -> bool:
    """Decline an open request; False if it is not open."""
    values = {"state": LoanState.DECLINED, "answered": now, "answered_by": by, "reason": reason}
    return _step(session, loan, (LoanState.REQUESTED,), values)


def withdraw(session: Session, loan: int, by: str, reason: str, now: datetime.datetime) -> bool:
    """Withdraw what is requested or agreed; False if it is neither."""
    values = {
        "state": LoanState.WITHDRAWN,
        "withdrawn": now,
        "withdrawn_by": by,
        "reason": reason,
    }
    return _step(session, loan, (LoanState.REQUESTED, LoanState.AGREED), values)


def _step(
    session: Session, loan: int, states: tuple[LoanState, ...], values: dict[str, Any]
) -> bool:
    changed = session.scalars(
        update(RiderLoanRow)
        .where(RiderLoanRow.id == loan, RiderLoanRow.state.in_(states))
        .values(**values)
        .returning(RiderLoanRow.id)
        .execution_options(synchronize_session=False)
    )
    return changed.one_or_none() is not None


def _loans(session: Session, query: Select[RiderLoanRow]) -> tuple[Loan, ...]:
    ordered = query.order_by(RiderLoanRow.date, RiderLoanRow.id)
    fresh = ordered.execution_options(populate_existing=True)
    return tuple(map(_loan, session.scalars(fresh)))


def _loan(row: RiderLoanRow) -> Loan:
    return Loan(
        id=row.id,
        request=LoanRequest(
            date=row.date,
            sitting=row.sitting,
            borrower=row.borrower,
            lender=row.lender,
            by=row.asked_by,
            wanted=row.wanted,
            hours=row.hours,
            exclusive=row.exclusive,
        ),
        state=LoanState(row.state),
        asked=row.asked,
        rider=row.rider,
        answered=row.answered,
        answered_by=row.answered_by,
        withdrawn=row.withdrawn,
        withdrawn_by=row.withdrawn_by,
        reason=row.reason,
    )
