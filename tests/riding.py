"""A few riders in a database, and quick plans of their days. All names are artificial."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from api.db import Database
from api.orders.build import planning_day
from api.orders.parameters import LUNCH, SITTINGS
from api.orders.records import PlanningDay
from api.planning import facts_of
from api.plans import service
from api.plans.records import HandOver, HandOverKind, Version
from api.roster import repository
from api.roster.records import Roster
from optimizer.planning import solve
from optimizer.stop import Stop
from tests.days import migrated, save_roster
from tests.rosters import TRAVEL, canteen, resident, rider, roster
from tests.systems import settings_in


def small_roster() -> Roster:
    """R1 and R2 ride for C1, R3 for C2; V1 helps C1 on single days, two hours a week at most."""
    volunteer: dict[str, Any] = {"kind": "volunteer", "weekly_minutes": 120, "weekdays": ()}
    return roster(
        *(resident(f"E{k}", address=f"花溪路{k}弄", lon=121.405 + k / 500) for k in range(1, 5)),
        canteens=(canteen("C1"), canteen("C2", lon=121.411)),
        riders=(rider("R1"), rider("R2"), rider("R3", "C2"), rider("V1", **volunteer)),
    )


@contextmanager
def with_riders(folder: Path) -> Iterator[Database]:
    """A database in ``folder`` with these riders."""
    with migrated(folder) as database:
        with database.session() as session:
            save_roster(session, small_roster())
        yield database


def day(session: Session, date: datetime.date, sitting: str = LUNCH.name) -> PlanningDay:
    """The sitting's problem from the database, with what is known of its riders."""
    roster, meal = repository.load(session), SITTINGS[sitting]
    facts = facts_of(session, roster, date, meal)
    return planning_day(roster, date, meal, TRAVEL, facts=facts)


def draft(session: Session, date: datetime.date, sitting: str = LUNCH.name) -> Version:
    """A quick plan, stored."""
    posed = day(session, date, sitting)
    return service.store(session, posed, solve(posed.problem, "nearest", Stop()))


def newest(folder: Path, date: datetime.date, sitting: str = LUNCH.name) -> Version | None:
    """The newest version in the database of ``folder``."""
    database = Database(settings_in(folder))
    with database.reading() as session:
        found = service.latest(session, date, sitting)
    database.close()
    return found


def publish(session: Session, version: Version) -> Version:
    """Publish, whoever is not served."""
    unserved: Sequence[HandOver] = [
        HandOver(visit=entry.visit, kind=HandOverKind.ACKNOWLEDGED)
        for entry in version.plan.unserved
    ]
    return service.publish(session, version.id, unserved)
