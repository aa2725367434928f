"""Lending a rider to another canteen for one sitting: asked for, consented to, or not.

::

    requested ──consent──> agreed ──withdraw──> withdrawn
        ├──────decline──> declined                  ^
        └──────withdraw─────────────────────────────┘

Only what is agreed reaches a problem. Nothing here commits.
"""

from __future__ import annotations

import datetime

from sqlalchemy.orm import Session

from api.errors import Conflict, NotFound, Unusable
from api.orders.duty import Code, Duty, Remark
from api.orders.facts import Lent
from api.orders.parameters import SITTINGS
from api.riders import duties, loan_repository, repository
from api.riders.records import Loan, LoanRequest
from api.riders.service import require_in_order
from api.riders.states import LoanState
from api.riders.texts import remark_words, text
from api.roster import repository as rosters


def request(session: Session, asked: LoanRequest) -> Loan:
    """Ask another canteen for a rider; nothing changes until it consents.

    Raises
    ------
    NotFound
        When there is no such sitting, canteen or rider.
    Unusable
        When a canteen asks itself, the rider wanted is not the lender's, the hours are reversed
        or nobody says who asks.
    """
    duties.sitting_of(asked.sitting)
    places = {canteen.id for canteen in rosters.canteens(session)}
    places |= {point.id for point in rosters.meal_points(session)}
    for canteen in (asked.borrower, asked.lender):
        if canteen not in places:
            raise NotFound("no_such_canteen", canteen=canteen, known="、".join(sorted(places)))
    if asked.borrower == asked.lender:
        raise Unusable("loan_to_itself", canteen=asked.borrower)
    if asked.wanted is not None:
        _require_home(session, asked.wanted, asked.lender)
    require_in_order(asked.hours)
    _require_named(asked.by)
    return _loan(session, loan_repository.add(session, asked, _now()))


def consent(session: Session, loan_id: int, by: str, rider: str | None = None) -> Loan:
    """Lend a rider: the one who was asked for, or whom the lender names if any will do.

    Raises
    ------
    NotFound
        When there is no such request or rider.
    Unusable
        When no rider is named, another one than was asked for or one of another canteen is, or
        nobody says who consents.
    Conflict
        When the request is answered already, or the rider is off duty or lent elsewhere then.
    """
    loan = _loan(session, loan_id)
    asked = loan.request
    _require_open(loan)
    _require_named(by)
    named = rider or asked.wanted
    if named is None:
        raise Unusable("loan_without_rider", loan=loan_id)
    if asked.wanted is not None and named != asked.wanted:
        raise Unusable("loan_of_another", loan=loan_id, wanted=asked.wanted, rider=named)
    _require_home(session, named, asked.lender)
    for other in loan_repository.agreed_of(session, named, asked.date, asked.date):
        if _overlap(other.request, asked):
            raise Conflict("lent_already", rider=named, loan=other.id)
    _require_on_duty(session, loan, named)
    if not loan_repository.consent(session, loan_id, named, by.strip(), _now()):
        raise Conflict("loan_overtaken", loan=loan_id, rider=named)
    return _loan(session, loan_id)


def decline(session: Session, loan_id: int, by: str, reason: str) -> Loan:
    """Decline a request, with the reason.

    Raises
    ------
    NotFound
        When there is no such request.
    Unusable
        When nobody says who declines and why.
    Conflict
        When it is answered already.
    """
    loan = _loan(session, loan_id)
    _require_open(loan)
    _require_named(by)
    if not reason.strip():
        raise Unusable("loan_without_reason", loan=loan_id)
    if not loan_repository.decline(session, loan_id, by.strip(), reason.strip(), _now()):
        raise Conflict("loan_not_open", loan=loan_id, state=text(f"loan_{loan.state}"))
    return _loan(session, loan_id)


def withdraw(session: Session, loan_id: int, by: str, reason: str = "") -> Loan:
    """Take back a request or a consent, from either side, before it is planned with.

    Raises
    ------
    NotFound
        When there is no such request.
    Unusable
        When nobody says who withdraws.
    Conflict
        When it is declined or withdrawn already, or the newest or published plan of the sitting
        loads the rider at the borrower.
    """
    loan = _loan(session, loan_id)
    _require_named(by)
    if (number := _planned_with(session, loan)) is not None:
        raise Conflict("loan_planned", loan=loan_id, rider=loan.rider, number=number)
    if not loan_repository.withdraw(session, loan_id, by.strip(), reason.strip(), _now()):
        raise Conflict("loan_not_open", loan=loan_id, state=text(f"loan_{loan.state}"))
    return _loan(session, loan_id)


def _loan(session: Session, loan_id: int) -> Loan:
    found = loan_repository.by_id(session, loan_id)
    if found is None:
        raise NotFound("no_such_loan", loan=loan_id)
    return found


def _require_open(loan: Loan) -> None:
    if loan.state is not LoanState.REQUESTED:
        raise Conflict("loan_not_open", loan=loan.id, state=text(f"loan_{loan.state}"))


def _require_named(by: str) -> None:
    if not by.strip():
        raise Unusable("loan_unsigned")


def _require_home(session: Session, rider: str, lender: str) -> None:
    home = repository.rider_home(session, rider)
    if home is None:
        raise NotFound("no_such_rider", rider=rider)
    if home != lender:
        raise Unusable("rider_of_another", rider=rider, home=home, lender=lender)


def _require_on_duty(session: Session, loan: Loan, rider: str) -> None:
    """Refuse a rider who would not ride for the borrower then."""
    asked = loan.request
    lent = Lent(canteen=asked.borrower, hours=asked.hours, exclusive=asked.exclusive)
    duty = duties.if_lent(session, rider, asked.date, asked.sitting, lent)
    if duty is None:
        raise NotFound("no_such_rider", rider=rider)
    if (why := _why_not(duty)) is not None:
        raise Conflict("rider_off_duty", rider=rider, date=asked.date, why=remark_words(why))


def _why_not(duty: Duty) -> Remark | None:
    unmet = [remark for remark in duty.remarks if remark.code is Code.LOAN_UNMET]
    return next(iter(unmet), duty.remarks[-1] if duty.today is None else None)


def _overlap(one: LoanRequest, other: LoanRequest) -> bool:
    """Whether two loans of a date are at the same sitting, or at hours that touch."""
    if one.sitting == other.sitting:
        return True
    (a, b), (c, d) = (loan.hours or SITTINGS[loan.sitting].window for loan in (one, other))
    return a < d and c < b


def _planned_with(session: Session, loan: Loan) -> int | None:
    """The number of a plan that matters and loads the rider at the borrower; None: there is none.

    Who may load there without a loan does so with any plan; then the loan decides nothing.
    """
    if loan.state is not LoanState.AGREED:
        return None
    asked = loan.request
    own = {r.id: (r.canteen, *r.may_load_at) for r in rosters.riders(session)}
    if not asked.exclusive and asked.borrower in own.get(loan.rider or "", ()):
        return None
    for version in repository.versions(session, asked.date, asked.sitting):
        for one in repository.ridden(session, version.version):
            if one.rider == loan.rider and asked.borrower in one.loads_at:
                return version.number
    return None


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
