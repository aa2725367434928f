"""Misses as planning and people need them: shortage shall rotate, and nobody shall be forgotten."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from api.errors import Unusable
from api.misses import repository
from api.misses.records import MissReport
from api.misses.report import groups, people
from api.orders.facts import DayFacts

RECENT_DAYS = 14
"""Days before a planning day whose misses count."""


def with_misses(session: Session, facts: DayFacts, date: datetime.date) -> DayFacts:
    """``facts`` with the misses of published plans on the days before ``date``."""
    return replace(facts, missed=missed_before(session, date))


def missed_before(session: Session, date: datetime.date) -> Mapping[str, int]:
    """Sittings of the last two weeks before ``date`` without delivery, by resident."""
    first, last = (date - datetime.timedelta(days=days) for days in (RECENT_DAYS, 1))
    return repository.sittings_missed(session, first, last)


def report(session: Session, first: datetime.date, last: datetime.date) -> MissReport:
    """Who was missed from ``first`` to ``last``, both included.

    Raises
    ------
    Unusable
        When the period ends before it begins.
    """
    if last < first:
        raise Unusable("period_reversed", first=first, last=last)
    missed = repository.published(session, first, last)
    return MissReport(
        first=first,
        last=last,
        people=people(missed),
        groups=groups(missed),
        open=repository.still_open(session, first, last),
    )
