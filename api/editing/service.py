"""Versions that are asked about or changed, and what is stored. Nothing here commits."""

from __future__ import annotations

import datetime

from sqlalchemy.orm import Session

from api.desk import Desk
from api.editing.records import Outcome
from api.editing.replanning import NoRides
from api.errors import NotFound
from api.orders.build import planning_day
from api.orders.parameters import SITTINGS, Parameters
from api.orders.records import PlanningDay
from api.planning import facts_of
from api.plans import lineage
from api.plans import service as plans
from api.plans.records import Version
from api.roster import repository as rosters
from api.settings import Settings


def newest(session: Session, date: datetime.date, sitting: str) -> Version:
    """The newest version of a sitting, whatever its status.

    Raises
    ------
    NotFound
        When there is none.
    AlteredPlan
        When it no longer passes its check.
    """
    version = plans.latest(session, date, sitting)
    if version is None:
        raise NotFound("no_plan", date=date, sitting=sitting)
    return version


def require_newest(session: Session, version_id: int) -> Version:
    """The version with this id, which must be the newest of its sitting.

    Raises
    ------
    NotFound, AlteredPlan
        As ``api.plans.service.version``.
    Conflict
        When somebody made a newer one.
    """
    version = plans.version(session, version_id)
    problem = version.problem
    lineage.require_newest(session, problem.date, problem.sitting, version_id)
    return version


def fresh_day(session: Session, settings: Settings, version: Version) -> PlanningDay:
    """The version's day as roster, order book and calendars have it now, without any ride.

    Raises
    ------
    InvalidProblem
        When the roster contradicts itself.
    """
    roster, sitting = rosters.load(session), SITTINGS[version.problem.sitting]
    facts = facts_of(session, roster, version.problem.date, sitting)
    parameters = Parameters(timezone=settings.timezone)
    return planning_day(
        roster,
        version.problem.date,
        sitting,
        travel=NoRides(),
        parameters=parameters,
        facts=facts,
    )


def keep(session: Session, desk: Desk, outcome: Outcome) -> Version:
    """Store what came of a version as the next one, a draft, and leave it on the desk.

    Raises
    ------
    Unusable
        When it is not said who makes the change, and why.
    Conflict
        When somebody made a newer version meanwhile.
    """
    made = plans.store(session, outcome.day, outcome.plan, origin=outcome.origin)
    desk.put(made, outcome.editor)
    return made
