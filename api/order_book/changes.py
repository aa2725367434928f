"""The list of changes of a sitting, from the database.

It is compared with what the newest version of the last planned date says. Where nothing was
planned within two weeks, with who would have eaten on the last day on which any canteen cooked.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.calendars import repository as calendars
from api.errors import Unusable
from api.order_book import repository
from api.order_book.comparison import Change, Had, compare
from api.order_book.moving import Moving
from api.order_book.repository import Planned
from api.order_book.service import standings_of
from api.orders.parameters import SITTINGS
from api.orders.records import Order
from api.orders.standing import Standing
from api.roster import repository as rosters
from api.roster.records import Roster

LOOK_BACK = 14
"""Days in which the last planned date is searched."""

REMEMBERED = 60
"""Days after which somebody with no order in between is new again."""

LEARNT = 7
"""Days of plans after which everybody's weekly rhythm has been seen once."""

DINE_IN = "dine_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeList:
    """All who differ from the last time.

    ``since`` is the date compared with; ``plan`` the version that tells of it, None where only
    the roster does. ``before`` and ``after`` are the people who ate then and eat now.
    """

    date: datetime.date
    sitting: str
    since: datetime.date
    plan: Planned | None
    changes: tuple[Change, ...]
    before: int
    after: int


def change_list(session: Session, roster: Roster, date: datetime.date, sitting: str) -> ChangeList:
    """Who is new, on hold, gone or changed since the sitting was served the last time.

    Raises
    ------
    Unusable
        When there is no such sitting.
    """
    if sitting not in SITTINGS:
        raise Unusable("no_such_sitting", sitting=sitting, known=", ".join(SITTINGS))
    first = date - datetime.timedelta(days=LOOK_BACK)
    plan = repository.planned_before(session, date, sitting, first)
    since = plan.date if plan else _last_open(session, roster, date, sitting)
    then = _by_id(standings_of(session, roster, since, sitting))
    now = _by_id(standings_of(session, roster, date, sitting))
    before = _eaters(then) if plan is None else _had(session, plan, then)
    changes = compare(
        before,
        then,
        now,
        Moving(roster=roster, sitting=SITTINGS[sitting]).details,
        None if plan is None else _seen(session, date, sitting, before),
    )
    return ChangeList(
        date=date,
        sitting=sitting,
        since=since,
        plan=plan,
        changes=changes,
        before=len(before),
        after=sum(one.eats for one in now.values()),
    )


def changed_since(
    session: Session, version_id: int, date: datetime.date, sitting: str
) -> tuple[str, ...]:
    """Residents whose meals are not those of a version of this date and sitting any more."""
    standing = standings_of(session, rosters.load(session), date, sitting)
    return unplanned(session, standing, version_id)


def unplanned(session: Session, standing: Iterable[Standing], version_id: int) -> tuple[str, ...]:
    """Residents whose meals are not those of a version: changed after it was made.

    Who eats at a canteen is in no plan.
    """
    meals = _meals(repository.planned_orders(session, version_id))
    return tuple(
        one.resident.id
        for one in standing
        if meals.get(one.resident.id, {}) != dict(one.meals)
        and (one.resident.id in meals or one.resident.mode != DINE_IN)
    )


def _had(session: Session, plan: Planned, then: Mapping[str, Standing]) -> dict[str, Had]:
    """What the plan says; those who eat at a canteen are not in it, the roster tells of them."""
    orders = repository.planned_orders(session, plan.version_id)
    visits: dict[str, set[str]] = {}
    for order in orders:
        visits.setdefault(order.resident, set()).add(order.visit)
    eating_in = {
        name: Had(meals=one.meals)
        for name, one in then.items()
        if one.eats and one.resident.mode == DINE_IN
    }
    planned = {
        name: Had(meals=meals, visits=frozenset(visits[name]))
        for name, meals in _meals(orders).items()
    }
    return eating_in | planned


def _seen(
    session: Session, date: datetime.date, sitting: str, before: Mapping[str, Had]
) -> frozenset[str] | None:
    """Who had an order before; None as long as there are plans of less than a week."""
    since = date - datetime.timedelta(days=REMEMBERED)
    first = repository.first_planned(session, sitting, since)
    if first is None or first > date - datetime.timedelta(days=LEARNT):
        return None
    return repository.seen(session, sitting, since, date) | set(before)


def _meals(orders: Iterable[Order]) -> dict[str, dict[str, int]]:
    """Meals by resident and diet."""
    meals: dict[str, Counter[str]] = {}
    for order in orders:
        meals.setdefault(order.resident, Counter())[order.diet] += order.meals
    return {resident: dict(counted) for resident, counted in meals.items()}


def _eaters(standing: Mapping[str, Standing]) -> dict[str, Had]:
    return {name: Had(meals=one.meals) for name, one in standing.items() if one.eats}


def _by_id(standing: Iterable[Standing]) -> dict[str, Standing]:
    return {one.resident.id: one for one in standing}


def _last_open(
    session: Session, roster: Roster, date: datetime.date, sitting: str
) -> datetime.date:
    """The last date before ``date`` on which a canteen cooks, or the day before."""
    days = [date - datetime.timedelta(days=back) for back in range(1, LOOK_BACK + 1)]
    calendar = calendars.calendar(session, days[-1], days[0])
    cooking = (
        day
        for day in days
        if any(calendar.opening(canteen, day, sitting).open for canteen in roster.canteens)
    )
    return next(cooking, days[0])
