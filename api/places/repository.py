"""Places in the database: all their SQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from api.places.finder import Found, Level
from api.places.records import Place, Queued, Status, Why
from api.places.tables import PlaceRow, QueuedRow
from api.roster.tables import CanteenRow, MealPointRow, ResidentRow
from optimizer.travel.datum import Wgs84

Spot = tuple[str, Wgs84]


def roster_spots(session: Session) -> list[Spot]:
    """Each distinct address with a place in the roster."""
    found: list[Spot] = []
    for table in (CanteenRow, MealPointRow, ResidentRow):
        query = select(table.address, table.lon, table.lat).distinct()
        rows = session.execute(query.order_by(table.address, table.lon, table.lat))
        found += [(row.address, Wgs84(row.lon, row.lat)) for row in rows if row.address]
    return found


def places(session: Session) -> tuple[Place, ...]:
    """All kept places, in order of address."""
    rows = session.scalars(select(PlaceRow).order_by(PlaceRow.address))
    return tuple(_place(row) for row in rows)


def place(session: Session, address: str) -> Place | None:
    """The kept place of one building."""
    row = session.get(PlaceRow, address)
    return None if row is None else _place(row)


def keep(session: Session, kept: Place) -> None:
    """Keep a place; it replaces an older one of the same building."""
    found = kept.found
    session.merge(
        PlaceRow(
            address=kept.address,
            lon=found.point.lon,
            lat=found.point.lat,
            datum=kept.datum,
            level=found.level.value,
            confidence=found.confidence,
            source=found.source,
            found=kept.moment,
        )
    )
    session.flush()


def move_residents(session: Session, addresses: Sequence[str], to: Wgs84) -> int:
    """Move residents of ``addresses`` who live elsewhere; how many."""
    elsewhere = or_(ResidentRow.lon != to.lon, ResidentRow.lat != to.lat)
    moved = session.execute(
        update(ResidentRow)
        .where(ResidentRow.address.in_(addresses), elsewhere)
        .values(lon=to.lon, lat=to.lat)
        .returning(ResidentRow.id)
    )
    return len(moved.all())


def queue(session: Session, status: Status = Status.OPEN) -> tuple[Queued, ...]:
    """The queue's entries of one status: open ones by address, others the latest first."""
    order = (QueuedRow.closed.desc(), QueuedRow.address)
    rows = session.scalars(
        select(QueuedRow).where(QueuedRow.status == status.value).order_by(*order)
    )
    return tuple(_queued(row) for row in rows)


def queued(session: Session, address: str) -> Queued | None:
    """The queue's entry of one address, open or not."""
    row = session.get(QueuedRow, address)
    return None if row is None else _queued(row)


def put(session: Session, entries: Iterable[Queued]) -> None:
    """Insert or replace entries by address."""
    for entry in entries:
        session.merge(
            QueuedRow(
                address=entry.address,
                status=entry.status.value,
                reason=entry.reason.value,
                people=entry.people,
                candidates=entry.candidates,
                opened=entry.opened,
                closed=entry.closed,
                closed_by=entry.closed_by,
            )
        )
    session.flush()


def waiting(session: Session) -> tuple[int, int]:
    """How many addresses are open, and how many people wait for them."""
    is_open = QueuedRow.status == Status.OPEN.value
    query = select(func.count(), func.coalesce(func.sum(QueuedRow.people), 0)).where(is_open)
    addresses, people = session.execute(query).one()
    return int(addresses), int(people)


def _place(row: PlaceRow) -> Place:
    found = Found(
        point=Wgs84(row.lon, row.lat),
        level=Level(row.level),
        confidence=row.confidence,
        source=row.source,
    )
    return Place(address=row.address, found=found, datum=row.datum, moment=row.found)


def _queued(row: QueuedRow) -> Queued:
    return Queued(
        address=row.address,
        status=Status(row.status),
        reason=Why(row.reason),
        people=row.people,
        candidates=row.candidates,
        opened=row.opened,
        closed=row.closed,
        closed_by=row.closed_by,
    )
