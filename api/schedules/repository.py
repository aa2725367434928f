"""Names and addresses behind a version, and the log of personal reads. All SQL of schedules."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.plans.bulk import bulk_visits
from api.plans.records import Version
from api.plans.tables import PlanOrderRow
from api.roster.tables import CanteenRow, MealPointRow, ResidentRow
from api.schedules.tables import PersonalReadRow
from api.texts import text
from optimizer.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a rider needs to know of somebody at the door; personal data."""

    name: str
    phone: str
    door: str
    floor: int
    lift: bool
    door_note: str


def addresses(session: Session, version: Version) -> Mapping[str, str]:
    """The building of each visit, as the roster has it now; of a bulk visit its meal point."""
    rows = session.execute(
        select(PlanOrderRow.visit, ResidentRow.address)
        .join(ResidentRow, ResidentRow.id == PlanOrderRow.resident)
        .where(PlanOrderRow.version_id == version.id)
        .distinct()
    )
    doors = {row.visit: row.address for row in rows}
    bulk = bulk_visits(version.problem)
    if not bulk:
        return doors
    places = session.execute(select(MealPointRow.id, MealPointRow.name, MealPointRow.address))
    points = {row.id: f"{row.name}（{row.address}）" for row in places}
    return doors | {visit: points.get(point, point) for visit, point in bulk.items()}


def canteen_names(session: Session, problem: Problem) -> Mapping[str, str]:
    """The name of each canteen and meal point, by id, and what meeting points are called."""
    rows = session.execute(
        select(CanteenRow.id, CanteenRow.name).union_all(select(MealPointRow.id, MealPointRow.name))
    )
    meeting = {
        canteen.id: text("meeting_point", rider=canteen.handed_over_by).zh
        for canteen in problem.canteens
        if canteen.handed_over_by is not None
    }
    return {row.id: row.name for row in rows} | meeting


def people(session: Session, version_id: int, visits: Iterable[str]) -> Mapping[str, Person]:
    """Who eats behind ``visits``, by resident; whoever left the roster is missing."""
    rows = session.execute(
        select(
            ResidentRow.id,
            ResidentRow.name,
            ResidentRow.phone,
            ResidentRow.door,
            ResidentRow.floor,
            ResidentRow.lift,
            ResidentRow.door_note,
        )
        .join(PlanOrderRow, ResidentRow.id == PlanOrderRow.resident)
        .where(PlanOrderRow.version_id == version_id, PlanOrderRow.visit.in_(list(visits)))
        .distinct()
    )
    return {
        row.id: Person(
            name=row.name,
            phone=row.phone,
            door=row.door,
            floor=row.floor,
            lift=row.lift,
            door_note=row.door_note,
        )
        for row in rows
    }


def log_reading(session: Session, endpoint: str, date: datetime.date, count: int) -> None:
    """Note that the names of ``count`` people were read outside any plan."""
    _log(session, endpoint, date, count)


def log_personal_read(
    session: Session, endpoint: str, rider: str, version: Version, count: int
) -> None:
    """Note that the contacts of ``count`` people were read."""
    _log(session, endpoint, version.problem.date, count, rider=rider, version_id=version.id)


def _log(
    session: Session,
    endpoint: str,
    date: datetime.date,
    count: int,
    *,
    rider: str = "*",
    version_id: int | None = None,
) -> None:
    session.add(
        PersonalReadRow(
            at=datetime.datetime.now(datetime.UTC),
            endpoint=endpoint,
            rider=rider,
            date=date,
            version_id=version_id,
            people=count,
        )
    )
    session.flush()
