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
from api.web.changing.history_view import HistoryView, history_view, published_before
from api.web.duty_view import outdated_words
from api.web.errors import PageError
from api.web.names import Names
from api.web.replaced import Replaced, replaced
from api.web.sheets import KitchenSheet, RiderSheets, kitchen_sheet, rider_sheets
from api.web.texts import text
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


def day(session: Session, version: Version, settings: Settings, canteen: str = "") -> DayView:
    """The day's page of ``version``; it names riders and who takes over, so it is logged."""
    names = names_of(session, version)
    view = day_view(version, names, settings.zone, canteen)
    named = len(view.riders) + sum(bool(hand_over.who) for hand_over in version.hand_overs)
    schedules.log_personal_read(session, "/", EVERY_RIDER, version, named)
    return view


def history(session: Session, version: Version, settings: Settings) -> HistoryView:
    """How ``version`` came about and what can be taken back; its page logs the reading."""
    problem = version.problem
    return history_view(
        plans.headings(session, problem.date, problem.sitting),
        version.id,
        plans.reversible(session, version),
        names_of(session, version),
        settings.zone,
    )


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
    session: Session,
    where: Where,
    settings: Settings,
    now: datetime.datetime,
    *,
    changed: bool = False,
) -> RiderSheets:
    """The published riders' sheets, or those that changed; each rider's reading is logged.

    Raises
    ------
    PageError
        When nothing is published.
    """
    version = _published(session, where)
    orders = at_doors(version.problem, version.orders)
    visits = version.plan.served() & {order.visit for order in orders}
    people = schedules.people(session, version.id, visits)
    names, differing = names_of(session, version), _replaced(session, version, settings)
    sheets = rider_sheets(version, names, people, now, settings.zone, differing, changed=changed)
    for sheet in sheets.riders:
        carried = {stop.visit for run in sheet.trips for stop in run.trip.stops}
        met = {order.resident for order in orders if order.visit in carried} & set(people)
        if met:
            schedules.log_personal_read(
                session, "/sheets/{date}/riders", sheet.rider, version, len(met)
            )
    return sheets


def kitchens_sheet(
    session: Session,
    where: Where,
    settings: Settings,
    now: datetime.datetime,
    *,
    changed: bool = False,
) -> KitchenSheet:
    """The published kitchens' lists, or the changed ones; they name riders: it is logged.

    Raises
    ------
    PageError
        When nothing is published.
    """
    version = _published(session, where)
    named = sum(bool(ridden.trips) for ridden in version.plan.riders)
    schedules.log_personal_read(session, "/sheets/{date}/kitchen", EVERY_RIDER, version, named)
    names, differing = names_of(session, version), _replaced(session, version, settings)
    return kitchen_sheet(version, names, now, settings.zone, differing, changed=changed)


def _replaced(session: Session, version: Version, settings: Settings) -> Replaced | None:
    """How the sheets differ from those published before; None: there were none."""
    problem = version.problem
    found = published_before(plans.headings(session, problem.date, problem.sitting), version.id)
    if found is None:
        return None
    before = plans.version(session, found.id)
    return replaced(before, version, names_of(session, version), settings.zone)


def _published(session: Session, where: Where) -> Version:
    version = plans.published(session, where.date, where.sitting)
    if version is None:
        words = {"date": where.date_words, "sitting": where.sitting_words}
        raise PageError(404, "nothing_published", **words)
    return version


def names_of(session: Session, version: Version) -> Names:
    """What canteens, riders and the version's visits are called."""
    riders = repository.rider_names(session)
    points = {
        canteen.id: text("handing_point", rider=riders.get(broken, broken)).zh
        for canteen in version.problem.canteens
        if (broken := canteen.handed_over_by) is not None
    }
    return Names(
        canteens={**schedules.canteen_names(session, version.problem), **points},
        riders=riders,
        addresses=schedules.addresses(session, version),
    )
