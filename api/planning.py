"""From the stored roster to a date's problem."""

from __future__ import annotations

import datetime

from sqlalchemy.orm import Session

from api.errors import Unusable
from api.orders.build import planning_day
from api.orders.parameters import LUNCH, Parameters, Sitting
from api.orders.records import PlanningDay
from api.roster import repository
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
    """
    roster = repository.load(session)
    if not roster.canteens or not roster.residents:
        raise Unusable("roster_empty")
    parameters = Parameters(timezone=settings.timezone)
    travel = travel_times(settings)
    return planning_day(roster, date, sitting, travel=travel, parameters=parameters)
