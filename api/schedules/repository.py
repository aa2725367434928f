"""Names and addresses behind a version, and the log of personal reads. All SQL of schedules."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.plans.records import Version
from api.plans.tables import PlanOrderRow
from api.roster.tables import CanteenRow, ResidentRow
from api.schedules.tables import PersonalReadRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a rider needs to know of somebody at the door; personal data."""

    name: str
    phone: str
    door: str
    floor: int
    lift: bool
    door_note: str


def addresses(session: Session, version_id: int) -> Mapping[str, str]:
    """The building of each visit, as the roster has it now."""
    rows = session.execute(
        select(PlanOrderRow.visit, ResidentRow.address)
        .join(ResidentRow, ResidentRow.id == PlanOrderRow.resident)
        .where(PlanOrderRow.version_id == version_id)
        .distinct()
    )
    return {row.visit: row.address for row in rows}


def canteen_names(session: Session) -> Mapping[str, str]:
    """Each canteen's name, by id."""
    return {row.id: row.name for row in session.execute(select(CanteenRow.id, CanteenRow.name))}


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


def log_personal_read(
    session: Session, endpoint: str, rider: str, version: Version, count: int
) -> None:
    """Note that the contacts of ``count`` people were read."""
    session.add(
        PersonalReadRow(
            at=datetime.datetime.now(datetime.UTC),
            endpoint=endpoint,
            rider=rider,
            date=version.problem.date,
            version_id=version.id,
            people=count,
        )
    )
    session.flush()
