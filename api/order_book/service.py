"""Changing orders beside the roster. Nothing here commits; nothing is ever deleted."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from api.errors import Conflict, NotFound, Unusable
from api.order_book import repository
from api.order_book.cut_offs import Said, require_in_time, require_not_past
from api.order_book.facts import order_facts
from api.orders.holds import Hold, by_resident, holds_of
from api.orders.one_offs import Kind, OneOff
from api.orders.standing import Standing, standings
from api.roster import repository as rosters
from api.roster.records import DIETS, ResidentRecord, Roster
from api.settings import Settings
from api.texts import sitting_words

MOST_MEALS = 50
"""Of one addition; more is a typing error."""


def add(
    session: Session,
    settings: Settings,
    order: OneOff,
    said: Said,
) -> OneOff:
    """Order ``order.meals`` on top of whatever else the resident gets at the sitting.

    Raises
    ------
    NotFound
        When there is no such resident.
    Unusable
        When sitting, diet or meals cannot be, or the date is over.
    Conflict
        When it comes after the cut-off and nobody stands for it.
    """
    _resident(session, order.resident)
    if not 1 <= order.meals <= MOST_MEALS:
        raise Unusable("meals_out_of_range", meals=order.meals, most=MOST_MEALS)
    if order.diet is not None and order.diet not in DIETS:
        raise Unusable("no_such_diet", diet=order.diet, known=", ".join(DIETS))
    late = require_in_time(settings, Kind.ADD, order.date, order.sitting, said)
    return _keep(session, replace(order, kind=Kind.ADD), said, late=late)


def cancel(
    session: Session,
    settings: Settings,
    resident: str,
    date: datetime.date,
    sitting: str,
    said: Said,
) -> OneOff:
    """Take back all meals of a resident at one sitting.

    Raises
    ------
    NotFound
        When there is no such resident.
    Unusable
        When the resident has no meal then, there is no such sitting, or the date is over.
    Conflict
        When it comes after the cut-off and nobody stands for it.
    """
    who = _resident(session, resident)
    late = require_in_time(settings, Kind.CANCEL, date, sitting, said)
    if not _standing(session, who, date, sitting).eats:
        values = {"resident": resident, "date": date, "sitting": sitting_words(sitting)}
        raise Unusable("nothing_to_cancel", **values)
    change = OneOff(resident=resident, date=date, sitting=sitting, kind=Kind.CANCEL)
    return _keep(session, change, said, late=late)


def take_back(session: Session, settings: Settings, change: int, said: Said) -> OneOff:
    """Undo a change: for the cut-off an undone cancellation is an addition, and vice versa.

    Raises
    ------
    NotFound
        When there is no such change.
    Unusable
        When its date is over.
    Conflict
        When it is undone already, or this comes after the cut-off and nobody stands for it.
    """
    found = repository.one_off(session, change)
    if found is None:
        raise NotFound("change_unknown", change=change)
    if found.taken_back:
        raise Conflict("change_taken_back", change=change)
    opposite = Kind.CANCEL if found.kind is Kind.ADD else Kind.ADD
    require_in_time(settings, opposite, found.date, found.sitting, said)
    repository.take_back(session, change, said.by, said.reason, said.now)
    return replace(found, taken_back=True, taken_back_by=said.by, taken_back_reason=said.reason)


def hold(
    session: Session,
    settings: Settings,
    resident: str,
    first: datetime.date,
    last: datetime.date | None,
    said: Said,
) -> Hold:
    """Stop all meals of a resident from ``first`` to ``last``; None: until somebody restarts them.

    For the cut-off it cancels every recurring meal of the first date.

    Raises
    ------
    NotFound
        When there is no such resident.
    Unusable
        When the dates are reversed, or the first one is over.
    Conflict
        When a hold covers all these dates already, or this comes after a cut-off and nobody
        stands for it.
    """
    who = _resident(session, resident)
    if last is not None and last < first:
        raise Unusable("hold_reversed", first=first, last=last)
    require_not_past(first, said, settings)
    for known in holds_of(who, _office(session, who, first)):
        if known.covers(first) and (known.last is None or (last and last <= known.last)):
            values = {"first": known.hold_from or "—", "last": known.last or "—"}
            raise Conflict("already_held", resident=resident, **values)
    late = _late(session, settings, who, first, Kind.CANCEL, said)
    made = Hold(
        resident=resident, hold_from=first, hold_to=last, reason=said.reason, by=said.by, late=late
    )
    return replace(made, id=repository.add_hold(session, made, said.now))


def restart(
    session: Session, settings: Settings, resident: str, date: datetime.date, said: Said
) -> tuple[Hold, ...]:
    """End every hold that covers ``date``, so that the recurring order runs again from then on.

    A hold that begins later stays. The roster's hold is ended too, and stays so when the same
    workbook is imported again; another hold in a later workbook counts.

    Raises
    ------
    NotFound
        When there is no such resident.
    Unusable
        When the date is over.
    Conflict
        When no hold covers the date, or this comes after a cut-off and nobody stands for it.
    """
    who = _resident(session, resident)
    require_not_past(date, said, settings)
    over = [one for one in holds_of(who, _office(session, who, date)) if one.covers(date)]
    if not over:
        raise Conflict("not_on_hold", resident=resident, date=date)
    late = _late(session, settings, who, date, Kind.ADD, said)
    return tuple(_lift(session, one, date, said, late=late) for one in over)


def standings_of(
    session: Session, roster: Roster, date: datetime.date, sitting: str
) -> tuple[Standing, ...]:
    """How everybody on ``roster`` stands at the sitting.

    Raises
    ------
    Unusable
        When there is no such sitting.
    """
    return standings(roster, date, sitting, order_facts(session, date, sitting))


def ending(
    session: Session, residents: Iterable[ResidentRecord], date: datetime.date, days: int
) -> tuple[Hold, ...]:
    """Holds that cover ``date`` and end within ``days`` of it, the first to end first."""
    limit = date + datetime.timedelta(days=days)
    stored = by_resident(repository.holds(session, date))
    found = [
        hold
        for who in residents
        for hold in holds_of(who, stored.get(who.id, ()))
        if hold.covers(date) and hold.last is not None and hold.last <= limit
    ]
    return tuple(sorted(found, key=lambda hold: (hold.last or limit, hold.resident)))


def _keep(session: Session, change: OneOff, said: Said, *, late: bool) -> OneOff:
    signed = replace(change, by=said.by, reason=said.reason, late=late)
    return replace(signed, id=repository.add_one_off(session, signed, said.now))


def _lift(session: Session, hold: Hold, date: datetime.date, said: Said, *, late: bool) -> Hold:
    if hold.id == 0:
        hold = replace(hold, id=repository.add_hold(session, hold, said.now))
    ended = replace(hold, lifted_from=date, lifted_by=said.by, lifted_reason=said.reason)
    repository.lift_hold(session, ended, said.now, late=late)
    return ended


def _late(
    session: Session,
    settings: Settings,
    who: ResidentRecord,
    date: datetime.date,
    kind: Kind,
    said: Said,
) -> bool:
    """Whether a change of all sittings of a date comes late for any with a recurring meal."""
    free = replace(who, hold_from=None, hold_to=None)
    late = [
        require_in_time(settings, kind, date, sitting, said)
        for sitting in who.sittings
        if _standing(session, free, date, sitting, held=False).due
    ]
    return any(late)


def _office(session: Session, who: ResidentRecord, date: datetime.date) -> list[Hold]:
    return [hold for hold in repository.holds(session, date) if hold.resident == who.id]


def _resident(session: Session, resident: str) -> ResidentRecord:
    found = rosters.resident(session, resident)
    if found is None:
        raise NotFound("resident_unknown", resident=resident)
    return found


def _standing(
    session: Session, who: ResidentRecord, date: datetime.date, sitting: str, *, held: bool = True
) -> Standing:
    """How ``who`` stands; not ``held``: as if the office had set no holds."""
    roster = Roster(canteens=rosters.canteens(session), riders=(), residents=(who,))
    facts = order_facts(session, date, sitting)
    return standings(roster, date, sitting, facts if held else replace(facts, holds=()))[0]
