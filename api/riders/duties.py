"""Who is on duty at a sitting, from the database, and whether a plan still fits that."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.orm import Session

from api.errors import NotFound
from api.orders.attendance import duties
from api.orders.duty import Code, Duty
from api.orders.facts import DayFacts, Lent
from api.orders.parameters import SITTINGS, Sitting
from api.planning import facts_of
from api.riders.records import Ridden
from api.roster import repository as rosters
from api.roster.records import RiderRecord, Roster


class Misfit(StrEnum):
    """Why a rider cannot ride what a plan says."""

    OFF = "off"
    HOURS = "hours"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Unfit:
    """A rider of a plan, and why the plan does not fit any more."""

    rider: str
    why: Misfit


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingDuties:
    """Every rider at one sitting, as the planning would take them now."""

    date: datetime.date
    sitting: str
    duties: tuple[Duty, ...]
    facts: DayFacts

    def unfit(
        self, ridden: tuple[Ridden, ...], down: frozenset[str] = frozenset()
    ) -> tuple[Unfit, ...]:
        """Who is off duty, rides longer than there are hours, or loads where nobody lends to.

        Riders of canteens that are ``down`` load where there are meals. Riders who left the
        roster are not judged: nothing is known of them.
        """
        now = {duty.rider.id: duty for duty in self.duties}
        left = self.facts.minutes_left
        return tuple(Unfit(one.rider, why) for one, why in _misfits(ridden, now, left, down))


def sitting_of(name: str) -> Sitting:
    """The sitting with this name.

    Raises
    ------
    NotFound
        When there is none.
    """
    if name not in SITTINGS:
        raise NotFound("sitting_unknown", sitting=name, known="、".join(SITTINGS))
    return SITTINGS[name]


def of_sitting(session: Session, date: datetime.date, sitting: str) -> SittingDuties:
    """The duties of a sitting.

    Raises
    ------
    NotFound
        When there is no such sitting.
    """
    roster, meal = _without_residents(session), sitting_of(sitting)
    facts = facts_of(session, roster, date, meal)
    return SittingDuties(
        date=date, sitting=sitting, duties=duties(roster, date, meal, facts), facts=facts
    )


def if_lent(
    session: Session, rider: str, date: datetime.date, sitting: str, lent: Lent
) -> Duty | None:
    """The duty of ``rider`` at the sitting if the loan came about; None: no such rider."""
    roster, meal = _without_residents(session), sitting_of(sitting)
    facts = facts_of(session, roster, date, meal)
    with_loan = replace(facts, loans={**facts.loans, rider: lent})
    one = replace(roster, riders=tuple(r for r in roster.riders if r.id == rider))
    return next(iter(duties(one, date, meal, with_loan)), None)


def _without_residents(session: Session) -> Roster:
    """Who eats does not decide who rides, and their names need not be decrypted."""
    return Roster(
        canteens=rosters.canteens(session),
        meal_points=rosters.meal_points(session),
        riders=rosters.riders(session),
        residents=(),
    )


def _misfits(
    ridden: tuple[Ridden, ...],
    now: Mapping[str, Duty],
    left: Mapping[str, int],
    down: frozenset[str],
) -> Iterator[tuple[Ridden, Misfit]]:
    for one in ridden:
        if one.over or (duty := now.get(one.rider)) is None:
            continue
        starts, ends = one.paid
        minutes = -(-(ends - starts) // 60)
        if minutes > left.get(one.rider, minutes):
            yield one, Misfit.HOURS
        elif duty.today is None:
            if duty.remarks[-1].code is not Code.USED_UP:
                yield one, Misfit.OFF
        elif duty.today.canteen not in down and not _lent(one, duty.today):
            yield one, Misfit.PLACE
        elif not _within(one.paid, duty):
            yield one, Misfit.HOURS


def _lent(one: Ridden, today: RiderRecord) -> bool:
    """Whether the rider loads at home, or where somebody lends this rider to."""
    return set(one.loads_at) <= {today.canteen, *today.may_load_at}


def _within(paid: tuple[int, int], duty: Duty) -> bool:
    """Whether the paid day lies in the hours offered; a shift cut to its minutes may move."""
    if duty.today is None or any(remark.code is Code.SHORTENED for remark in duty.remarks):
        return True
    return duty.today.shift[0] <= paid[0] and paid[1] <= duty.today.shift[1]
