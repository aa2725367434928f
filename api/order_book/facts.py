"""Calendars and changes of orders for a planning day, from the database."""

from __future__ import annotations

import datetime

from sqlalchemy.orm import Session

from api.calendars import repository as calendars
from api.order_book import repository as order_book
from api.orders.facts import DayFacts


def order_facts(session: Session, date: datetime.date, sitting: str) -> DayFacts:
    """What is written about one date and sitting; of riders nothing."""
    return DayFacts(
        calendar=calendars.calendar(session, date, date),
        one_offs=order_book.one_offs(session, date, sitting),
        holds=order_book.holds(session, date),
    )
