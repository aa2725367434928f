"""Plans of a database from before riders' days tell the hours all the same."""

import pytest
from alembic import command
from sqlalchemy import inspect, select

from api.db import migrate
from api.db.migrate import config
from api.plans.tables import PlanRiderDayRow
from api.riders import service
from api.riders.records import Offer
from tests import riding
from tests.rosters import MONDAY

pytestmark = pytest.mark.usefixtures("system")


def rider_days(database):
    with database.reading() as session:
        rows = session.execute(select(PlanRiderDayRow.__table__).order_by("version_id", "rider"))
        return [tuple(row) for row in rows]


def test_hours_come_from_the_stored_plans(database):
    with database.session() as session:
        service.offer(session, Offer(rider="V1", date=MONDAY, sitting="lunch", hours=None))
        riding.publish(session, riding.draft(session, MONDAY))
        version = riding.draft(session, MONDAY)
    before = rider_days(database)
    assert len(before) == 2 * sum(bool(day.trips) for day in version.plan.riders)
    with database.engine.begin() as connection:
        command.downgrade(config(connection), "0004")
    left = inspect(database.engine)
    assert "plan_rider_days" not in left.get_table_names()
    assert "weekly_minutes" not in {column["name"] for column in left.get_columns("riders")}
    migrate(database)
    assert rider_days(database) == before
