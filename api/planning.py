"""From the stored roster to a date's problem."""

from __future__ import annotations

import datetime

from sqlalchemy.orm import Session

from api.errors import Unusable
from api.misses.service import with_misses
from api.order_book.facts import order_facts
from api.orders.build import planning_day
from api.orders.facts import DayFacts
from api.orders.parameters import LUNCH, Parameters, Sitting
from api.orders.records import PlanningDay
from api.riders.facts import with_riders
from api.roster import repository
from api.roster.records import Roster
from api.settings import Settings
from api.travel import travel_times


def day_of(
    session: Session, settings: Settings, date: datetime.date, sitting: Sitting = LUNCH
) -> PlanningDay:
    """The sitting's problem from the roster in the database, as the settings say.

    Raises
    ------
    Unusable
        When the roster is empty: nobody meant to plan for nobody.
    InvalidProblem, UnknownProfile
        When the roster contradicts itself or the settings.
    TravelUnavailable
        When the streets cannot be asked and the settings refuse straight lines.
    """
    return day_of_roster(session, settings, repository.load(session), date, sitting)


def day_of_roster(
    session: Session, settings: Settings, roster: Roster, date: datetime.date, sitting: Sitting
) -> PlanningDay:
    """The same from ``roster``, with what the database knows besides."""
    if not roster.canteens or not roster.residents:
        raise Unusable("roster_empty")
    parameters = Parameters(timezone=settings.timezone)
    travel = travel_times(settings)
    facts = facts_of(session, roster, date, sitting)
    return planning_day(roster, date, sitting, travel=travel, parameters=parameters, facts=facts)


def facts_of(session: Session, roster: Roster, date: datetime.date, sitting: Sitting) -> DayFacts:
    """What is known of a sitting besides the roster; of the roster only the riders matter."""
    orders = order_facts(session, date, sitting.name)
    facts = with_riders(session, orders, roster.riders, date, sitting.name)
    return with_misses(session, facts, date)
