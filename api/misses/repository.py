"""Misses in the database. All SQL about them is here; no plan is opened."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from api.misses.records import OPEN, Miss
from api.plans.records import Status
from api.plans.tables import PlanHandOverRow, PlanMissRow, PlanVersionRow


def sittings_missed(
    session: Session, first: datetime.date, last: datetime.date
) -> Mapping[str, int]:
    """At how many sittings published plans left each resident out; who was not is missing."""
    sittings = func.count(PlanMissRow.version_id.distinct())
    rows = session.execute(
        select(PlanMissRow.resident, sittings)
        .join(PlanVersionRow, PlanVersionRow.id == PlanMissRow.version_id)
        .where(PlanVersionRow.status == Status.PUBLISHED)
        .where(PlanVersionRow.date.between(first, last))
        .group_by(PlanMissRow.resident)
    )
    return {resident: int(count) for resident, count in rows}


def published(session: Session, first: datetime.date, last: datetime.date) -> tuple[Miss, ...]:
    """Whom published plans left out, with what happened instead; by date, sitting, resident."""
    return _misses(session, first, last, PlanVersionRow.status == Status.PUBLISHED)


def still_open(session: Session, first: datetime.date, last: datetime.date) -> tuple[Miss, ...]:
    """Whom the newest drafts leave out without a word, in the same order."""
    newest = (
        select(func.max(PlanVersionRow.id))
        .where(PlanVersionRow.date.between(first, last))
        .group_by(PlanVersionRow.date, PlanVersionRow.sitting)
    )
    return _misses(
        session,
        first,
        last,
        PlanVersionRow.id.in_(newest),
        PlanVersionRow.status == Status.DRAFT,
        PlanHandOverRow.kind.is_(None),
    )


def _misses(
    session: Session, first: datetime.date, last: datetime.date, *which: ColumnElement[bool]
) -> tuple[Miss, ...]:
    miss, version, agreed = PlanMissRow, PlanVersionRow, PlanHandOverRow
    rows = session.execute(
        select(
            *(version.date, version.sitting, miss.resident, miss.visit),
            *(miss.meals, miss.tier, miss.canteens),
            func.coalesce(agreed.kind, OPEN).label("instead"),
        )
        .join(version, version.id == miss.version_id)
        .join(
            agreed,
            and_(agreed.version_id == miss.version_id, agreed.visit == miss.visit),
            isouter=True,
        )
        .where(version.date.between(first, last), *which)
        .order_by(version.date, version.sitting, miss.resident, miss.visit)
    )
    return tuple(Miss(**row) for row in rows.mappings())
