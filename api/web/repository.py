"""What the page reads beside a plan version. All SQL of the page."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.plans.tables import PlanVersionRow
from api.roster.tables import RiderRow


def rider_names(session: Session) -> Mapping[str, str]:
    """Each rider's name, by id, R2 before R10; personal data."""
    riders = select(RiderRow.id, RiderRow.name).order_by(func.length(RiderRow.id), RiderRow.id)
    return {row.id: row.name for row in session.execute(riders)}


def nearest_dates(session: Session, date: datetime.date, sitting: str) -> list[datetime.date]:
    """The closest dates before and after ``date`` that have a plan."""
    planned = PlanVersionRow.date
    of_sitting = PlanVersionRow.sitting == sitting
    before = select(func.max(planned)).where(of_sitting, planned < date)
    after = select(func.min(planned)).where(of_sitting, planned > date)
    found = (session.scalars(query).one() for query in (before, after))
    return [day for day in found if day is not None]
