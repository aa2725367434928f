"""What the page's endpoints show: versions with their names, and every reading logged."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.order_book.changes import changed_since
from api.orders.parameters import SITTINGS
from api.plans import service as plans
from api.plans.bulk import at_doors
from api.plans.records import Status, Version
from api.riders import duties
from api.riders.plans import outdated
from api.schedules import repository as schedules
from api.settings import Settings
from api.web import repository
from api.web.duty_view import outdated_words
from api.web.errors import PageError
from api.web.names import Names
from api.web.sheets import KitchenSheet, RiderSheets, kitchen_sheet, rider_sheets
from api.web.view import DayView, day_view
from api.web.where import Where
from optimizer.texts import Text

EVERY_RIDER = "*"
"""What the log of personal reads says for the page that names all riders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The version to show and, if another one matters beside it, that one's number."""

    version: Version
    other: int | None = None


def find(session: Session, where: Where, *, published: bool) -> Found | None:
    """The sitting's newest draft, else what is published; on request what is published first."""
    latest = plans.latest(session, where.date, where.sitting)
    live = plans.published(session, where.date, where.sitting)
    if latest is None:
        return None
    if live is None or live.id == latest.id:
        return Found(version=latest)
    if latest.status is not Status.DRAFT:
        return Found(version=live)
    if published:
        return Found(version=live, other=latest.number)
    return Found(version=latest, other=live.number)


def day(session: Session, version: Version, settings: Settings) -> DayView:
    """The day's page of ``version``; it names riders and who takes over, so it is logged."""
    names = _names(session, version)
    view = day_view(version, names, settings.zone)
    named = len(view.riders) + sum(bool(hand_over.who) for hand_over in version.hand_overs)
    schedules.log_personal_read(session, "/", EVERY_RIDER, version, named)
    return view


def unplanned(session: Session, version: Version, settings: Settings) -> int:
    """How many people's orders changed after ``version`` was made; of past days nobody asks."""
    date, sitting = version.problem.date, version.problem.sitting
    if date < settings.today():
        return 0
    return len(changed_since(session, version.id, date, sitting))


def unridable(session: Session, version: Version, settings: Settings) -> Text | None:
    """Who cannot ride ``version`` any more, if anybody; of past days nobody asks.

    A version that is neither published nor the newest is not judged.
    """
    date, sitting = version.problem.date, version.problem.sitting
    if sitting not in SITTINGS or date < settings.today():
        return None
    late = outdated(session, duties.of_sitting(session, date, sitting))
    names = repository.rider_names(session)
    words = (outdated_words(one, names) for one in late if one.planned.version == version.id)
    return next(words, None)


def riders_sheets(
    session: Session, where: Where, settings: Settings, now: datetime.datetime
) -> RiderSheets:
    """The published riders' sheets; each rider's reading is logged.

    Raises
    ------
    PageError
        When nothing is published.
    """
    version = _published(session, where)
    orders = at_doors(version.problem, version.orders)
    visits = version.plan.served() & {order.visit for order in orders}
    people = schedules.people(session, version.id, visits)
    for ridden in version.plan.riders:
        carried = {stop.visit for trip in ridden.trips for stop in trip.stops}
        met = {order.resident for order in orders if order.visit in carried} & set(people)
        if met:
            schedules.log_personal_read(
                session, "/sheets/{date}/riders", ridden.rider, version, len(met)
            )
    return rider_sheets(version, _names(session, version), people, now, settings.zone)


def kitchens_sheet(
    session: Session, where: Where, settings: Settings, now: datetime.datetime
) -> KitchenSheet:
    """The published kitchens' lists; they name riders, so the reading is logged.

    Raises
    ------
    PageError
        When nothing is published.
    """
    version = _published(session, where)
    named = sum(bool(ridden.trips) for ridden in version.plan.riders)
    schedules.log_personal_read(session, "/sheets/{date}/kitchen", EVERY_RIDER, version, named)
    return kitchen_sheet(version, _names(session, version), now, settings.zone)


def _published(session: Session, where: Where) -> Version:
    version = plans.published(session, where.date, where.sitting)
    if version is None:
        words = {"date": where.date_words, "sitting": where.sitting_words}
        raise PageError(404, "nothing_published", **words)
    return version


def _names(session: Session, version: Version) -> Names:
    return Names(
        canteens=schedules.canteen_names(session, version.problem),
        riders=repository.rider_names(session),
        addresses=schedules.addresses(session, version),
    )
